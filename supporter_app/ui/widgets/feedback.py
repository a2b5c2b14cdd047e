"""What is said about a response: a sign, a sentence, and why."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from supporter_app.domain.ruby import RubyText
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.frame import label
from supporter_app.ui.widgets.ruby_text import RubyBrowser
from supporter_app.ui.widgets.text_style import BODY_STYLE

SIGN = 36


class Sign(QWidget):
    """A tick for right, a turning arrow for another try; never a cross."""

    def __init__(self, look: theme.Look, *, right: bool) -> None:
        """Choose the sign."""
        super().__init__()
        self._look, self._right = look, right
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_look(self, look: theme.Look) -> None:
        """Follow another theme or size."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a square as large as a line of letters."""
        side = self._look.pixels(SIGN)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign."""
        del event
        palette = self._look.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = float(min(self.width(), self.height()))
        painter.scale(side / 36, side / 36)
        painter.setPen(
            QPen(
                QColor(palette.success if self._right else palette.text),
                3.5,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        if self._right:
            painter.drawEllipse(QRectF(3, 3, 30, 30))
            painter.drawPolyline([QPointF(11, 18.5), QPointF(16, 24), QPointF(25.5, 12.5)])
        else:
            path = QPainterPath()
            path.arcMoveTo(QRectF(5, 5, 26, 26), 30)
            path.arcTo(QRectF(5, 5, 26, 26), 30, 300)
            painter.drawPath(path)
            painter.drawPolyline([QPointF(31, 4), QPointF(30, 12), QPointF(22, 11)])
        painter.end()


class FeedbackCard(QFrame):
    """The card that appears beside or below the choices."""

    def __init__(self, reader: Reader, headline: str, texts: tuple[RubyText, ...], *, right: bool) -> None:
        """Say the headline and the reasons."""
        super().__init__()
        self.setProperty("role", "card-cool" if right else "card-warm")
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * theme.SPACE, 3 * theme.SPACE, 3 * theme.SPACE, 3 * theme.SPACE)
        row.setSpacing(2 * theme.SPACE)
        self.sign = Sign(reader.look, right=right)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE)
        column.addWidget(label(headline, "strong"))
        for text in texts:
            browser = RubyBrowser(reader)
            browser.show_text(text, BODY_STYLE)
            browser.setAccessibleName(text.plain())
            column.addWidget(browser)
        row.addLayout(column, 1)
        self.headline = headline
        self.spoken = " ".join((headline, *(text.plain() for text in texts)))

    def set_look(self, look: theme.Look) -> None:
        """Follow another theme or size."""
        self.sign.set_look(look)
