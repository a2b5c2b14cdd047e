"""Where the readings of a document stand above its words, and how they are drawn."""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextBlock

from supporter_app.ui.widgets.ruby_apart import APART, Over, apart
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
        self.letter = em * RUBY_SIZE

    def of(self, reading: str) -> float:
        """Give the width of a reading in pixels."""
        width = self._found.get(reading)
        if width is None:
            width = self._found[reading] = self._metrics.horizontalAdvance(reading)
        return width


Spot = tuple[int, float, float, float]
"""A word on its line: its number among the words of the block, its left and right, and the baseline of its reading."""
Drawn = tuple[str, QPointF, float]
"""A reading, the point of its block it is drawn from, and how wide its letters are, against what they are alone."""


def spots_of(block: QTextBlock, words: Sequence[Word], em: float, gaps: Sequence[Gap]) -> list[list[Spot]]:
    """Find where the words of a block stand, line by line, counted from the block's corner; what is laid out of it."""
    # Qt lays documents out lazily: asking for the corner makes the lines of this block the present ones.
    block.document().documentLayout().blockBoundingRect(block)
    widened = {gap.end - block.position(): gap.room for gap in gaps}
    layout = block.layout()
    found: list[list[Spot]] = []
    at = 0
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        # Asking an invalid line for a position ends the process.
        if at == len(words) or not line.isValid():
            break
        line_end = line.textStart() + line.textLength()
        y = line.y() + line.ascent() - em * (ASCENT + RUBY_LIFT)
        spots: list[Spot] = []
        while at < len(words) and words[at].start < line_end:
            start, end, _run = words[at]
            right = x_of(line, min(end, line_end)) - widened.get(end, 0.0)
            spots.append((at, x_of(line, start), right, y))
            at += 1
        found.append(spots)
    return found


def arranged(
    lines: Iterable[Sequence[Spot]], readings: Sequence[str | None], edges: tuple[float, float], widths: Widths
) -> list[Drawn]:
    """Say where the readings that are shown stand: each over its word, inside the edges, and none over another."""
    found: list[Drawn] = []
    for spots in lines:
        centred = _centred(spots, readings, edges, widths)
        found += _apart(spots, readings, edges, widths) if centred is None else centred
    return found


def _centred(
    spots: Sequence[Spot], readings: Sequence[str | None], edges: tuple[float, float], widths: Widths
) -> list[Drawn] | None:
    """Put every reading over the middle of its word; None where two of them touch, or one is as long as the line."""
    (first, last), gap = edges, APART * widths.letter
    found: list[Drawn] = []
    free = first
    for number, left, right, y in spots:
        reading = readings[number]
        if reading is None:
            continue
        wide = widths.of(reading)
        x = max(min((left + right - wide) / 2, last - wide), first)
        if x < free or x + wide > last:
            return None
        found.append((reading, QPointF(x, y), 1.0))
        free = x + wide + gap
    return found


def _apart(
    spots: Sequence[Spot], readings: Sequence[str | None], edges: tuple[float, float], widths: Widths
) -> Iterator[Drawn]:
    shown = [(reading, spot) for spot in spots if (reading := readings[spot[0]]) is not None]
    over = [Over(left, right, widths.of(reading)) for reading, (_number, left, right, _y) in shown]
    for (reading, (*_place, y)), stands in zip(shown, apart(over, *edges, widths.letter), strict=True):
        yield reading, QPointF(stands.x, y), stands.narrowed


def draw(painter: QPainter, readings: Iterable[Drawn], top: float, bottom: float) -> None:
    """Draw those readings of a block that stand between two heights."""
    for reading, point, narrowed in readings:
        if not top <= point.y() <= bottom:
            continue
        if narrowed == 1:
            painter.drawText(point, reading)
        else:
            draw_narrowed(painter, point, reading, narrowed)


def draw_narrowed(painter: QPainter, point: QPointF, reading: str, narrowed: float) -> None:
    """Draw a reading from a point on, its letters narrowed."""
    painter.save()
    painter.translate(point)
    painter.scale(narrowed, 1)
    painter.drawText(QPointF(0, 0), reading)
    painter.restore()
