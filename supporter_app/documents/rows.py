"""What a column of a paper is made of: rows of a known height, so that it is known beforehand what fits on a page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from supporter_app.documents.ruby import Line, Style, draw_line, ruby_lines
from supporter_app.documents.sheet import ACCENT, EDGE, TINT, Sheet
from supporter_app.domain.course import BOX_TO_TICK, BulletList, Care, Heading, Paragraph, Table, Think
from supporter_app.domain.ruby import RubyText, ruby_text
from supporter_app.domain.school import PlainBlock

Draw = Callable[[Sheet, float, float], None]
"""Draws from a left and an upper edge."""
ASCENT = 0.88
CELL = 5.0
BOX = 8.0
ABOVE, BELOW = 0.4, 1.0
"""Room in a box over and under its rows, in BOX; over a line there is room for readings already."""
NARROWEST, WIDEST = 6, 16
"""Letters of a table's narrowest and widest column; a longer text goes on below."""
BULLET = "・"
WRITING_LINE = 27.0
"""Height of a line to write on by hand."""


@dataclass(frozen=True, slots=True)
class Row:
    """A part that stays on one page; `keep` holds it together with the row after it.

    `blank` rows only leave room, which is dropped where a page ends; `head` is drawn again above a row that comes first
    on a page.
    """

    height: float
    draw: Draw
    keep: bool = False
    blank: bool = False
    head: "Row | None" = None


def gap(height: float) -> Row:
    """Leave room."""
    return Row(height, lambda _sheet, _x, _y: None, blank=True)


def block_rows(block: PlainBlock, room: float, style: Style) -> tuple[Row, ...]:
    """Lay out one block in a column; room below it is part of it."""
    match block:
        case Heading(text):
            strong = replace(style, size=style.size * 1.08, bold=True)
            return (gap(style.size * 0.3), *text_rows(text, room, strong, keep=True))
        case Paragraph(text):
            return (*text_rows(text, room, style), gap(style.size * 0.45))
        case BulletList():
            return tuple(row for part in _together(block_parts(block, room, style)) for row in part)
        case Table():
            return (*table_rows(block, room, style), gap(style.size * 0.7))
        case Think(inside):
            return (boxed(_boxed(inside, room, style), room, ACCENT), *writing_lines(2, room), gap(style.size * 0.7))
        case Care(inside):
            return (boxed(_boxed(inside, room, style), room, None), gap(style.size * 0.7))


def block_parts(block: PlainBlock, room: float, style: Style) -> tuple[tuple[Row, ...], ...]:
    """Lay out one block in the parts that are read as one: each item of a list, or the whole block."""
    if not isinstance(block, BulletList):
        return (block_rows(block, room, style),)
    items = [tuple(_item(line, number * block.ordered, room, style)) for number, line in enumerate(block.lines, 1)]
    return (*items[:-1], (*items[-1], gap(style.size * 0.45)))


def _together(items: tuple[tuple[Row, ...], ...]) -> Iterator[tuple[Row, ...]]:
    """Keep the first two items of a list on one page, and its last two."""
    together = {0, len(items) - 2} if len(items) > 1 else set()
    for at, item in enumerate(items):
        yield (*item[:-1], replace(item[-1], keep=True)) if at in together else item


def text_rows(text: RubyText, room: float, style: Style, *, indent: float = 0, keep: bool = False) -> tuple[Row, ...]:
    """Lay out a text, a row a line; its first two lines stay on one page, and its last two."""
    lines = ruby_lines(text, room - indent, style)
    together = {0, len(lines) - 2} if len(lines) > 1 else set()
    return tuple(
        Row(style.step(), _drawn(line, style, indent), keep or at in together) for at, line in enumerate(lines)
    )


def _drawn(line: Line, style: Style, indent: float) -> Draw:
    below = style.step() - style.size * (1 - ASCENT) - (style.leading - 1) * style.size * 0.12

    def draw(sheet: Sheet, x: float, y: float) -> None:
        draw_line(sheet, line, (x + indent, y - below), style)

    return draw


