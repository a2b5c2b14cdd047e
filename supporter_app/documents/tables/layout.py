"""A table as it stands in a file: dates twice, and nothing that no file could hold."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from supporter_app.domain.errors import UnwritableText
from supporter_app.domain.table import Cell, Column, Kind, Table, Unwritable, code_points
from supporter_app.domain.wareki import wareki
from supporter_app.i18n import _

LONGEST = 32_767
"""UTF-16 units in a cell (Excel specifications and limits); the same limit for every file, so that none differs."""
NONCHARACTERS = range(0xFFFE, 0x10000)
"""U+FFFE and U+FFFF are in no XML document (XML 1.0, production Char)."""
BREAKS = "\t\r\n"


@dataclass(frozen=True, slots=True)
class Laid:
    """What is written: headings, and rows of texts and whole numbers, None where nothing stands."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | int | None, ...], ...]
    metadata: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A text with the place people find it at; rows are counted as in `Unwritable`."""

    row: int
    column: str
    text: str


def lay_out(table: Table) -> Laid:
    """Write each date twice, 2026-11-20 and 令和8年11月20日; raises UnwritableText, naming every such cell.

    Both are texts: a text reads the same in every program and every language of it.
    """
    columns = tuple(each for column in table.columns for each in _columns(column))
    rows = tuple(tuple(_cells(table.columns, row)) for row in table.rows)
    laid = Laid(table.title, columns, rows, table.metadata)
    found = tuple(_unwritable(laid))
    if found:
        raise UnwritableText(found)
    return laid


def places(laid: Laid) -> Iterator[Place]:
    """Go through all texts: title, headings and cells, then the metadata."""
    yield Place(0, "", laid.title)
    for column in laid.columns:
        yield Place(1, column.heading, column.heading)
    for number, row in enumerate(laid.rows, start=2):
        for column, cell in zip(laid.columns, row, strict=True):
            if isinstance(cell, str):
                yield Place(number, column.heading, cell)
    for name, said in laid.metadata:
        yield Place(0, name, name)
        yield Place(0, name, said)


def _columns(column: Column) -> Iterator[Column]:
    yield column
    if column.kind is Kind.DATE:
        yield Column(f"{column.id}_wareki", _("{heading} (Japanese era)").format(heading=column.heading))


def _cells(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> Iterator[str | int | None]:
    for column, cell in zip(columns, row, strict=True):
        yield cell.isoformat() if isinstance(cell, date) else cell
        if column.kind is Kind.DATE:
            yield era(cell) if isinstance(cell, date) else None


def era(day: date) -> str | None:
    """Write a day in its era; None before 明治6年, when the calendar was another."""
    try:
        return wareki(day)
    except ValueError:
        return None


def _unwritable(laid: Laid) -> Iterator[Unwritable]:
    for place in places(laid):
        for character in dict.fromkeys(place.text):
            if is_unwritable(character):
                yield Unwritable(place.row, place.column, code_points(character))
        if len(place.text.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST:
            yield Unwritable(place.row, place.column, "too-long")


def is_unwritable(character: str) -> bool:
    """Tell whether a character is a control other than tab and line ends, a lone surrogate, or no character at all."""
    if unicodedata.category(character) in {"Cc", "Cs"}:
        return character not in BREAKS
    return ord(character) in NONCHARACTERS
