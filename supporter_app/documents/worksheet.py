"""The worksheet of a lesson: people one could talk to, for oneself alone, with a card of help lines to cut off."""

from dataclasses import replace

from supporter_app.documents.fonts import Face
from supporter_app.documents.handout import Reading
from supporter_app.documents.help_card import (
    card_rows,
    changing_words,
    cut_line,
    helpline_heading,
    told_rows,
    urgent_words,
)
from supporter_app.documents.pages import FRESH, MARGIN, ROOM, SIDE
from supporter_app.documents.picture import draw_picture
from supporter_app.documents.rows import Row, boxed, gap, stacked, text_rows
from supporter_app.documents.ruby import Style
from supporter_app.documents.sheet import A4, ACCENT, EDGE, SECOND, Sheet, landscape
from supporter_app.domain.drawing import Drawing
from supporter_app.domain.ruby import RubyText
from supporter_app.domain.school import NOTHING_TOLD, ClassPaper, HelpEntry, Worksheet
from supporter_app.i18n import _

LINE = 33.0
"""Height of a line to write on by hand, for children's letters."""
DOT = 5.0
MOST_ENTRIES = 4
PAPER_MARGIN = 52.0


def worksheet(paper: Worksheet, entries: tuple[HelpEntry, ...], reading: Reading) -> bytes:
    """Draw the worksheet on one upright A4 page; its title in the file is a plain one on purpose."""
    sheet = Sheet(_("Note"))
    style = reading.style()
    y = FRESH
    for row in _upper(paper, style):
        row.draw(sheet, SIDE, y)
        y -= row.height
    _card(sheet, paper, entries, style)
    sheet.end_page()
    return sheet.finish()


def _upper(paper: Worksheet, style: Style) -> tuple[Row, ...]:
    strong = replace(style, bold=True)
    return (
        *text_rows(paper.title, ROOM, replace(strong, size=24)),
        gap(4),
        boxed(text_rows(paper.kept, ROOM - 16, strong), ROOM, ACCENT),
        gap(10),
        *text_rows(paper.ask, ROOM, style),
        gap(6),
        *(_named(name, style) for name in paper.printed),
        *(_empty(),) * paper.empty,
        gap(10),
        *text_rows(paper.comfort, ROOM, strong),
        gap(8),
        *text_rows(paper.opening, ROOM, replace(strong, colour=SECOND)),
        *(row for opener in paper.openers for row in text_rows(opener, ROOM, style, indent=12)),
    )


def _named(name: RubyText, style: Style) -> Row:
    """Draw a line that is already written."""
    words = stacked(text_rows(name, ROOM - 40, replace(style, size=style.size * 1.15)))

    def draw(sheet: Sheet, x: float, y: float) -> None:
        _ruled(sheet, x, y)
        sheet.ink(ACCENT)
        sheet.canvas.circle(x + 10, y - LINE + 11, DOT, stroke=0, fill=1)
        words.draw(sheet, x + 26, y - LINE + words.height + 2)

    return Row(LINE, draw)


def _empty() -> Row:
    """Draw a line to write on."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        _ruled(sheet, x, y)
        sheet.ink(EDGE)
        sheet.canvas.setLineWidth(1)
        sheet.canvas.circle(x + 10, y - LINE + 11, DOT, stroke=1, fill=0)

    return Row(LINE, draw)


def _ruled(sheet: Sheet, x: float, y: float) -> None:
    sheet.ink(EDGE)
    sheet.canvas.setLineWidth(0.7)
    sheet.canvas.line(x, y - LINE, x + ROOM, y - LINE)


def _card(sheet: Sheet, paper: Worksheet, entries: tuple[HelpEntry, ...], style: Style) -> None:
    """Draw the card at the foot of the page; what children can call by voice comes first."""
    shown = sorted(entries, key=lambda each: not each.number)[:MOST_ENTRIES]
    small = replace(style, size=10.5)
    rows = (
        *text_rows(helpline_heading(), ROOM, replace(style, bold=True)),
        gap(2),
        *card_rows(tuple(shown), ROOM, small),
        *text_rows(urgent_words(), ROOM, replace(small, bold=True)),
        *text_rows(changing_words(), ROOM, replace(small, colour=SECOND, leading=1.6)),
    )
    y = MARGIN + sum(row.height for row in rows)
    cut_line(sheet, SIDE, y + 8, ROOM)
    for row in text_rows(paper.card, ROOM / 2, replace(small, colour=SECOND)):
        row.draw(sheet, SIDE, y + 10 + row.height)
    for row in rows:
        row.draw(sheet, SIDE, y)
        y -= row.height


def class_paper(
    paper: ClassPaper, picture: Drawing, edition: str, reading: Reading, told: RubyText = NOTHING_TOLD
) -> bytes:
    """Draw the paper a child takes home on one lying A4 page; the name is written by hand and known to nobody.

    `told` stands at its foot: whom the young can call.
    """
    sheet = Sheet(_("Class paper"))
    size = landscape(A4)
    sheet.turn_page(size)
    wide, tall = size
    sheet.ink(ACCENT)
    sheet.canvas.setLineWidth(1.4)
    sheet.canvas.roundRect(26, 26, wide - 52, tall - 52, 18, stroke=1, fill=0)
    half = wide / 2 - PAPER_MARGIN - 8
    draw_picture(sheet, picture, (PAPER_MARGIN, 150, half, tall - 270))
    _class_words(sheet, paper, reading.style(), (wide / 2 + 16, tall - 120, half, tall - 270))
    _name_line(sheet, paper, reading.style(), (PAPER_MARGIN, 120, wide - 2 * PAPER_MARGIN))
    sheet.ink(SECOND)
    if told.runs:
        stacked(told_rows(told, wide - 2 * PAPER_MARGIN, reading.style())).draw(sheet, PAPER_MARGIN, 72)
    sheet.ink(SECOND)
    said = _("{edition}  Paper: {version}").format(edition=edition, version=paper.version)
    said = f"{said}　{_('This is not official material of the Cabinet Office.')}"
    sheet.centred(said, (wide / 2, 44), 9, Face.GOTHIC)
    sheet.end_page()
    return sheet.finish()


def _class_words(sheet: Sheet, paper: ClassPaper, style: Style, place: tuple[float, float, float, float]) -> None:
    """Write title and sentences in the middle of a height."""
    x, y, room, tall = place
    rows = [
        *text_rows(paper.title, room, replace(style, size=24, bold=True)),
        gap(20),
        *(row for line in paper.lines for row in (*text_rows(line, room, replace(style, size=16)), gap(8))),
    ]
    both = stacked(tuple(rows))
    both.draw(sheet, x, y - (tall - both.height) / 2)


def _name_line(sheet: Sheet, paper: ClassPaper, style: Style, place: tuple[float, float, float]) -> None:
    x, y, room = place
    label = text_rows(paper.name, room, replace(style, colour=SECOND))
    for row in label:
        row.draw(sheet, x, y + row.height - 4)
    sheet.ink(EDGE)
    sheet.canvas.setLineWidth(1)
    sheet.canvas.line(x, y - 34, x + room, y - 34)