def _item(text: RubyText, number: int, room: float, style: Style) -> Iterator[Row]:
    indent = style.size * 1.35
    mark = f"{number}." if number else BULLET
    if text.plain().startswith(BOX_TO_TICK):
        mark, text = BOX_TO_TICK, without_box(text)
    marker = ruby_lines(ruby_text(mark), indent * 2, style)[0]
    for at, row in enumerate(text_rows(text, room, style, indent=indent)):
        yield row if at else replace(row, draw=_both(_drawn(marker, style, 0), row.draw))


def without_box(text: RubyText) -> RubyText:
    """Take the box to tick off the beginning of a line; it is drawn as the mark of the list."""
    first, *others = text.runs
    return RubyText((replace(first, text=first.text.removeprefix(BOX_TO_TICK).lstrip()), *others))


def _both(one: Draw, other: Draw) -> Draw:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        one(sheet, x, y)
        other(sheet, x, y)

    return draw


def stacked(rows: tuple[Row, ...]) -> Row:
    """Make one row of several, which then stay on one page."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        for row in rows:
            row.draw(sheet, x, y)
            y -= row.height

    return Row(sum(row.height for row in rows), draw)


def _boxed(blocks: tuple[Paragraph | BulletList, ...], room: float, style: Style) -> tuple[Row, ...]:
    return tuple(row for block in blocks for row in block_rows(block, room - 2 * BOX, style))


def boxed(rows: tuple[Row, ...], room: float, edge: int | None) -> Row:
    """Put rows on a tint, with a bar of a colour at the left."""
    inside = stacked(rows)
    tall = inside.height + BOX * (ABOVE + BELOW)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        bottom = y - tall
        sheet.ink(TINT)
        sheet.canvas.roundRect(x, bottom, room, tall, 5, stroke=0, fill=1)
        if edge is not None:
            sheet.ink(edge)
            sheet.canvas.rect(x, bottom, 2.5, tall, stroke=0, fill=1)
        inside.draw(sheet, x + BOX, y - BOX * ABOVE)

    return Row(tall, draw)


def writing_lines(count: int, room: float, height: float = WRITING_LINE) -> tuple[Row, ...]:
    """Draw lines to write on."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.ink(EDGE)
        sheet.canvas.setLineWidth(0.6)
        sheet.canvas.line(x, y - height, x + room, y - height)

    return (Row(height, draw),) * count


def table_rows(table: Table, room: float, style: Style, shares: tuple[float, ...] = ()) -> tuple[Row, ...]:
    """Lay out a table, a row a row; `shares` part the width, otherwise the longest cells do.

    The heading stays with the first two rows, and stands again above those on further pages, of which there are two at
    the least.
    """
    parts = shares or _shares(table)
    widths = tuple(room * part / sum(parts) for part in parts)
    close = replace(style, leading=min(style.leading, 1.75))
    head = _table_row(table.heading, widths, replace(close, bold=True), heading=True)
    together = {0, len(table.rows) - 2} if len(table.rows) > 1 else set()
    rows = (_table_row(row, widths, close, heading=False) for row in table.rows)
    held = (replace(row, head=head, keep=at in together) for at, row in enumerate(rows))
    return (replace(head, keep=True), *held)


def _shares(table: Table) -> tuple[float, ...]:
    columns = zip(table.heading, *table.rows, strict=True)
    longest = (max(len(cell.plain()) for cell in column) for column in columns)
    return tuple(float(min(max(count, NARROWEST), WIDEST)) for count in longest)


def _table_row(cells: tuple[RubyText, ...], widths: tuple[float, ...], style: Style, *, heading: bool) -> Row:
    columns = [stacked(text_rows(cell, width - 2 * CELL, style)) for cell, width in zip(cells, widths, strict=True)]
    height = max(column.height for column in columns) + CELL

    def draw(sheet: Sheet, x: float, y: float) -> None:
        for column, width in zip(columns, widths, strict=True):
            if heading:
                sheet.ink(TINT)
                sheet.canvas.rect(x, y - height, width, height, stroke=0, fill=1)
            sheet.ink(EDGE)
            sheet.canvas.setLineWidth(0.5)
            sheet.canvas.rect(x, y - height, width, height, stroke=1, fill=0)
            column.draw(sheet, x + CELL, y - CELL * 0.3)
            x += width

    return Row(height, draw, keep=heading)
