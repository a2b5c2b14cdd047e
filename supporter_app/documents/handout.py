"""A whole edition on A4: each page of the course with its picture beside it, help lines and the version at the end."""

from dataclasses import dataclass, replace
from itertools import zip_longest

from supporter_app.documents.fonts import Face
from supporter_app.documents.help_card import card_rows, changing_words, told_rows, urgent_words
from supporter_app.documents.ornament import two_circles
from supporter_app.documents.pages import FRESH, LOWEST, MARGIN, ROOM, SIDE, Pages
from supporter_app.documents.picture import draw_picture, height_of
from supporter_app.documents.rows import Row, block_rows, boxed, gap, stacked, text_rows
from supporter_app.documents.ruby import Style
from supporter_app.documents.scene import scene_rows
from supporter_app.documents.sheet import A4, ACCENT, EDGE, INK, SECOND, Sheet
from supporter_app.domain.course import Care
from supporter_app.domain.furigana import FuriganaChoice, KanjiTable
from supporter_app.domain.ruby import RubyText, marked_text, ruby_text
from supporter_app.domain.school import Handout, PaperChapter, PaperPage
from supporter_app.i18n import _

PICTURE = 158.0
GUTTER = 16.0
COLUMN = ROOM - PICTURE - GUTTER
BETWEEN = 16.0
WASTED = 0.35
"""Share of a sheet that is not left empty for keeping a page of the course, or it and its scene, together."""
FILLED = 0.45
"""Share of a sheet that must be filled before its last page leaves it."""
WHOLE = FRESH - LOWEST
BEGUN = 7
"""Lines with which a page without a picture then begins at the least."""


@dataclass(frozen=True, slots=True)
class Reading:
    """For whom a paper is set: furigana, and the size of its text in points (10.5 at the least)."""

    choice: FuriganaChoice
    kanji: KanjiTable
    size: float = 11.0

    def style(self) -> Style:
        """Give the style of running text."""
        return Style(self.size, self.choice, self.kanji)


@dataclass(frozen=True, slots=True)
class Laid:
    """A page of the course laid out: its words, its scene below them, and how high the words and the picture are."""

    page: PaperPage
    rows: tuple[Row, ...]
    scene: tuple[Row, ...]
    alone: float

    @classmethod
    def of(cls, page: PaperPage, style: Style) -> "Laid":
        """Lay a page out."""
        rows = page_rows(page, ROOM if page.picture is None else COLUMN, style)
        scene = scene_rows(page.scene, ROOM, style) if page.scene is not None else ()
        return cls(page, rows, scene, max(_inked(rows), _picture_height(page)))

    @property
    def announces(self) -> bool:
        """Tell whether it says that the next page may be left out."""
        return any(isinstance(block, Care) for block in self.page.blocks)

    def needed(self, style: Style, *, spacious: bool) -> float:
        """Give the height it needs to begin; less where much of a sheet would stay empty."""
        if not spacious:
            return self.alone + BETWEEN + _beginning(self.scene) if self.scene else self.alone
        return self.alone if self.page.picture is not None else min(self.alone, BEGUN * style.step())


def handout(paper: Handout, reading: Reading) -> bytes:
    """Draw the handout of an edition."""
    sheet = Sheet(_("Handout: {edition}").format(edition=paper.edition))
    told = told_rows(paper.told, ROOM, reading.style()) if paper.told.runs else ()

    def foot(sheet: Sheet, number: int) -> None:
        draw_foot(sheet, number, paper.edition, paper.version)
        stacked(told).draw(sheet, SIDE, LOWEST)

    pages = Pages(sheet, foot)
    _title(pages, paper, reading.style())
    for chapter in paper.chapters:
        _chapter(pages, chapter, reading.style())
    _end(pages, paper, reading.style())
    return pages.finish()


def draw_foot(sheet: Sheet, number: int, edition: str, version: str) -> None:
    """Write edition, version and the number of the page."""
    sheet.ink(EDGE)
    sheet.canvas.setLineWidth(0.5)
    sheet.canvas.line(SIDE, MARGIN + 12, A4[0] - SIDE, MARGIN + 12)
    sheet.ink(SECOND)
    said = _("{edition}  Content: {version}").format(edition=edition, version=version)
    sheet.left(said, (SIDE, MARGIN), 8.5, Face.GOTHIC)
    sheet.right(f"{number}", (A4[0] - SIDE, MARGIN), 10, Face.GOTHIC)


