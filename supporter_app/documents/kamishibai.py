"""A picture-card show to print on both sides: pictures in front, on each back the text of the card seen next."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from supporter_app.documents.fonts import Face
from supporter_app.documents.handout import Reading
from supporter_app.documents.help_card import card_rows, changing_words, helpline_heading, urgent_words
from supporter_app.documents.picture import draw_picture
from supporter_app.documents.rows import Row, block_rows, boxed, gap, stacked, text_rows
from supporter_app.documents.ruby import Style
from supporter_app.documents.sheet import A4, MILLIMETRE, SECOND, Sheet, landscape
from supporter_app.domain.ruby import ruby_text
from supporter_app.domain.school import Card, HelpEntry, PlainBlock, Show, back_of
from supporter_app.i18n import _

WIDE, TALL = landscape(A4)
SAFE = 8 * MILLIMETRE
"""Room that any printer leaves white."""
MARGIN = 46.0
THUMB = 178.0
GUTTER = 26.0
SAID = 27.0
"""Size of what is read aloud, to be seen from an arm's length."""
LARGER = {"a4": 1.0, "a3": 2**0.5}


@dataclass(frozen=True, slots=True)
class CardStyles:
    """How the back of a card is set: what is read aloud, and what helps whoever reads."""

    said: Style
    hint: Style


def kamishibai(
    show: Show, entries: tuple[HelpEntry, ...], guide: tuple[PlainBlock, ...], reading: Reading, paper: str
) -> bytes:
    """Draw the show for A4 or A3: a leading sheet for whoever reads, then a sheet for each card."""
    sheet = Sheet(_("Picture cards: {title}").format(title=show.title.plain()))
    sheet.print_both_sides()
    said = Style(SAID, reading.choice, reading.kanji)
    styles = CardStyles(said, replace(said, size=11, leading=1.5))
    _turned(sheet, paper, lambda: _leading(sheet, show, guide, styles))
    _turned(sheet, paper, lambda: _lines(sheet, entries, styles))
    for place, card in enumerate(show.cards):
        _turned(sheet, paper, partial(_front, sheet, card))
        _turned(sheet, paper, partial(_back, sheet, show, place, styles))
    return sheet.finish()


def _turned(sheet: Sheet, paper: str, draw: Callable[[], None]) -> None:
    """Draw one side of a sheet, as large as the paper is."""
    scale = LARGER[paper]
    sheet.turn_page((WIDE * scale, TALL * scale))
    with sheet.kept():
        sheet.canvas.scale(scale, scale)
        draw()
    sheet.end_page()


def _front(sheet: Sheet, card: Card) -> None:
    draw_picture(sheet, card.picture, (SAFE, SAFE, WIDE - 2 * SAFE, TALL - 2 * SAFE))


def _back(sheet: Sheet, show: Show, place: int, styles: CardStyles) -> None:
    """Draw what is read while the audience sees the next picture, a small one of which stands beside it."""
    number, card = back_of(show.cards, place)
    total = len(show.cards)
    room = WIDE - 2 * MARGIN - THUMB - GUTTER
    rows = [
        *text_rows(card.title, room, replace(styles.said, size=17, colour=SECOND)),
        gap(10),
        *(row for line in card.lines for row in (*text_rows(line, room, styles.said), gap(6))),
    ]
    _draw(sheet, tuple(rows), MARGIN, TALL - MARGIN)
    right = WIDE - MARGIN - THUMB
    seen = ruby_text(_("Picture seen now: {number} of {total}").format(number=number, total=total))
    _draw(sheet, text_rows(seen, THUMB, replace(styles.hint, bold=True)), right, TALL - MARGIN)
    tall = THUMB * card.picture.height / card.picture.width
    draw_picture(sheet, card.picture, (right, TALL - MARGIN - 24 - tall, THUMB, tall))
    hints = tuple(row for hint in card.hints for row in text_rows(hint, WIDE - 2 * MARGIN - 16, styles.hint))
    if hints:
        box = boxed(hints, WIDE - 2 * MARGIN, None)
        _draw(sheet, (box,), MARGIN, MARGIN + 14 + box.height)
    sheet.ink(SECOND)
    foot = _("Back of picture {place}.  {title}  Content: {version}")
    told = foot.format(place=place + 1, title=show.title.plain(), version=show.version)
    sheet.left(told, (MARGIN, MARGIN - 12), 9, Face.GOTHIC)


def _leading(sheet: Sheet, show: Show, guide: tuple[PlainBlock, ...], styles: CardStyles) -> None:
    """Draw the sheet for whoever reads: how it is printed and put in order, and what this show is."""
    room = WIDE - 2 * MARGIN
    plain = replace(styles.hint, size=12, leading=1.5)
    rows = [
        *text_rows(show.title, room, replace(styles.said, size=34, bold=True)),
        *text_rows(ruby_text(_("For whoever reads")), room, replace(plain, bold=True)),
        gap(8),
    ]
    told = (
        _("Print on both sides, turned over the short edge, at 100 %: the back of a picture then has the next text."),
        _("Stack them with 1 in front; draw the front card and put it behind all others: what you see is the text."),
    )
    for sentence in told:
        rows += [*text_rows(ruby_text(sentence), room, plain), gap(5)]
    rows += [row for block in guide for row in block_rows(block, room, plain)]
    _draw(sheet, tuple(rows), MARGIN, TALL - MARGIN)


def _lines(sheet: Sheet, entries: tuple[HelpEntry, ...], styles: CardStyles) -> None:
    """Draw the help lines, on the back of the leading sheet."""
    room = WIDE - 2 * MARGIN
    style = replace(styles.said, size=14)
    rows = (
        *text_rows(helpline_heading(), room, replace(style, size=20, bold=True)),
        gap(10),
        *card_rows(entries, room, style, columns=3, known=True),
        gap(6),
        *text_rows(urgent_words(), room, replace(style, bold=True)),
        *text_rows(changing_words(), room, replace(style, size=11)),
    )
    _draw(sheet, rows, MARGIN, TALL - MARGIN)


def _draw(sheet: Sheet, rows: tuple[Row, ...], x: float, y: float) -> None:
    stacked(rows).draw(sheet, x, y)
