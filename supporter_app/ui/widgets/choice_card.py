"""A large button whose words wrap: a choice of a quiz, a chapter of the list, a setting."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from supporter_app.domain.ruby import RubyText, ruby_text
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.frame import Button
from supporter_app.ui.widgets.ruby_text import RubyBrowser
from supporter_app.ui.widgets.text_style import BODY_STYLE, SMALL_STYLE

MARK = 28
ROOM_FOR_READINGS = 12


class ChoiceCard(Button):
    """A wide button; checkable ones carry a mark at the left, round for one choice, square for several."""

    def __init__(self, reader: Reader, words: RubyText | str, below: str = "", *, mark: str = "") -> None:
        """Write the words; `mark` is "", "one" or "several"."""
        super().__init__()
        self._reader = reader
        self._mark = mark
        text = ruby_text(words) if isinstance(words, str) else words
        self.setProperty("role", "choice")
        self.setCheckable(bool(mark))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._row = QHBoxLayout(self)
        column = QVBoxLayout()
        column.setSpacing(0)
        self._row.addLayout(column)
        self._words = text.plain()
        self._texts = [self._browser(), self._browser()]
        self._texts[0].show_text(text, BODY_STYLE)
        for browser in self._texts:
            column.addWidget(browser)
        self.show_below(below)
        self._fit_margins()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _browser(self) -> RubyBrowser:
        made = RubyBrowser(self._reader)
        made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        return made

    def show_below(self, words: str) -> None:
        """Write the smaller words below; none take no room."""
        self._texts[1].show_text(ruby_text(words), SMALL_STYLE)
        self._texts[1].setVisible(bool(words))
        self.setAccessibleName(f"{self._words} {words}".strip())
        self.updateGeometry()

    def _fit_margins(self) -> None:
        left = 3 * theme.SPACE + (self._reader.look.pixels(MARK) + 2 * theme.SPACE if self._mark else 0)
        # The first line keeps room for readings above it; the same room below puts the words in the middle.
        room = self._reader.look.pixels(ROOM_FOR_READINGS)
        self._row.setContentsMargins(left, 4, 3 * theme.SPACE, 4 + room)

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of look or furigana."""
        self._reader = reader
        for browser in self._texts:
            browser.set_reader(reader)
        self._fit_margins()
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Grow with the words."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height the words need."""
        margins = self._row.contentsMargins()
        inner = width - margins.left() - margins.right()
        text = sum(browser.heightForWidth(inner) for browser in self._texts if not browser.isHidden())
        return max(text + margins.top() + margins.bottom(), self._reader.look.pixels(theme.PRIMARY))

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
        """Draw the box, and the mark of a choice."""
        super().paintEvent(event)
        if self._mark:
            painter = QPainter(self)
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
