"""A page's blocks as widgets: runs of text become one text browser, everything else a widget of its own."""

from collections.abc import Callable

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from supporter_app.domain.course import (
    ActivitiesBlock,
    Block,
    BulletList,
    Care,
    Figure,
    Heading,
    HelplinesBlock,
    Note,
    Paragraph,
    Picture,
    ProgrammesBlock,
    SceneBlock,
    Think,
)
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.picture import PictureView
from supporter_app.ui.widgets.ruby_document import TextBlock
from supporter_app.ui.widgets.ruby_text import RubyBrowser
from supporter_app.ui.widgets.text_style import BODY_STYLE, HEADING_STYLE, TextStyle

WidgetMaker = Callable[[Block], QWidget | None]
TEXT_WIDTH = 46
SIDE_FROM = 900
HIGHEST_SHARED, HIGHEST_ABOVE_BOX, HIGHEST_ABOVE_NOTES = 240, 300, 210
"""Pixels of a picture that shares its column with words, with a box, and with room to write in."""
LOOKED_AT = (Picture, Figure, HelplinesBlock, ActivitiesBlock, ProgrammesBlock)
TALL = (SceneBlock, Figure, HelplinesBlock, ActivitiesBlock, ProgrammesBlock)
"""What stands beside the text, and what takes the height of a page by itself."""
BOXES = (Think, Care)
"""What can stand below a picture."""


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
        self._below = self._left
        for column in (self._left, self._right):
            column.setSpacing(3 * theme.SPACE)
        self._row.addLayout(self._left, 1)
        self._row.addLayout(self._right, 1)
        self._left.addWidget(title)

    def fill(self, blocks: tuple[Block, ...]) -> None:
        """Build the widgets of a page; notes for the trainer are left out."""
        text: list[tuple[TextBlock, TextStyle]] = []
        beside, highest = arrangement(blocks)
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
            column = self._right if isinstance(block, beside) else self._left
            column.addWidget(widget)
            if column is self._right:
                self.sides.append(widget)
            if isinstance(block, Care):
                self._below = column
            if isinstance(widget, PictureView) and highest:
                widget.stay_below(highest)
        self._flush(text)
        self._left.addStretch(1)
        self._right.addStretch(1)

    def add_below(self, widget: QWidget) -> None:
        """Put a widget below the text, or below the box that announces the next page."""
        self._below.insertWidget(self._below.count() - 1, widget)

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


def arrangement(blocks: tuple[Block, ...]) -> tuple[tuple[type[Block], ...], int]:
    """Tell which kinds of block stand beside the text, and how high a picture may be; 0 leaves it as it comes.

    A picture beside something tall gives way and stands with the words; one beside long words has the boxes below it.
    """
    if not any(isinstance(block, Picture) for block in blocks):
        return LOOKED_AT, 0
    highest = HIGHEST_ABOVE_NOTES if any(isinstance(block, Think) for block in blocks) else HIGHEST_SHARED
    if any(isinstance(block, TALL) for block in blocks):
        return TALL, highest
    if any(isinstance(block, BOXES) for block in blocks):
        return (*LOOKED_AT, *BOXES), HIGHEST_ABOVE_BOX if highest == HIGHEST_SHARED else highest
    return LOOKED_AT, 0
