"""Short words with furigana that are painted, and not read through by caret: titles in the header and the path."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QTextBoundaryFinder
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QTextLayout, QTextOption

from supporter_app.domain.ruby import RubyText, Run, shows_reading
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.ruby_layout import Word, split_words, units, x_of

READING_SIZE = 0.55
"""A little more than on a page, because titles are written small."""


class Line(NamedTuple):
    """One line: the layout that holds it alone, and its words with readings."""

    layout: QTextLayout
    words: tuple[Word, ...]

    def width(self) -> float:
        """Give the width of what is written."""
        return self.layout.lineAt(0).naturalTextWidth()


def words_of(text: RubyText) -> tuple[Word, ...]:
    """Find where the words with readings stand in a text."""
    found, at = [], 0
    for run in text.runs:
        end = at + units(run.text)
        if run.reading is not None:
            found.append(Word(at, end, run.text, run.reading))
        at = end
    return tuple(found)


def broken(text: RubyText, font: QFont, width: float) -> list[Line]:
    """Break a text into lines; a word with a reading goes down whole."""
    lines: list[Line] = []
    left = text
    while left.plain():
        layout = _laid_out(left.plain(), font, width)
        line = layout.lineAt(0)
        end = line.textStart() + line.textLength()
        divided = split_words(layout, words_of(left))
        if divided and divided[0].end > end:
            end = _break_before(left.plain(), divided[0].start) or end
        head, left = left.cut(_characters(left.plain(), end))
        lines.append(Line(_laid_out(head.plain(), font, width * 2), words_of(head)))
    return lines


def room_above(font: QFont) -> float:
    """Give the pixels that readings need above a line."""
    return QFontInfo(font).pixelSize() * READING_SIZE * 1.1


def draw(painter: QPainter, line: Line, at: QPointF, reader: Reader, room: float) -> None:
    """Draw a line with its readings; `at` is the corner of the line below its readings, `room` the width it has."""
    line.layout.draw(painter, at)
    font = QFont(line.layout.font())
    font.setBold(False)
    font.setPointSizeF(font.pointSizeF() * READING_SIZE)
    metrics, laid = QFontMetricsF(font), line.layout.lineAt(0)
    painter.save()
    painter.setFont(font)
    painter.setPen(QColor(reader.look.palette().text_second))
    for word in line.words:
        if not shows_reading(Run(word.base, word.reading), reader.furigana, reader.kanji):
            continue
        left, right = x_of(laid, word.start), x_of(laid, word.end)
        wide = metrics.horizontalAdvance(word.reading)
        x = min(max((left + right - wide) / 2 + at.x(), 0.0), max(room - wide, 0.0))
        top = at.y() + laid.ascent() - QFontInfo(line.layout.font()).pixelSize() * 0.9
        painter.drawText(QPointF(x, top), word.reading)
    painter.restore()


def _laid_out(words: str, font: QFont, width: float) -> QTextLayout:
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        line.setPosition(QPointF(0, 0))
    layout.endLayout()
    return layout


def _break_before(words: str, place: int) -> int:
    """Find the last place before a word where a line may end; 0 when there is none."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, words)
    finder.setPosition(place)
    return place if finder.isAtBoundary() else max(finder.toPreviousBoundary(), 0)


def _characters(words: str, end: int) -> int:
    """Turn UTF-16 units into characters."""
    return len(words.encode("utf-16-le")[: end * 2].decode("utf-16-le"))
