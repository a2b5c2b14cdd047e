"""A page's blocks as widgets: runs of text become one text browser, everything else a widget of its own."""

from collections.abc import Callable

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from supporter_app.domain.course import Block, BulletList, Heading, Note, Paragraph
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.ruby_text import BODY_STYLE, HEADING_STYLE, RubyBrowser, TextBlock, TextStyle

WidgetMaker = Callable[[Block], QWidget | None]
TEXT_WIDTH = 46
SIDE_FROM = 1000


class BlockView(QWidget):
    """Text on the left and what is looked at on the right; on a narrow window, or with large letters, one column."""

    def __init__(self, reader: Reader, title: RubyBrowser, make: WidgetMaker) -> None:
        """Take the page's title and the maker of widgets that are no text."""
        super().__init__()
        self._reader = reader
        self._make = make
        self.texts: list[RubyBrowser] = []
        self.sides: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(7 * theme.SPACE)
        self._left = QVBoxLayout()
        self._right = QVBoxLayout()
        for column in (self._left, self._right):
            column.setSpacing(3 * theme.SPACE)
        self._row.addLayout(self._left, 1)
        self._row.addLayout(self._right, 1)
        self._left.addWidget(title)

    def fill(self, blocks: tuple[Block, ...]) -> None:
        """Build the widgets of a page; notes for the trainer are left out."""
        text: list[tuple[TextBlock, TextStyle]] = []
        for block in blocks:
            if isinstance(block, Note):
                continue
            if isinstance(block, Paragraph | Heading | BulletList):
                text.append((block, HEADING_STYLE if isinstance(block, Heading) else BODY_STYLE))
                continue
            self._flush(text)
            widget = self._make(block)
            if widget is None:
                continue
            beside = bool(widget.property("beside"))
            (self._right if beside else self._left).addWidget(widget)
            if beside:
                self.sides.append(widget)
        self._flush(text)
        self._left.addStretch(1)
        self._right.addStretch(1)

    def add_below(self, widget: QWidget) -> None:
        """Put a widget below the text, in the same column."""
        self._left.insertWidget(self._left.count() - 1, widget)

    def _flush(self, text: list[tuple[TextBlock, TextStyle]]) -> None:
        if not text:
            return
        browser = RubyBrowser(self._reader)
        browser.show_blocks(text)
        self.texts.append(browser)
        self._left.addWidget(browser)
        text.clear()

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of size: fewer columns when letters grow."""
        self._reader = reader
        self.arrange(self.width())

    def arrange(self, width: int) -> None:
        """Stand text and what is looked at side by side, or below each other, for a width."""
        two = bool(self.sides) and width >= self._reader.look.pixels(SIDE_FROM)
        direction = QBoxLayout.Direction.LeftToRight if two else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != direction:
            self._row.setDirection(direction)
        limit = self._reader.look.pixels(TEXT_WIDTH * 18)
        margin = 0 if self.sides else max(0, (width - limit) // 2)
        self._row.setContentsMargins(margin, 0, margin, 0)
