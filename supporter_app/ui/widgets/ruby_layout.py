"""Where the lines of a document end at a width, every word with a reading whole.

Positions are UTF-16 units counted from the start of a block, as Qt counts them.
"""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QSizeF, QTextBoundaryFinder
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
    QTextLine,
    QTextList,
)

from supporter_app.ui.widgets.last_lines import last_line_places
from supporter_app.ui.widgets.ruby_words import Word, units

SLACK = 0.5
NO_PAGE = QSizeF(0, 0)
"""The size of a page on which Qt lays nothing out."""
KEPT = 16
"""Widths that are remembered; lay-outs ask for a handful of them again and again."""


class Gap(NamedTuple):
    """Room that ends a line before a word: the letter [start, end) of the document is so many pixels wider."""

    start: int
    end: int
    room: float


class Widened(NamedTuple):
    """A gap that is in a document, with the format of its letter before."""

    gap: Gap
    plain: QTextCharFormat


class Broken(NamedTuple):
    """Lines at a width in pixels, their height, and their gaps; down to the width `least` all of them end alike."""

    height: float
    least: int
    gaps: tuple[Gap, ...]


def x_of(line: QTextLine, position: int) -> float:
    """Give the x of a position on a line, in the layout's pixels."""
    at = line.cursorToX(position)
    # The stubs promise an object; Qt for Python gives the x and the position it belongs to.
    return float(at[0]) if isinstance(at, tuple) else float(str(at))


def split_words(layout: QTextLayout, words: Sequence[Word]) -> list[Word]:
    """Find the words that a line break divides now."""
    ends = set()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if line.isValid():
            ends.add(line.textStart() + line.textLength())
    return [word for word in words if any(at in ends for at in range(word.start + 1, word.end))]


class Breaks:
    """Breaks a document on lines of its own, so that heights are known without laying the document out.

    Qt has no way to forbid a line's end, so the letter before the last place where a line may end is widened by the
    room that is left: formatting changes, the text never does. A word longer than a line stays divided.
    """

    def __init__(self, document: QTextDocument, words: Sequence[Sequence[Word]]) -> None:
        """Take a document as it was written, and the words of each of its blocks."""
        self._blocks: list[_Block] = []
        self._between = 0.0
        block, below = document.firstBlock(), 0.0
        for held in words:
            self._blocks.append(_Block(block, held))
            shape = block.blockFormat()
            self._between += max(below, shape.topMargin())
            below = shape.bottomMargin()
            block = block.next()
        self._between += below
        self._found: list[tuple[int, Broken]] = []

    def at(self, width: int) -> Broken:
        """Break the document at a width; the last ones are remembered."""
        found = next((broken for at, broken in self._found if at == width), None)
        if found is None:
            parts = [block.broken(width) for block in self._blocks]
            found = Broken(
                sum(part.height for part in parts),
                max((part.least for part in parts), default=0),
                tuple(gap for part in parts for gap in part.gaps),
            )
            self._found = [*self._found[1 - KEPT :], (width, found)]
        return found

    def height(self, width: int) -> float:
        """Give the height of the document at a width: its lines, and what lies between paragraphs."""
        found = next((broken for at, broken in self._found if broken.least <= width <= at), None)
        return (found or self.at(width)).height + self._between


