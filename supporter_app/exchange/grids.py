"""A file from elsewhere as rows of texts: comma- or tab-separated in whichever encoding, or a workbook."""

import csv
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, TypeVar

from supporter_app.domain.errors import ImportWrong
from supporter_app.domain.table import restored
from supporter_app.exchange.headings import Below, Beside, Grid
from supporter_app.exchange.sheet_measure import MOST_CELLS
from supporter_app.exchange.unpacking import checked_workbook

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MOST_BYTES = 5_000_000
MOST_FILE_ROWS = 20_000
"""Rows of the file, empty ones too; how many people may be in them is the matter of the roster."""
MOST_COLUMNS = 1_000
WORKBOOK = b"PK\x03\x04"
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""A compound file (MS-CFB): a workbook of before 2007, or one with a password."""
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DELIMITERS = (",", "\t", ";")

Value = str | int | float | bool | date | datetime | time | timedelta
Made = TypeVar("Made")


def grids(content: bytes, file: str) -> Iterator[tuple[str, Grid]]:
    """Give the ways a file can be read as rows, the likeliest first; raises ImportWrong.

    A workbook has one for each sheet that is not hidden, with its name; a text one for each delimiter, without a name.
    """
    if len(content) > MOST_BYTES:
        raise ImportWrong(file, "too-large", detail=str(MOST_BYTES // 1_000_000))
    if content.startswith(OLD_OR_LOCKED):
        raise ImportWrong(file, "old-workbook")
    if content.startswith(WORKBOOK):
        yield from _sheets(checked_workbook(content, file), file)
        return
    text = decoded(content, file)
    for delimiter in DELIMITERS:
        yield "", _separated(text, delimiter, file)


def decoded(content: bytes, file: str) -> str:
    """Find the encoding: a mark, else UTF-8 where it is sound, else UTF-16 where half is zeros, else CP932."""
    marked = next((codec for mark, codec in MARKS if content.startswith(mark)), None)
    for codec in (marked,) if marked else _guesses(content):
        try:
            return content.decode(codec)
        except UnicodeDecodeError:
            continue
    raise ImportWrong(file, "encoding")


def _guesses(content: bytes) -> tuple[str, ...]:
    if b"\0" in content:
        # Commas and line ends have a zero on one side: the side tells the order of the bytes.
        big = sum(each == 0 for each in content[::2]) > sum(each == 0 for each in content[1::2])
        return ("utf-16-be",) if big else ("utf-16-le",)
    return "utf-8", "cp932"


def _separated(text: str, delimiter: str, file: str) -> Grid:
    rows: list[tuple[str, ...]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            rows.append(tuple(restored(cell) for cell in row))
            if len(rows) > MOST_FILE_ROWS:
                raise ImportWrong(file, "too-many-rows", len(rows))
    except csv.Error as error:
        raise ImportWrong(file, "not-a-table", len(rows) + 1) from error
    return tuple(rows)


def _sheets(content: bytes, file: str) -> Iterator[tuple[str, Grid]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = _unharmed(lambda: CalamineWorkbook.from_filelike(BytesIO(content)), file)
    for sheet in book.sheets_metadata:
        if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible:
            yield sheet.name, _sheet(book, sheet.name, file)


def _sheet(book: "CalamineWorkbook", name: str, file: str) -> Grid:
    sheet = _unharmed(lambda: book.get_sheet_by_name(name), file)
    rows = _unharmed(lambda: sheet.to_python(skip_empty_area=False), file)
    if len(rows) > MOST_FILE_ROWS:
        raise ImportWrong(file, "too-many-rows", len(rows))
    texts = [[_text(value) for value in row] for row in rows]
    ranges = sheet.merged_cell_ranges or ()
    width = max(map(len, texts), default=0)
    if sum(_reach(*each, len(texts), width) for each in ranges) > MOST_CELLS:
        raise ImportWrong(file, "unpacks-too-large")
    for first, last in ranges:
        _spread(texts, first, last)
    return tuple(map(tuple, texts))


def _reach(first: tuple[int, int], last: tuple[int, int], rows: int, columns: int) -> int:
    """Count the cells of a merged range that lie in the table; of a file made to do harm they lie over each other."""
    return max(min(last[0] + 1, rows) - first[0], 0) * max(min(last[1] + 1, columns) - first[1], 0)


def _spread(texts: list[list[str]], first: tuple[int, int], last: tuple[int, int]) -> None:
    """Write the text of merged cells into each of them, as it is seen; cells that say something are left."""
    rows = texts[first[0] : last[0] + 1]
    text = rows[0][first[1]] if rows and first[1] < len(rows[0]) else ""
    if not text:
        return
    for below, row in enumerate(rows):
        for place in range(first[1], min(last[1] + 1, len(row))):
            if not row[place]:
                row[place] = Beside(text) if place > first[1] else Below(text) if below else text


def _text(value: Value) -> str:
    """Write a value as people typed it: 34, not 34.0; a day as 2026-11-20."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _unharmed(work: Callable[[], Made], file: str) -> Made:
    """Do a step of the reader of workbooks; whatever it stumbles over is the file's fault."""
    try:
        return work()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # its panics are no Exception
        raise ImportWrong(file, "broken-workbook") from error