def _title(pages: Pages, paper: Handout, style: Style) -> None:
    two_circles(pages.sheet, (A4[0] - SIDE - 26, FRESH - 20), 16, 1.2)
    rows = [
        *text_rows(ruby_text(paper.edition), ROOM - 70, replace(style, size=12, colour=SECOND)),
        *text_rows(paper.course, ROOM - 70, replace(style, size=26, bold=True, leading=1.7)),
        *text_rows(marked_text(_("On paper the help lines stand on the last page.")), ROOM, style),
    ]
    pages.place(tuple(rows))


def _chapter(pages: Pages, chapter: PaperChapter, style: Style) -> None:
    heading = stacked(
        (
            gap(8),
            *text_rows(chapter.title, ROOM, replace(style, size=18, bold=True, colour=ACCENT, leading=1.7)),
            gap(6),
        )
    )
    announced = False
    laid = [Laid.of(page, style) for page in chapter.pages]
    for each, following in zip_longest(laid, laid[1:]):
        before = heading if each is laid[0] else gap(0)
        room = pages.bottom + before.height
        fits = pages.y - each.needed(style, spacious=pages.y - pages.bottom > WASTED * WHOLE) >= room
        if (announced or not fits or _goes_with(following, each, pages.y - room)) and pages.y < FRESH:
            pages.turn()
        pages.place((before,))
        _page(pages, each.page, each.rows)
        pages.place((*each.scene, gap(BETWEEN / 2)) if each.scene else ())
        # Whoever leaves out what was announced turns over; it never stands below its announcement.
        announced = each.announces


def _goes_with(following: Laid | None, page: Laid, room: float) -> bool:
    """Tell whether a page goes to a new side with the announcement after it, which would stand there nearly alone."""
    if following is None or not following.announces or page.scene:
        return False
    both = page.alone + BETWEEN + following.alone
    return room < both <= WHOLE and WHOLE - room > FILLED * WHOLE


def _inked(rows: tuple[Row, ...]) -> float:
    """Give the height of rows without the room below the last of them."""
    last = max((at for at, row in enumerate(rows, 1) if not row.blank), default=0)
    return sum(row.height for row in rows[:last])


def _beginning(rows: tuple[Row, ...]) -> float:
    """Give the height of what holds together at the beginning of rows."""
    count = next((at for at, row in enumerate(rows, 1) if not row.keep), 0)
    return sum(row.height for row in rows[:count])


def _picture_height(page: PaperPage) -> float:
    return height_of(page.picture, PICTURE) if page.picture is not None else 0.0


def page_rows(page: PaperPage, room: float, style: Style) -> tuple[Row, ...]:
    """Lay out the words of a page."""
    title = text_rows(page.title, room, replace(style, size=style.size * 1.25, bold=True), keep=True)
    return (*title, gap(3), *(row for block in page.blocks for row in block_rows(block, room, style)))


def _page(pages: Pages, page: PaperPage, rows: tuple[Row, ...]) -> None:
    """Put the picture at the left and the words beside it; a long text goes on over the page below."""
    begun, top = pages.number, pages.y
    if page.picture is not None:
        tall = _picture_height(page)
        draw_picture(pages.sheet, page.picture, (SIDE, top - tall - 4, PICTURE, tall))
    pages.place(rows, SIDE if page.picture is None else SIDE + PICTURE + GUTTER)
    if pages.number == begun:
        pages.y = min(pages.y, top - _picture_height(page))
    pages.y -= BETWEEN


def _end(pages: Pages, paper: Handout, style: Style) -> None:
    """Say what this paper is, and below it whom one can call, for whoever turns to the last page."""
    small = replace(style, size=10.5, leading=1.5, colour=INK)
    what = stacked(tuple(row for text in notes(paper) for row in text_rows(text, ROOM, small)))
    pages.place((gap(8), what, gap(12)))
    strong = replace(style, size=style.size * 1.25, bold=True)
    for box in paper.helped:
        cards = card_rows(box.entries, ROOM - 16, style, known=True)
        inside = (*text_rows(box.heading, ROOM - 16, strong), gap(4), *cards)
        if box is paper.helped[-1]:
            inside += text_rows(urgent_words(), ROOM - 16, replace(style, bold=True, leading=1.6))
            inside += text_rows(changing_words(), ROOM - 16, small)
        pages.place((boxed(inside, ROOM, None), gap(10)))


def notes(paper: Handout) -> tuple[RubyText, ...]:
    """Say what the paper is, and in which version."""
    return (
        ruby_text(_("This paper holds version {version} of the content.").format(version=paper.version)),
        ruby_text(_("This is not official material of the Cabinet Office.")),
    )
