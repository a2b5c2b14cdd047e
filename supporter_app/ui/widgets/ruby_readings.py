"""Where the readings of a document stand above its words, and how they are drawn."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextBlock

from supporter_app.ui.widgets.ruby_layout import Gap, x_of
from supporter_app.ui.widgets.ruby_words import Word

RUBY_SIZE = 0.5
RUBY_LIFT = 0.03
ASCENT = 0.88


class Widths:
    """The widths of readings in one size of letters, each measured once."""

    def __init__(self, font: QFont, em: float, dpi: int) -> None:
        """Take the font of the words, their size in pixels, and the pixels in an inch."""
        self.font = QFont(font)
        self.font.setPointSizeF(em * RUBY_SIZE * 72 / dpi)
        self._metrics = QFontMetricsF(self.font)
        self._found: dict[str, float] = {}

    def of(self, reading: str) -> float:
        """Give the width of a reading in pixels."""
        width = self._found.get(reading)
        if width is None:
            width = self._found[reading] = self._metrics.horizontalAdvance(reading)
        return width


def place(
    block: QTextBlock, words: Sequence[Word], em: float, widths: Widths, width: int, gaps: Sequence[Gap]
) -> list[QPointF]:
    """Find where the readings of a block stand in a document of a width: centred, and never outside of it.

    The points are counted from the block's corner, one for each of its words that are laid out.
    """
    # Qt lays documents out lazily: asking for the corner makes the lines of this block the present ones.
    left_edge = block.document().documentLayout().blockBoundingRect(block).left()
    widened = {gap.end - block.position(): gap.room for gap in gaps}
    layout, edge = block.layout(), width - left_edge
    points: list[QPointF] = []
    coming = iter(words)
    word = next(coming, None)
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        # Asking an invalid line for a position ends the process.
        if word is None or not line.isValid():
            break
        line_end = line.textStart() + line.textLength()
        y = line.y() + line.ascent() - em * (ASCENT + RUBY_LIFT)
        while word is not None and word.start < line_end:
            start, end, run = word
            right = x_of(line, min(end, line_end)) - widened.get(end, 0.0)
            over = widths.of(run.reading or "")
            x = (x_of(line, start) + right - over) / 2
            points.append(QPointF(min(max(x, -left_edge), max(edge - over, 0.0)), y))
            word = next(coming, None)
    return points


def draw(painter: QPainter, readings: Iterable[tuple[Word, QPointF]], top: float, bottom: float) -> None:
    """Draw those readings of a block that stand between two heights."""
    for word, point in readings:
        if top <= point.y() <= bottom:
            painter.drawText(point, word.run.reading or "")
