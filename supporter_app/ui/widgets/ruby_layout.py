"""Where the words with readings stand in a laid-out document, and how they are kept whole at line ends.

Positions are UTF-16 units counted from the start of a block, as Qt counts them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextCursor, QTextLayout, QTextLine

SLACK = 0.5


@dataclass(frozen=True, slots=True)
class Word:
    """A word with a reading: [start, end) in its block, its base text and its reading."""

    start: int
    end: int
    base: str
    reading: str


def units(text: str) -> int:
    """Count the UTF-16 units of a text."""
    return len(text.encode("utf-16-le")) // 2


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


def keep_whole(block: QTextBlock, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Move every divided word of a block to its second line; give the stretches of the document that were widened.

    Only formatting changes: the character before the last place where a line may end is widened by the room that is
    left, so that Qt ends the line there. A word longer than a line stays divided.
    """
    widened: list[tuple[int, int]] = []
    tried: set[int] = set()
    while True:
        # Qt lays out lazily: asking for the rectangle makes the lines of this block the present ones.
        block.document().documentLayout().blockBoundingRect(block)
        divided = next((word for word in split_words(block.layout(), words) if word.start not in tried), None)
        if divided is None:
            return widened
        tried.add(divided.start)
        stretch = _push_down(block, divided)
        if stretch is not None:
            widened.append(stretch)


def narrow(stretch: tuple[int, int], cursor: QTextCursor) -> None:
    """Take back the widening of one stretch."""
    _space(cursor, stretch, 0.0)


def _push_down(block: QTextBlock, word: Word) -> tuple[int, int] | None:
    line = block.layout().lineForTextPosition(word.start)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, block.text())
    finder.setPosition(word.start)
    place = word.start if finder.isAtBoundary() else finder.toPreviousBoundary()
    if place <= line.textStart():
        return None
    room = line.x() + line.width() - x_of(line, place) - SLACK
    if room <= 0:
        return None
    before = place - (2 if _ends_in_pair(block.text(), place) else 1)
    stretch = (block.position() + before, block.position() + place)
    _space(QTextCursor(block), stretch, room)
    return stretch


def _ends_in_pair(text: str, place: int) -> bool:
    """Tell whether the unit before a place is the second half of a surrogate pair."""
    raw = text.encode("utf-16-le")[place * 2 - 2 : place * 2]
    return 0xDC00 <= int.from_bytes(raw, "little") <= 0xDFFF  # noqa: PLR2004 - the low surrogates


def _space(cursor: QTextCursor, stretch: tuple[int, int], room: float) -> None:
    cursor.setPosition(stretch[0])
    cursor.setPosition(stretch[1], QTextCursor.MoveMode.KeepAnchor)
    wide = QTextCharFormat()
    wide.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    wide.setFontLetterSpacing(room)
    cursor.mergeCharFormat(wide)
