"""A label with furigana: plain text for copying and screen readers, readings painted above it."""

from PySide6.QtCore import QEvent, QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from supporter_app.domain.ruby import RubyText
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.ruby_lines import LINE_HEIGHT, Lines


class RubyLabel(QLabel):
    """Words of a title; room for readings is kept whether they are shown or not, so that switching moves nothing."""

    def __init__(
        self,
        reader: Reader,
        text: RubyText,
        role: str = "",
        *,
        wrap: bool = True,
        room: bool | None = None,
        line_height: float = LINE_HEIGHT,
    ) -> None:
        """Show a text in a role of the style sheet; without `wrap` it stays on one line.

        `line_height` and `room` are those of `Lines`.
        """
        self._kept: Lines | None = None
        self._room_above = room
        super().__init__(text.plain())
        self._reader, self._marked, self._line_height = reader, text, line_height
        self.setProperty("textFormat", "PlainText")
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of look or furigana."""
        self._reader = reader
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Break the words anew when the letters change."""
        self._kept = None
        super().changeEvent(event)

    def hasHeightForWidth(self) -> bool:
        """Grow with the number of lines."""
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        """Give the height that the words need at a width."""
        return self._lines().height(self._room(width))

    def sizeHint(self) -> QSize:
        """Ask for the words on one line."""
        return QSize(self._lines().longest, round(self._lines().line_height))

    def minimumSizeHint(self) -> QSize:
        """Never insist on a width when the words can be broken."""
        return QSize(80 if self.wordWrap() else self._lines().longest, round(self._lines().line_height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines with their readings."""
        del event
        painter = QPainter(self)
        self._lines().draw(painter, QPointF(0, 0), self._room(self.width()), self._reader)
        painter.end()

    def _room(self, width: int) -> int:
        """Give the width that the words may take."""
        return width if self.wordWrap() else max(width, self._lines().longest)

    def _lines(self) -> Lines:
        if self._kept is None:
            self._kept = Lines(self._marked, self.font(), self._line_height, room=self._room_above)
        return self._kept
