"""A large button whose words wrap: a choice of a quiz, a chapter of the list, a setting."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from supporter_app.domain.ruby import RubyText, ruby_text
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.frame import Button
from supporter_app.ui.widgets.ruby_lines import Lines
from supporter_app.ui.widgets.text_style import BODY_STYLE, SMALL_STYLE

MARK = 28
ROOM_FOR_READINGS = 12
PAD = 4


class ChoiceCard(Button):
    """A wide button; checkable ones carry a mark at the left, round for one choice, square for several."""

    def __init__(self, reader: Reader, words: RubyText | str, below: str = "", *, mark: str = "") -> None:
        """Write the words; `mark` is "", "one" or "several"."""
        self._drawn: list[tuple[Lines, str]] = []
        super().__init__()
        self._reader = reader
        self._mark = mark
        text = ruby_text(words) if isinstance(words, str) else words
        self.setProperty("role", "choice")
        self.setCheckable(bool(mark))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words, self._below = text, ruby_text("")
        self._lit = (0, 0)
        self.show_below(below)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_below(self, words: str) -> None:
        """Write the smaller words below; none take no room."""
        self._below, self._drawn = ruby_text(words), []
        self.setAccessibleName(f"{self._words.plain()} {words}".strip())
        self.updateGeometry()
        self.update()

    def lines(self) -> tuple[RubyText, ...]:
        """Give what is read aloud."""
        return (self._words,)

    def light(self, _line: int, begin: int, length: int) -> None:
        """Light a stretch of the words, as it is read aloud; a length of 0 lights nothing."""
        self._lit = (begin, length)
        self.update()

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of look or furigana."""
        if self._reader.look != reader.look:
            self._drawn = []
            self.updateGeometry()
        self._reader = reader
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Break the words anew when the letters change."""
        self._drawn = []
        super().changeEvent(event)

    def _lines(self) -> list[tuple[Lines, str]]:
        """Give the words and those below in their fonts, each with the name of its colour."""
        if not self._drawn:
            parts = [(self._words, BODY_STYLE), *([(self._below, SMALL_STYLE)] if self._below.plain() else [])]
            for text, style in parts:
                font = style.font(self.font(), self._reader.look)
                self._drawn.append((Lines(text, font, style.line_height, room=True), style.colour))
        return self._drawn

    def _left(self) -> int:
        """Give where the words begin."""
        return 3 * theme.SPACE + (self._reader.look.pixels(MARK) + 2 * theme.SPACE if self._mark else 0)

    def _text_height(self, width: int) -> int:
        """Give the height in pixels of all words in a card of a width."""
        return sum(lines.height(self._room(width)) for lines, _colour in self._lines())

    def _room(self, width: int) -> int:
        return max(width - self._left() - 3 * theme.SPACE, 1)

    def hasHeightForWidth(self) -> bool:
        """Grow with the words."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height the words need."""
        needed = self._text_height(width) + 2 * PAD + self._reader.look.pixels(ROOM_FOR_READINGS)
        return max(needed, self._reader.look.pixels(theme.PRIMARY))

    def sizeHint(self) -> QSize:
        """Ask for the height at the present width."""
        return QSize(400, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        """Never be lower than the words."""
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height the new width needs."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(event.size().width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, the words with their readings, and the mark of a choice."""
        super().paintEvent(event)
        painter, palette = QPainter(self), self._reader.look.palette()
        # Readings need room above the first line; as much below the last puts the words in the middle.
        free = self.height() - self._text_height(self.width()) - self._reader.look.pixels(ROOM_FOR_READINGS)
        corner = QPointF(self._left(), free / 2)
        for at, (lines, colour) in enumerate(self._lines()):
            painter.setPen(QColor(getattr(palette, colour)))
            lit = (0, 0) if at else self._lit
            lines.draw(painter, corner, self._room(self.width()), self._reader, lit)
            corner += QPointF(0, lines.height(self._room(self.width())))
        if self._mark:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_mark(painter)
        painter.end()

    def _paint_mark(self, painter: QPainter) -> None:
        palette = self._reader.look.palette()
        size = self._reader.look.pixels(MARK)
        box = QRectF(3 * theme.SPACE, (self.height() - size) / 2, size, size).adjusted(2, 2, -2, -2)
        chosen = self.isChecked()
        painter.setPen(QPen(QColor(palette.accent if chosen else palette.text_second), 2))
        painter.setBrush(QColor(palette.accent if chosen and self._mark == "several" else palette.surface))
        if self._mark == "several":
            painter.drawRoundedRect(box, 4, 4)
        else:
            painter.drawEllipse(box)
        if not chosen:
            return
        if self._mark == "several":
            font = QFont(self.font())
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(QColor(palette.on_accent))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "✓")
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent))
            inset = size * 0.22
            painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
