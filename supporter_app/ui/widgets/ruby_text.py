"""Course text on the screen with furigana above it.

The document holds only the base text, so that copying, finding and screen readers get plain words; readings are
drawn in `paintEvent`. Every line keeps room for readings whether they are shown or not, so switching furigana never
moves a line.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextListFormat,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QTextBrowser, QTextEdit, QWidget

from supporter_app.domain.course import BulletList, Heading, Paragraph
from supporter_app.domain.ruby import RubyText, Run, shows_reading
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.ruby_layout import Word, keep_whole, narrow, units, x_of

RUBY_SIZE = 0.5
RUBY_LIFT = 0.03
ASCENT = 0.88

PAGE_KEYS = {
    Qt.Key.Key_PageDown: 0.85,
    Qt.Key.Key_Space: 0.85,
    Qt.Key.Key_Down: 0.15,
    Qt.Key.Key_PageUp: -0.85,
    Qt.Key.Key_Up: -0.15,
}
"""The keys that move the page, in heights of what is seen of it."""

TextBlock = Paragraph | Heading | BulletList


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How text is written: size in points, weight, line height as a multiple, gap below in pixels, colour by name."""

    size: float = theme.BODY
    bold: bool = False
    line_height: float = theme.LINE_HEIGHT
    gap: int = 16
    colour: str = "text"


BODY_STYLE = TextStyle()
TITLE_STYLE = TextStyle(size=theme.TITLE, bold=True, line_height=theme.HEADING_LINE_HEIGHT)
HEADING_STYLE = TextStyle(size=theme.HEADING, bold=True, line_height=theme.HEADING_LINE_HEIGHT, gap=8)
PROMPT_STYLE = TextStyle(size=theme.PROMPT, bold=True, line_height=theme.HEADING_LINE_HEIGHT)
SMALL_STYLE = TextStyle(size=theme.SMALL, gap=8, colour="text_second")


