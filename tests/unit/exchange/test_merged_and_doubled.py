"""Rosters as offices draw them: merged cells, two rows of headings, formulas, several sheets, somebody twice."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from supporter_app.domain.enrolment import AgeBand
from supporter_app.domain.errors import ImportWrong
from supporter_app.domain.roster import Trouble
from supporter_app.exchange.roster import read_head_count, read_roster


def names(content: bytes) -> list[str | None]:
    """Read a roster and give its names."""
    return [each.name for each in read_roster(content, "名簿").rows]


def made(rows: list[list[object]], *merged: str, more: list[list[object]] | None = None) -> bytes:
    """Write rows with merged cells, and a second sheet where there is more."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for each in merged:
        sheet.merge_cells(each)
    if more is not None:
        second = book.create_sheet("二組")
        for row in more:
            second.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def noted(content: bytes) -> list[tuple[int, str, Trouble]]:
    """Read a roster and give what is the matter."""
    return [(each.row, each.column, each.trouble) for each in read_roster(content, "名簿").problems]


def test_a_heading_over_two_cells_is_read_with_both() -> None:
    """氏名 merged over cells for family and given name, with and without a second row of headings."""
    people: list[list[object]] = [["青木", "一", "20代"], ["井上", None, "30代"]]
    assert names(made([["氏名", None, "年代"], *people], "A1:B1")) == ["青木　一", "井上"]
    two_rows = made([["氏名", None, "年代"], ["姓", "名", None], *people], "A1:B1", "C1:C2")
    assert names(two_rows) == ["青木　一", "井上"]
    assert [each.age_band for each in read_roster(two_rows, "名簿").rows] == [AgeBand.TWENTIES, AgeBand.THIRTIES]
    assert names("氏名,,年代\n姓,名,\n青木,一,20代\n".encode()) == ["青木　一"]


def test_a_column_without_a_heading_beside_the_names_is_told() -> None:
    """It may hold the given names; a stray mark in it says nothing."""
    assert noted("氏名,,年代\n青木,一,20代\n".encode()) == [(1, "氏名", Trouble.NO_HEADING_BESIDE)]
    assert noted("氏名,,年代\n青木,済,20代\n井上,,30代\n".encode()) == []


def test_merged_cells_hold_for_each_of_their_rows() -> None:
    """A company written once beside three people, an age band once beside both sexes; never a name or a number."""
    roster = made([["氏名", "所属"], ["青木", "みほん社"], ["井上", None], [None, None]], "B2:B3", "A3:A4")
    assert [(each.name, each.category) for each in read_roster(roster, "名簿").rows] == [
        ("青木", "みほん社"),
        ("井上", "みほん社"),
    ]
    count = made([["年代", "性別", "人数"], ["20代", "男", 3], [None, "女", 4], [None, "不明", None]], "A2:A4", "C3:C4")
    assert [(each.age_band, each.count) for each in read_head_count(count, "人数").rows] == [
        (AgeBand.TWENTIES, 3),
        (AgeBand.TWENTIES, 4),
        (AgeBand.TWENTIES, 0),
    ]


def test_a_formula_without_an_answer_is_no_empty_cell() -> None:
    """Of a file Excel never opened, and of a formula that failed; elsewhere in the file they do not matter."""
    rows: list[list[object]] = [["番号", "氏名"], ["=ROW()-1", '=B9&"x"'], [2, "#N/A"], [3, "上田"]]
    expected = [(2, "氏名", Trouble.FORMULA_ERROR), (3, "氏名", Trouble.FORMULA_ERROR)]
    assert noted(made(rows)) == expected
    assert noted("番号,氏名\n1,#N/A\n".encode()) == [(2, "氏名", Trouble.FORMULA_ERROR)]


def test_a_sheet_that_was_not_read_is_named() -> None:
    """A roster of two classes on two sheets loses nobody without a word."""
    content = made([["氏名", "年代"], ["甲", "20代"]], more=[["氏名", "年代"], ["乙", "30代"]])
    assert names(content) == ["甲"]
    assert noted(content) == [(1, "二組", Trouble.OTHER_SHEET)]
    assert noted(made([["氏名"], ["甲"]], more=[["氏名"]])) == []


def test_the_same_person_twice_is_told_and_taken() -> None:
    """Two people may bear one name; only they know."""
    content = "氏名,年代\n青木,20代\n青木,20代\n青木,30代\n".encode()
    assert names(content) == ["青木"] * 3
    assert noted(content) == [(3, "氏名", Trouble.SAME_AS_ANOTHER)]


@pytest.mark.parametrize(
    "headings",
    [
        "姓,名,姓（カナ）,名（カナ）",
        "名字,名前,セイ,メイ",
        "氏名（姓）,氏名（名）,セイ,メイ",
        "お名前(姓),お名前(名),姓(フリガナ),名(フリガナ)",
    ],
)
def test_parts_of_a_name_under_other_headings(headings: str) -> None:
    """No part of a name, and none of how it is read, is lost."""
    (row,) = read_roster(f"{headings}\n山田,花子,ヤマダ,ハナコ\n".encode(), "名簿").rows
    assert (row.name, row.kana) == ("山田　花子", "ヤマダ　ハナコ")


def test_a_whole_name_beside_its_parts_is_the_name() -> None:
    """As somebody typed it."""
    assert names("氏名,姓,名\n山田 花子,山田,花子\n".encode()) == ["山田 花子"]


def test_merged_cells_over_each_other_do_no_harm() -> None:
    """No spreadsheet program writes them; each would be gone through anew."""
    rows: list[list[object]] = [["氏名", "年代"]]
    rows += [[f"人{number}", "20代"] for number in range(2000)]
    book = BytesIO(made(rows, "C1:D2001"))
    content = BytesIO()
    with ZipFile(book) as before, ZipFile(content, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, part.replace(b'<mergeCell ref="C1:D2001"/>', b'<mergeCell ref="A1:B2001"/>' * 2000))
    with pytest.raises(ImportWrong, match="unpacks-too-large"):
        read_roster(content.getvalue(), "名簿.xlsx")
