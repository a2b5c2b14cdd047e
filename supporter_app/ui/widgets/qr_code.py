"""A QR code on the screen, for a telephone's camera; always dark on white, in every theme."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from supporter_app.documents.qr import modules
from supporter_app.ui import theme

SIDE = 124
QUIET = 4


class QrCode(QWidget):
    """One code; its words for the ear are given by whoever uses it."""

    def __init__(self, text: str, spoken: str, look: theme.Look) -> None:
        """Make the code of a text."""
        super().__init__()
        self._look = look
        rows = modules(text)
        size = len(rows)
        self._image = QImage(size, size, QImage.Format.Format_RGB32)
        self._image.fill(QColor(theme.QR_LIGHT))
        for y, row in enumerate(rows):
            for x, dark in enumerate(row):
                if dark:
                    self._image.setPixelColor(x, y, QColor(theme.QR_DARK))
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for a square a camera can read from the screen."""
        return QSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the modules with their quiet zone."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.QR_LIGHT))
        unit = SIDE / (self._image.width() + 2 * QUIET)
        room = QRectF(0, 0, SIDE, SIDE).adjusted(QUIET * unit, QUIET * unit, -QUIET * unit, -QUIET * unit)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        scaled = self._image.scaled(int(room.width()) * 2, int(room.height()) * 2, Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(room, scaled)
        painter.end()
