"""The review: a sheet goes out, real people tick it, it comes back, and lapses where a text changes."""

import csv
import json
from datetime import datetime
from io import BytesIO, StringIO
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
from supporter_app.domain.review import Mark
from supporter_app.exchange.days import day_of
from supporter_app.exchange.review_sheet import COLUMNS, read_reviews
from supporter_app.services import upkeep
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
        ({"box": "x"}, "review-tick"),
        ({"box": "=A1"}, "review-tick"),
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
    assert set(rows[0]) == {"place", "digest", "role", "day", "remark", "mark"}
    nobody = json.dumps([{**rows[0], "role": ""}]).encode()
    for content in (b"{", b"[1]", b'[{"place": 1}]', b"\xff", b"[" * 100_000, nobody):
        path.write_bytes(content)
        assert app.reviews.reviews(UPPER) == ()


@pytest.mark.parametrize(
    "box", ["○", "◯", "〇", "✓", "✔️", "☑", "✅", "はい", "TRUE", True, 1, "1", "OK", "確認済", " レ "]
)
def test_whatever_ticks_a_box(app: App, box: str) -> None:
    app.reviews.take(filled(app.reviews.sheet(UPPER), rows=1, box=box), "a.xlsx", UPPER)
    assert app.reviews.state(UPPER).checked == 1


@pytest.mark.parametrize("box", ["×", "✕", "❌", "✗", "バツ", "いいえ", "△", "NG"])
def test_a_cross_takes_a_tick_back_and_is_told(app: App, box: str) -> None:
    """In Japan × says that something is not right; whose tick it was does not matter."""
    app.reviews.take(filled(app.reviews.sheet(UPPER)), "a.xlsx", UPPER)
    crossed = filled(app.reviews.sheet(UPPER), rows=1, role="司書", box=box, remark="読みがちがいます")
    taken = app.reviews.take(crossed, "a.xlsx", UPPER)
    assert app.reviews.state(UPPER).drafted == 1
    assert [words for _, words in taken.remarks] == ["読みがちがいます"]
    again = read_reviews(app.reviews.sheet(UPPER), "a.xlsx")
    assert [each.role for each in again if each.mark is Mark.WRONG] == ["司書"]
    app.reviews.take(filled(app.reviews.sheet(UPPER), rows=1, role="司書"), "a.xlsx", UPPER)
    assert app.reviews.state(UPPER).whole


@pytest.mark.parametrize("box", ["", False, 0, "☐", "-", "未"])
def test_a_box_that_is_empty_keeps_its_remark(app: App, box: str) -> None:
    """All that somebody wrote comes along, and nobody has to say who writes it."""
    remark = "長い気づき" * 1000
    empty = filled(app.reviews.sheet(UPPER), rows=1, role="", day="", box=box, remark=remark)
    assert app.reviews.take(empty, "a.xlsx", UPPER).taken == 0
    assert app.reviews.state(UPPER).checked == 0
    assert remark in [each.remark for each in read_reviews(app.reviews.sheet(UPPER), "a.xlsx")]


@pytest.mark.parametrize(
    "day",
    [
        *("2026-11-27", "2026/11/27", "2026.11.27", "2026年11月27日(金)", "令和8年11月27日", "R8.11.27", "R8/11/27"),
        *(
            "20261127",
            "２０２６年１１月２７日",
            "46353",
            46353,
            datetime(2026, 11, 27, tzinfo=JAPAN).replace(tzinfo=None),
        ),
    ],
)
def test_days_as_people_and_spreadsheets_write_them(app: App, day: str) -> None:
    app.reviews.take(filled(app.reviews.sheet(UPPER), rows=1, day=day), "a.xlsx", UPPER)
    last = app.reviews.state(UPPER).last
    assert last is not None
    assert last.isoformat() == "2026-11-27"


@pytest.mark.parametrize("day", ["11/27", "27/11/2026", "2026-13-01", "令和八年", "9", "0000-01-01", "99999999"])
def test_what_is_no_day(day: str) -> None:
    assert day_of(day) is None


