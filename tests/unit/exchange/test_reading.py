"""Rosters and head counts from somebody's office: every encoding and heading, and no file that does harm."""

import random
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from supporter_app.domain.enrolment import AgeBand, Sex
from supporter_app.domain.errors import ImportWrong
from supporter_app.domain.roster import Trouble
from supporter_app.exchange.roster import read_head_count, read_roster
from supporter_app.exchange.words import age_band, sex
from supporter_app.services.wording import AGE_BANDS, SEXES

ROWS = [
    ["番号", "氏名", "フリガナ", "年代", "性別", "区分"],
    ["1", "𠮷田 濵子", "ヨシダ ハマコ", "70代", "女", "住民"],
    ["2", "葛\U000e0100城 翔", "", "34歳", "男性", "企業"],
    ["3", "José Álvarez", "ホセ", "", "答えない", ""],
]
PLAIN = [["氏名", "年代"], ["山田 花子", "20代"], ["髙橋 﨑", "60代"]]


def separated(rows: list[list[str]], delimiter: str = ",") -> str:
    """Write rows as a program that quotes nothing would."""
    return "".join(delimiter.join(row) + "\r\n" for row in rows)


def workbook(rows: list[list[str]], *, title: str = "名簿") -> bytes:
    """Write rows as a spreadsheet program does."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def names(content: bytes) -> list[str | None]:
    """Read a roster and give its names."""
    return [each.name for each in read_roster(content, "名簿").rows]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_every_encoding_and_delimiter_is_found_by_itself(codec: str, delimiter: str) -> None:
    """Names come as typed, with all their letters."""
    assert names(separated(ROWS, delimiter).encode(codec)) == [row[1] for row in ROWS[1:]]


def test_cp932_is_found_by_itself() -> None:
    """As Excel in Japan writes it, with 髙 and 﨑."""
    assert names(separated(PLAIN).encode("cp932")) == ["山田 花子", "髙橋 﨑"]


def test_a_workbook_is_read() -> None:
    """With titles above the table, and its first sheet hidden or empty."""
    above = [["受講者名簿", "", ""], ["", "", ""], ["2026年11月20日", "", ""]]
    read = read_roster(workbook(above + ROWS), "名簿.xlsx")
    assert [each.name for each in read.rows] == [row[1] for row in ROWS[1:]]
    assert [each.row for each in read.rows] == [5, 6, 7]
    assert read.rows[0].age_band is AgeBand.SEVENTY_PLUS
    assert [each.sex for each in read.rows] == [Sex.FEMALE, Sex.MALE, Sex.UNDISCLOSED]
    assert [each.id for each in read.columns_found] == ["name", "kana", "age_band", "sex", "category"]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["Name", "Age"], ["name", "age_band"]),
        (["full name", "AGE BAND", "Gender"], ["name", "age_band", "sex"]),
        (["name", "kana", "age_band", "sex", "category"], ["name", "kana", "age_band", "sex", "category"]),
        (["※お名前（必須）", "ふりがな", "ご年齢"], ["name", "kana"]),
        (["姓", "名", "セイ", "メイ"], ["family", "given", "family_kana", "given_kana"]),
        (["受講者氏名", "氏名（フリガナ）", "所属"], ["name", "kana", "category"]),
        (["年齢層", "男女", "参加者区分"], ["age_band", "sex", "category"]),
    ],
)
def test_headings_are_understood(headings: list[str], expected: list[str]) -> None:
    """In Japanese or English, with marks around them."""
    read = read_roster(separated([headings, ["a"] * len(headings)]).encode(), "名簿.csv")
    assert [each.id for each in read.columns_found] == expected


def test_family_and_given_names_are_joined() -> None:
    """Where a form asks for both."""
    read = read_roster(separated([["姓", "名"], ["山田", "花子"]]).encode(), "名簿.csv")
    assert read.rows[0].name == "山田　花子"


def test_totals_and_notes_are_left_out_and_said() -> None:
    """They are no people."""
    read = read_roster(separated([*PLAIN, ["合計", "2名"], ["※ 敬称略", ""]]).encode(), "名簿.csv")
    assert [each.name for each in read.rows] == ["山田 花子", "髙橋 﨑"]
    assert [each.trouble for each in read.problems] == [Trouble.TOTAL_ROW] * 2


def test_a_name_nobody_can_have_refuses_its_row() -> None:
    """A control, a hidden direction, a name of 200 letters: said by row and column, without the name."""
    rows = [["氏名"], ["山田\u202e花子"], ["見本 花子"], ["あ" * 200], ["a\u200bb"]]
    read = read_roster(separated(rows).encode(), "名簿.csv")
    assert [each.name for each in read.rows] == ["見本 花子"]
    assert [(each.row, each.column) for each in read.refused] == [(2, "氏名"), (4, "氏名"), (5, "氏名")]


def test_our_own_words_are_understood_again() -> None:
    """What an export says about ages and sexes can be imported."""
    from supporter_app import i18n

    i18n.use("ja")
    for band, words in AGE_BANDS.items():
        assert age_band(i18n._(words), to_eighty=band is AgeBand.EIGHTY_PLUS) in {band, AgeBand.UNKNOWN}
        assert age_band(band.value, to_eighty=True) is band
    for each, words in SEXES.items():
        assert sex(each.value) is each
        assert sex(i18n._(words)) is each


def test_a_head_count_with_a_column_for_each_sex() -> None:
    """A total that is more leaves a rest of unknown sex; one that is less cannot be."""
    rows = [
        ["年代", "男性", "女性", "合計"],
        ["30代", "4", "5", "10"],
        ["40代", "", "2人", ""],
        ["50代", "3", "3", "5"],
    ]
    read = read_head_count(separated(rows).encode(), "人数.csv")
    counted = [(each.row, each.sex, each.count) for each in read.rows]
    assert counted == [(2, Sex.MALE, 4), (2, Sex.FEMALE, 5), (2, Sex.UNKNOWN, 1), (3, Sex.FEMALE, 2)]
    assert [(each.row, each.trouble) for each in read.refused] == [(4, Trouble.COUNT_WRONG)]


def test_a_column_of_sexes_is_no_second_row_of_headings() -> None:
    rows = [["年代", "性別", "人数"], ["30代", "男", "4"], ["30代", "女", "5"]]
    read = read_head_count(separated(rows).encode(), "人数.csv")
    assert [(each.sex, each.count) for each in read.rows] == [(Sex.MALE, 4), (Sex.FEMALE, 5)]


def test_a_head_count_is_read() -> None:
    """With the headings of the contract, or in Japanese; totals are not counted twice."""
    rows = [["age_band", "sex", "category", "count"], ["20s", "female", "住民", "12"], ["u20", "", "", "3人"]]
    read = read_head_count(separated(rows).encode(), "人数.csv")
    assert (read.total, [each.age_band for each in read.rows]) == (15, [AgeBand.TWENTIES, AgeBand.UNDER_20])
    rows = [["年代", "人数"], ["30代", "1"], ["小計", "1"], ["40代", "2"], ["合計", "3"]]
    assert read_head_count(separated(rows).encode(), "人数.csv").total == 1 + 2
    wrong = read_head_count(separated([["年代", "人数"], ["30代", "たくさん"], ["40代", "-1"]]).encode(), "人数.csv")
    assert [each.trouble for each in wrong.refused] == [Trouble.COUNT_WRONG] * 2


def bomb(parts: dict[str, bytes]) -> bytes:
    """Pack parts tightly."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def with_sheet(sheet: bytes) -> bytes:
    """Take a good workbook and put another sheet into it."""
    content, good = BytesIO(), zipfile.ZipFile(BytesIO(workbook(PLAIN)))
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in good.namelist():
            archive.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else good.read(name))
    return content.getvalue()


