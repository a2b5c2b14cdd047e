"""The eight chapters as a path: a row of circles, or a column when letters are large."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from supporter_app.domain.edition import ChapterEntry
from supporter_app.domain.progress import Progress
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.drawing import circle, draw, line
from supporter_app.ui.widgets.frame import Button

CIRCLE = 56
STEP_WIDTH = 96
LINES = 2
LINE_HEIGHT = 1.4
ACROSS, MIDDLE, CENTRED, ANYWHERE = 0x04, 0x80, 0x84, 0x2000
"""AlignHCenter, AlignVCenter, AlignCenter and TextWrapAnywhere as numbers, so that `Qt` need not be prepared."""


class Room(NamedTuple):
    """What the titles of a path need: readings above them, and so many lines."""

    ruby: bool
    lines: int


class ChapterStep(Button):
    """One chapter: a circle with its number or a tick, its title, and the way to it."""

    def __init__(self, reader: Reader, number: int, entry: ChapterEntry, state: str, room: "Room") -> None:
        """`state` is done, present or coming; `room` is what the longest title of the path needs."""
        super().__init__()
        self._reader, self._ruby, self._lines = reader, room.ruby, room.lines
        self.entry = entry
        self.number = number
        self.state = state
        self.upright = True
        self._look = reader.look
        spoken = {"done": _("done"), "present": _("you are here"), "coming": _("to come")}[state]
        self.setAccessibleName(
            _("Chapter {number} {title}, {state}").format(number=number, title=entry.title, state=spoken)
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def follow(self, reader: Reader, *, upright: bool) -> None:
        """Follow another size or furigana; upright puts the title below the circle."""
        self._reader, self._look = reader, reader.look
        self.upright = upright
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for the circle and the title."""
        circle = self._look.pixels(CIRCLE)
        if self.upright:
            return QSize(self._look.pixels(STEP_WIDTH), circle + 12 + round(self._line_height() * self._lines))
        return QSize(circle * 3, circle + 8)

    def minimumSizeHint(self) -> QSize:
        """Ask for no less than the hint's height."""
        return QSize(self._look.pixels(CIRCLE) + 8, self.sizeHint().height())

    def _line_height(self) -> float:
        height = QFontMetrics(self._title_font()).height()
        return height + self._readings() if self._ruby else height * LINE_HEIGHT

    def _readings(self) -> float:
        """Give the room that readings need above a line."""
        from supporter_app.ui.widgets.ruby_lines import room_above

        return room_above(self._title_font())

    def _title_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(self._look.points(theme.SMALL if self.upright else theme.BODY))
        font.setBold(self.state == "present")
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the number and the title; the path draws the circle."""
        del event
        painter = QPainter(self)
        if self.state != "done":
            painter.setFont(self._number_font())
            middle, size = self.middle(), self._look.pixels(CIRCLE)
            room = QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size)
            painter.drawText(room, CENTRED, str(self.number))
        painter.setFont(self._title_font())
        if self._ruby:
            self._write_ruby(painter)
        else:
            self._write_title(painter)
        painter.end()

    def _write_ruby(self, painter: QPainter) -> None:
        from supporter_app.domain.ruby import marked_text
        from supporter_app.ui.widgets import ruby_lines

        size, font = float(self._look.pixels(CIRCLE)), self._title_font()
        left = marked_text(self.entry.marked)
        if not self.upright:
            room = self.width() - size - 16
            for line in ruby_lines.broken(left, font, room)[:1]:
                top = (size - QFontMetrics(font).height()) / 2
                ruby_lines.draw(painter, line, QPointF(size + 16, top), self._reader, (0.0, float(self.width())))
            return
        top = size + 10 + self._readings()
        for phrase in self.entry.phrases or (self.entry.title,):
            head, left = left.cut(len(phrase))
            for line in ruby_lines.broken(head, font, self.width()):
                at = QPointF((self.width() - line.width()) / 2, top)
                ruby_lines.draw(painter, line, at, self._reader, (0.0, float(self.width())))
                top += self._line_height()

    def _write_title(self, painter: QPainter) -> None:
        size = float(self._look.pixels(CIRCLE))
        if not self.upright:
            painter.drawText(QRectF(size + 16, 0, self.width() - size - 16, size), MIDDLE | ANYWHERE, self.entry.title)
            return
        height = QFontMetrics(self._title_font()).height() * LINE_HEIGHT
        for at, words in enumerate(phrased(self.entry).split("\n")):
            room = QRectF(0, size + 10 + at * height, self.width(), height * self._lines)
            painter.drawText(room, ACROSS | ANYWHERE, words)

    def _number_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(self._look.points(theme.HEADING * 0.9))
        font.setBold(self.state == "present")
        return font

    def middle(self) -> QPointF:
        """Give the middle of the circle."""
        size = self._look.pixels(CIRCLE)
        return QPointF(self.width() / 2 if self.upright else size / 2 + 2, size / 2 + 2)

    def shape(self, corner: QPoint) -> str:
        """Give the circle as SVG, with the tick when the chapter is done; `corner` is where this step stands."""
        palette = self._look.palette()
        x, y = self.middle().x() + corner.x(), self.middle().y() + corner.y()
        edge = palette.edge if self.state == "coming" else palette.accent
        filled = palette.accent if self.state == "done" else palette.surface
        radius = (self._look.pixels(CIRCLE) - 4) / 2
        width = 4 if self.state == "present" else 2
        drawn = circle(x, y, radius, f'fill="{filled}" stroke="{edge}" stroke-width="{width}"')
        if self.state != "done":
            return drawn
        unit = radius / 5
        ends = [(x - 2 * unit, y), (x - 0.5 * unit, y + 1.6 * unit), (x + 2.2 * unit, y - 1.6 * unit)]
        stroke = f'stroke="{palette.on_accent}" stroke-width="{self._look.pixels(4)}" stroke-linecap="round"'
        return drawn + line(ends, stroke)


class ChapterPath(QWidget):
    """The steps in order; choosing one opens that chapter."""

    chosen = Signal(str)

    def __init__(self, reader: Reader, entries: tuple[ChapterEntry, ...], progress: Progress, present: str) -> None:
        """Show each chapter as done, present or coming."""
        super().__init__()
        self._reader = reader
        ruby = any(entry.marked != entry.title for entry in entries)
        room = Room(ruby, max([LINES, *(len(entry.phrases) for entry in entries)]))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.steps: list[ChapterStep] = []
        for number, entry in enumerate(entries, 1):
            state = "present" if entry.id == present else "done" if progress.chapter_done(entry) else "coming"
            step = ChapterStep(reader, number, entry, state, room)
            step.clicked.connect(lambda _checked=False, entry=entry: self.chosen.emit(entry.id))
            self.steps.append(step)
            self._row.addWidget(step)

    def set_reader(self, reader: Reader) -> None:
        """Follow another size, theme or furigana."""
        self._reader = reader
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in a column when a row has no room."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        upright = width >= self._reader.look.pixels(STEP_WIDTH) * len(self.steps)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if upright else QBoxLayout.Direction.TopToBottom)
        for step in self.steps:
            step.follow(self._reader, upright=upright)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line that joins the chapters, and the circles on it."""
        del event
        painter = QPainter(self)
        palette = self._reader.look.palette()
        shapes = []
        for one, other in zip(self.steps, self.steps[1:], strict=False):
            done = one.state == "done"
            ends = [(step.x() + step.middle().x(), step.y() + step.middle().y()) for step in (one, other)]
            colour = palette.accent if done else palette.edge
            shapes.append(line(ends, f'stroke="{colour}" stroke-width="{3 if done else 2}"'))
        shapes += [step.shape(step.pos()) for step in self.steps]
        draw(self, painter, "".join(shapes))
        painter.end()


def phrased(entry: ChapterEntry) -> str:
    """Give a title with its line ends after phrases."""
    return "\n".join(entry.phrases) if entry.phrases else entry.title