def test_nobody_is_given_the_role_of_who_was_there_before(app: App) -> None:
    """The rows of the first reviewer are filled in; the second one forgets to say in which role."""
    app.reviews.take(filled(app.reviews.sheet(UPPER), rows=2), "a.xlsx", UPPER)
    book = load_workbook(BytesIO(app.reviews.sheet(UPPER)))
    page = book.worksheets[0]
    assert isinstance(page, Worksheet)
    page.cell(4, AT["box"], "○")
    made = BytesIO()
    book.save(made)
    with pytest.raises(ImportWrong) as caught:
        app.reviews.take(made.getvalue(), "a.xlsx", UPPER)
    assert (caught.value.code, caught.value.row) == ("review-role", 4)


def test_a_sheet_taken_once_more_goes_on_in_the_role_written_once(app: App) -> None:
    sheet = app.reviews.sheet(UPPER)
    for rows in (3, 5):
        assert app.reviews.take(filled(sheet, rows=rows), "a.xlsx", UPPER).taken == rows
    assert app.reviews.state(UPPER).roles == ("養護教諭",)


def test_both_of_two_reviewers_are_told(app: App) -> None:
    for role in ("養護教諭", "社会福祉士"):
        app.reviews.take(filled(app.reviews.sheet(UPPER), role=role), "a.xlsx", UPPER)
    assert app.reviews.state(UPPER).whole
    assert app.reviews.state(UPPER).roles == ("社会福祉士", "養護教諭")


def test_a_sheet_that_was_sorted_turned_around_and_put_beside_others(app: App) -> None:
    """Rows upside down, columns the other way round and some left out, other sheets before it, and a filter on it."""
    book = load_workbook(BytesIO(filled(app.reviews.sheet(UPPER), rows=3)))
    page = book.worksheets[0]
    assert isinstance(page, Worksheet)
    cells = [[row[at - 1] for key, at in AT.items() if key not in {"words", "readings"}] for row in page.values]
    turned = [list(reversed(cells[0])), *(list(reversed(row)) for row in reversed(cells[1:]))]
    again = book.create_sheet("並べかえたもの", 0)
    for row in turned:
        again.append(row)
    again.auto_filter.ref = again.dimensions
    again.row_dimensions[3].hidden = True
    book.create_sheet("メモ", 0).append(["つぎの会議", "12月"])
    for number in range(2, page.max_row + 1):
        page.cell(number, AT["box"]).value = None
    made = BytesIO()
    book.save(made)
    edition = app.reviews.edition_of(made.getvalue(), "a.xlsx")
    taken = app.reviews.take(made.getvalue(), "a.xlsx", edition)
    assert (edition, taken.taken, app.reviews.state(UPPER).roles) == (UPPER, 3, ("養護教諭",))


def test_the_overlay_goes_along_when_the_records_move(
    app: App, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has to check the same texts again because the records lie on another drive."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with app.storage.write():
        pass
    app.reviews.take(filled(app.reviews.sheet(UPPER)), "a.xlsx", UPPER)
    kept = app.reviews.reviews(UPPER)
    app.close()
    (tmp_path / "stick").mkdir()
    target = upkeep.move(data_dir, tmp_path / "stick", lambda: NOON)
    moved = compose(target, lambda: NOON)
    assert moved.reviews.reviews(UPPER) == kept
    assert moved.reviews.state(UPPER).whole


def test_the_sheet_of_another_edition_is_taken_for_that_edition(app: App) -> None:
    """Places of one name are in both; no text is found right by a tick beside another."""
    sheet = filled(app.reviews.sheet(EditionId("junior-high")))
    assert app.reviews.take(sheet, "a.xlsx", EditionId("lower-elementary")).taken == 0
    assert app.reviews.edition_of(sheet, "a.xlsx") == EditionId("junior-high")
    assert app.reviews.state(EditionId("lower-elementary")).checked == 0


def test_a_comma_separated_sheet(app: App) -> None:
    book = load_workbook(BytesIO(filled(app.reviews.sheet(UPPER), rows=3)))
    page = book.worksheets[0]
    assert isinstance(page, Worksheet)
    out = StringIO()
    csv.writer(out).writerows(page.values)
    for codec in ("utf-8-sig", "cp932"):
        taken = app.reviews.take(out.getvalue().encode(codec, "replace"), "a.csv", UPPER)
        assert taken.taken == 3


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
