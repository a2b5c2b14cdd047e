"""A picture of our own (SVG), in the colours of the theme, with the words that stand for it."""

from contextlib import suppress

from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QSizePolicy

from supporter_app import resources
from supporter_app.domain.drawing import ROUNDED
from supporter_app.domain.errors import ResourceMissing
from supporter_app.ui import theme


class PictureView(QLabel):
    """Shows assets/illustrations/<name>.svg as large as its place allows; decorative when it has no description.

    A label, so that a screen reader takes the description for text.
    """

    def __init__(self, name: str, description: str, look: theme.Look, *, fills: bool = False) -> None:
        """Load the picture; a missing one leaves its place empty. One that `fills` takes whatever room is left."""
        super().__init__()
        self._fills = fills
        self._highest = 0
        self._look = look
        self._renderer = QSvgRenderer(self)
        with suppress(ResourceMissing):
            self._renderer.load(str(resources.path("assets", "illustrations", f"{name}.svg")))
        if description:
            self.setAccessibleName(description)
            self.setProperty("focusPolicy", "StrongFocus")
        upright = QSizePolicy.Policy.Expanding if fills else QSizePolicy.Policy.Preferred
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, upright)
        policy.setHeightForWidth(not fills)
        self.setSizePolicy(policy)

    def set_look(self, look: theme.Look) -> None:
        """Follow another theme."""
        self._look = look
        self.update()

    def stay_below(self, height: int) -> None:
        """Share a column with other things: no higher than this, at the left as the words are."""
        self._highest = height
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Keep the picture's shape, unless it fills what room there is."""
        return not self._fills

    def heightForWidth(self, width: int) -> int:
        """Give the height that keeps the picture's shape."""
        box = self._renderer.viewBoxF()
        height = round(width * box.height() / box.width()) if box.width() else 0
        return min(height, self._highest) if self._highest else height

    def sizeHint(self) -> QSize:
        """Ask for a picture of moderate width."""
        return self.minimumSizeHint() if self._fills else QSize(480, self.heightForWidth(480))

    def minimumSizeHint(self) -> QSize:
        """Shrink as far as a thumbnail."""
        return QSize(160, 90)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture in its place, cut to its corners; on a dark ground it stands on a light card."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place, edge = self._place(), QPainterPath()
        edge.addRoundedRect(place, place.width() * ROUNDED, place.width() * ROUNDED)
        painter.setClipPath(edge)
        self._renderer.render(painter, place)
        painter.end()

    def _place(self) -> QRectF:
        """Give the largest place, in the middle or at the left, that has the picture's shape."""
        room, shape = QRectF(self.rect()), self._renderer.viewBoxF()
        if shape.isEmpty():
            return room
        scale = min(room.width() / shape.width(), room.height() / shape.height())
        size = QSizeF(shape.width() * scale, shape.height() * scale)
        corner = room.center() - QRectF(room.topLeft(), size).center() + room.topLeft()
        return QRectF(room.topLeft() if self._highest else corner, size)