class RubyBrowser(QTextBrowser):
    """Read-only course text of full height: no scroll bar of its own, links only to facts."""

    fact_asked = Signal(str)

    def __init__(self, reader: Reader, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._reader = reader
        self._blocks: tuple[tuple[TextBlock, TextStyle], ...] = ()
        self._all: dict[int, list[Word]] = {}
        self._shown: dict[int, tuple[Word, ...]] = {}
        self._em: dict[int, float] = {}
        self._fonts: dict[TextStyle, tuple[QFont, float]] = {}
        self._widened: list[tuple[int, int]] = []
        self._placed: dict[int, tuple[QFont, list[tuple[QPointF, str]]]] = {}
        self._heights: dict[int, int] = {}
        self._width = -1
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
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
        return tuple(text for _block, _style, text, _marker in _lines(self._blocks))

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
        return tuple((document.findBlockByNumber(at), word) for at, words in self._shown.items() for word in words)

    # ---- filling the document

    def _fill(self) -> None:
        document = self.document()
        document.clear()
        self._all, self._em, self._widened, self._fonts, self._heights = {}, {}, [], {}, {}
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        former: TextBlock | None = None
        for number, (block, style, text, marker) in enumerate(_lines(self._blocks)):
            if number:
                cursor.insertBlock()
            self._begin_block(cursor, number, block, style, after_list=isinstance(former, BulletList))
            former = block
            self._insert(cursor, number, text, style)
            _mark(cursor, marker)
        last = cursor.blockFormat()
        last.setBottomMargin(0)
        cursor.setBlockFormat(last)
        cursor.endEditBlock()
        # Finding, reading by caret and the way from link to link begin at the top, not behind what was written last.
        self.setTextCursor(QTextCursor(document))
        self._choose_words()
        self._width = -1
        if self.isVisible():
            self._fit(self.width())

    def _font_of(self, style: TextStyle) -> tuple[QFont, float]:
        if style not in self._fonts:
            font = QFont(self.font())
            font.setPointSizeF(self._reader.look.points(style.size))
            font.setBold(style.bold)
            self._fonts[style] = (font, float(QFontInfo(font).pixelSize()))
        return self._fonts[style]

    def _begin_block(
        self, cursor: QTextCursor, number: int, block: TextBlock, style: TextStyle, *, after_list: bool
    ) -> None:
        font, em = self._font_of(style)
        self._em[number] = em
        # The mark of a list takes its size from the block, not from its words.
        mark = QTextCharFormat()
        mark.setFont(font)
        mark.setForeground(QColor(getattr(self._reader.look.palette(), style.colour)))
        cursor.setBlockCharFormat(mark)
        made = QTextBlockFormat()
        made.setLineHeight(em * style.line_height, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        made.setBottomMargin(style.gap / 2 if isinstance(block, BulletList) else style.gap)
        if after_list and not isinstance(block, BulletList):
            made.setTopMargin(style.gap / 2)
        if isinstance(block, Heading):
            made.setHeadingLevel(3)
            made.setTopMargin(style.gap if number else 0)
        cursor.setBlockFormat(made)

    def _insert(self, cursor: QTextCursor, number: int, text: RubyText, style: TextStyle) -> None:
        font, _ = self._font_of(style)
        palette = self._reader.look.palette()
        position = 0
        for run in text.runs:
            cursor.insertText(run.text, _char_format(run, font, getattr(palette, style.colour), palette.accent))
            end = position + units(run.text)
            if run.reading is not None:
                self._all.setdefault(number, []).append(Word(position, end, run.text, run.reading))
            position = end

    def _choose_words(self) -> None:
        choice, kanji = self._reader.furigana, self._reader.kanji
        self._placed = {}
        self._shown = {
            number: tuple(word for word in words if shows_reading(Run(word.base, word.reading), choice, kanji))
            for number, words in self._all.items()
        }

    # ---- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the text out for the new width and take the height it needs."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the text out as it is shown: hidden, it was laid out for the width a height was asked for last."""
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

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height in pixels that the text needs at a width; lay-outs ask for several, so all are kept."""
        if width not in self._heights:
            self._lay_out(width)
            self._heights[width] = int(self.document().size().height()) + 3
            if self.isVisible():
                self._lay_out(self.width())
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Ask for the height of the text at the present width."""
        return QSize(320, self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        """Never insist on a width: text can always be broken."""
        return QSize(80, self.heightForWidth(max(self.width(), 1)))

    def _fit(self, width: int) -> None:
        self._lay_out(width)
        height = self.heightForWidth(width)
        if self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _lay_out(self, width: int) -> None:
        if width <= 0 or width == self._width:
            return
        self._width = width
        for stretch in self._widened:
            narrow(stretch, QTextCursor(self.document()))
        self._widened, self._placed = [], {}
        self.document().setTextWidth(width)
        for number, words in self._all.items():
            self._widened += keep_whole(self.document().findBlockByNumber(number), words)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, then the readings above their words."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(QColor(self._reader.look.palette().text_second))
        document = self.document()
        area = QRectF(event.rect())
        for number, words in self._shown.items():
            block = document.findBlockByNumber(number)
            place = document.documentLayout().blockBoundingRect(block)
            if words and place.intersects(area):
                self._paint_words(painter, block, place.topLeft(), words)
        painter.end()

    def _paint_words(self, painter: QPainter, block: QTextBlock, origin: QPointF, words: tuple[Word, ...]) -> None:
        number = block.blockNumber()
        if number not in self._placed:
            self._placed[number] = self._place_words(block, words)
        font, placed = self._placed[number]
        painter.setFont(font)
        for point, reading in placed:
            painter.drawText(origin + point, reading)

    def _place_words(self, block: QTextBlock, words: tuple[Word, ...]) -> tuple[QFont, list[tuple[QPointF, str]]]:
        """Find where each reading of a block stands, from the block's corner: centred, and never outside the text."""
        em = self._em[block.blockNumber()]
        font = QFont(self.font())
        font.setPointSizeF(em * RUBY_SIZE * 72 / self.logicalDpiY())
        metrics = QFontMetricsF(font)
        left_edge = self.document().documentLayout().blockBoundingRect(block).left()
        edge = self.viewport().width() - left_edge
        layout = block.layout()
        placed = []
        for word in words:
            line = layout.lineForTextPosition(word.start)
            # Qt lays documents out lazily; asking an invalid line for a position ends the process.
            if not line.isValid():
                continue
            left, right = x_of(line, word.start), x_of(line, min(word.end, line.textStart() + line.textLength()))
            width = metrics.horizontalAdvance(word.reading)
            x = min(max((left + right - width) / 2, -left_edge), max(edge - width, 0.0))
            placed.append((QPointF(x, line.y() + line.ascent() - em * (ASCENT + RUBY_LIFT)), word.reading))
        return font, placed

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == "fact":
            self.fact_asked.emit(link.path())


def _lines(blocks: Iterable[tuple[TextBlock, TextStyle]]) -> Iterator[tuple[TextBlock, TextStyle, RubyText, str]]:
    for block, style in blocks:
        if isinstance(block, BulletList):
            for line in block.lines:
                yield block, style, line, "number" if block.ordered else "dot"
        else:
            yield block, style, block.text, ""


def _mark(cursor: QTextCursor, marker: str) -> None:
    """Give a line its list mark; neighbouring lines share one list, so that numbers go on."""
    if not marker:
        return
    wanted = QTextListFormat.Style.ListDecimal if marker == "number" else QTextListFormat.Style.ListDisc
    previous = cursor.block().previous()
    former = previous.textList() if previous.isValid() else None
    if former is not None and former.format().style() == wanted:
        former.add(cursor.block())
        return
    made = QTextListFormat()
    made.setStyle(wanted)
    cursor.createList(made)


def _char_format(run: Run, font: QFont, colour: str, accent: str) -> QTextCharFormat:
    made = QTextCharFormat()
    run_font = font
    if run.strong:
        run_font = QFont(font)
        run_font.setBold(True)
    made.setFont(run_font)
    made.setForeground(QColor(colour))
    if run.fact is not None:
        made.setAnchor(True)
        made.setAnchorHref(f"fact:{run.fact}")
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        made.setUnderlineColor(QColor(accent))
    return made
