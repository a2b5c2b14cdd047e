"""What every screen has: a caption for the header, buttons for the footer, and a first thing to read."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from supporter_app.ui import theme
from supporter_app.ui.destinations import Destination
from supporter_app.ui.reader import FollowsReader, Reader

if TYPE_CHECKING:
    from supporter_app.ui.speech import Speaker

LAID_OUT_MS = 20
"""After which a part that was just shown has its place, too short for anybody to see."""
GAP = "　"
"""Between the two parts of a caption on one line."""


class Caption(NamedTuple):
    """The two lines of the header: what this belongs to, and where in it the reader is.

    `marked` is what it belongs to with the markup of its readings, where it has any.
    """

    belongs: str = ""
    position: str = ""
    marked: str = ""


class Foot(NamedTuple):
    """The words on the two buttons of the footer; an empty word hides its button."""

    back: str = ""
    forward: str = ""
    forward_enabled: bool = True


class Screen(QWidget):
    """One thing a person does; `went` asks to go elsewhere, `changed` says that caption or footer changed."""

    went = Signal(object)
    changed = Signal()
    WITH_DOOR = False
    MAY_HIDE = True
    """Whether the window may be hidden at once from here; not what an audience sees."""

    def __init__(self, reader: Reader) -> None:
        """Start with an empty column."""
        super().__init__()
        self.reader = reader
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(5 * theme.SPACE, 3 * theme.SPACE, 5 * theme.SPACE, theme.SPACE)
        self.column.setSpacing(2 * theme.SPACE)
        self._where: QLabel | None = None

    def caption(self) -> Caption:
        """Give the header's words."""
        return Caption()

    def show_caption(self, *, inside: bool) -> None:
        """Say where the reader is at the top of the screen itself, when the header has no room for it."""
        if inside and self._where is None:
            self._where = self._caption_label()
            self.column.insertWidget(0, self._where)
        if self._where is not None:
            if not isinstance(self._where, FollowsReader):
                self._where.setText(GAP.join(part for part in self.caption()[:2] if part))
            self._where.setVisible(inside)

    def offers_exit(self, *, for_children: bool) -> bool:
        """Tell whether すぐにかくす stands in the header: for children everywhere, for others where help lines are."""
        return self.MAY_HIDE and for_children

    def add_exit_note(self, note: QWidget) -> None:
        """Take what has to be read once about hiding at once; it scrolls with the screen and covers nothing."""
        self.column.insertWidget(0, note)

    def _caption_label(self) -> QLabel:
        """Make the label of the caption; a chapter's title with readings stays as it is while its screen does."""
        caption = self.caption()
        if caption.marked != caption.belongs and caption.marked:
            from supporter_app.domain.ruby import marked_text
            from supporter_app.ui.widgets.ruby_label import RubyLabel

            return RubyLabel(self.reader, marked_text(f"{caption.marked}{GAP}{caption.position}"), "small")
        made = QLabel()
        made.setWordWrap(True)
        made.setProperty("role", "small")
        return made

    def offer_voice(self, speaker: "Speaker") -> None:
        """Take the button that reads aloud, where there is something to read."""

    def foot(self) -> Foot:
        """Give the footer's words."""
        return Foot()

    def back(self) -> None:
        """Do what the left button says."""

    def forward(self) -> None:
        """Do what the right button says."""

    def first_focus(self) -> QWidget | None:
        """Give the widget that is read first, or None to leave the focus to the right button."""
        from PySide6.QtWidgets import QTextBrowser

        return self.findChild(QTextBrowser)

    def announcement(self) -> str:
        """Give the words a screen reader says on arrival."""
        caption = self.caption()
        return " ".join(part for part in (caption.belongs, caption.position) if part)

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of look or furigana in place."""
        self.reader = reader
        for widget in self.findChildren(QWidget):
            if isinstance(widget, FollowsReader):
                widget.set_reader(reader)

    def fit(self, width: int) -> None:
        """Arrange the parts for a width: before the screen is first shown, and whenever the width changes."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width of the window."""
        super().resizeEvent(event)
        self.fit(event.size().width())

    def go(self, destination: Destination) -> None:
        """Ask the window to go somewhere."""
        self.went.emit(destination)


class TwoColumnScreen(Screen):
    """A screen whose two parts stand side by side, or below each other on a narrow window or with large letters."""

    BESIDE_FROM = 1000

    def __init__(self, reader: Reader) -> None:
        """Start with an empty row; the screen adds its title, the row, and its parts to the row."""
        super().__init__(reader)
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.row.setSpacing(5 * theme.SPACE)

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of look."""
        super().set_reader(reader)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Follow the width of the window."""
        beside = width >= self.reader.look.pixels(self.BESIDE_FROM)
        self.row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)


def bring_up(part: QWidget, first: QWidget) -> None:
    """Show a part that a press brought up, give its first button the keyboard, and bring both into view."""
    part.show()
    first.setFocus()
    bring_into_view(part, first)


def bring_into_view(part: QWidget, last: QWidget | None = None) -> None:
    """Scroll to a part that was just added or shown, or to its beginning where it is too long, and then to `last`."""

    def scroll() -> None:
        area = scroll_area_of(part)
        if area is None or not part.isVisible():
            return
        inner = area.widget()
        assert inner is not None
        top = part.mapTo(inner, part.rect().topLeft()).y()
        for down in (part.height(), 0):
            area.ensureVisible(0, top + down, 0, 2 * theme.SPACE)
        if last is not None:
            area.ensureWidgetVisible(last, 0, 2 * theme.SPACE)

    # What was shown is laid out in the turns after this one, and each lay-out may ask the one around it once more.
    QTimer.singleShot(LAID_OUT_MS, part, scroll)


def scroll_area_of(widget: QWidget) -> QScrollArea | None:
    """Find the scroll area a widget stands in."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent
