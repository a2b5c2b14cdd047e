"""From a block that is no running text to the widget that shows it."""

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from supporter_app.content.library import Library
from supporter_app.domain.course import (
    ActivitiesBlock,
    Block,
    Care,
    Figure,
    HelplinesBlock,
    Picture,
    ProgrammesBlock,
    SceneBlock,
    Table,
    Think,
)
from supporter_app.domain.edition import READ_BY_ALL, EditionId
from supporter_app.services.consultation import Consultation
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.ruby_text import RubyBrowser
from supporter_app.ui.widgets.text_style import BODY_STYLE, TextStyle


class BlockMaker:
    """Makes widgets for the blocks of one edition."""

    def __init__(self, reader: Reader, edition: EditionId, library: Library, consultation: Consultation) -> None:
        """Take what blocks point to: scenes, data, help lines, activities, programmes."""
        self._reader = reader
        self._edition = edition
        self._library = library
        self._consultation = consultation

    def __call__(self, block: Block) -> QWidget | None:  # noqa: PLR0911 - one line for each kind of block
        """Make the widget of a block; None for what learners do not see."""
        match block:
            case Picture(name, description):
                return self._picture(name, description)
            case Figure(dataset):
                from supporter_app.ui.widgets.chart import FigureView

                return FigureView(self._library.dataset(dataset), self._reader)
            case SceneBlock(scene):
                from supporter_app.ui.widgets.scene import SceneView

                return SceneView(self._library.scene(self._edition, scene), self._reader)
            case Think():
                from supporter_app.ui.widgets.think import ThinkBox

                return ThinkBox(block, self._reader)
            case Care():
                return CareBox(block, self._reader)
            case Table():
                return TableView(block, self._reader)
            case HelplinesBlock() | ActivitiesBlock() | ProgrammesBlock():
                return self._lookup(block)
            case _:
                return None

    def _picture(self, name: str, description: str) -> QWidget:
        from supporter_app.ui.widgets.picture import PictureView

        return PictureView(name, description, self._reader.look)

    def _lookup(self, block: HelplinesBlock | ActivitiesBlock | ProgrammesBlock) -> QWidget:
        from supporter_app.ui.widgets import lookups

        read = self._edition in READ_BY_ALL
        match block:
            case HelplinesBlock(choose):
                return lookups.line_list(self._consultation.choose(choose), self._reader)
            case ActivitiesBlock(choose):
                return lookups.activity_list(self._library.activities(), choose, self._reader, read=read)
            case ProgrammesBlock():
                return lookups.programme_list(self._consultation.programmes(), self._reader, read=read)


class CareBox(QFrame):
    """Says calmly what the next page is about."""

    def __init__(self, block: Care, reader: Reader) -> None:
        """Write the lines on the warm ground."""
        super().__init__()
        self.setProperty("role", "card-warm")
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * theme.SPACE, 3 * theme.SPACE, 3 * theme.SPACE, 3 * theme.SPACE)
        text = RubyBrowser(reader)
        text.show_blocks([(line, BODY_STYLE) for line in block.lines])
        column.addWidget(text)


class TableView(QFrame):
    """A small table of course text, cell by cell with furigana."""

    def __init__(self, block: Table, reader: Reader) -> None:
        """Lay the cells out; a narrow window gives each column its share."""
        super().__init__()
        self.setProperty("role", "card")
        grid = QGridLayout(self)
        grid.setContentsMargins(2 * theme.SPACE, 2 * theme.SPACE, 2 * theme.SPACE, 2 * theme.SPACE)
        grid.setHorizontalSpacing(3 * theme.SPACE)
        grid.setVerticalSpacing(theme.SPACE // 2)
        heading = TextStyle(size=theme.SMALL, bold=True, line_height=theme.HEADING_LINE_HEIGHT)
        plain = TextStyle(size=theme.SMALL, line_height=theme.HEADING_LINE_HEIGHT)
        longest = [1] * len(block.heading)
        for down, row in enumerate((block.heading, *block.rows)):
            for across, cell in enumerate(row):
                made = RubyBrowser(reader)
                made.show_text(cell, plain if down else heading)
                made.setAccessibleName(f"{block.heading[across].plain()} {cell.plain()}" if down else cell.plain())
                longest[across] = max(longest[across], len(cell.plain()))
                grid.addWidget(made, down * 2, across)
            if down < len(block.rows):
                line = QFrame()
                line.setProperty("role", "line")
                grid.addWidget(line, down * 2 + 1, 0, 1, len(row))
        for across, length in enumerate(longest):
            grid.setColumnStretch(across, min(length, 30))
