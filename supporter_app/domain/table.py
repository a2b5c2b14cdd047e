"""A table for people, before it becomes a file: columns, rows, and what is said about it."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

Cell = str | int | date | None


class Kind(Enum):
    """What the cells of a column are."""

    TEXT = "text"
    CODE = "code"
    WHOLE = "whole"
    DATE = "date"


CELLS = {Kind.TEXT: str, Kind.CODE: str, Kind.WHOLE: int, Kind.DATE: date}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `id` for programs, `heading` for people."""

    id: str
    heading: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; `metadata` are pairs of a name and what is said, kept apart from the rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    metadata: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse a row that does not fit its columns: a mistake of the program, not of a person."""
        for number, row in enumerate(self.rows, start=1):
            for column, cell in zip(self.columns, row, strict=True):
                if cell is not None and type(cell) is not CELLS[column.kind]:
                    raise TypeError(f"row {number}, {column.id}: {type(cell).__name__} in a {column.kind.value} column")


@dataclass(frozen=True, slots=True)
class Unwritable:
    """A cell no table file can hold.

    `row` counts from 1 as a spreadsheet does, the headings being row 1; 0 is the title or the metadata.
    `code` names the character (U+0007), or is `too-long`.
    """

    row: int
    column: str
    code: str


@dataclass(frozen=True, slots=True)
class Unfitting:
    """A letter that CP932 lacks, or would give back as another one; rows are counted as in `Unwritable`."""

    row: int
    column: str
    character: str
    code: str


RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""How a cell begins that a spreadsheet may take for a formula, or that already is such a beginning made harmless."""


def harmless(text: str) -> str:
    """Put an apostrophe before what a spreadsheet may take for a formula (OWASP, CSV injection)."""
    return f"'{text}" if RISKY.match(text) else text


def restored(text: str) -> str:
    """Take that apostrophe away again: `restored(harmless(text)) == text` for every text."""
    return text[1:] if text.startswith("'") and RISKY.match(text) else text


def code_points(text: str) -> str:
    """Write the code points of a letter as U+XXXX, joined by a space."""
    return " ".join(f"U+{ord(each):04X}" for each in text)
