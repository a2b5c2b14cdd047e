"""Guide, plan and letter for teachers as PDF."""

from dataclasses import replace
from functools import partial

from supporter_app.documents.fonts import Face, runs, width
from supporter_app.documents.pages import FRESH, MARGIN, ROOM, SIDE, Pages
from supporter_app.documents.rows import Row, block_rows, gap, table_rows, text_rows
from supporter_app.documents.ruby import Style
from supporter_app.documents.sheet import A4, ACCENT, EDGE, SECOND, Sheet
from supporter_app.domain.course import Heading, Table
from supporter_app.domain.furigana import Furigana, FuriganaChoice, KanjiTable
from supporter_app.domain.ruby import ruby_text
from supporter_app.domain.school import PlainBlock, TeacherPaper

SIZE = 10.5
LEADINGS = (1.42, 1.34, 1.28)
"""Distances of lines; a closer one is taken where it saves a last page that would be nearly empty."""
SPARSE = 0.25
"""Share of a page below which it counts as nearly empty."""
TITLE = 18
BOTTOM = MARGIN + 16


def teacher_pdf(paper: TeacherPaper, kanji: KanjiTable) -> bytes:
    """Draw a paper on upright A4 pages."""
    first, *closer = (partial(_laid, paper, kanji, leading) for leading in LEADINGS)
    best = first()
    if not _is_sparse(best):
        return best.finish()
    saved = (pages for pages in (lay() for lay in closer) if pages.number < best.number)
    return next(saved, best).finish()


def _is_sparse(pages: Pages) -> bool:
    """Tell whether the last of several pages is nearly empty."""
    return pages.number > 1 and FRESH - pages.y < SPARSE * (FRESH - pages.bottom)


def _laid(paper: TeacherPaper, kanji: KanjiTable, leading: float) -> Pages:
    """Lay a paper out with lines at a distance; gives its pages with the last one open."""
    sheet = Sheet(paper.title)
    style = Style(SIZE, FuriganaChoice(Furigana.NONE), kanji, leading=leading)
    pages = Pages(sheet, lambda sheet, number: _foot(sheet, number, paper.foot), BOTTOM)
    pages.y = FRESH + 14
    if paper.head is not None:
        _head(pages, paper, style)
    pages.place((*text_rows(ruby_text(paper.title), ROOM, replace(style, size=TITLE, bold=True)), _rule(), gap(5)))
    pages.place(tuple(row for block in paper.blocks for row in _rows(block, style, paper.shares)))
    return pages


def _rows(block: PlainBlock, style: Style, shares: tuple[float, ...]) -> tuple[Row, ...]:
    if isinstance(block, Table):
        fitting = shares if len(shares) == len(block.heading) else ()
        return (*table_rows(block, ROOM, style, fitting), gap(8))
    if isinstance(block, Heading):
        strong = replace(style, size=SIZE * 1.14, bold=True, colour=ACCENT)
        below = replace(gap(2), keep=True)
        return (gap(4), *text_rows(block.text, ROOM, strong, keep=True), below)
    return block_rows(block, ROOM, style)


def _head(pages: Pages, paper: TeacherPaper, style: Style) -> None:
    """Write the lines a school fills in: its own name stays a blank."""
    assert paper.head is not None
    sheet = pages.sheet
    widest = max((width(runs(line, Face.GOTHIC), SIZE) for line in paper.head.right), default=0.0)
    for line in paper.head.right:
        sheet.ink(style.colour)
        pages.y -= style.step() * 1.1
        sheet.left(line, (SIDE + ROOM - widest, pages.y), SIZE, Face.GOTHIC)
    for line in paper.head.left:
        pages.y -= style.step() * 1.1
        sheet.left(line, (SIDE, pages.y), SIZE, Face.GOTHIC)
    pages.y -= style.step() * 1.4


def _rule() -> Row:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.ink(ACCENT)
        sheet.canvas.setLineWidth(1)
        sheet.canvas.line(x, y - 2, x + ROOM, y - 2)

    return Row(5, draw)


def _foot(sheet: Sheet, number: int, said: str) -> None:
    sheet.ink(EDGE)
    sheet.canvas.setLineWidth(0.5)
    sheet.canvas.line(SIDE, MARGIN + 6, A4[0] - SIDE, MARGIN + 6)
    sheet.ink(SECOND)
    sheet.left(said, (SIDE, MARGIN - 6), 8.5, Face.GOTHIC)
    sheet.right(f"{number}", (A4[0] - SIDE, MARGIN - 6), 9, Face.GOTHIC)
