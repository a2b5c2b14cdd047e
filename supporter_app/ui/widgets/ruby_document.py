"""How course text becomes a document: its base words with their formats, and where the words with readings stand."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
)

from supporter_app.domain.course import BOX_TO_TICK, BulletList, Heading, Paragraph
from supporter_app.domain.fact import FactId
from supporter_app.domain.ruby import RubyText, Run
from supporter_app.ui.theme import Look
from supporter_app.ui.widgets.ruby_words import Word, words_of
from supporter_app.ui.widgets.text_style import TextStyle

TextBlock = Paragraph | Heading | BulletList
ABOVE_HEADING = 24
"""Pixels; of two margins that meet the larger counts, so a heading stands nearer to what it is above."""


class Line(NamedTuple):
    """One block of the document: a paragraph, or a line of a list with its mark, `dot`, `number` or its own box."""

    block: TextBlock
    style: TextStyle
    text: RubyText
    mark: str = ""


class Written(NamedTuple):
    """What was written as one block of the document: its words with readings, and its letters' size in pixels."""

    words: tuple[Word, ...]
    em: float


def lines_of(blocks: Iterable[tuple[TextBlock, TextStyle]]) -> Iterator[Line]:
    """Give the paragraphs and the lines of lists in reading order."""
    for block, style in blocks:
        if isinstance(block, BulletList):
            for text in block.lines:
                boxed = text.plain().startswith(BOX_TO_TICK)
                yield Line(block, style, text, "" if boxed else "number" if block.ordered else "dot")
        else:
            yield Line(block, style, block.text)


class Writer:
    """Writes course text into a document with the letters and colours of one look."""

    def __init__(self, look: Look, font: QFont) -> None:
        """Take the look and the font whose size and weight the styles change."""
        self._look, self._font = look, font
        self._palette = look.palette()
        self._fonts: dict[TextStyle, tuple[QFont, float]] = {}

    def write(self, document: QTextDocument, lines: Iterable[Line]) -> tuple[Written, ...]:
        """Write an empty document; gives what each of its blocks holds."""
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        written = []
        former: Line | None = None
        for line in lines:
            if former is not None:
                cursor.insertBlock()
            font, em = self._font_of(line.style)
            self._begin_block(cursor, line, former)
            self._insert(cursor, line, font)
            _mark(cursor, line.mark)
            written.append(Written(words_of(line.text), em))
            former = line
        last = cursor.blockFormat()
        last.setBottomMargin(0)
        cursor.setBlockFormat(last)
        cursor.endEditBlock()
        return tuple(written)

    def _font_of(self, style: TextStyle) -> tuple[QFont, float]:
        if style not in self._fonts:
            font = style.font(self._font, self._look)
            self._fonts[style] = (font, float(QFontInfo(font).pixelSize()))
        return self._fonts[style]

    def _begin_block(self, cursor: QTextCursor, line: Line, former: Line | None) -> None:
        font, em = self._font_of(line.style)
        block, style = line.block, line.style
        # The mark of a list takes its size from the block, not from its words.
        mark = QTextCharFormat()
        mark.setFont(font)
        mark.setForeground(QColor(getattr(self._palette, style.colour)))
        cursor.setBlockCharFormat(mark)
        made = QTextBlockFormat()
        made.setLineHeight(em * style.line_height, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        made.setBottomMargin(style.gap / 2 if isinstance(block, BulletList) else style.gap)
        if former is not None and isinstance(former.block, BulletList) and not isinstance(block, BulletList):
            made.setTopMargin(style.gap * 3 / 4)
        if isinstance(block, Heading):
            made.setHeadingLevel(3)
            made.setTopMargin(ABOVE_HEADING if former is not None else 0)
        cursor.setBlockFormat(made)

    def _insert(self, cursor: QTextCursor, line: Line, font: QFont) -> None:
        """Insert the words; runs that look alike go in together, whatever readings they have."""
        colour = QColor(getattr(self._palette, line.style.colour))
        for (strong, fact), runs in groupby(line.text.runs, _looks):
            made = QTextCharFormat()
            made.setFont(_bold(font) if strong else font)
            made.setForeground(colour)
            if fact is not None:
                made.setAnchor(True)
                made.setAnchorHref(f"fact:{fact}")
                made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                made.setUnderlineColor(QColor(self._palette.accent))
            cursor.insertText("".join(run.text for run in runs), made)


def _looks(run: Run) -> tuple[bool, FactId | None]:
    return run.strong, run.fact


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setBold(True)
    return made


def _mark(cursor: QTextCursor, mark: str) -> None:
    """Give a line its list mark; neighbouring lines share one list, so that numbers go on."""
    if not mark:
        return
    wanted = QTextListFormat.Style.ListDecimal if mark == "number" else QTextListFormat.Style.ListDisc
    previous = cursor.block().previous()
    former = previous.textList() if previous.isValid() else None
    if former is not None and former.format().style() == wanted:
        former.add(cursor.block())
        return
    made = QTextListFormat()
    made.setStyle(wanted)
    cursor.createList(made)
