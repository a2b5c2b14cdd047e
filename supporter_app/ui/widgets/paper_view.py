"""The preview of a paper: the very PDF that is printed or saved, with its words as text beside it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from supporter_app.i18n import _
from supporter_app.ui import theme

Pixels = tuple[int, int, bytes]
PREVIEW_DPI = 110


class PaperView(QLabel):
    """One page as it will come out of the printer; a label, so that a screen reader takes its words for text."""

    def __init__(self, look: theme.Look) -> None:
        """Start with an empty sheet."""
        super().__init__()
        self._look = look
        self._image = QImage()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Preview of the paper"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_page(self, pixels: Pixels, words: str) -> None:
        """Show a page; `words` is its text for those who do not see it."""
        width, height, rgb = pixels
        self._image = QImage(rgb, width, height, width * 3, QImage.Format.Format_RGB888).copy()
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    def set_look(self, look: theme.Look) -> None:
        """Follow another theme."""
        self._look = look
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Keep the sheet's shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of a sheet of this width."""
        if self._image.isNull():
            return round(width * 0.7)
        return round(width * self._image.height() / self._image.width())

    def sizeHint(self) -> QSize:
        """Ask for a sheet that can be read."""
        return QSize(620, self.heightForWidth(620))

    def minimumSizeHint(self) -> QSize:
        """Shrink as far as a thumbnail."""
        return QSize(240, 170)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet in the middle, with an edge."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(QColor(self._look.palette().edge), 1))
        if self._image.isNull():
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.end()
            return
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) // 2, 0
        painter.drawImage(
            self.rect().adjusted(left, top, 0, 0).topLeft(),
            self._image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation),
        )
        painter.drawRect(left, top, size.width() - 1, size.height() - 1)
        painter.end()
