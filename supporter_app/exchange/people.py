"""The rows below the headings, cell by cell: what they say, and what is the matter with them."""

import re
from collections.abc import Iterable, Iterator

from supporter_app.domain.enrolment import AgeBand, Sex
from supporter_app.domain.names import NameTrouble, trimmed, troubles
from supporter_app.domain.roster import RosterColumn, RosterProblem, Trouble
from supporter_app.exchange import words
from supporter_app.exchange.headings import REPEATED, WHOLE, Below, Beside, Grid, Headings, Meaning
from supporter_app.exchange.unpacking import NOT_WORKED_OUT

TOTAL = re.compile(
    r"(?:総|合|小|累|学年|[1-9]年生?)?計(?:人数|数)?[::]?\d*(?:人|名)?"
    r"|(?:総|(?:参加|受講|出席)者)?(?:人数|数)[::]?\d*(?:人|名)?"
    r"|(?:grand|sub)?total[::]?\d*|以上|※.*|\*.*|注[::)\d.].*"
)
"""What stands first in a row below the people: a total, 以上, a note."""
FORMULA_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#FIELD!", NOT_WORKED_OUT}
)
"""What Excel shows, and writes into CSV files, where a formula has no answer."""
BETWEEN = "　"
"""Stands between family and given name where a file has a cell for each."""


class Rows:
    """Reads the rows below the headings of a grid and collects what is the matter."""

    def __init__(self, grid: Grid, headings: Headings, *, to_eighty: bool) -> None:
        """Know the file; `to_eighty` ends the age bands with 80plus instead of 70plus."""
        self.problems: list[RosterProblem] = []
        self._grid = grid
        self._headings = headings
        self._to_eighty = to_eighty

    def filled(self, *, totals_anywhere: bool = False) -> tuple[int, ...]:
        """Give the rows (from 0) that say something in a column we know, without the totals and notes at the end.

        `totals_anywhere` leaves out totals between the rows as well: a head count must not count them twice.
        """
        below = range(self._headings.row + 1, len(self._grid))
        filled = [number for number in below if any(self._known(number)) or _is_total(self._grid[number])]
        while filled and _is_total(self._grid[filled[-1]]):
            self._note(filled.pop(), "", Trouble.TOTAL_ROW)
        if totals_anywhere:
            for number in [each for each in filled if self._has_total(each)]:
                self._note(number, "", Trouble.TOTAL_ROW)
                filled.remove(number)
        return tuple(number for number in filled if any(self._known(number)))

    def columns(self) -> tuple[RosterColumn, ...]:
        """Name the columns that were understood, in the order of the file."""
        ordered = sorted(self._headings.columns, key=lambda each: each.place)
        return tuple(RosterColumn(each.meaning.value, each.heading) for each in ordered)

    def has(self, meaning: Meaning) -> bool:
        """Tell whether there is such a column."""
        return self._headings.place(meaning) is not None

    def text(self, number: int, meaning: Meaning) -> str:
        """Give a cell, white space at its ends taken off; what a merged cell says of several rows holds for each."""
        place = self._headings.place(meaning)
        if place is None:
            return ""
        if meaning in WHOLE:
            parts = (self._at(number, place + each) for each in range(self._headings.width(meaning)))
            return BETWEEN.join(part for part in parts if part)
        return self._at(number, place) or (self._above(number, place) if meaning in REPEATED else "")

    def checked(self, number: int, meaning: Meaning) -> str:
        """Give a cell that is written down as it is, and note what no register should hold."""
        said = self.text(number, meaning)
        for each in troubles(said):
            self.note(number, meaning, TROUBLES[each])
        if said.upper() in FORMULA_ERRORS:
            self.note(number, meaning, Trouble.FORMULA_ERROR)
        return said

    def age_band(self, number: int) -> AgeBand:
        """Give the age band of a row; not understood is unknown, and noted."""
        band = words.age_band(self.text(number, Meaning.AGE_BAND), to_eighty=self._to_eighty)
        if band is None:
            self.note(number, Meaning.AGE_BAND, Trouble.AGE_BAND_UNKNOWN)
        return band or AgeBand.UNKNOWN

    def sex(self, number: int) -> Sex:
        """Give the sex of a row; not understood is unknown, and noted."""
        sex = words.sex(self.text(number, Meaning.SEX))
        if sex is None:
            self.note(number, Meaning.SEX, Trouble.SEX_UNKNOWN)
        return sex or Sex.UNKNOWN

    def note(self, number: int, meaning: Meaning, trouble: Trouble) -> None:
        """Keep what is the matter with a cell."""
        self._note(number, self._headings.heading(meaning), trouble)

    def look_beside(self, numbers: Iterable[int]) -> None:
        """Note a column right of the names that has texts and no heading: it may hold the given names."""
        place = self._headings.place(Meaning.NAME)
        if place is None:
            return
        beside = place + self._headings.width(Meaning.NAME)
        rows = [self._at(number, beside) for number in numbers]
        if not self._at(self._headings.row, beside) and sum(map(bool, rows)) * 2 > len(rows):
            self.note(self._headings.row, Meaning.NAME, Trouble.NO_HEADING_BESIDE)

    def refused(self) -> frozenset[int]:
        """Give the rows of the file, from 1, that cannot be taken."""
        return frozenset(each.row for each in self.problems if each.trouble.refuses)

    def in_order(self) -> tuple[RosterProblem, ...]:
        """Give what is the matter in the order of the file."""
        return tuple(sorted(self.problems, key=lambda each: each.row))

    def _note(self, number: int, column: str, trouble: Trouble) -> None:
        self.problems.append(RosterProblem(number + 1, column, trouble))

    def _known(self, number: int) -> Iterator[str]:
        """Give the cells of a row in the columns we know."""
        return (self._at(number, each.place) for each in self._headings.columns)

    def _has_total(self, number: int) -> bool:
        return any(TOTAL.fullmatch(words.plain(cell)) for cell in self._grid[number] if trimmed(cell))

    def _at(self, number: int, place: int) -> str:
        row = self._grid[number]
        return trimmed(row[place]) if place < len(row) and not isinstance(row[place], Below | Beside) else ""

    def _above(self, number: int, place: int) -> str:
        """Give the text a cell shows because it is merged with the one above."""
        row = self._grid[number]
        return trimmed(row[place]) if place < len(row) and isinstance(row[place], Below) else ""


TROUBLES = {
    NameTrouble.CONTROL: Trouble.CONTROL,
    NameTrouble.DIRECTION: Trouble.DIRECTION,
    NameTrouble.INVISIBLE: Trouble.INVISIBLE,
    NameTrouble.TOO_LONG: Trouble.TOO_LONG,
    NameTrouble.PRIVATE_USE: Trouble.PRIVATE_USE,
}


def _is_total(row: tuple[str, ...]) -> bool:
    """Tell whether the first cell that is filled begins a total or a note."""
    first = next((cell for cell in row if trimmed(cell)), "")
    return TOTAL.fullmatch(words.plain(first)) is not None
