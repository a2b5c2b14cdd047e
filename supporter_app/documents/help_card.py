"""Help lines at the end of papers and on cards to cut off: names, large numbers, hours, and how old that is."""

from dataclasses import replace

from supporter_app.documents.fonts import Face, runs, width
from supporter_app.documents.rows import Row, gap, stacked, text_rows
from supporter_app.documents.ruby import Style
from supporter_app.documents.sheet import ACCENT, EDGE, SECOND, Sheet
from supporter_app.domain.ruby import RubyText, marked_text, ruby_text
from supporter_app.domain.school import HelpEntry
from supporter_app.i18n import _

NUMBER = 1.7
"""Size of a number against the text around it; never below 11 points but for an address wider than its room."""
SMALLEST = 10.5
"""What a child or an old person reads without help; a note to cut along may be smaller."""
NOTE = 8.5
BETWEEN = 14.0
DASH = (4, 3)
SCISSORS_RAISED = 4


def entry_rows(entry: HelpEntry, room: float, style: Style, *, known: bool) -> tuple[Row, ...]:
    """Lay out one help line: who it is, the number large, when, and how old that is where it is wanted."""
    small = replace(style, size=max(SMALLEST, style.size * 0.82), leading=1.65)
    size = max(11.0, style.size * NUMBER) if entry.number else style.size
    size = min(size, room / width(runs(entry.reach, Face.BOLD), 1))
    reach = replace(style, size=size, bold=True, colour=ACCENT, leading=1.3)
    rows = [
        *text_rows(entry.name, room, replace(style, bold=True), keep=True),
        *text_rows(ruby_text(entry.reach), room, reach, keep=True),
        *text_rows(entry.when, room, small),
    ]
    if known:
        rows += text_rows(entry.known, room, replace(small, colour=SECOND))
    return (*rows, gap(style.size * 0.5))


def card_rows(
    entries: tuple[HelpEntry, ...], room: float, style: Style, *, columns: int = 2, known: bool = False
) -> tuple[Row, ...]:
    """Lay out help lines side by side, in the order of reading."""
    wide = (room - BETWEEN * (columns - 1)) / columns
    cells = [stacked(entry_rows(each, wide, style, known=known)) for each in entries]
    rows = [tuple(cells[first : first + columns]) for first in range(0, len(cells), columns)]
    return tuple(_side_by_side(row, wide + BETWEEN) for row in rows)


def _side_by_side(cells: tuple[Row, ...], step: float) -> Row:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        for at, cell in enumerate(cells):
            cell.draw(sheet, x + at * step, y)

    return Row(max(cell.height for cell in cells), draw)


def cut_line(sheet: Sheet, x: float, y: float, room: float) -> None:
    """Draw where a card is cut off, and say so."""
    sheet.ink(EDGE)
    sheet.canvas.setLineWidth(0.8)
    sheet.canvas.setDash(list(DASH))
    sheet.canvas.line(x, y, x + room, y)
    sheet.canvas.setDash([])
    sheet.ink(SECOND)
    sheet.right(_("Cut here"), (x + room, y + SCISSORS_RAISED), NOTE, Face.GOTHIC)


def told_rows(told: RubyText, room: float, style: Style) -> tuple[Row, ...]:
    """Lay out whom the young can call, in one line for the foot of a page."""
    return text_rows(told, room, replace(style, size=9, bold=True, colour=ACCENT, leading=1.6))


def helpline_heading() -> RubyText:
    """Give the words over the help lines for children and young people."""
    return marked_text(_("Where you can talk (18 and younger)"))


def urgent_words() -> RubyText:
    """Say what to do in danger."""
    return marked_text(_("In danger now: 110 (police), 119 (ambulance). Trouble at home: 189."))


def changing_words() -> RubyText:
    """Say that numbers and hours change."""
    return marked_text(_("Numbers and hours may change. If you cannot get through, go on to the next."))
