"""The review: a sheet goes out, real people tick it, it comes back, and lapses where a text changes."""

import json
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from supporter_app.bootstrap import App, compose
from supporter_app.cli.main import main
from supporter_app.content.library import Library
from supporter_app.domain.clock import JAPAN
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import ImportWrong, RequestRefused
from supporter_app.exchange.review_sheet import COLUMNS, read_reviews
from supporter_app.services.reviews import Reviews
from tests.unit.content.conftest import CourseCopy

UPPER = EditionId("upper-elementary")
NOON = datetime(2026, 11, 28, 12, 0, tzinfo=JAPAN)
AT = {key: number for number, key in enumerate(COLUMNS, start=1)}


@pytest.fixture
def app(data_dir: Path) -> App:
    return compose(data_dir, lambda: NOON)


def filled(sheet: bytes, *, rows: int = 10_000, role: str = "養護教諭", day: str = "2026-11-27", **cells: str) -> bytes:
    """Tick rows as a person would; `cells` are written into the first row."""
    book = load_workbook(BytesIO(sheet))
    page = book.worksheets[0]
    assert isinstance(page, Worksheet)
    for number in range(2, min(page.max_row, rows + 1) + 1):
        page.cell(number, AT["box"], "○")
    page.cell(2, AT["role"], role)
    page.cell(2, AT["day"], day)
    for key, value in cells.items():
        page.cell(2, AT[key], value)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def test_every_text_is_on_the_sheet_and_comes_back_checked(app: App) -> None:
    sheet = app.reviews.sheet(UPPER)
    taken = app.reviews.take(filled(sheet), "a.xlsx", UPPER)
    state = app.reviews.state(UPPER)
    assert (taken.changed, taken.unknown) == ((), ())
    assert state.whole
    assert state.checked == taken.taken > 34
    assert state.roles == ("養護教諭",)
    assert app.lessons.read_through(UPPER)
    assert not app.lessons.read_through(EditionId("junior-high"))


def test_what_was_not_ticked_stays_drafted(app: App) -> None:
    app.reviews.take(filled(app.reviews.sheet(UPPER), rows=3), "a.xlsx", UPPER)
    state = app.reviews.state(UPPER)
    assert state.checked == 3
    assert not state.whole
    assert not app.lessons.read_through(UPPER)


def test_a_review_lapses_with_its_text(course: CourseCopy, data_dir: Path) -> None:
    reviews = Reviews(data_dir, Library(course.root), lambda: NOON)
    sheet = filled(reviews.sheet(UPPER))
    whole = reviews.take(sheet, "a.xlsx", UPPER).taken
    course.change(f"curriculum/{UPPER}/02-what-is-the-problem.md", "すごくたのしい", "とてもたのしい")
    assert reviews.state(UPPER).drafted == 1
    late = reviews.take(sheet, "a.xlsx", UPPER)
    assert late.taken == whole - 1
    assert len(late.changed) == 1


def test_another_reading_is_another_text(course: CourseCopy, data_dir: Path) -> None:
    reviews = Reviews(data_dir, Library(course.root), lambda: NOON)
    reviews.take(filled(reviews.sheet(UPPER)), "a.xlsx", UPPER)
    course.change(f"curriculum/{UPPER}/02-what-is-the-problem.md", "{人|ひと}", "{人|じん}")
    assert reviews.state(UPPER).drafted == 1


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"box": "だめ"}, "review-tick"),
        ({"day": "きのう"}, "review-day"),
        ({"role": ""}, "review-role"),
        ({"role": "養護\u202e教諭"}, "review-role"),
        ({"role": '=B9&"教諭"'}, "review-role"),
        ({"digest": "abc"}, "review-digest"),
    ],
)
def test_rows_that_cannot_be_taken(app: App, cells: dict[str, str], code: str) -> None:
    sheet = filled(app.reviews.sheet(UPPER), rows=1, **cells)
    with pytest.raises(ImportWrong) as caught:
        app.reviews.take(sheet, "a.xlsx", UPPER)
    assert (caught.value.code, caught.value.row) == (code, 2)
    assert app.reviews.reviews(UPPER) == ()


def test_a_sheet_is_known_by_the_rows_nobody_ticked_too(app: App) -> None:
    """Where the one ticked text has changed, and its place is one of every edition."""
    for edition in (UPPER, EditionId("junior-high")):
        sheet = filled(app.reviews.sheet(edition), rows=1, digest="0" * 64)
        assert app.reviews.edition_of(sheet, "a.xlsx") == edition
    with pytest.raises(ImportWrong) as caught:
        app.reviews.edition_of(app.reviews.sheet(UPPER), "a.xlsx")
    assert caught.value.code == "review-empty"


def test_a_day_still_to_come(app: App) -> None:
    with pytest.raises(RequestRefused):
        app.reviews.take(filled(app.reviews.sheet(UPPER), day="2026-11-29"), "a.xlsx", UPPER)


def test_another_table_is_no_review_sheet() -> None:
    with pytest.raises(ImportWrong) as caught:
        read_reviews("名前,年代\n山田,40s\n".encode(), "a.csv")
    assert caught.value.code == "no-review-sheet"


def test_a_damaged_overlay_counts_for_nothing(app: App, data_dir: Path) -> None:
    app.reviews.take(filled(app.reviews.sheet(UPPER)), "a.xlsx", UPPER)
    path = data_dir / "reviews" / f"{UPPER}.json"
    rows = json.loads(path.read_text())
    assert set(rows[0]) == {"place", "digest", "role", "day", "remark"}
    for content in (b"{", b"[1]", b'[{"place": 1}]', b"\xff"):
        path.write_bytes(content)
        assert app.reviews.reviews(UPPER) == ()


@given(st.binary(max_size=200))
def test_rubbish_is_refused(content: bytes) -> None:
    with pytest.raises(ImportWrong):
        read_reviews(content, "a.xlsx")


def test_the_commands(data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "sheet.xlsx"
    call = ["--json", "--data-dir", str(data_dir)]
    assert main([*call, "review", "export", UPPER, "--out", str(out)]) == 0
    out.write_bytes(filled(out.read_bytes(), day="2026-11-20"))
    capsys.readouterr()
    assert main([*call, "review", "import", str(out)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["edition"] == UPPER
    assert told["drafted"] == 0
    assert main([*call, "review", "export", "no-such", "--out", str(out)]) == 1
