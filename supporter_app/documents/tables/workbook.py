"""A table as a workbook (XLSX): the rows on one sheet, what is said about them on another."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from supporter_app.documents.tables.layout import Laid, lay_out
from supporter_app.domain.errors import TableTooLarge
from supporter_app.domain.table import Kind, Table
from supporter_app.domain.watch import Watch, unwatched
from supporter_app.i18n import _

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
MADE = datetime(2020, 1, 1)  # noqa: DTZ001 - a fixed mark, so that the same values give the same bytes
EXACT = 10**15
"""Whole numbers below this one are kept exactly (Excel holds 15 digits); larger ones are written as text."""
A4 = 9
NARROWEST, WIDEST = 6, 40
WIDE_SHEET = 90
"""Letters across an upright A4 sheet."""
OPTIONS = {
    "in_memory": True,  # a name never lies in a temporary file
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
FORBIDDEN_IN_SHEET_NAME = str.maketrans("[]:*?/\\'", "［］：＊？／＼’")
LONGEST_SHEET_NAME = 31
LONGEST_HEADER = 200


def workbook(table: Table, watch: Watch = unwatched) -> bytes:
    """Write a workbook; raises UnwritableText and TableTooLarge. The same values give the same bytes.

    A step of the work is a column.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped] # it ships no types

    laid = lay_out(table)
    if len(laid.rows) >= MOST_ROWS or len(laid.columns) > MOST_COLUMNS:
        raise TableTooLarge(len(laid.rows))
    content = BytesIO()
    book = Workbook(content, OPTIONS)
    book.set_properties({"title": laid.title, "created": MADE})
    style = _Style(book)
    about = _("About this table")
    _fill(book.add_worksheet(sheet_name(laid.title, about)), laid, style, watch)
    _fill_about(book.add_worksheet(about), laid, style)
    book.close()
    return content.getvalue()


def sheet_name(title: str, taken: str) -> str:
    """Make a title into the name of a sheet: at most 31 UTF-16 units, without what Excel forbids there."""
    name = ""
    for each in " ".join(title.translate(FORBIDDEN_IN_SHEET_NAME).split()):
        if len((name + each).encode("utf-16-le")) > 2 * LONGEST_SHEET_NAME:
            break
        name += each
    return _("Table") if not name.strip() or name.casefold() in {taken.casefold(), "history"} else name


def letters_across(text: str) -> int:
    """Measure the longest line of a text in half-width letters."""
    return max((sum(map(_width, line)) for line in text.splitlines()), default=0)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


class _Style:
    """The one look of our sheets; text cells keep what is typed into them text."""

    def __init__(self, book: Any) -> None:
        """Make the formats of a workbook."""
        plain = {
            "font_name": "BIZ UDPゴシック",
            "font_size": 11,
            "valign": "top",
            "border": 1,
            "border_color": "#949494",
        }
        self.heading = book.add_format({**plain, "bold": True, "bg_color": "#EEF1FC", "text_wrap": True})
        self.text = book.add_format({**plain, "num_format": "@", "text_wrap": True})
        self.whole = book.add_format({**plain, "num_format": "0"})


def _fill(sheet: Any, laid: Laid, style: _Style, watch: Watch) -> None:
    """Write headings and rows, and how they are printed."""
    for place, column in enumerate(laid.columns):
        watch(place, len(laid.columns))
        sheet.write_string(0, place, column.heading, style.heading)
        look = style.whole if column.kind is Kind.WHOLE else style.text
        for number, row in enumerate(laid.rows, start=1):
            _write(sheet, (number, place), row[place], look)
    widths = [
        column_width(column.heading, (row[place] for row in laid.rows)) for place, column in enumerate(laid.columns)
    ]
    _set_up(sheet, widths, laid.title)
    if laid.rows:
        # Codes made of digits are text on purpose: no green corner on each of them.
        sheet.ignore_errors({"number_stored_as_text": f"A1:{_corner(laid)}"})


def _corner(laid: Laid) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped] # it ships no types

    return str(xl_rowcol_to_cell(len(laid.rows), max(len(laid.columns) - 1, 0)))


def _fill_about(sheet: Any, laid: Laid, style: _Style) -> None:
    pairs = [(_("Title"), laid.title), *laid.metadata]
    for place, heading in enumerate((_("About"), _("Content"))):
        sheet.write_string(0, place, heading, style.heading)
        for number, pair in enumerate(pairs, start=1):
            _write(sheet, (number, place), pair[place], style.text)
    _set_up(sheet, [24, 60], laid.title)


def _write(sheet: Any, place: tuple[int, int], cell: str | int | None, look: Any) -> None:
    """Write a text as a text, whatever it begins with."""
    if cell is None or cell == "":
        sheet.write_blank(*place, None, look)
    elif isinstance(cell, int) and abs(cell) < EXACT:
        sheet.write_number(*place, cell, look)
    else:
        sheet.write_string(*place, str(cell), look)


def column_width(heading: str, cells: Iterable[str | int | None]) -> int:
    """Make a column as wide as its longest line, within reason."""
    longest = max((letters_across(str(cell)) for cell in cells if cell is not None), default=0)
    return min(max(longest + 2, letters_across(heading) + 2, NARROWEST), WIDEST)


def _set_up(sheet: Any, widths: list[int], title: str) -> None:
    """Freeze the headings, set the widths, and print on A4 with the headings on each page."""
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
    if sum(widths) > WIDE_SHEET:
        sheet.set_landscape()
    if title.strip():
        sheet.set_header(f"&L{' '.join(title.split())[: LONGEST_HEADER // 2].replace('&', '&&')}")
    sheet.set_footer("&R&P / &N")