class _Block:
    """One block of a document, broken in a lay-out of its own."""

    def __init__(self, block: QTextBlock, words: Sequence[Word]) -> None:
        document = block.document()
        self._words, self._text, self._from = words, block.text(), block.position()
        self._layout = QTextLayout(self._text, document.defaultFont(), document.documentLayout().paintDevice())
        self._formats = block.textFormats()
        self._layout.setFormats(self._formats)
        self._layout.setTextOption(document.defaultTextOption())
        self._lowest = block.blockFormat().lineHeight()
        held: QTextList | None = block.textList()
        self._indent = held.format().indent() * document.indentWidth() if held is not None else 0.0

    def broken(self, width: int) -> Broken:
        """Fill lines; where the last one would be hardly a syllable, a word comes down to it."""
        found, starts = self._filled(width)
        for tail in self._tails(starts):
            ended, again = self._filled(width, starts[-2], tail)
            if len(again) == len(starts):
                # Narrower lines end alike only where the filled ones do, from which the last line is found.
                return ended._replace(least=max(ended.least, found.least))
        return found

    def _filled(self, width: int, short: int = -1, tail: int = 0) -> tuple[Broken, list[int]]:
        """Fill lines, the one that starts at `short` only up to `tail`; give also where each line starts."""
        gaps: list[Gap] = []
        starts: list[int] = []
        height = least = 0.0
        finder: QTextBoundaryFinder | None = None
        at, words = 0, self._words
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLeadingIncluded(True)
            line.setLineWidth(max(width - self._indent, 1.0))
            start = line.textStart()
            end = start + line.textLength()
            starts.append(start)
            while at < len(words) and words[at].end <= (tail if start == short else end):
                at += 1
            needed, place, slack = line.naturalTextWidth(), 0, SLACK
            if start == short:
                # Letters that get a format of their own stand a little closer or wider; half of the next one is enough.
                place, slack = tail, max((x_of(line, tail + 1) - x_of(line, tail)) / 2, SLACK)
            elif at < len(words) and words[at].start < end:
                finder = finder or QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, self._text)
                place = _place_before(finder, words[at].start)
            if place > start:
                natural = x_of(line, place)
                room = line.width() - natural - slack
                if room > 0:
                    needed = natural
                    line.setNumColumns(place - start)
                    gaps.append(self._gap(place, room))
            least = max(least, needed)
            height += max(line.height(), self._lowest)
        self._layout.endLayout()
        return Broken(height, min(width, ceil(least + self._indent + SLACK)), tuple(gaps)), starts

    def _tails(self, starts: Sequence[int]) -> Iterator[int]:
        """Say where a better last line could begin, the likeliest word first; nowhere where it is long enough."""
        if len(starts) < 2:  # noqa: PLR2004 - a line before the last
            return
        begin, last = starts[-2:]
        raw = self._text.encode("utf-16-le")
        before, after = raw[begin * 2 : last * 2].decode("utf-16-le"), raw[last * 2 :].decode("utf-16-le")
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, self._text)
        for cut in last_line_places(before, after):
            place = begin + units(before[:cut])
            finder.setPosition(place)
            divided = any(word.start < place < word.end for word in self._words)
            if finder.isAtBoundary() and not divided and not self._underlined(place):
                yield place

    def _underlined(self, place: int) -> bool:
        """Tell whether the line under a fact would run into the room that ends a line before this place."""
        return any(each.format.isAnchor() and each.start < place <= each.start + each.length for each in self._formats)

    def _gap(self, place: int, room: float) -> Gap:
        letter = place - (2 if _ends_in_pair(self._text, place) else 1)
        return Gap(self._from + letter, self._from + place, room)


def lay_out(document: QTextDocument, width: int, gaps: Sequence[Gap], former: Sequence[Widened]) -> list[Widened]:
    """Lay a document out once, with these gaps and without the former; gives each with its letter's own format."""
    cursor = QTextCursor(document)
    # Without a page there is nothing that Qt would lay out after each of the changes.
    document.setPageSize(NO_PAGE)
    cursor.beginEditBlock()
    for gap, plain in former:
        _select(cursor, gap)
        cursor.setCharFormat(plain)
    made = []
    for gap in gaps:
        _select(cursor, gap)
        plain = cursor.charFormat()
        made.append(Widened(gap, plain))
        wide = QTextCharFormat(plain)
        wide.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        wide.setFontLetterSpacing(gap.room)
        cursor.setCharFormat(wide)
    cursor.endEditBlock()
    block = document.firstBlock()
    while block.isValid():
        # Kept shapes serve painting and placing the readings: otherwise each would shape the letters anew.
        block.layout().setCacheEnabled(True)
        block = block.next()
    document.setTextWidth(width)
    return made


def _place_before(finder: QTextBoundaryFinder, start: int) -> int:
    """Find the last place up to a word where a line may end; at most 0 when there is none."""
    finder.setPosition(start)
    return start if finder.isAtBoundary() else finder.toPreviousBoundary()


def _ends_in_pair(text: str, place: int) -> bool:
    """Tell whether the unit before a place is the second half of a surrogate pair."""
    raw = text.encode("utf-16-le")[place * 2 - 2 : place * 2]
    return 0xDC00 <= int.from_bytes(raw, "little") <= 0xDFFF  # noqa: PLR2004 - the low surrogates


def _select(cursor: QTextCursor, gap: Gap) -> None:
    cursor.setPosition(gap.start)
    cursor.setPosition(gap.end, QTextCursor.MoveMode.KeepAnchor)
