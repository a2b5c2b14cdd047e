"""The pages of a lesson for a screen: one full-screen PDF for a computer on which nothing may be installed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from supporter_app.documents.fonts import Face
from supporter_app.documents.handout import Reading
from supporter_app.documents.picture import draw_picture, height_of
from supporter_app.documents.rows import Row, block_parts, gap, text_rows
from supporter_app.documents.ruby import Style
from supporter_app.documents.sheet import ACCENT, EDGE, SECOND, Sheet
from supporter_app.domain.school import HelpEntry, PaperPage, SlideShape
from supporter_app.i18n import _

LARGEST, SMALLEST, STEP = 36, 28, 2
"""Sizes of running text that are tried; a text that does not fit at the smallest goes on on another slide."""
TITLE = 42
MARGIN = 52.0
GUTTER = 40.0
PICTURES = (0.4, 0.27)
"""Shares of the width a picture may take; the smaller one where the words would not fit beside the larger."""
LEADING = 1.66
FOOT = 44.0
BELOW_TITLE = 14.0
TRIES = 12
"""Heights between an even share and a whole slide that are tried when a text is divided."""


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides of a lesson; `told` are the help lines at the foot of every slide."""

    title: str
    slides: tuple[PaperPage, ...]
    told: tuple[HelpEntry, ...]
    shape: SlideShape


def slides(deck: Deck, reading: Reading) -> bytes:
    """Draw the slides; a point of the PDF is a pixel of the screen it is made for."""
    sheet = Sheet(deck.title, deck.shape.value)
    sheet.canvas.showFullScreen0()
    parts = [part for slide in deck.slides for part in divided(slide, deck.shape, reading)]
    for number, part in enumerate(parts, 1):
        _draw(sheet, deck, part, (number, len(parts)))
        sheet.end_page()
    return sheet.finish()


@dataclass(frozen=True, slots=True)
class Part:
    """What one slide shows of a page: its title, as many rows as fit, their size, and the width of the picture."""

    page: PaperPage
    title: tuple[Row, ...]
    rows: tuple[Row, ...]
    size: float
    picture: float


def divided(page: PaperPage, shape: SlideShape, reading: Reading) -> tuple[Part, ...]:
    """Set a page as large as fits on one slide; at the smallest size it goes on on others, in equal parts."""
    wide, tall = shape.value
    style = Style(LARGEST, reading.choice, reading.kanji, leading=LEADING)
    title = text_rows(page.title, wide - 2 * MARGIN, replace(style, size=TITLE, bold=True, leading=1.6))
    height = tall - 2 * MARGIN - FOOT - _height(title) - BELOW_TITLE
    pieces: tuple[tuple[Row, ...], ...] = ()
    across = 0.0
    for share in PICTURES if page.picture is not None else (0.0,):
        across = wide * share
        room = wide - 2 * MARGIN - (across + GUTTER if across else 0)
        for size in range(LARGEST, SMALLEST - 1, -STEP):
            sized = replace(style, size=size)
            pieces = tuple(piece for block in page.blocks for piece in block_parts(block, room, sized))
            rows = tuple(row for piece in pieces for row in piece)
            if _height(rows) <= height:
                return (Part(page, title, rows, size, across),)
    return tuple(Part(page, title, some, SMALLEST, across) for some in _evenly(pieces, height))


def _evenly(pieces: tuple[tuple[Row, ...], ...], height: float) -> list[tuple[Row, ...]]:
    """Fill as many slides as are needed, each about as far as the others; only what is taller than one is parted."""
    whole = [part for piece in pieces for part in ([piece] if _height(piece) <= height else [(row,) for row in piece])]
    count = len(_filled(whole, height))
    target = sum(map(_height, whole)) / count
    even = min((_filled(whole, each) for each in _targets(target, height)), key=len)
    return even if len(even) == count else _filled(whole, height)


def _targets(least: float, most: float) -> Iterator[float]:
    """Give heights to be tried, the evenest first."""
    yield from (least + (most - least) * step / TRIES for step in range(TRIES + 1))


def _filled(pieces: list[tuple[Row, ...]], height: float) -> list[tuple[Row, ...]]:
    """Fill slides one after the other; no slide is empty."""
    found: list[tuple[Row, ...]] = [()]
    left = height
    for piece in pieces:
        if _height(piece) > left and found[-1]:
            found.append(())
            left = height
        found[-1] += piece
        left -= _height(piece)
    return found


def _height(rows: tuple[Row, ...]) -> float:
    return sum(row.height for row in rows)


def _draw(sheet: Sheet, deck: Deck, part: Part, place: tuple[int, int]) -> None:
    _wide, tall = deck.shape.value
    y = tall - MARGIN
    for row in (*part.title, gap(BELOW_TITLE)):
        row.draw(sheet, MARGIN, y)
        y -= row.height
    x, picture = MARGIN, part.page.picture
    if picture is not None:
        across = part.picture
        up = min(height_of(picture, across), y - MARGIN - FOOT)
        draw_picture(sheet, picture, (MARGIN, y - up, across, up))
        x += across + GUTTER
    for row in part.rows:
        row.draw(sheet, x, y)
        y -= row.height
    _foot(sheet, deck, place)


def _foot(sheet: Sheet, deck: Deck, place: tuple[int, int]) -> None:
    """Write whom one can call, on every slide, and which slide this is."""
    wide, _tall = deck.shape.value
    sheet.ink(EDGE)
    sheet.canvas.setLineWidth(1)
    sheet.canvas.line(MARGIN, FOOT, wide - MARGIN, FOOT)
    sheet.ink(ACCENT)
    told = "　".join(f"{entry.name.plain()} {entry.reach}" for entry in deck.told)
    sheet.left(told, (MARGIN, FOOT - 26), 18, Face.BOLD)
    sheet.ink(SECOND)
    number, count = place
    sheet.right(
        _("{number} of {count}").format(number=number, count=count), (wide - MARGIN, FOOT - 26), 16, Face.GOTHIC
    )
