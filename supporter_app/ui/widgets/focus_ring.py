"""The frame around whatever has the keyboard: a dark line and a yellow ring, drawn over everything."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from supporter_app.ui.theme import Look

LINE = 4
RING = 3
OFFSET = 2
REACH = LINE + RING + OFFSET
FOLLOWED = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}


class FocusRing(QWidget):
    """An overlay of the window that follows the keyboard; hidden while the mouse chooses."""

    def __init__(self, host: QWidget, look: Look) -> None:
        """Lie over `host`, letting the mouse through."""
        super().__init__(host)
        self._host = host
        self._look = look
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._hushed = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)

    def set_look(self, look: Look) -> None:
        """Take the colours of another theme."""
        self._look = look
        self.update()

    def hush(self) -> None:
        """Leave out the ring for the next move of the keyboard: the program moved it, to a text that is read first."""
        self._hushed = True

    def target(self) -> QWidget | None:
        """Give the widget that is framed now."""
        return self._target

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move along when the framed widget, or anything it stands in, moves."""
        if event.type() in FOLLOWED:
            self._place()
        return super().eventFilter(watched, event)

    def _moved(self, former: QWidget | None, now: QWidget | None) -> None:
        del former
        self.follow(now)

    def follow(self, now: QWidget | None) -> None:
        """Frame what has the keyboard now; nothing when the mouse gave it, or when it is outside the host."""
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        inside = now is not None and self._host.isAncestorOf(now)
        self._target = now if inside and not by_mouse and not self._hushed else None
        self._hushed = False
        self._watch()
        self._place()

    def _watch(self) -> None:
        """Listen to the framed widget and to everything it stands in."""
        widget: QWidget | None = self._target
        while widget is not None and widget is not self._host:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()

    def _place(self) -> None:
        if self._target is None or not isValid(self._target) or not self._target.isVisible():
            self.hide()
            return
        host = self._host
        corner = self._target.mapTo(host, QPoint(0, 0))
        frame = QRect(corner, self._target.size()).adjusted(-REACH, -REACH, REACH, REACH)
        self.setGeometry(frame)
        clip = self._visible_part(host).translated(-frame.topLeft()).intersected(QRect(QPoint(0, 0), frame.size()))
        if clip.isEmpty():
            # An empty mask would be none, and the ring would lie over the footer.
            self.hide()
            return
        self.setMask(QRegion(clip))
        self.show()
        self.raise_()

    def _visible_part(self, host: QWidget) -> QRect:
        """Give the part of the host in which the framed widget can be seen: the viewport it scrolls in, if any."""
        widget = self._target.parentWidget() if self._target is not None else None
        while widget is not None and widget is not host:
            if isinstance(widget, QScrollArea | QAbstractScrollArea):
                viewport = widget.viewport()
                return QRect(viewport.mapTo(host, QPoint(0, 0)), viewport.size())
            widget = widget.parentWidget()
        return host.rect()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring outside the line, both outside the widget."""
        del event
        palette = self._look.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for inset, width, colour in ((RING / 2, RING, palette.focus_ring), (RING + LINE / 2, LINE, palette.focus_line)):
            path = QPainterPath()
            path.addRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 12, 12)
            painter.setPen(QPen(QColor(colour), width))
            painter.drawPath(path)
        painter.end()
