"""Reading a roster or a head count: a file from somebody's office, into values."""

from collections.abc import Sequence
from dataclasses import replace

from supporter_app.domain.enrolment import Sex
from supporter_app.domain.errors import ImportWrong
from supporter_app.domain.roster import HeadCount, HeadCountRow, Roster, RosterProblem, RosterRow, Trouble
from supporter_app.exchange.grids import grids
from supporter_app.exchange.headings import SEXES, Grid, Headings, Meaning, find_headings
from supporter_app.exchange.people import BETWEEN, Rows
from supporter_app.exchange.words import NOT_KNOWN, plain

MOST_PEOPLE = 5_000
YEARS = frozenset("123456789一二三四五六七八九")
"""How the number of a school year ends, where 年 is left out."""
LONGEST_COUNT = 5
"""Digits; no hall holds 100,000."""
OF_ROSTER = (
    *(Meaning.NAME, Meaning.FAMILY, Meaning.GIVEN, Meaning.KANA, Meaning.FAMILY_KANA, Meaning.GIVEN_KANA),
    *(Meaning.AGE_BAND, Meaning.SEX, Meaning.CATEGORY),
)
OF_HEAD_COUNT = (
    *(Meaning.AGE_BAND, Meaning.SEX, Meaning.CATEGORY, Meaning.GRADE, Meaning.GROUP),
    *(Meaning.COUNT, Meaning.MEN, Meaning.WOMEN),
)


def read_roster(content: bytes, file: str, *, to_eighty: bool = False) -> Roster:
    """Read the people of a CSV, TSV or XLSX; `file` is its name for people. Raises ImportWrong.

    A row with a refusing problem is not among the rows. `to_eighty` ends the age bands with 80plus.
    """
    grid, headings, unread = _likeliest(content, file, OF_ROSTER)
    reading = Rows(grid, headings, to_eighty=to_eighty)
    numbers = _limited(reading.filled(), file)
    reading.look_beside(numbers)
    rows = tuple(_person(reading, number) for number in numbers)
    _note_doubles(reading, rows)
    refused = reading.refused()
    taken = tuple(each for each in rows if each.row not in refused)
    return Roster(reading.columns(), (*reading.in_order(), *unread), taken)


def read_head_count(content: bytes, file: str, *, to_eighty: bool = False) -> HeadCount:
    """Read a head count with the columns age_band, sex, category, count, in English or Japanese. Raises ImportWrong."""
    grid, headings, unread = _likeliest(content, file, OF_HEAD_COUNT)
    by_sex = all(headings.place(each) is not None for each in SEXES)
    if headings.place(Meaning.COUNT) is None and not by_sex:
        raise ImportWrong(file, "no-count", headings.row + 1)
    reading = Rows(grid, headings, to_eighty=to_eighty)
    numbers = _limited(reading.filled(totals_anywhere=True), file)
    count = _counted_by_sex if by_sex else _counted
    rows = tuple(row for number in numbers for row in count(reading, number))
    refused = reading.refused()
    taken = tuple(each for each in rows if each.row not in refused)
    return HeadCount(reading.columns(), (*reading.in_order(), *unread), taken)


def _likeliest(
    content: bytes, file: str, wanted: Sequence[Meaning]
) -> tuple[Grid, Headings, tuple[RosterProblem, ...]]:
    """Take the sheet, or the delimiter, with most of the wanted headings, the first of equals; names the others."""
    found: list[tuple[str, Grid, Headings]] = []
    anything = False
    for name, grid in grids(content, file):
        anything = anything or any(cell.strip() for row in grid for cell in row)
        headings = find_headings(grid, wanted)
        if headings:
            found.append((name, grid, headings))
    if not found:
        raise ImportWrong(file, "no-heading" if anything else "empty")
    best = max(found, key=lambda each: len(each[2].columns))
    others = (each for each in found if each is not best and each[0] and len(each[1]) > each[2].row + 1)
    return *best[1:], tuple(RosterProblem(each[2].row + 1, each[0], Trouble.OTHER_SHEET) for each in others)


