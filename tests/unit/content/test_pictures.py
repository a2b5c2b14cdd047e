"""Our pictures as shapes: every one can be drawn on paper, and what could not be is named with its line."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.content import outlines
from supporter_app.content.pictures import FOLDER, read_picture
from supporter_app.domain.drawing import Drawing, Segment
from supporter_app.domain.errors import ContentError
from tests.unit.content.conftest import CourseCopy


def read(folder: Path, inside: str, head: str = 'viewBox="0 0 20 10"') -> Drawing:
    file = folder / FOLDER / "try.svg"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {head}>\n{inside}\n</svg>', encoding="utf-8")
    return read_picture(folder, "try")


def test_every_picture_is_read(root: Path) -> None:
    pictures = [read_picture(root, path.stem) for path in sorted((root / FOLDER).glob("*.svg"))]
    assert len(pictures) >= 80
    assert all(picture.shapes for picture in pictures)


def test_paint_is_handed_down_and_matrices_are_joined(tmp_path: Path) -> None:
    inside = (
        '<g fill="#f00" opacity="0.5" transform="translate(2 3)"><rect width="4" height="5" stroke="white" '
        'transform="scale(2)"/></g>'
    )
    shape = read(tmp_path, inside).shapes[0]
    assert (shape.fill, shape.opacity, shape.matrix) == (0xFF0000, 0.5, (2, 0, 0, 2, 2, 3))
    assert shape.pen is not None
    assert shape.pen.colour == 0xFFFFFF


def test_path_data_is_read_as_the_standard_has_it() -> None:
    assert outlines.path("M1 2l3,4h-1V9z") == (
        Segment("M", (1, 2)),
        Segment("L", (4, 6)),
        Segment("L", (3, 6)),
        Segment("L", (3, 9)),
        Segment("Z"),
    )
    assert outlines.path("M.5.5 1 1")[1] == Segment("L", (1, 1))
    assert outlines.path("M0 0q3 0 3 3")[1].points == pytest.approx((2, 0, 3, 1, 3, 3))
    assert outlines.path("M0 0Q3 0 3 3T6 6")[2].points[-2:] == (6, 6)


def test_an_arc_lies_on_its_circle() -> None:
    curves = outlines.path("M10 0A10 10 0 1 1 0 -10")[1:]
    assert len(curves) == 3
    assert curves[-1].points[-2:] == pytest.approx((0, -10))
    assert all(math.hypot(*curve.points[-2:]) == pytest.approx(10) for curve in curves)
    assert outlines.path("M0 0a1 1 0 013 0")[-1].points[-2:] == pytest.approx((3, 0)), "too small an arc grows"


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="x.png"/>',
        '<path d="M0 0X3"/>',
        '<path d="0 0"/>',
        '<path d="M0"/>',
        '<rect width="a" height="1"/>',
        '<rect width="1" height="1" fill="url(#a)"/>',
        '<rect width="1" height="1" class="a"/>',
        '<rect width="1" height="1" transform="skewX(3)"/>',
        '<rect width="1" height="1" stroke="black" stroke-linecap="odd"/>',
        '<polygon points="1 2 3"/>',
        "<path/>",
        "<g>",
    ],
)
def test_what_paper_cannot_draw_is_named(tmp_path: Path, inside: str) -> None:
    with pytest.raises(ContentError) as caught:
        read(tmp_path, inside)
    found = {(each.line, each.code) for each in caught.value.problems}
    assert found & {(2, "drawing-unknown"), (3, "drawing-unknown")}


@pytest.mark.parametrize("head", ["", 'viewBox="0 0 0 0"', 'viewBox="0 0 4"'])
def test_a_picture_needs_a_size(tmp_path: Path, head: str) -> None:
    with pytest.raises(ContentError):
        read(tmp_path, "", head)


@given(st.text("MmLlHhVvCcSsQqTtAaZz0123456789.,- e", max_size=30))
def test_rubbish_is_refused_and_nothing_else_is_raised(text: str) -> None:
    try:
        outlines.path(text)
    except ValueError:
        return


def test_the_check_names_a_picture(course: CourseCopy) -> None:
    line = course.change(f"{FOLDER}/two-swings.svg", "<circle", "<text/><circle")
    assert (f"{FOLDER}/two-swings.svg", line, "drawing-unknown") in course.found()
