"""Plain words of the program itself, with the line height that QLabel does not offer."""

from PySide6.QtCore import QEvent, QPointF, QSize
from PySide6.QtGui import QFontInfo, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel

from supporter_app.ui import theme


class Words(QLabel):
    """A label whose lines break anywhere between words and characters, half a letter apart."""

    def __init__(self, words: str) -> None:
        """Show words; lay-outs ask for heights again and again, so those found are kept."""
        self._heights: dict[tuple[str, int], int] = {}
        self._longest: dict[str, int] = {}
        super().__init__(words)

    def changeEvent(self, event: QEvent) -> None:
        """Forget the heights found when the letters change."""
        self._heights.clear()
        self._longest.clear()
        super().changeEvent(event)

    def heightForWidth(self, width: int) -> int:
        """Give the height in pixels that the words need at a width."""
        wanted = (self.text(), width)
        if wanted not in self._heights:
            unbroken = width >= self._longest_line()
            lines = self.text().count("\n") + 1 if unbroken else len(self._lines(width))
            self._heights[wanted] = round(lines * self._line_height())
        return self._heights[wanted]

    def _longest_line(self) -> int:
        """Give the width in pixels of the longest line of the text as it is written, with a little room."""
        text = self.text()
        if text not in self._longest:
            metrics = QFontMetricsF(self.font())
            self._longest[text] = int(max(metrics.horizontalAdvance(line) for line in text.split("\n"))) + 2
        return self._longest[text]

    def sizeHint(self) -> QSize:
        """Ask for the longest line of the text as it is written, within reason."""
        width = min(self._longest_line(), 640)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Never insist on a width: words can be broken. The height goes by the width, which lay-outs ask for."""
        return QSize(80, round(self._line_height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        del event
        painter = QPainter(self)
        top = (self._line_height() - QFontMetricsF(self.font()).height()) / 2
        for layout, line in self._lines(self.width()):
            layout.lineAt(line).draw(painter, QPointF(0, top))
            top += self._line_height()
        painter.end()

    def _line_height(self) -> float:
        return QFontInfo(self.font()).pixelSize() * theme.HEADING_LINE_HEIGHT

    def _lines(self, width: int) -> list[tuple[QTextLayout, int]]:
        """Break the words; each line comes with the layout that holds it."""
        lines: list[tuple[QTextLayout, int]] = []
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        for paragraph in self.text().split("\n"):
            layout = QTextLayout(paragraph, self.font())
            layout.setTextOption(option)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(width, 1))
                line.setPosition(QPointF(0, 0))
            layout.endLayout()
            lines += [(layout, number) for number in range(layout.lineCount())]
        return lines
