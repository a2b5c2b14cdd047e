"""A figure of the course: a sentence, a picture drawn from the data, and the same numbers as a table."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from supporter_app.domain.fact import Dataset, Series
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.figure_table import FigureTable
from supporter_app.ui.widgets.frame import button, label

BAR = 38
GAP = 16
FILLS = ("figure_1", "figure_2", "figure_3")


class BarChart(QLabel):
    """Horizontal bars: one bar a row, stacked over the series of the first group, the sum at its end.

    A label, so that a screen reader takes its sentence for text.
    """

    def __init__(self, dataset: Dataset, look: theme.Look) -> None:
        """Take the numbers."""
        super().__init__()
        self._dataset = dataset
        self._look = look
        self.setAccessibleName(f"{dataset.title} {dataset.summary}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_look(self, look: theme.Look) -> None:
        """Follow another theme or size."""
        self._look = look
        self.updateGeometry()
        self.update()

    def shown_series(self) -> tuple[tuple[int, Series], ...]:
        """Give the series that are drawn: those of a group where there is one, else all."""
        series = tuple(enumerate(self._dataset.series))
        return tuple(each for each in series if each[1].group) or series

    def drawn_numbers(self) -> tuple[float, ...]:
        """Give every number written in the picture."""
        shown = [at for at, _series in self.shown_series()]
        return tuple(row[at] for row in self._dataset.values for at in shown)

    def sizeHint(self) -> QSize:
        """Ask for one bar a row, and the legend."""
        rows = len(self._dataset.rows)
        lines = self._legend_lines(480)
        height = rows * (self._look.pixels(BAR) + GAP) + lines * self._look.pixels(28) + GAP
        return QSize(480, height)

    def minimumSizeHint(self) -> QSize:
        """Shrink in width only."""
        return QSize(260, self.sizeHint().height())

    def _font(self, size: float, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(self._look.points(size))
        font.setBold(bold)
        return font

    def _legend_lines(self, width: int) -> int:
        if len(self.shown_series()) < 2:  # noqa: PLR2004 - one series needs no legend
            return 0
        metrics = QFontMetricsF(self._font(theme.SMALL))
        x, lines = 0.0, 1
        for _at, series in self.shown_series():
            needed = self._look.pixels(26) + metrics.horizontalAdvance(series.label) + 20
            if x and x + needed > width:
                x, lines = 0.0, lines + 1
            x += needed
        return lines

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars and the legend."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        label_font, sum_font = self._font(theme.SMALL), self._font(theme.SMALL, bold=True)
        left = max(QFontMetricsF(label_font).horizontalAdvance(row.label) for row in self._dataset.rows) + 16
        right = QFontMetricsF(sum_font).horizontalAdvance(f"88.8{self._dataset.unit}") + 16
        room = max(self.width() - left - right, 40.0)
        top = 2.0
        longest = max(sum(row[at] for at, _series in self.shown_series()) for row in self._dataset.values)
        for number, row in enumerate(self._dataset.rows):
            height = float(self._look.pixels(BAR))
            painter.setFont(label_font)
            painter.setPen(QColor(self._look.palette().text))
            painter.drawText(QRectF(0, top, left - 8, height), Qt.AlignmentFlag.AlignVCenter, row.label)
            end = self._paint_bar(painter, number, QRectF(left, top, room, height), longest)
            painter.setFont(sum_font)
            painter.setPen(QColor(self._look.palette().text))
            total = sum(self._dataset.values[number][at] for at, _series in self.shown_series())
            words = f"{total:.1f}{self._dataset.unit}"
            painter.drawText(QRectF(end + 8, top, right, height), Qt.AlignmentFlag.AlignVCenter, words)
            top += height + GAP
        self._paint_legend(painter, top)
        painter.end()

    def _paint_bar(self, painter: QPainter, number: int, room: QRectF, longest: float) -> float:
        palette = self._look.palette()
        x = room.left()
        painter.setFont(self._font(theme.SMALL * 0.95))
        for order, (at, _series) in enumerate(self.shown_series()):
            value = self._dataset.values[number][at]
            part = QRectF(x, room.top(), room.width() * value / longest, room.height())
            fill = FILLS[order % len(FILLS)]
            painter.setPen(QPen(QColor(palette.text), 1))
            painter.setBrush(QBrush(QColor(getattr(palette, fill))))
            painter.drawRect(part)
            words = f"{value:.1f}"
            if len(self.shown_series()) > 1 and QFontMetricsF(painter.font()).horizontalAdvance(words) <= part.width():
                painter.setPen(QColor(getattr(palette, f"on_{fill}")))
                painter.drawText(part, Qt.AlignmentFlag.AlignCenter, words)
            x += part.width()
        return x

    def _paint_legend(self, painter: QPainter, top: float) -> None:
        if len(self.shown_series()) < 2:  # noqa: PLR2004 - one series needs no legend
            return
        palette = self._look.palette()
        painter.setFont(self._font(theme.SMALL))
        metrics = QFontMetricsF(painter.font())
        side, line = float(self._look.pixels(18)), float(self._look.pixels(28))
        x = 0.0
        for order, (_at, series) in enumerate(self.shown_series()):
            needed = side + 8 + metrics.horizontalAdvance(series.label) + 20
            if x and x + needed > self.width():
                x, top = 0.0, top + line
            painter.setPen(QPen(QColor(palette.text), 1))
            painter.setBrush(QColor(getattr(palette, FILLS[order % len(FILLS)])))
            painter.drawRect(QRectF(x + 1, top + (line - side) / 2, side, side))
            painter.setPen(QColor(palette.text))
            room = QRectF(x + side + 8, top, needed, line)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, series.label)
            x += needed


class FigureView(QFrame):
    """The headline, the chart or its table, the note on rounding, and the source."""

    def __init__(self, dataset: Dataset, reader: Reader) -> None:
        """Show the chart first."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(label(dataset.title, "heading"))
        column.addWidget(label(dataset.summary, "small"))
        self.chart = BarChart(dataset, reader.look)
        self.table = FigureTable(dataset)
        self.table.hide()
        column.addWidget(self.chart)
        column.addWidget(self.table)
        column.addSpacing(theme.SPACE // 2)
        row = QHBoxLayout()
        self.turn = button(_("See as a table"))
        self.turn.clicked.connect(self._turn)
        row.addWidget(self.turn)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(label(_source(dataset), "small"))
        column.addStretch(1)

    def _turn(self) -> None:
        as_table = self.table.isHidden()
        self.table.setVisible(as_table)
        self.chart.setVisible(not as_table)
        self.turn.setText(_("See as a picture") if as_table else _("See as a table"))

    def set_reader(self, reader: Reader) -> None:
        """Follow another theme or size."""
        self.chart.set_look(reader.look)
        self.table.fit()


def _source(dataset: Dataset) -> str:
    source = _("Source: {title} ({publisher}), as of {year}-{month}").format(
        title=dataset.source.title,
        publisher=dataset.source.publisher,
        year=dataset.as_of.year,
        month=dataset.as_of.month,
    )
    return f"{dataset.note} {source}".strip()
