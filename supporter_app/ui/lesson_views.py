"""What a class sees of each stop of a lesson: a page in one view or several, an item, the worksheet, the quiet time."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from supporter_app.domain.course import Block, BulletList, Care, Heading, Note, Page, Paragraph, Picture, SceneBlock
from supporter_app.domain.lesson import StopKind
from supporter_app.domain.quiz import Item, Judgement, Response, judge, shown_order
from supporter_app.domain.ruby import RubyText
from supporter_app.i18n import _
from supporter_app.services.lessons import PlannedStop
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.quiz_item import spoken_judgement
from supporter_app.ui.widgets.announcing import announce
from supporter_app.ui.widgets.answers import answers_for
from supporter_app.ui.widgets.feedback import FeedbackCard
from supporter_app.ui.widgets.frame import button, label
from supporter_app.ui.widgets.picture import PictureView
from supporter_app.ui.widgets.ruby_text import RubyBrowser
from supporter_app.ui.widgets.text_style import BODY_STYLE, HEADING_STYLE, PROMPT_STYLE, TITLE_STYLE

LEAST_PICTURE = 220
"""Pixels of the smallest picture worth showing."""
ORDER_SEED = "lesson"
TEXTS = (Paragraph, Heading, BulletList)

View = Callable[[Reader], QWidget]
BlockWidget = Callable[[Block, Reader], QWidget | None]


class Source:
    """What the lesson shows: its stops, and the pages, items and widgets behind them; `quiet` makes the help lines.

    `told` is whom the young can call, in the one line that stands below every view.
    """

    def __init__(
        self,
        stops: tuple[PlannedStop, ...],
        page: Callable[[PlannedStop], Page | None],
        item: Callable[[PlannedStop], Item | None],
        make: BlockWidget,
        quiet: View,
        told: RubyText,
    ) -> None:
        """Take the stops in order, and how to find what they show."""
        self.stops, self.page, self.item, self.make, self.quiet = stops, page, item, make, quiet
        self.told = told


class Parts(NamedTuple):
    """What one view shows of a page: its title unless None, some of its blocks, and its picture."""

    page: Page | None
    blocks: tuple[Block, ...]
    picture: Picture | None


Fits = Callable[[Parts], bool]
"""Tells whether parts of a page have room on the screen together."""


def views_of(source: Source, planned: PlannedStop, fits: Fits) -> Iterator[View]:
    """Give what a stop shows, one after the other; a page whose text and picture have no room together has two."""
    page, item = source.page(planned), source.item(planned)
    if page is not None:
        yield from _page_views(page, source.make, fits)
    elif item is not None:
        yield lambda reader: ItemView(item, reader)
    elif planned.timed.stop.kind is StopKind.QUIET:
        yield source.quiet
    else:
        yield worksheet_view


def _page_views(page: Page, make: BlockWidget, fits: Fits) -> Iterator[View]:
    """Give a page in one view; else its picture, its text and what else is on it, each by itself."""
    picture = next((block for block in page.blocks if isinstance(block, Picture)), None)
    rest = tuple(block for block in page.blocks if not isinstance(block, Note | Picture | Care))
    words = tuple(block for block in rest if isinstance(block, TEXTS))
    others = tuple(block for block in rest if not isinstance(block, TEXTS))
    whole = Parts(page, rest, picture)
    apart = [Parts(page, (), picture)] if picture is not None else []
    if others or not fits(Parts(page, words, None)):
        apart += [Parts(page, words, None)] if words else []
        apart += [Parts(None, (block,), None) for block in others]
    else:
        apart.append(Parts(page, words, None))
    playing = any(isinstance(block, SceneBlock) for block in others)
    chosen = [whole] if not playing and fits(whole) else apart
    return iter([partial(PageView, parts, make) for parts in chosen])


class PageView(QWidget):
    """A page for a room: title, text, and its picture below, in whatever room is left."""

    def __init__(self, parts: Parts, make: BlockWidget, reader: Reader) -> None:
        """Lay the parts out."""
        super().__init__()
        self._parts: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        if parts.page is not None:
            title = RubyBrowser(reader)
            title.show_text(parts.page.title, TITLE_STYLE)
            title.setAccessibleName(parts.page.title.plain())
            self._add(title)
        for block in parts.blocks:
            if isinstance(block, TEXTS):
                text = RubyBrowser(reader)
                text.show_blocks([(block, HEADING_STYLE if isinstance(block, Heading) else BODY_STYLE)])
                self._add(text)
            elif (made := make(block, reader)) is not None:
                self._add(made)
        self._pictured = parts.picture is not None
        if parts.picture is not None:
            shown = PictureView(parts.picture.name, parts.picture.description, reader.look, fills=True)
            self._column.addWidget(shown, 1)
        else:
            self._column.addStretch(1)

    def _add(self, widget: QWidget) -> None:
        self._parts.append(widget)
        self._column.addWidget(widget)

    def needed(self, width: int) -> int:
        """Give the height in pixels that the parts need at a width, with a picture as small as it may be."""
        heights = [height_of(part, width) + self._column.spacing() for part in self._parts]
        return sum(heights) + (LEAST_PICTURE if self._pictured else 0)


def height_of(widget: QWidget, width: int) -> int:
    """Give the height in pixels a widget needs at a width."""
    if widget.hasHeightForWidth():
        return widget.heightForWidth(width)
    layout = widget.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return widget.sizeHint().height()


class ItemView(QWidget):
    """An item for a room: hands go up, one choice is pressed, and its answer is read together. Nothing is kept."""

    def __init__(self, item: Item, reader: Reader) -> None:
        """Show the question and its choices."""
        super().__init__()
        self._item, self._reader = item, reader
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.SPACE)
        prompt = RubyBrowser(reader)
        prompt.show_text(item.prompt, PROMPT_STYLE)
        prompt.setAccessibleName(item.prompt.plain())
        column.addWidget(prompt)
        self.answers = answers_for(reader, item, shown_order(item, ORDER_SEED))
        self.answers.given.connect(self._answer)
        column.addWidget(self.answers)
        self.look_button = button(_("Look at it together"), "second")
        self.look_button.clicked.connect(self._press)
        column.addWidget(self.look_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._place = column
        self._feedback: FeedbackCard | None = None
        column.addStretch(1)

    def _press(self) -> None:
        """Look at the answer, or go back to the choices."""
        if self._feedback is None:
            self._answer(self.answers.response())
            return
        self._place.removeWidget(self._feedback)
        self._feedback.hide()
        self._feedback.deleteLater()
        self._feedback = None
        self.answers.show()
        self.look_button.setText(_("Look at it together"))

    def _answer(self, chosen: tuple[str, ...]) -> None:
        """Show the answer in the place of the choices, so that both have room."""
        judgement: Judgement = judge(self._item, Response(self._item.id, chosen))
        self.answers.hide()
        self.look_button.setText(_("Choose once more"))
        headline, texts = spoken_judgement(self._item, judgement)
        right = judgement.right or judgement.unsure
        self._feedback = FeedbackCard(self._reader, headline, texts, right=right)
        self._place.insertWidget(1, self._feedback)
        announce(self, self._feedback.spoken)


def worksheet_view(reader: Reader) -> QWidget:
    """Show that now is the time to write on one's own sheet."""
    del reader
    made = QWidget()
    column = QVBoxLayout(made)
    column.addStretch(1)
    for words, role in (
        (_("Now write on your sheet"), "title"),
        (_("It is for you alone. Nobody looks at it, and nobody collects it."), "heading"),
        (_("It is all right if nobody comes to mind now."), "heading"),
    ):
        column.addWidget(label(words, role))
    column.addStretch(2)
    return made
