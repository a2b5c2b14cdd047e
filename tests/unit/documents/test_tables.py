"""Tables as files, read back by readers that know nothing of the program."""

import csv
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from supporter_app import i18n
from supporter_app.documents.tables.codepage import fits, unfitting
from supporter_app.documents.tables.separated import csv_cp932, csv_utf8
from supporter_app.documents.tables.workbook import LONGEST_SHEET_NAME, sheet_name, workbook
from supporter_app.domain.errors import UnfittingText, UnwritableText
from supporter_app.domain.table import Column, Kind, Table, harmless, restored

NAMES = (
    *(
        "𠮷田 濵子",
        "葛\U000e0100城 翔",
        "=SUM(1,1)",
        "José Álvarez",
        "－1",
        "＝A1",
        "'=x",
        "@home",
        "﨑山 髙志",
        "〜波‖",
    ),
    *("+81", "-5", "二\n行", "\tタブ", "渡邉 ﾊﾝｶｸ", "00123"),
)
COLUMNS = (
    Column("number", "番号", Kind.WHOLE),
    Column("name", "氏名"),
    Column("code", "開催番号", Kind.CODE),
    Column("date", "開催日", Kind.DATE),
)
DAY = date(2026, 11, 20)
ABOUT = (("作成日", "2026-11-21"), ("注意", "=1+1"))
TABLE = Table("出欠", COLUMNS, tuple((n, name, "0042", DAY) for n, name in enumerate(NAMES, start=1)), ABOUT)
HEADINGS = ["番号", "氏名", "開催番号", "開催日", "開催日（和暦）"]
texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=30)


@pytest.fixture(autouse=True)
def japanese() -> None:
    """Use the catalogue of the program."""
    i18n.use("ja")


def rows_of(content: bytes, codec: str) -> list[list[str]]:
    """Read a comma-separated file as the standard library does."""
    return list(csv.reader(StringIO(content.decode(codec), newline="")))


