"""Files for people: what they hold is what the screen shows, names only when asked for, and copies are remembered."""

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from supporter_app import i18n
from supporter_app.bootstrap import App
from supporter_app.domain.enrolment import AgeBand, Sex
from supporter_app.domain.errors import FileUnreachable, KeysLocked, RequestRefused, UnfittingText
from supporter_app.domain.headcount import Counted
from supporter_app.domain.session import NameKeeping, Session
from supporter_app.services.attendance import Marks
from supporter_app.services.exports import Content, Format, Order
from supporter_app.services.roster import Entry
from tests.unit.documents.test_tables import bare
from tests.unit.services.test_backups import PLAN, Office, office  # noqa: F401 - a fixture, used by its name

TYPED = (
    *("𠮷田 濵子", "葛\U000e0100城 翔", "=SUM(1,1)", "José Álvarez", "－1", "＝A1", "@home", "﨑山 髙志", "+81", "-5"),
    *("渡邉 ﾊﾝｶｸ", "00123", "〜波", "O'Brien", "齋藤 龘", "ひらがな"),
)


@pytest.fixture(autouse=True)
def japanese() -> None:
    """Use the catalogue of the program."""
    i18n.use("ja")


@pytest.fixture
def app(office: Office) -> App:  # noqa: F811 - the fixture
    """Start the program."""
    return office.start()


@pytest.fixture
def held(app: App) -> Session:
    """Hold a session with sixteen names; the second came late, the third was away."""
    session = app.classroom.create(replace(PLAN, names=NameKeeping.UNTIL_REPORT))
    entries = [Entry(name, "ミホン", AgeBand.SIXTIES, Sex.FEMALE, "=住民") for name in TYPED]
    app.roster.take(session, entries)
    app.attendance.mark(session, Marks(all_present=True, late={2: 20}, absent=frozenset({3})))
    return app.classroom.close(session.id)


@pytest.mark.parametrize("form", Format)
def test_whoever_watches_may_end_it_at_any_step(app: App, held: Session, tmp_path: Path, form: Format) -> None:
    """Then no file is there; steps never go back, and never past the end."""
    order, steps = Order((held,)), list[tuple[int, int]]()
    app.exports.write(order, form, tmp_path / "whole", watch=lambda done, all_: steps.append((done, all_)))
    assert steps == sorted(steps)
    assert all(done < all_ for done, all_ in steps)
    for place in range(len(steps)):
        left = [place]

        def watch(_done: int, _all: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise RequestRefused("stopped")

        with pytest.raises(RequestRefused, match="stopped"):
            app.exports.write(order, form, tmp_path / "stopped", watch=watch)
        assert not list(tmp_path.glob("stopped*"))


def test_another_connection_makes_the_same_table(app: App, held: Session) -> None:
    """With the vault as it is: open or not."""
    order = Order((held,), names=True)
    with app.exports_beside() as beside:
        assert beside.storage is not app.storage
        assert beside.table(order) == app.exports.table(order)
        assert beside.people(order) == len(TYPED)
    app.names.lock()
    with app.exports_beside() as beside, pytest.raises(KeysLocked):
        beside.table(order)


def read_csv(path: Path, codec: str) -> list[dict[str, str]]:
    """Read a file as the standard library does."""
    return list(csv.DictReader(StringIO(path.read_bytes().decode(codec), newline="")))


def read_xlsx(path: Path) -> list[dict[str, object]]:
    """Read the first sheet of a workbook by its headings."""
    first, *rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(map(str, first), row, strict=True)) for row in rows]


def test_sixteen_names_come_back_equal(app: App, held: Session, tmp_path: Path) -> None:
    """From a workbook and from UTF-8; CP932 says what it cannot hold, and writes nothing."""
    order = Order((held,), names=True)
    app.exports.write(order, Format.XLSX, tmp_path / "a.xlsx")
    assert [row["氏名"] for row in read_xlsx(tmp_path / "a.xlsx")] == list(TYPED)
    app.exports.write(order, Format.CSV, tmp_path / "a.csv")
    rows = read_csv(tmp_path / "a.csv", "utf-8-sig")
    assert [bare(row["氏名"]) for row in rows] == list(TYPED)
    assert [row["出欠"] for row in rows][:3] == ["出席", "一部出席", "欠席"]
    assert {row["開催日（和暦）"] for row in rows} == {"令和8年11月20日"}
    assert {row["区分"] for row in rows} == {"'=住民"}
    with pytest.raises(UnfittingText):
        app.exports.write(order, Format.CSV_CP932, tmp_path / "old.csv")
    assert not (tmp_path / "old.csv").exists()
    unfitting = app.exports.preview(order, Format.CSV_CP932).unfitting
    assert {each.character for each in unfitting} == {"𠮷", "葛\U000e0100", "é", "Á", "〜", "龘"}
    chosen = {"𠮷": "吉", "葛\U000e0100": "葛", "é": "e", "Á": "A", "〜": "～", "龘": "竜"}
    written = app.exports.write(order, Format.CSV_CP932, tmp_path / "old.csv", chosen)
    assert [each.name for each in written] == ["old.csv", "old.about.csv"]
    assert read_csv(tmp_path / "old.csv", "cp932")[0]["氏名"] == "吉田 濵子"


