"""Which column of somebody's table is which, by the words above it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import takewhile

from supporter_app.domain.names import trimmed
from supporter_app.exchange.words import plain

Grid = tuple[tuple[str, ...], ...]
"""Rows of texts as they stand in the file, the first row of the file first; rows may differ in length."""


class Below(str):
    """A text in a cell that is merged with the one above it: shown there as well, written only once."""

    __slots__ = ()


class Beside(str):
    """A text in a cell that is merged with the one left of it."""

    __slots__ = ()


class Meaning(Enum):
    """What the cells of a column say."""

    NAME = "name"
    FAMILY = "family"
    GIVEN = "given"
    KANA = "kana"
    FAMILY_KANA = "family_kana"
    GIVEN_KANA = "given_kana"
    AGE_BAND = "age_band"
    SEX = "sex"
    CATEGORY = "category"
    COUNT = "count"
    MEN = "men"
    WOMEN = "women"
    GRADE = "grade"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A column that was understood; `place` counts from 0, `heading` stands in the file over `width` cells."""

    meaning: Meaning
    place: int
    heading: str
    width: int = 1


@dataclass(frozen=True, slots=True)
class Headings:
    """The row of headings, counted from 0, and its columns that were understood."""

    row: int
    columns: tuple[FoundColumn, ...]

    def place(self, meaning: Meaning) -> int | None:
        """Give where a column stands, None where there is none."""
        return next((each.place for each in self.columns if each.meaning is meaning), None)

    def width(self, meaning: Meaning) -> int:
        """Give over how many cells the words above a column reach, 1 where there is none."""
        return next((each.width for each in self.columns if each.meaning is meaning), 1)

    def heading(self, meaning: Meaning) -> str:
        """Give the words above a column."""
        return next((each.heading for each in self.columns if each.meaning is meaning), "")


ROWS_LOOKED_AT = 40
"""Titles, dates and notes above a table are shorter than this."""
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>")
MARKS = re.compile(r"[※*:;_.,、。・/|#-]|必須|任意")
KANA_WORDS = re.compile(
    r"フリガナ|ふりがな|ふり仮名|振り仮名|振仮名|よみがな|ヨミガナ|読み仮名|読みがな|よみ|ヨミ|読み|カナ|かな|kana|reading"
)
NAME_WORDS = re.compile(r"氏名|名前|なまえ|name")
PART = re.compile(r"(?:氏名|お?名前|姓名|name)\((?P<family>姓|氏|名字|苗字)?(?P<given>名)?\)")
PART_KANA = re.compile(
    r"(?:(?P<family>姓|氏|名字|苗字)|(?P<given>名))\((?:フリガナ|ふりがな|よみがな|ヨミガナ|カナ|かな)\)"
)
"""Headings of one part of a name: 氏名（姓）, and 姓（カナ） for how it is read."""
WORDS: dict[Meaning, tuple[str, ...]] = {
    Meaning.NAME: (
        *("氏名", "名前", "お名前", "おなまえ", "なまえ", "ご氏名", "御氏名", "姓名", "受講者氏名", "受講者名"),
        *("参加者氏名", "参加者名", "出席者氏名", "出席者名", "受講者", "参加者", "name", "fullname"),
    ),
    Meaning.FAMILY: ("姓", "氏", "苗字", "名字", "familyname", "lastname", "surname"),
    Meaning.GIVEN: ("名", "givenname", "firstname"),
    Meaning.FAMILY_KANA: ("セイ", "せい", "姓カナ", "姓かな", "姓フリガナ", "姓ふりがな"),
    Meaning.GIVEN_KANA: ("メイ", "めい", "名カナ", "名かな", "名フリガナ", "名ふりがな"),
    Meaning.AGE_BAND: (
        *("年代", "年齢層", "年齢区分", "年令", "年令層", "年齢", "年齢階層", "ねんだい", "ねんれい"),
        *("ageband", "agegroup", "agerange", "age"),
    ),
    Meaning.SEX: ("性別", "男女", "男女別", "せいべつ", "sex", "gender"),
    Meaning.CATEGORY: (
        *(
            "区分",
            "受講者区分",
            "参加者区分",
            "対象区分",
            "所属区分",
            "category",
            "所属",
            "所属団体",
            "所属先",
            "所属名",
        ),
        *("団体", "団体名", "勤務先", "しょぞく", "くぶん", "affiliation", "organization", "organisation"),
    ),
    Meaning.GRADE: ("学年", "年生", "年", "grade", "schoolyear"),
    Meaning.GROUP: (
        *("組", "クラス", "学級", "組名", "クラス名", "学級名", "年組", "学年組", "学年クラス", "学年学級"),
        "class",
    ),
    Meaning.MEN: ("男", "男子", "男性", "男子数", "男性数", "男子児童", "男子生徒", "men", "boys", "male"),
    Meaning.WOMEN: ("女", "女子", "女性", "女子数", "女性数", "女子児童", "女子生徒", "women", "girls", "female"),
    Meaning.COUNT: (
        *("人数", "数", "受講者数", "参加者数", "出席者数", "延べ人数", "受講人数", "参加人数", "出席人数", "出席数"),
        *("受講児童数", "受講生徒数", "参加児童数", "参加生徒数", "出席児童数", "出席生徒数"),
        *("児童数", "生徒数", "児童生徒数", "人員", "合計人数", "人数計", "合計", "計"),
        *("在籍者数", "在籍数", "在籍", "count", "number", "people"),
    ),
}
"""The words for each column, the likelier one first where a table has two."""
WHOLE = frozenset({Meaning.NAME, Meaning.KANA})
REPEATED = frozenset({Meaning.AGE_BAND, Meaning.SEX, Meaning.CATEGORY, Meaning.GRADE, Meaning.GROUP})
"""What holds for each row that a merged cell reaches over; a name or a number stands there for one."""
SEXES = frozenset({Meaning.MEN, Meaning.WOMEN})
"""Two columns of numbers, each of people of one sex."""
PARTS = frozenset({Meaning.FAMILY, Meaning.GIVEN, Meaning.FAMILY_KANA, Meaning.GIVEN_KANA})