def bare(cell: str) -> str:
    """Take off the apostrophe that FORMATS.md puts before what looks like a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:].lstrip("'")[:1] in {*"=+-@\t\r\n＝＋－＠"} else cell


def test_sixteen_names_come_back_from_a_workbook() -> None:
    """As strings, never as formulas; days twice, codes with their zeros, and what is said on a sheet of its own."""
    book = load_workbook(BytesIO(workbook(TABLE)))
    sheet, about = book.worksheets
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]] == HEADINGS
    assert [row[1].value for row in rows[1:]] == list(NAMES)
    assert {row[1].data_type for row in rows[1:]} == {"s"}
    assert {tuple(cell.value for cell in row[2:]) for row in rows[1:]} == {("0042", "2026-11-20", "令和8年11月20日")}
    assert [row[0].value for row in rows[1:]] == list(range(1, 17))
    assert [[cell.value for cell in row] for row in about.iter_rows(min_row=3)] == [list(pair) for pair in ABOUT]
    assert b"<f>" not in b"".join(parts(workbook(TABLE)))


def parts(content: bytes) -> Iterator[bytes]:
    """Unpack a workbook."""
    with ZipFile(BytesIO(content)) as archive:
        yield from (archive.read(name) for name in archive.namelist())


def test_a_workbook_is_the_same_twice() -> None:
    """The same values give the same bytes."""
    assert workbook(TABLE) == workbook(TABLE)


def test_sixteen_names_come_back_from_utf8() -> None:
    """With a mark, CRLF, and an apostrophe before what a spreadsheet would calculate."""
    made = csv_utf8(TABLE)
    assert made.rows.startswith(b"\xef\xbb\xbf")
    assert made.rows.count(b"\r\n") == 1 + len(NAMES)
    rows = rows_of(made.rows, "utf-8-sig")
    assert rows[0] == HEADINGS
    assert [bare(row[1]) for row in rows[1:]] == list(NAMES)
    assert not any(row[1][:1] in {*"=+-@\t＝＋－＠"} for row in rows)
    assert {tuple(row[2:]) for row in rows[1:]} == {("0042", "2026-11-20", "令和8年11月20日")}
    assert rows_of(made.metadata, "utf-8-sig")[2:] == [["作成日", "2026-11-21"], ["注意", "'=1+1"]]


def test_cp932_names_first_what_it_cannot_hold() -> None:
    """Each letter once a cell with row and code point, those too that would come back as others; nothing is written."""
    with pytest.raises(UnfittingText) as raised:
        csv_cp932(TABLE, {})
    found = [(each.row, each.column, each.character, each.code) for each in raised.value.letters]
    assert found == [(each.row, each.column, each.character, each.code) for each in unfitting(TABLE)]
    assert (2, "氏名", "𠮷", "U+20BB7") in found
    assert (3, "氏名", "葛\U000e0100", "U+845B U+E0100") in found
    assert {character for _, _, character, _ in found} == {"𠮷", "葛\U000e0100", "é", "Á", "〜", "‖"}


def test_cp932_writes_what_was_confirmed_and_never_a_question_mark() -> None:
    """髙, 﨑 and half-width kana fit; a question mark is no answer."""
    chosen = {"𠮷": "吉", "葛\U000e0100": "葛", "é": "e", "Á": "A", "〜": "～", "‖": "∥"}
    with pytest.raises(UnfittingText):
        csv_cp932(TABLE, chosen | {"𠮷": "?"})
    rows = rows_of(csv_cp932(TABLE, chosen).rows, "cp932")
    assert [bare(row[1]) for row in rows[1:]][:4] == ["吉田 濵子", "葛城 翔", "=SUM(1,1)", "Jose Alvarez"]
    assert "﨑山 髙志" in [row[1] for row in rows]


@given(st.text())
def test_the_apostrophe_can_always_be_taken_off(text: str) -> None:
    """Whatever a name begins with, nothing is lost."""
    assert restored(harmless(text)) == text


@given(st.text() | st.text("〜−‖¢£¬﨑髙①ⅠＡ～∥－\\￥‾"))
def test_what_fits_comes_back(text: str) -> None:
    """A text that fits is the same after writing and reading."""
    if fits(text):
        assert text.encode("cp932").decode("cp932") == text


@given(st.lists(texts, min_size=1, max_size=4))
def test_any_name_comes_back_from_both(names: list[str]) -> None:
    """No name is changed, whatever script it is in."""
    table = Table("t", (Column("name", "氏名"),), tuple((name,) for name in names))
    written = [row[0] for row in rows_of(csv_utf8(table).rows, "utf-8-sig")[1:]]
    assert [bare(cell) for cell in written] == names
    sheet = load_workbook(BytesIO(workbook(table))).worksheets[0]
    assert [sheet.cell(row, 1).value or "" for row in range(2, 2 + len(names))] == names


@pytest.mark.parametrize("text", ["\x07", "a\x00b", "\ud800", "￾", "x" * 33_000])
def test_what_no_file_holds_is_named(text: str) -> None:
    """Row and column are said, never the text; nothing is written."""
    table = Table("t", (Column("name", "氏名"),), (("a",), (text,)))
    for write in (workbook, csv_utf8):
        with pytest.raises(UnwritableText) as raised:
            write(table)
        assert [(each.row, each.column) for each in raised.value.cells] == [(3, "氏名")]


@pytest.mark.parametrize("title", ["a/b:c", "あ" * 40, "", "History", "この表について", "'x'", "𠮷" * 20])
def test_a_title_becomes_the_name_of_a_sheet(title: str) -> None:
    """Excel opens it whatever the title is."""
    name = sheet_name(title, "この表について")
    assert name
    assert len(name.encode("utf-16-le")) <= 2 * LONGEST_SHEET_NAME
    assert not set(name) & set("[]:*?/\\")
    assert name not in {"History", "この表について"}
    load_workbook(BytesIO(workbook(Table(title, (Column("a", "a"),), (("x",),)))))


def test_a_row_that_does_not_fit_its_columns_is_a_bug() -> None:
    """Found where the table is made."""
    with pytest.raises(TypeError, match="row 1, a"):
        Table("t", (Column("a", "a", Kind.WHOLE),), (("x",),))
    with pytest.raises(ValueError, match="shorter"):
        Table("t", (Column("a", "a"), Column("b", "b")), (("x",),))
