"""Course text on the screen with furigana above it.

The document holds only the base text, so that copying, finding and screen readers get plain words; readings are
drawn in `paintEvent`. Every line keeps room for readings whether they are shown or not, so switching furigana never
moves a line.
"""

from collections.abc import Iterable
from itertools import compress

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QTextBrowser, QTextEdit, QWidget

from supporter_app.domain.course import Paragraph
from supporter_app.domain.ruby import RubyText, shows_reading
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.ruby_document import TextBlock, Writer, Written, lines_of
from supporter_app.ui.widgets.ruby_layout import NO_PAGE, Breaks, Widened, lay_out
from supporter_app.ui.widgets.ruby_readings import Drawn, Spot, Widths, arranged, draw, spots_of
from supporter_app.ui.widgets.ruby_words import Word
from supporter_app.ui.widgets.text_style import BODY_STYLE, TextStyle

PAGE_KEYS = {
    Qt.Key.Key_PageDown: 0.85,
    Qt.Key.Key_Space: 0.85,
    Qt.Key.Key_Down: 0.15,
    Qt.Key.Key_PageUp: -0.85,
    Qt.Key.Key_Up: -0.15,
}
"""The keys that move the page, in heights of what is seen of it."""


class RubyBrowser(QTextBrowser):
    """Read-only course text of full height: no scroll bar of its own, links only to facts."""

    fact_asked = Signal(str)

    def __init__(self, reader: Reader, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._reader = reader
        self._blocks: tuple[tuple[TextBlock, TextStyle], ...] = ()
        self._written: tuple[Written, ...] = ()
        self._shown: tuple[list[bool], ...] = ()
        self._gaps: list[Widened] = []
        self._widths: dict[float, Widths] = {}
        self._spots: dict[int, list[list[Spot]]] = {}
        self._arranged: dict[int, list[Drawn]] = {}
        self._breaks: Breaks | None = None
        self._laid = -1
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Lay-outs are ours: by the width of the widget, Qt would lay the text out again at every change of size.
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        # By its policy rather than by `hasHeightForWidth`: lay-outs ask for that hundreds of times.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursorWidth(0)
        self.document().setDocumentMargin(0)
        self.document().setUndoRedoEnabled(False)
        self.anchorClicked.connect(self._follow)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Answer every resource with one transparent pixel: on None, Qt opens the path itself, a share included."""
        del kind, name
        pixel = QImage(1, 1, QImage.Format.Format_ARGB32)
        pixel.fill(Qt.GlobalColor.transparent)
        return pixel

    def show_blocks(self, blocks: Iterable[tuple[TextBlock, TextStyle]]) -> None:
        """Fill the browser with paragraphs, small headings and lists."""
        self._blocks = tuple(blocks)
        self._fill()

    def show_text(self, text: RubyText, style: TextStyle = BODY_STYLE) -> None:
        """Fill the browser with one paragraph."""
        self.show_blocks(((Paragraph(text), style),))

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of look or furigana; a change of furigana alone moves nothing."""
        former, self._reader = self._reader, reader
        if former.look != reader.look:
            self._fill()
        elif former.furigana != reader.furigana:
            self._choose_words()
            self.viewport().update()

    def lines(self) -> tuple[RubyText, ...]:
        """Give the paragraphs and lines in reading order, each a block of the document."""
        return tuple(line.text for line in lines_of(self._blocks))

    def light(self, line: int, begin: int, length: int) -> None:
        """Light a stretch of a line, as it is read aloud; a length of 0 lights nothing."""
        selections = []
        if length:
            cursor = QTextCursor(self.document().findBlockByNumber(line))
            cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, begin)
            cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, length)
            lit = QTextEdit.ExtraSelection()
            lit.cursor = cursor
            lit.format.setBackground(QColor(theme.LIT))
            lit.format.setForeground(QColor(theme.ON_LIT))
            selections.append(lit)
        self.setExtraSelections(selections)

    def shown_words(self) -> tuple[tuple[QTextBlock, Word], ...]:
        """Give every word whose reading is drawn now, with its block."""
        document = self.document()
        return tuple(
            (document.findBlockByNumber(number), word)
            for number, (written, shown) in enumerate(zip(self._written, self._shown, strict=True))
            for word in compress(written.words, shown)
        )

    # ---- filling the document

    def _fill(self) -> None:
        document = self.document()
        document.setPageSize(NO_PAGE)
        document.clear()
        self._written = Writer(self._reader.look, self.font()).write(document, lines_of(self._blocks))
        self._breaks = Breaks(document, [written.words for written in self._written])
        self._gaps, self._widths, self._laid = [], {}, -1
        # Finding, reading by caret and the way from link to link begin at the top, not behind what was written last.
        self.setTextCursor(QTextCursor(document))
        self._choose_words()
        if self.isVisible():
            self._fit(self.width())

    def _choose_words(self) -> None:
        choice, kanji = self._reader.furigana, self._reader.kanji
        self._shown = tuple(
            [shows_reading(word.run, choice, kanji) for word in written.words] for written in self._written
        )
        self._arranged = {}

    # ---- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the text out for the new width and take the height it needs."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the text out as it is shown: hidden, it only told its height."""
        super().showEvent(event)
        self._lay_out(self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the page by the keys that scroll a page: the text itself has no scroll bar."""
        step = PAGE_KEYS.get(Qt.Key(event.key()))
        area = self._page()
        if step is None or area is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        bar = area.verticalScrollBar()
        bar.setValue(bar.value() + round(step * area.viewport().height()))

    def _page(self) -> QScrollArea | None:
        """Find what this text scrolls in."""
        widget = self.parentWidget()
        while widget is not None and not isinstance(widget, QScrollArea):
            widget = widget.parentWidget()
        return widget

    def heightForWidth(self, width: int) -> int:
        """Give the height in pixels that the text needs at a width, without laying it out."""
        return int(self._breaks.height(width)) + 3 if self._breaks is not None else 0

    def sizeHint(self) -> QSize:
        """Ask for the height of the text at the present width."""
        return QSize(320, self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        """Never insist on a width: text can always be broken. The height goes by the width, which lay-outs ask for."""
        return QSize(80, 0)

    def _fit(self, width: int) -> None:
        self._lay_out(width)
        height = self.heightForWidth(width)
        if self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _lay_out(self, width: int) -> None:
        if width <= 0 or width == self._laid or self._breaks is None:
            return
        self._laid, self._spots, self._arranged = width, {}, {}
        self._gaps = lay_out(self.document(), width, self._breaks.at(width).gaps, self._gaps)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, then the readings above their words."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(QColor(self._reader.look.palette().text_second))
        document, area = self.document(), QRectF(event.rect())
        block = document.firstBlock()
        for number, (written, shown) in enumerate(zip(self._written, self._shown, strict=True)):
            stands = document.documentLayout().blockBoundingRect(block)
            if any(shown) and stands.intersects(area):
                origin, readings = stands.topLeft(), self._readings(number, block)
                painter.setFont(self._widths_of(written.em).font)
                painter.translate(origin)
                draw(painter, readings, area.top() - origin.y(), area.bottom() - origin.y() + written.em)
                painter.translate(-origin)
            block = block.next()
        painter.end()

    def _readings(self, number: int, block: QTextBlock) -> list[Drawn]:
        """Give the readings of a block that are shown, and where they stand; found once."""
        if number not in self._arranged:
            words, em = self._written[number]
            if number not in self._spots:
                self._spots[number] = spots_of(block, words, em, [gap for gap, _plain in self._gaps])
            wanted = [
                word.run.reading if shown else None for word, shown in zip(words, self._shown[number], strict=True)
            ]
            left = self.document().documentLayout().blockBoundingRect(block).left()
            edges = -left, self.viewport().width() - left
            self._arranged[number] = arranged(self._spots[number], wanted, edges, self._widths_of(em))
        return self._arranged[number]

    def _points(self, number: int, block: QTextBlock) -> list[QPointF]:
        """Give where the readings of a block begin that are shown."""
        return [point for _reading, point, _narrowed in self._readings(number, block)]

    def _widths_of(self, em: float) -> Widths:
        if em not in self._widths:
            self._widths[em] = Widths(self.font(), em, self.logicalDpiY())
        return self._widths[em]

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == "fact":
            self.fact_asked.emit(link.path())
