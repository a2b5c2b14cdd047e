"""The lesson on the whole screen, one stop after another: what a class sees, and nothing that is for the teacher."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from supporter_app.domain.course import (
    Block,
    BulletList,
    Care,
    Heading,
    Note,
    Page,
    Paragraph,
    Picture,
    SceneBlock,
)
from supporter_app.domain.lesson import StopKind
from supporter_app.domain.quiz import Item, Judgement, Response, judge, shown_order
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

STEP = 160
"""Per cent of the ordinary letters: 28 pixels of body at 1024x768, which the last row of a classroom can read."""
WIDE, HIGH = 1024, 768
LEAST_PICTURE = 220
FOOT = 110
"""Pixels of the smallest picture worth showing, and of the margins and the row of buttons."""
ORDER_SEED = "lesson"
TEXTS = (Paragraph, Heading, BulletList)
FORWARD_KEYS = frozenset({Qt.Key.Key_PageDown, Qt.Key.Key_Right})
BACK_KEYS = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_Left})

View = Callable[[Reader], QWidget]
BlockWidget = Callable[[Block, Reader], QWidget | None]


class Source:
    """What the lesson shows: its stops, and the pages, items and widgets behind them."""

    def __init__(
        self,
        stops: tuple[PlannedStop, ...],
        page: Callable[[PlannedStop], Page | None],
        item: Callable[[PlannedStop], Item | None],
        make: BlockWidget,
    ) -> None:
        """Take the stops in order, and how to find what they show."""
        self.stops, self.page, self.item, self.make = stops, page, item, make


class LessonWindow(QWidget):
    """Plays the stops page by page; PageUp and PageDown turn, B blanks, Esc leaves. Nothing pressed here is kept."""

    left = Signal()

    def __init__(self, source: Source, reader: Reader, help_view: View) -> None:
        """Start at the first stop; `help_view` makes the help lines that stay at the end."""
        super().__init__()
        self.setObjectName("ground")
        self.setWindowTitle(_("Tsunagari Supporter"))
        self._source, self._plain, self._help = source, reader, help_view
        self._at = (0, 0)
        self._views: list[View] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * theme.SPACE, 3 * theme.SPACE, 5 * theme.SPACE, 2 * theme.SPACE)
        self._place = QVBoxLayout()
        column.addLayout(self._place, 1)
        row = QHBoxLayout()
        self.back_button, self.forward_button = button(_("Back"), "second"), button(_("Next"), "primary")
        self.count = label("", "small", wrap=False)
        self.leave_button = button(_("End the lesson (Esc)"), "link")
        for made, act in (
            (self.back_button, self.back),
            (self.forward_button, self.forward),
            (self.leave_button, self.close),
        ):
            made.clicked.connect(act)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.count)
        row.addWidget(self.leave_button)
        row.addStretch(1)
        row.addWidget(self.forward_button)
        column.addLayout(row)
        # What does not fit is shown apart; the window itself never grows beyond the screen.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._shown: QWidget | None = None
        self._blank = False
        self._width = 0

    def reader(self) -> Reader:
        """Give the reader's letters, large enough for a room."""
        scale = max(1.0, min(self.width() / WIDE, self.height() / HIGH))
        step = max(STEP, round(STEP * min(scale, 2.0)), self._plain.look.step)
        return self._plain._replace(look=theme.Look(self._plain.look.theme, step))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the present stop out anew for the size of the screen."""
        super().resizeEvent(event)
        if event.size().width() != self._width:
            self._width = event.size().width()
            self.setStyleSheet(theme.style_sheet(self.reader().look))
            QTimer.singleShot(0, self, self._open)

    @property
    def at(self) -> tuple[int, int]:
        """Give the present stop and its view, counted from 0."""
        return self._at

    def shown(self) -> QWidget:
        """Give what is on the screen now."""
        assert self._shown is not None
        return self._shown

    def stop(self) -> PlannedStop:
        """Give the present stop."""
        return self._source.stops[self._at[0]]

    def forward(self) -> None:
        """Go to the next view, or to the next stop."""
        stop, view = self._at
        if view + 1 < len(self._views):
            self._go(stop, view + 1)
        elif stop + 1 < len(self._source.stops):
            self._go(stop + 1, 0)

    def back(self) -> None:
        """Go to the view before, or to the stop before."""
        stop, view = self._at
        if view:
            self._go(stop, view - 1)
        elif stop:
            self._at = (stop - 1, 0)
            self._views = list(self._make_views())
            self._go(stop - 1, len(self._views) - 1)

    def _go(self, stop: int, view: int) -> None:
        self._at = (stop, view)
        self._open()

    def _open(self) -> None:
        reader = self.reader()
        self._views = list(self._make_views())
        stop, view = self._at[0], min(self._at[1], len(self._views) - 1)
        self._at = (stop, view)
        self._put(self._views[view](reader))
        self.count.setText(_("{at} of {count}").format(at=stop + 1, count=len(self._source.stops)))
        self.back_button.setEnabled(self._at != (0, 0))
        last = stop + 1 == len(self._source.stops) and view + 1 == len(self._views)
        self.forward_button.setEnabled(not last)
        announce(self, f"{self.count.text()} {self.stop().title.plain()}")

    def _put(self, widget: QWidget) -> None:
        if self._shown is not None:
            self._place.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = widget
        self._place.addWidget(widget)
        widget.setVisible(not self._blank)

    def _make_views(self) -> Iterator[View]:
        """Give what a stop shows, one after the other; a page whose text and picture have no room together has two."""
        planned = self.stop()
        page, item = self._source.page(planned), self._source.item(planned)
        if page is not None:
            yield from self._page_views(page)
        elif item is not None:
            yield lambda reader: ItemView(item, reader)
        elif planned.timed.stop.kind is StopKind.QUIET:
            yield self._help
        else:
            yield worksheet_view

    def _page_views(self, page: Page) -> Iterator[View]:
        """Give a page in one view; else its picture, its text and what else is on it, each by itself."""
        make = self._source.make
        picture = next((block for block in page.blocks if isinstance(block, Picture)), None)
        rest = tuple(block for block in page.blocks if not isinstance(block, Note | Picture | Care))
        words = tuple(block for block in rest if isinstance(block, TEXTS))
        others = tuple(block for block in rest if not isinstance(block, TEXTS))
        whole = Parts(page, rest, picture)
        apart = [Parts(page, (), picture)] if picture is not None else []
        if others or not self._fits(Parts(page, words, None)):
            apart += [Parts(page, words, None)] if words else []
            apart += [Parts(None, (block,), None) for block in others]
        else:
            apart.append(Parts(page, words, None))
        playing = any(isinstance(block, SceneBlock) for block in others)
        chosen = [whole] if not playing and self._fits(whole) else apart
        return iter([partial(PageView, parts, make) for parts in chosen])

    def _fits(self, parts: "Parts") -> bool:
        """Tell whether parts of a page have room on the screen together."""
        view = PageView(parts, self._source.make, self.reader())
        view.setParent(self)
        for each in view.findChildren(QWidget):
            each.ensurePolished()
        needed = view.needed(self.width() - 10 * theme.SPACE)
        view.deleteLater()
        return needed <= self.height() - FOOT

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn, blank or leave by keys and by the clicker."""
        key = event.key()
        if key in FORWARD_KEYS:
            self.forward()
        elif key in BACK_KEYS:
            self.back()
        elif key == Qt.Key.Key_B:
            self._blank = not self._blank
            if self._shown is not None:
                self._shown.setVisible(not self._blank)
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QEvent) -> None:
        """Say that the class has left."""
        event.accept()
        self.left.emit()


class Parts(NamedTuple):
    """What one view shows of a page: its title unless None, some of its blocks, and its picture."""

    page: Page | None
    blocks: tuple[Block, ...]
    picture: Picture | None


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
