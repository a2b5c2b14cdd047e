"""A label with furigana: plain text for copying and screen readers, readings painted above it."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFontInfo, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from supporter_app.domain.ruby import RubyText
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.ruby_lines import Line, broken, draw, room_above


class RubyLabel(QLabel):
    """Words of a title; room for readings is kept whether they are shown or not, so that switching moves nothing."""

    def __init__(self, reader: Reader, text: RubyText, role: str = "", *, wrap: bool = True) -> None:
        """Show a text in a role of the style sheet; without `wrap` it stays on one line."""
        super().__init__(text.plain())
        self._reader, self._marked = reader, text
        self.setProperty("textFormat", "PlainText")
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of look or furigana."""
        self._reader = reader
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Grow with the number of lines."""
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        """Give the height that the words need at a width."""
        return round(len(self._lines(width)) * self._line_height())

    def sizeHint(self) -> QSize:
        """Ask for the words on one line."""
        return QSize(self._longest(), round(self._line_height()))

    def minimumSizeHint(self) -> QSize:
        """Never insist on a width when the words can be broken."""
        return QSize(80 if self.wordWrap() else self._longest(), round(self._line_height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines with their readings."""
        del event
        painter = QPainter(self)
        top = room_above(self.font())
        for line in self._lines(self.width()):
            draw(painter, line, QPointF(0, top), self._reader, self.width())
            top += self._line_height()
        painter.end()

    def _lines(self, width: int) -> list[Line]:
        return broken(self._marked, self.font(), width if self.wordWrap() else self._longest() * 2)

    def _longest(self) -> int:
        return int(QFontMetricsF(self.font()).horizontalAdvance(self.text())) + 2

    def _line_height(self) -> float:
        return QFontInfo(self.font()).pixelSize() * (theme.HEADING_LINE_HEIGHT - 0.2) + room_above(self.font())