def test_rows_on_the_screen_are_rows_in_the_file(app: App, held: Session, tmp_path: Path) -> None:
    """One table for both, of each content."""
    for content in Content:
        order = Order((held,), content, names=True)
        table = app.exports.preview(order, Format.XLSX).table
        app.exports.write(order, Format.XLSX, tmp_path / "a.xlsx")
        rows = read_xlsx(tmp_path / "a.xlsx")
        assert len(rows) == len(table.rows)
        for column in table.columns:
            place = table.columns.index(column)
            shown = [str(row[place]) if row[place] not in {None, ""} else None for row in table.rows]
            found = [None if row[column.heading] is None else str(row[column.heading]) for row in rows]
            assert found == shown, column.id


def test_without_names_nothing_has_names(app: App, held: Session, tmp_path: Path) -> None:
    """Not even the columns; and no copy is remembered."""
    for content in Content:
        for form in (Format.XLSX, Format.CSV):
            app.exports.write(Order((held,), content), form, tmp_path / "out")
            table = app.exports.table(Order((held,), content))
            assert not {"name", "kana"} & {each.id for each in table.columns}
    written = (tmp_path / "out").read_bytes()
    assert not any(name.encode() in written for name in TYPED)
    assert app.erasure.erase_session(held).carried == ()


def test_a_file_with_names_is_remembered_until_they_are_erased(app: App, held: Session, tmp_path: Path) -> None:
    """The report of the erasure says where it went; a later file has no names any more."""
    app.exports.write(Order((held,), names=True), Format.XLSX, tmp_path / "a.xlsx")
    erased = app.erasure.erase_session(held)
    assert [(each.kind, each.place, each.people) for each in erased.carried] == [
        ("export", str(tmp_path / "a.xlsx"), len(TYPED))
    ]
    session = app.classroom.session(held.id)
    app.exports.write(Order((session,), names=True), Format.XLSX, tmp_path / "b.xlsx")
    assert {row["氏名"] for row in read_xlsx(tmp_path / "b.xlsx")} == {None}


def test_locked_names_are_not_exported(app: App, held: Session, tmp_path: Path) -> None:
    """Without names it goes on."""
    app.names.lock()
    with pytest.raises(KeysLocked):
        app.exports.write(Order((held,), names=True), Format.XLSX, tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()
    assert len(app.exports.write(Order((held,)), Format.XLSX, tmp_path / "a.xlsx")) == 1


def test_completions_and_sessions_are_counted(app: App, held: Session, tmp_path: Path) -> None:
    """Fourteen of sixteen completed; head counts stand beside."""
    other = app.classroom.create(PLAN)
    app.attendance.count(other, [Counted(AgeBand.TWENTIES, Sex.MALE, "", 12)])
    app.exports.write(Order((held, other), Content.COMPLETIONS), Format.CSV, tmp_path / "c.csv")
    rows = read_csv(tmp_path / "c.csv", "utf-8-sig")
    assert len(rows) == len(TYPED) - 2
    assert {row["修了日（和暦）"] for row in rows} == {"令和8年11月20日"}
    app.exports.write(Order((held, other), Content.SESSIONS), Format.CSV, tmp_path / "s.csv")
    rows = read_csv(tmp_path / "s.csv", "utf-8-sig")
    assert [(row["受講登録（人）"], row["出席（人）"], row["修了（人）"], row["人数の集計（人）"]) for row in rows] == [
        ("16", "15", "14", "0"),
        ("0", "0", "0", "12"),
    ]


def test_nothing_chosen_and_nowhere_to_write(app: App, held: Session, tmp_path: Path) -> None:
    """Refused before anything is written."""
    with pytest.raises(RequestRefused, match="nothing-chosen"):
        app.exports.table(Order(()))
    with pytest.raises(FileUnreachable):
        app.exports.write(Order((held,)), Format.XLSX, tmp_path / "nowhere" / "a.xlsx")