def sheet(cells: str, head: str = "") -> bytes:
    """Write a sheet around some rows."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?>{head}<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'.encode()


LAUGHS = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FAR = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
HARMFUL: dict[str, Callable[[], bytes]] = {
    "zeros": lambda: bomb({"xl/worksheets/sheet1.xml": bytes(300_000_000)}),
    "many parts": lambda: bomb({f"xl/worksheets/sheet{n}.xml": b"" for n in range(20_000)}),
    "entities": lambda: with_sheet(sheet("<row><c><v>&b;</v></c></row>", LAUGHS)),
    "far away": lambda: with_sheet(sheet('<row r="1"><c r="A1"><v>1</v></c></row>' + FAR)),
    "cut": lambda: workbook(PLAIN)[:2000],
    "no table": lambda: bomb({"word/document.xml": b"<x/>"}),
    "not closed": lambda: with_sheet(b"<worksheet><sheetData><row>"),
    "bad reference": lambda: with_sheet(sheet('<row r="1"><c r="../1"><v>1</v></c></row>')),
    "old workbook": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "nothing": lambda: b"",
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + random.Random(7).randbytes(3000),  # noqa: S311 - a fixed noise
    "large": lambda: b"a,b\n" * 2_000_000,
}


@pytest.mark.parametrize("name", HARMFUL)
def test_harm_is_refused(name: str) -> None:
    """Before anything is unpacked that would fill the memory."""
    with pytest.raises(ImportWrong):
        read_roster(HARMFUL[name](), "名簿.xlsx")


def refused_or_read(content: bytes) -> None:
    """Read a roster and a head count; a refusal is fine."""
    for read in (read_roster, read_head_count):
        try:
            read(content, "名簿")
        except ImportWrong:
            continue


@given(st.binary(max_size=600))
def test_noise_is_refused_or_read(content: bytes) -> None:
    """Whatever the bytes are, there is no other error."""
    refused_or_read(content)
    refused_or_read("氏名,年代\n".encode() + content)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_a_changed_workbook_is_refused_or_read(seed: int) -> None:
    """Bytes flipped, cut out and repeated in a real one."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable noise
    content = bytearray(GOOD)
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(len(content))
        match chance.randrange(3):
            case 0:
                content[place] = chance.randrange(256)
            case 1:
                del content[place : place + chance.randrange(1, 50)]
            case _:
                content[place:place] = content[place : place + chance.randrange(1, 50)]
    refused_or_read(bytes(content))


GOOD = workbook(ROWS)
