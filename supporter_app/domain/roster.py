"""A roster as it was read from somebody's file, before anything of it is recorded."""

from dataclasses import dataclass
from enum import Enum

from supporter_app.domain.enrolment import AgeBand, Sex


class Trouble(Enum):
    """What is the matter with a row of the file; the value is the id of a sentence."""

    CONTROL = "control"
    DIRECTION = "direction"
    INVISIBLE = "invisible"
    TOO_LONG = "too-long"
    PRIVATE_USE = "private-use"
    NAME_MISSING = "name-missing"
    AGE_BAND_UNKNOWN = "age-band-unknown"
    SEX_UNKNOWN = "sex-unknown"
    COUNT_WRONG = "count-wrong"
    TOTAL_ROW = "total-row"
    FORMULA_ERROR = "formula-error"
    NO_HEADING_BESIDE = "no-heading-beside"
    OTHER_SHEET = "other-sheet"
    SAME_AS_ANOTHER = "same-as-another"
    ON_ROSTER = "on-roster"

    @property
    def refuses(self) -> bool:
        """Tell whether the row is left out and has to be put right; the others are taken, and said."""
        return self in REFUSING


REFUSING = frozenset(
    {Trouble.CONTROL, Trouble.DIRECTION, Trouble.INVISIBLE, Trouble.TOO_LONG, Trouble.COUNT_WRONG}
    | {Trouble.FORMULA_ERROR}
)


@dataclass(frozen=True, slots=True)
class RosterProblem:
    """Where something is the matter, and what; never the text itself. `row` counts from 1 as a spreadsheet does.

    `column` is the heading; of a sheet that was not read, its name.
    """

    row: int
    column: str
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person of a roster; `row` is the row of the file, names are as typed but for white space at the ends."""

    row: int
    name: str | None
    kana: str | None
    age_band: AgeBand
    sex: Sex
    category: str


@dataclass(frozen=True, slots=True)
class RosterColumn:
    """A column that was understood: its id, and the words above it in the file."""

    id: str
    heading: str


@dataclass(frozen=True, slots=True)
class FileRead:
    """What was understood of a file: its columns, and what is the matter with its rows."""

    columns_found: tuple[RosterColumn, ...]
    problems: tuple[RosterProblem, ...]

    @property
    def refused(self) -> tuple[RosterProblem, ...]:
        """Give what has to be put right before all rows can be taken."""
        return tuple(each for each in self.problems if each.trouble.refuses)


@dataclass(frozen=True, slots=True)
class Roster(FileRead):
    """The people of a file."""

    rows: tuple[RosterRow, ...]

    @property
    def has_names(self) -> bool:
        """Tell whether names or readings of names are in it."""
        return any(each.name or each.kana for each in self.rows)


@dataclass(frozen=True, slots=True)
class HeadCountRow:
    """How many people of one age band, sex and category."""

    row: int
    age_band: AgeBand
    sex: Sex
    category: str
    count: int


@dataclass(frozen=True, slots=True)
class HeadCount(FileRead):
    """The head count of a file."""

    rows: tuple[HeadCountRow, ...]

    @property
    def total(self) -> int:
        """Count all people."""
        return sum(each.count for each in self.rows)