def meaning(heading: str) -> tuple[Meaning, int] | None:
    """Understand a heading, with how likely it is (0 the likeliest); None where it says nothing to us."""
    whole = plain(heading)
    for pattern, family, given in (
        (PART, Meaning.FAMILY, Meaning.GIVEN),
        (PART_KANA, Meaning.FAMILY_KANA, Meaning.GIVEN_KANA),
    ):
        found = pattern.fullmatch(whole)
        if found and bool(found["family"]) != bool(found["given"]):
            return (family if found["family"] else given), 0
    said = MARKS.sub("", BRACKETS.sub("", whole))
    for each, words in WORDS.items():
        if said in words and not (each is Meaning.NAME and KANA_WORDS.search(whole)):
            return each, words.index(said)
    return (Meaning.KANA, 0) if KANA_WORDS.search(whole) and len(whole) <= len("受講者氏名(フリガナ)") else None


def find_headings(grid: Grid, wanted: Sequence[Meaning]) -> Headings | None:
    """Find the row that has most of the wanted headings, the first of equals; None where no row has one."""
    best: Headings | None = None
    for number, row in enumerate(grid[:ROWS_LOOKED_AT]):
        columns = tuple(_columns(row, wanted))
        if columns and (best is None or len(columns) > len(best.columns)):
            best = Headings(number, columns)
    return None if best is None else _with_row_below(best, grid, wanted)


def _with_row_below(found: Headings, grid: Grid, wanted: Sequence[Meaning]) -> Headings:
    """Take in a second row of headings: 氏名, and below it 姓 and 名; 人数, and below it 男 and 女."""
    below = tuple(_columns(grid[found.row + 1], wanted)) if found.row + 1 < len(grid) else ()
    parts = {each.place for each in below if each.meaning in PARTS}
    whole = {each.place for each in found.columns if each.meaning in WHOLE}
    taken = {each.place for each in below}
    kept = tuple(each for each in found.columns if each.place not in taken and each.meaning is not Meaning.COUNT)
    others = {each.place for each in found.columns if each.meaning is not Meaning.COUNT}
    divided = found.place(Meaning.COUNT) is not None and {each.meaning for each in below} >= SEXES
    if divided and not taken & others:
        return Headings(found.row + 1, (*kept, *below))
    if not parts & whole:
        return found
    return Headings(found.row + 1, (*(each for each in found.columns if each.place not in taken), *below))


def _columns(row: tuple[str, ...], wanted: Sequence[Meaning]) -> Iterator[FoundColumn]:
    """Take for each meaning the likeliest heading, the leftmost of equals."""
    understood: dict[Meaning, tuple[int, FoundColumn]] = {}
    for place, cell in enumerate(row):
        said = None if isinstance(cell, Beside) else meaning(cell)
        if said and said[0] in wanted and (said[0] not in understood or said[1] < understood[said[0]][0]):
            understood[said[0]] = (said[1], FoundColumn(said[0], place, trimmed(cell), _width(row, place)))
    if {Meaning.FAMILY, Meaning.NAME} <= understood.keys() and Meaning.GIVEN not in understood:
        # 名字 and 名前 beside each other.
        likely, column = understood.pop(Meaning.NAME)
        understood[Meaning.GIVEN] = (likely, replace(column, meaning=Meaning.GIVEN))
    found = [each for _, each in understood.values()]
    alone = understood.keys().isdisjoint({Meaning.NAME, Meaning.FAMILY})
    yield from (_as_name(each) if alone else each for each in found)


def _width(row: tuple[str, ...], place: int) -> int:
    return 1 + sum(1 for _ in takewhile(lambda cell: isinstance(cell, Beside), row[place + 1 :]))


def _as_name(column: FoundColumn) -> FoundColumn:
    """Take a column headed 氏名（ふりがな） for the names, where no other column has them."""
    if column.meaning is Meaning.KANA and NAME_WORDS.search(plain(column.heading)):
        return replace(column, meaning=Meaning.NAME)
    return column
