"""The pages of a lesson for a screen: one full-screen PDF for a computer on which nothing may be installed."""

from dataclasses import dataclass, replace

from supporter_app.documents.fonts import Face
from supporter_app.documents.handout import Reading
from supporter_app.documents.picture import draw_picture, height_of
from supporter_app.documents.rows import Row, block_rows, gap, text_rows
from supporter_app.documents.ruby import Style
from supporter_app.documents.sheet import ACCENT, EDGE, SECOND, Sheet
from supporter_app.domain.school import HelpEntry, PaperPage, SlideShape
from supporter_app.i18n import _

LARGEST, SMALLEST, STEP = 36, 28, 2
"""Sizes of running text that are tried; a text that does not fit at the smallest goes on on another slide."""
TITLE = 42
MARGIN = 52.0
GUTTER = 40.0
PICTURE = 0.4
"""Share of the width a picture takes."""
FOOT = 44.0


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
    """What one slide shows of a page: its title, its picture, and as many rows as fit."""

    page: PaperPage
    title: tuple[Row, ...]
    rows: tuple[Row, ...]
    size: float


def divided(page: PaperPage, shape: SlideShape, reading: Reading) -> tuple[Part, ...]:
    """Set a page as large as fits on one slide; at the smallest size it goes on on others."""
    wide, tall = shape.value
    room = wide - 2 * MARGIN - (0 if page.picture is None else wide * PICTURE + GUTTER)
    style = Style(LARGEST, reading.choice, reading.kanji, leading=1.78)
    title = text_rows(page.title, wide - 2 * MARGIN, replace(style, size=TITLE, bold=True, leading=1.6))
    height = tall - 2 * MARGIN - FOOT - _height(title) - 14
    for size in range(LARGEST, SMALLEST - 1, -STEP):
        rows = tuple(row for block in page.blocks for row in block_rows(block, room, replace(style, size=size)))
        if _height(rows) <= height:
            return (Part(page, title, rows, size),)
    return tuple(Part(page, title, some, SMALLEST) for some in _filled(rows, height))


def _filled(rows: tuple[Row, ...], height: float) -> list[tuple[Row, ...]]:
    """Fill slides one after the other; no slide begins with an empty row."""
    found: list[tuple[Row, ...]] = [()]
    left = height
    for row in rows:
        if row.height > left and found[-1]:
            found.append(())
            left = height
        found[-1] += (row,)
        left -= row.height
    return found


def _height(rows: tuple[Row, ...]) -> float:
    return sum(row.height for row in rows)


def _draw(sheet: Sheet, deck: Deck, part: Part, place: tuple[int, int]) -> None:
    wide, tall = deck.shape.value
    y = tall - MARGIN
    for row in (*part.title, gap(14)):
        row.draw(sheet, MARGIN, y)
        y -= row.height
    x, picture = MARGIN, part.page.picture
    if picture is not None:
        across = wide * PICTURE
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