def _note_doubles(reading: Rows, rows: Sequence[RosterRow]) -> None:
    """Note the people of whom an earlier row says just the same."""
    seen: set[RosterRow] = set()
    for each in rows:
        said = replace(each, row=0)
        if each.name and said in seen:
            reading.note(each.row - 1, Meaning.NAME, Trouble.SAME_AS_ANOTHER)
        seen.add(said)


def _limited(numbers: tuple[int, ...], file: str) -> tuple[int, ...]:
    if not numbers:
        raise ImportWrong(file, "empty")
    if len(numbers) > MOST_PEOPLE:
        raise ImportWrong(file, "too-many-rows", numbers[MOST_PEOPLE] + 1, detail=str(MOST_PEOPLE))
    return numbers


def _person(reading: Rows, number: int) -> RosterRow:
    name = _joined(reading, number, Meaning.NAME, Meaning.FAMILY, Meaning.GIVEN)
    if not name and (reading.has(Meaning.NAME) or reading.has(Meaning.FAMILY)):
        reading.note(number, Meaning.NAME if reading.has(Meaning.NAME) else Meaning.FAMILY, Trouble.NAME_MISSING)
    return RosterRow(
        row=number + 1,
        name=name or None,
        kana=_joined(reading, number, Meaning.KANA, Meaning.FAMILY_KANA, Meaning.GIVEN_KANA) or None,
        age_band=reading.age_band(number),
        sex=reading.sex(number),
        category=reading.checked(number, Meaning.CATEGORY),
    )


def _joined(reading: Rows, number: int, whole: Meaning, family: Meaning, given: Meaning) -> str:
    """Give a name from its own column, else from the two columns of its parts."""
    if reading.has(whole):
        return reading.checked(number, whole)
    parts = (reading.checked(number, family), reading.checked(number, given))
    return BETWEEN.join(part for part in parts if part)


def _counted(reading: Rows, number: int) -> tuple[HeadCountRow, ...]:
    count = _number(reading, number, Meaning.COUNT)
    return (_group(reading, number, reading.sex(number), count),)


def _counted_by_sex(reading: Rows, number: int) -> tuple[HeadCountRow, ...]:
    """Read the numbers of men and women of a row; where the total beside them is more, the rest is of unknown sex."""
    men, women = (_number(reading, number, each) for each in (Meaning.MEN, Meaning.WOMEN))
    rest = 0
    if reading.text(number, Meaning.COUNT):
        rest = _number(reading, number, Meaning.COUNT) - men - women
        if rest < 0:
            reading.note(number, Meaning.COUNT, Trouble.COUNT_WRONG)
    counted = ((Sex.MALE, men), (Sex.FEMALE, women), (Sex.UNKNOWN, rest))
    return tuple(_group(reading, number, sex, count) for sex, count in counted if count > 0)


def _number(reading: Rows, number: int, meaning: Meaning) -> int:
    """Read a number of people; what is none is noted."""
    count = _whole(reading.text(number, meaning))
    if count is None:
        reading.note(number, meaning, Trouble.COUNT_WRONG)
    return count or 0


def _group(reading: Rows, number: int, sex: Sex, count: int) -> HeadCountRow:
    return HeadCountRow(
        row=number + 1,
        age_band=reading.age_band(number),
        sex=sex,
        category=reading.checked(number, Meaning.CATEGORY) or _class(reading, number),
        count=count,
    )


def _class(reading: Rows, number: int) -> str:
    """Join school year and class as people say them: 4年1組; each of the two columns may hold both."""
    year, group = (reading.checked(number, each) for each in (Meaning.GRADE, Meaning.GROUP))
    said = plain(year).removesuffix("生")
    if not reading.has(Meaning.GRADE):
        return group
    if not said or said in NOT_KNOWN or (group and plain(group).startswith(f"{said.removesuffix('年')}年")):
        return group if said and said not in NOT_KNOWN else year
    return f"{said}年{group}" if said[-1] in YEARS else f"{said}{group}"


def _whole(text: str) -> int | None:
    """Read a number of people, an empty cell as none; None where it is not understood."""
    digits = plain(text).removesuffix("人").removesuffix("名").replace(",", "")
    if not digits:
        return 0
    return int(digits) if digits.isdecimal() and len(digits) <= LONGEST_COUNT else None
