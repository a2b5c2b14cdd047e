"""Short words with furigana that are painted, and not read through by caret: titles, and what stands on a card."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QTextBoundaryFinder
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from supporter_app.domain.ruby import RubyText, shows_reading
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.ruby_apart import Over, apart
from supporter_app.ui.widgets.ruby_layout import x_of
from supporter_app.ui.widgets.ruby_readings import draw_narrowed
from supporter_app.ui.widgets.ruby_words import Word, units, words_of

READING_SIZE = 0.55
"""A little more than on a page, because titles are written small."""
READING_ROOM = READING_SIZE * 1.1
"""What readings need above a line, in its letters."""
ENDLESS = 1e6
"""Pixels of a line that is known to be one."""
LINE_HEIGHT = theme.HEADING_LINE_HEIGHT - 0.2 + READING_ROOM
"""In letters, where there is room."""


class Line(NamedTuple):
    """One line: the layout that holds it alone, and its words with readings."""

    layout: QTextLayout
    words: tuple[Word, ...]

    def width(self) -> float:
        """Give the width of what is written."""
        return self.layout.lineAt(0).naturalTextWidth()


def broken(text: RubyText, font: QFont, width: float) -> list[Line]:
    """Break a text into lines; a word with a reading goes down whole, and stays so if it is longer than a line.

    A word comes down too where the last line would be hardly a syllable.
    """
    parts: list[RubyText] = []
    left, words = text, text.plain()
    while words:
        layout = _laid_out(words, font, width)
        line, held = layout.lineAt(0), words_of(left)
        end = line.textStart() + line.textLength()
        if end >= units(words):
            parts.append(left)
            break
        divided = [word for word in held if word.start < end < word.end]
        if divided:
            end = _break_before(words, divided[0].start) or end
        head, left = left.cut(_characters(words, end))
        parts.append(head)
        words = left.plain()
    if len(parts) > 1:
        parts[-2:] = _well_ended(parts[-2], parts[-1], font, width)
    return [Line(_laid_out(part.plain(), font, ENDLESS), words_of(part)) for part in parts]


def _well_ended(before: RubyText, last: RubyText, font: QFont, width: float) -> tuple[RubyText, RubyText]:
    """Part the last two lines anew where the last one is hardly a syllable and a word can come down to it."""
    from supporter_app.ui.widgets.last_lines import last_line_places

    words = before.plain()
    for place in last_line_places(words, last.plain()):
        head, moved = before.cut(place)
        begun = RubyText((*moved.runs, *last.runs))
        at = units(words[:place])
        free = not any(word.start < at < word.end for word in words_of(before)) and _break_before(words, at) == at
        if free and QFontMetricsF(font).horizontalAdvance(begun.plain()) <= width:
            return head, begun
    return before, last


class Lines:
    """A text in one font, broken at one width or another; its place does not depend on which readings are shown."""

    def __init__(
        self, text: RubyText, font: QFont, line_height: float = LINE_HEIGHT, *, room: bool | None = None
    ) -> None:
        """Take the text, its font, and the height of a line in letters.

        `room` keeps room for readings above each line, or stands it in the middle; unless told, as the text has any.
        """
        self._text, self._font = text, font
        self._found: dict[int, list[Line]] = {}
        size = QFontInfo(font).pixelSize()
        self.line_height = size * line_height
        kept = any(run.reading is not None for run in text.runs) if room is None else room
        self._above = size * (min(READING_ROOM, line_height - 1) if kept else (line_height - 1) / 2)
        self.longest = int(QFontMetricsF(font).horizontalAdvance(text.plain())) + 2
        """The pixels that the text needs on one line."""

    def height(self, width: int) -> int:
        """Give the height in pixels that the text needs at a width."""
        return round(len(self._at(width)) * self.line_height)

    def draw(self, painter: QPainter, at: QPointF, width: int, reader: Reader, lit: tuple[int, int] = (0, 0)) -> None:
        """Draw the text with its readings from a corner on; `lit` is begin and length of what is read aloud."""
        corner, (begin, end) = at + QPointF(0, self._above), (lit[0], sum(lit))
        for line in self._at(width):
            long = units(line.layout.text())
            draw(painter, line, corner, reader, (at.x(), at.x() + width), (max(begin, 0), min(end, long)))
            begin, end = begin - long, end - long
            corner += QPointF(0, self.line_height)

    def _at(self, width: int) -> list[Line]:
        """Break the text; from its own width on it needs no more, and lay-outs ask for the same again and again."""
        wanted = min(width, self.longest)
        if wanted not in self._found:
            self._found[wanted] = broken(self._text, self._font, wanted)
        return self._found[wanted]


def room_above(font: QFont) -> float:
    """Give the pixels that readings need above a line."""
    return QFontInfo(font).pixelSize() * READING_ROOM


def draw(
    painter: QPainter,
    line: Line,
    at: QPointF,
    reader: Reader,
    edges: tuple[float, float],
    lit: tuple[int, int] = (0, 0),
) -> None:
    """Draw a line with its readings; `at` is the corner of the line below its readings, which stay between `edges`.

    What stands from the first place of `lit` to the second is lit.
    """
    line.layout.draw(painter, at, [_lighting(*lit)] if lit[0] < lit[1] else [])
    font = QFont(line.layout.font())
    font.setBold(False)
    font.setPointSizeF(font.pointSizeF() * READING_SIZE)
    metrics, laid = QFontMetricsF(font), line.layout.lineAt(0)
    painter.save()
    painter.setFont(font)
    painter.setPen(QColor(reader.look.palette().text_second))
    shown = [word for word in line.words if shows_reading(word.run, reader.furigana, reader.kanji)]
    readings = [word.run.reading or "" for word in shown]
    over = [
        Over(at.x() + x_of(laid, word.start), at.x() + x_of(laid, word.end), metrics.horizontalAdvance(reading))
        for word, reading in zip(shown, readings, strict=True)
    ]
    size = QFontInfo(line.layout.font()).pixelSize()
    top = at.y() + laid.ascent() - size * 0.9
    for reading, stands in zip(readings, apart(over, *edges, size * READING_SIZE), strict=True):
        draw_narrowed(painter, QPointF(stands.x, top), reading, stands.narrowed)
    painter.restore()


def _lighting(begin: int, end: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    lit = QTextCharFormat()
    lit.setBackground(QColor(theme.LIT))
    lit.setForeground(QColor(theme.ON_LIT))
    # The attributes of a C structure, which the stubs give as those of the class.
    made.start, made.length, made.format = begin, end - begin, lit
    return made


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
