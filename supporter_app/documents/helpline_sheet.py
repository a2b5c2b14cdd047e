"""One page of help lines for the pocket: numbers large, hours, cost, how old the knowledge is, and a code to scan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote

from supporter_app.documents.fonts import Face, runs, width
from supporter_app.documents.lines import well_ended
from supporter_app.documents.qr import modules
from supporter_app.documents.ruby import Line, Style, draw_line, ruby_lines
from supporter_app.documents.sheet import A4, ACCENT, EDGE, INK, MILLIMETRE, SECOND, Sheet
from supporter_app.domain.helpline import Helpline
from supporter_app.domain.ruby import read_with
from supporter_app.domain.wareki import seireki
from supporter_app.i18n import _

MARGIN = 15 * MILLIMETRE
GUTTER = 9 * MILLIMETRE
TOP = A4[1] - MARGIN - 72
BOTTOM = MARGIN + 58
STEPS = 60
"""Heights that are tried for even columns."""
UNCHECKED = "要確認"
QUIET = 4
"""Modules of white around a QR code (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A help line on the sheet; `check_first` asks for a look at it before relying on it."""

    line: Helpline
    check_first: bool


@dataclass(frozen=True, slots=True)
class Words:
    """One printed line: its letters, size in points, face and colour, and how it is set where it has furigana."""

    text: str
    size: float
    face: Face
    colour: int
    read: tuple[Line, Style] | None = None


@dataclass(frozen=True, slots=True)
class Measures:
    """The sizes of a layout, in points; a style says whose furigana stands above the words."""

    column: float
    code: float
    name: float
    reach: float
    small: float
    gap: float
    style: Style | None = None


ROOM = A4[0] - 2 * MARGIN
FEW = Measures(column=ROOM, code=84, name=15, reach=32, small=12, gap=24)
SOME = Measures(column=(ROOM - GUTTER) / 2, code=58, name=12, reach=24, small=10, gap=22)
MANY = Measures(column=(ROOM - GUTTER) / 2, code=58, name=10.5, reach=21, small=8.5, gap=13)


def helpline_sheet(lines: tuple[SheetLine, ...], day: date, style: Style | None = None) -> bytes:
    """Draw what fits on one upright A4 page, the first lines first; its title in the file is a plain one on purpose."""
    sheet = Sheet(_("Note"))
    _draw_heading(sheet, day)
    sizes = [replace(each, style=style) for each in (FEW, SOME, MANY)]
    tried = [(measures, place(lines, measures)) for measures in sizes]
    measures, placed = next((each for each in tried if len(each[1]) == len(lines)), tried[-1])
    for each, corner in zip(lines, placed, strict=False):
        _draw_entry(sheet, each.line, entry(each, measures), corner, measures)
    _draw_foot(sheet, len(lines) - len(placed))
    sheet.end_page()
    return sheet.finish()


def place(lines: tuple[SheetLine, ...], measures: Measures) -> tuple[tuple[float, float], ...]:
    """Give the upper left corners of the lines that fit, column after column, as even as they can be."""
    heights = [max(_height(entry(each, measures)), measures.code) + measures.gap for each in lines]
    lowest = _corners(heights, measures, BOTTOM)
    bottoms = (TOP - (TOP - BOTTOM) * step / STEPS for step in range(1, STEPS))
    tried = (_corners(heights, measures, bottom) for bottom in bottoms)
    return next((each for each in tried if len(each) == len(lines)), lowest)


def _corners(heights: Sequence[float], measures: Measures, bottom: float) -> tuple[tuple[float, float], ...]:
    corners: list[tuple[float, float]] = []
    left, top = MARGIN, TOP
    for height in heights:
        if top - height < bottom:
            left, top = left + measures.column + GUTTER, TOP
        if left + measures.column > A4[0] - MARGIN + 1:
            break
        corners.append((left, top))
        top -= height
    return tuple(corners)


def entry(each: SheetLine, measures: Measures) -> tuple[Words, ...]:
    """Put one help line into printed lines."""
    line, small = each.line, measures.small
    room = measures.column - measures.code - 8
    parts = (
        Words(line.name, measures.name, Face.BOLD, INK),
        Words(line.reach(), _reach_size(line, room, measures), Face.BOLD, ACCENT),
        Words(line.for_whom, small, Face.GOTHIC, INK),
        Words(line.hours, small, Face.GOTHIC, INK),
        Words(line.cost, small, Face.GOTHIC, INK),
        Words(line.note if measures.column == ROOM else "", small, Face.GOTHIC, INK),
        Words(as_of(each), small * 0.9, Face.GOTHIC, SECOND),
    )
    return tuple(piece for part in parts for piece in _wrapped(part, room, measures.style))


def as_of(each: SheetLine) -> str:
    """Say how old the knowledge is, and whether a person has checked it since it was copied from a publication."""
    asked = {"year": each.line.as_of.year, "month": each.line.as_of.month}
    if each.check_first:
        return _("As of {year}-{month}. If it has changed, go on to another line.").format(**asked)
    if each.line.state == UNCHECKED:
        return _("From papers of {year}-{month}.").format(**asked)
    return _("This was checked in {year}-{month}.").format(**asked)


def scanned(line: Helpline) -> str:
    """Give what a telephone's camera reads: a call (RFC 3966; # is escaped) or a page."""
    return f"tel:{quote(line.number)}" if line.number else line.address


def _reach_size(line: Helpline, room: float, measures: Measures) -> float:
    """Make a number large; an address is as small as its line needs, down to the size of the rest."""
    fitting = room / width(runs(line.reach(), Face.BOLD), 1)
    if line.number:
        return min(measures.reach, fitting)
    return min(measures.small * 1.4, max(fitting, measures.small * 0.8))


def _wrapped(part: Words, room: float, style: Style | None) -> Iterator[Words]:
    if style is not None and part.colour != ACCENT:
        own = replace(style, size=part.size, colour=part.colour, bold=part.face is Face.BOLD)
        for line in ruby_lines(read_with(part.text, style.kanji.readings), room, own):
            yield replace(part, text=line.text, read=(line, own))
        return
    for text in well_ended(part.text, room, lambda words: width(runs(words, part.face), part.size)):
        yield Words(text, part.size, part.face, part.colour)


def _height(words: tuple[Words, ...]) -> float:
    return sum(_step(each) + _below(each) for each in words)


def _step(words: Words) -> float:
    """Give the distance from the baseline above, tighter for what is large."""
    if words.read is not None and words.read[0].readings:
        return words.read[1].step()
    return words.size * (1.2 if words.face is Face.BOLD else 1.4)


def _below(words: Words) -> float:
    """Leave room under a number, so that it stands alone."""
    return words.size * 0.18 if words.colour == ACCENT else 0


def _draw_entry(
    sheet: Sheet, line: Helpline, words: tuple[Words, ...], corner: tuple[float, float], measures: Measures
) -> None:
    """Draw one help line from its upper left corner, the code at its right."""
    left, top = corner
    y = top
    for each in words:
        y -= _step(each)
        if each.read is not None:
            draw_line(sheet, each.read[0], (left, y), each.read[1])
        else:
            sheet.ink(each.colour)
            sheet.left(each.text, (left, y), each.size, each.face)
        y -= _below(each)
    _draw_code(sheet, scanned(line), (left + measures.column - measures.code, top - measures.code), measures.code)


def _draw_code(sheet: Sheet, text: str, corner: tuple[float, float], side: float) -> None:
    """Draw a QR code as one path, stretches of dark modules as bars; its quiet zone lies inside the side."""
    rows = modules(text)
    unit = side / (len(rows) + 2 * QUIET)
    left, bottom = corner
    path = sheet.canvas.beginPath()
    for number, row in enumerate(reversed(rows)):
        for start, length in _bars(row):
            path.rect(left + (QUIET + start) * unit, bottom + (QUIET + number) * unit, length * unit, unit)
    sheet.ink(0)
    sheet.canvas.drawPath(path, stroke=0, fill=1)


def _bars(row: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Find where dark modules begin and how many follow each other."""
    start = 0
    for place, dark in enumerate((*row, False)):
        if not dark:
            if place > start:
                yield start, place - start
            start = place + 1


def _draw_heading(sheet: Sheet, day: date) -> None:
    top = A4[1] - MARGIN
    sheet.ink(INK)
    sheet.left(_("Where one can talk"), (MARGIN, top - 22), 24, Face.BOLD)
    sheet.left(_("It is fine not to have decided what to say."), (MARGIN, top - 46), 12, Face.GOTHIC)
    sheet.ink(SECOND)
    sheet.right(_("Made on {day}").format(day=seireki(day)), (A4[0] - MARGIN, top - 22), 10, Face.GOTHIC)
    _rule(sheet, top - 60, ACCENT)


def _draw_foot(sheet: Sheet, left_out: int) -> None:
    """Write what to do in danger, the caution, and that there are more lines than fit."""
    _rule(sheet, BOTTOM - 8, EDGE)
    sheet.ink(INK)
    said = _("When life is in danger now: 110 (police), 119 (ambulance).")
    sheet.left(said, (MARGIN, BOTTOM - 26), 12, Face.BOLD)
    sheet.ink(SECOND)
    caution = _("Numbers and hours change. When you cannot get through, try another line.")
    if left_out:
        caution += _("More lines are in the program, under help lines.")
    sheet.paragraph(caution, (MARGIN, BOTTOM - 43), ROOM, 9, Face.GOTHIC)


def _rule(sheet: Sheet, y: float, colour: int) -> None:
    sheet.ink(colour)
    sheet.canvas.setLineWidth(0.8)
    sheet.canvas.line(MARGIN, y, A4[0] - MARGIN, y)
