"""The eight chapters as a path: a row of circles, or a column when letters are large."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from supporter_app.domain.edition import ChapterEntry
from supporter_app.domain.progress import Progress
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.widgets.frame import Button

CIRCLE = 56
STEP_WIDTH = 96
LINES = 2
LINE_HEIGHT = 1.4


class ChapterStep(Button):
    """One chapter: a circle with its number or a tick, its title, and the way to it."""

    def __init__(self, look: theme.Look, number: int, entry: ChapterEntry, state: str) -> None:
        """`state` is done, present or coming."""
        super().__init__()
        self.entry = entry
        self.number = number
        self.state = state
        self.upright = True
        self._look = look
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        spoken = {"done": _("done"), "present": _("you are here"), "coming": _("to come")}[state]
        self.setAccessibleName(
            _("Chapter {number} {title}, {state}").format(number=number, title=entry.title, state=spoken)
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_look(self, look: theme.Look, *, upright: bool) -> None:
        """Follow another size; upright puts the title below the circle."""
        self._look = look
        self.upright = upright
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for the circle and the title."""
        circle = self._look.pixels(CIRCLE)
        letters = QFontMetrics(self._title_font())
        if self.upright:
            return QSize(self._look.pixels(STEP_WIDTH), circle + 12 + round(letters.height() * LINE_HEIGHT * LINES))
        return QSize(circle * 3, circle + 8)

    def minimumSizeHint(self) -> QSize:
        """Ask for no less than the hint's height."""
        return QSize(self._look.pixels(CIRCLE) + 8, self.sizeHint().height())

    def _title_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(self._look.points(theme.SMALL if self.upright else theme.BODY))
        font.setBold(self.state == "present")
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line to the next chapter, the circle and the title."""
        del event
        palette = self._look.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = float(self._look.pixels(CIRCLE))
        left = (self.width() - size) / 2 if self.upright else 4.0
        circle = QRectF(left, 4.0, size - 4, size - 4)
        self._paint_circle(painter, circle, palette)
        painter.setFont(self._title_font())
        painter.setPen(QColor(palette.text))
        if self.upright:
            height = QFontMetrics(self._title_font()).height() * LINE_HEIGHT
            for at, line in enumerate(phrased(self.entry).split("\n")):
                room = QRectF(0, size + 10 + at * height, self.width(), height * LINES)
                painter.drawText(room, wrapped_flags(Qt.AlignmentFlag.AlignHCenter), line)
        else:
            room = QRectF(size + 16, 0, self.width() - size - 16, size)
            painter.drawText(room, wrapped_flags(Qt.AlignmentFlag.AlignVCenter), self.entry.title)
        painter.end()

    def _paint_circle(self, painter: QPainter, circle: QRectF, palette: theme.Palette) -> None:
        filled = self.state == "done"
        edge = palette.accent if self.state != "coming" else palette.edge
        painter.setPen(QPen(QColor(edge), 4 if self.state == "present" else 2))
        painter.setBrush(QColor(palette.accent if filled else palette.surface))
        painter.drawEllipse(circle)
        if filled:
            painter.setPen(
                QPen(QColor(palette.on_accent), self._look.pixels(4), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            )
            middle, unit = circle.center(), circle.width() / 10
            painter.drawPolyline(
                [
                    middle + QPointF(-2 * unit, 0),
                    middle + QPointF(-0.5 * unit, 1.6 * unit),
                    middle + QPointF(2.2 * unit, -1.6 * unit),
                ]
            )
            return
        font = QFont(self.font())
        font.setPointSizeF(self._look.points(theme.HEADING * 0.9))
        font.setBold(self.state == "present")
        painter.setFont(font)
        painter.setPen(QColor(palette.accent if self.state == "present" else palette.text))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self.number))


class ChapterPath(QWidget):
    """The steps in order; choosing one opens that chapter."""

    chosen = Signal(str)

    def __init__(self, look: theme.Look, entries: tuple[ChapterEntry, ...], progress: Progress, present: str) -> None:
        """Show each chapter as done, present or coming."""
        super().__init__()
        self._look = look
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.steps: list[ChapterStep] = []
        for number, entry in enumerate(entries, 1):
            state = "present" if entry.id == present else "done" if progress.chapter_done(entry) else "coming"
            step = ChapterStep(look, number, entry, state)
            step.clicked.connect(lambda _checked=False, entry=entry: self.chosen.emit(entry.id))
            self.steps.append(step)
            self._row.addWidget(step)

    def set_look(self, look: theme.Look) -> None:
        """Follow another size or theme."""
        self._look = look
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in a column when a row has no room."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        upright = width >= self._look.pixels(STEP_WIDTH) * len(self.steps)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if upright else QBoxLayout.Direction.TopToBottom)
        for step in self.steps:
            step.set_look(self._look, upright=upright)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line that joins the chapters."""
        del event
        painter = QPainter(self)
        palette = self._look.palette()
        for one, other in zip(self.steps, self.steps[1:], strict=False):
            done = one.state == "done"
            painter.setPen(QPen(QColor(palette.accent if done else palette.edge), 3 if done else 2))
            painter.drawLine(self._middle(one), self._middle(other))
        painter.end()

    def _middle(self, step: ChapterStep) -> QPointF:
        size = self._look.pixels(CIRCLE)
        x = step.x() + (step.width() / 2 if step.upright else size / 2 + 2)
        return QPointF(x, step.y() + size / 2 + 2)


def wrapped_flags(alignment: Qt.AlignmentFlag) -> int:
    """Give the flags for text that may break anywhere."""
    return int(alignment.value) | int(Qt.TextFlag.TextWrapAnywhere.value)


def phrased(entry: ChapterEntry) -> str:
    """Give a title with its line ends after phrases."""
    return "\n".join(entry.phrases) if entry.phrases else entry.title
