"""The one window: header, the present screen, footer, and the way between screens."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from supporter_app.domain.errors import StorageError
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.destinations import ToAppearance, ToClose, ToContents, ToGuide, ToHelp
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Screen
from supporter_app.ui.widgets.focus_ring import FocusRing
from supporter_app.ui.widgets.frame import Footer, Header, button, label

if TYPE_CHECKING:
    from supporter_app.ui.widgets.notice import Notice

LEAST_WIDTH, LEAST_HEIGHT = 900, 500
FIRST_WIDTH, FIRST_HEIGHT = 1366, 768


class Door(QFrame):
    """The band at the very top of the first screens: help before anything else."""

    went = Signal(object)

    def __init__(self) -> None:
        """Build the band."""
        super().__init__()
        self.setProperty("role", "band-warm")
        row = QHBoxLayout(self)
        row.setContentsMargins(5 * theme.SPACE, theme.SPACE, 5 * theme.SPACE, theme.SPACE)
        row.setSpacing(3 * theme.SPACE)
        self.open = button(_("Having a hard time / want someone to listen"), "door")
        self.open.setAccessibleDescription(_("Opens help lines at once; nothing is asked"))
        self.words = label(_("Opens help lines you can reach now. Nothing is asked."), "small")
        self.close_button = button(_("Close the program"))
        row.addWidget(self.open)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.close_button)
        self.open.clicked.connect(lambda: self.went.emit(ToHelp()))
        self.close_button.clicked.connect(lambda: self.went.emit(ToClose()))

    def fit(self, width: int) -> None:
        """Leave out the explaining words rather than crowd the buttons."""
        needed = self.open.sizeHint().width() + self.close_button.sizeHint().width() + 40 * theme.SPACE
        self.words.setVisible(width >= needed)


class MainWindow(QMainWindow):
    """Shows one screen at a time; everything it is asked for goes out by `went`."""

    went = Signal(object)
    furigana_turned = Signal()
    painted = Signal()

    def __init__(self, reader: Reader) -> None:
        """Build the frame, still empty."""
        super().__init__()
        self.setWindowTitle(_("Tsunagari Supporter"))
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.resize(FIRST_WIDTH, FIRST_HEIGHT)
        self._screen: Screen | None = None
        self._seen = False
        self.header = Header(reader.look)
        self.footer = Footer()
        self.door = Door()
        self.door.went.connect(self.went)
        self.area = QScrollArea()
        # Of a viewport that Qt makes, PySide would have to find out the class among all widgets there are: 15 ms.
        self.area.setViewport(QWidget())
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.ground = ground = QWidget()
        ground.setObjectName("ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for each in (self.door, self.header):
            column.addWidget(each)
        self._column = column
        self._notice: Notice | None = None
        column.addWidget(self.area, 1)
        column.addWidget(self.footer)
        self.setCentralWidget(ground)
        self.ring = FocusRing(ground, reader.look)
        self._connect()
        # A millisecond rather than none: what comes after the frame shall not run in the same turn of the event loop.
        self.painted.connect(lambda: QTimer.singleShot(1, self._furnish))
        self.set_reader(reader)

    def _connect(self) -> None:
        self.header.contents_asked.connect(lambda: self.went.emit(ToContents()))
        self.header.help_asked.connect(lambda: self.went.emit(ToHelp()))
        self.header.appearance_asked.connect(lambda: self.went.emit(ToAppearance()))
        self.header.guide_asked.connect(lambda: self.went.emit(ToGuide()))
        self.header.fitted.connect(self._show_caption)
        self.header.furigana_asked.connect(self.furigana_turned)
        self.footer.back_asked.connect(lambda: self._screen.back() if self._screen else None)
        self.footer.forward_asked.connect(lambda: self._screen.forward() if self._screen else None)

    def notice(self) -> "Notice | None":
        """Give the band that says why nothing can be recorded, when there was a reason for one."""
        return self._notice

    def tell_not_recorded(self, error: StorageError) -> None:
        """Say below the header that nothing can be recorded now, and why."""
        from supporter_app.ui.widgets.notice import Notice

        if self._notice is None:
            self._notice = Notice()
            self._column.insertWidget(2, self._notice)
        self._notice.tell(error)

    def recorded(self) -> None:
        """Take the notice away: recording works."""
        if self._notice is not None:
            self._notice.hide()

    def screen_shown(self) -> Screen | None:
        """Give the screen that is shown now."""
        return self._screen

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of look or furigana everywhere."""
        self.header.motif.set_look(reader.look)
        self.ring.set_look(reader.look)
        self.header.show_furigana(reader.furigana)
        if self._screen is not None:
            self._screen.set_reader(reader)
            self._frame_words()

    def show_screen(self, screen: Screen) -> None:
        """Put a screen into the frame, announce it, and give it the keyboard."""
        former, self._screen = self._screen, screen
        screen.went.connect(self.went)
        screen.changed.connect(self._frame_words)
        screen.setObjectName("ground")
        self.door.setVisible(screen.WITH_DOOR)
        self._frame_words()
        self.area.takeWidget()
        if former is not None:
            former.hide()
            former.deleteLater()
        self.area.setWidget(screen)
        if former is not None:
            self.area.verticalScrollBar().setValue(0)
        self._arrive()

    def _arrive(self) -> None:
        screen = self._screen
        if screen is None:
            return
        first = screen.first_focus() or self.footer.forward
        acts = first.inherits("QAbstractButton") or first.inherits("QLineEdit")
        if not acts and first is not QApplication.focusWidget():
            self.ring.hush()
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._seen:
            self._announce(screen)

    def _frame_words(self) -> None:
        if self._screen is None:
            return
        self.header.show_caption(self._screen.caption(), at_home=self._screen.WITH_DOOR)
        self.footer.show_foot(self._screen.foot())
        self.door.fit(self.width())

    def _show_caption(self) -> None:
        """Let the screen say where the reader is when the header has no room for it."""
        if self._screen is not None:
            self._screen.show_caption(inside=self.header.caption_hidden())

    def focusNextPrevChild(self, onward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Go by what stands first, from the header through the screen to the footer; Qt would go by what is older."""
        from supporter_app.ui.widgets.focus_order import neighbour, reading_order

        following = neighbour(list(reading_order([self.ground])), self.focusWidget(), 1 if onward else -1)
        if following is None:
            return False
        following.setFocus(Qt.FocusReason.TabFocusReason if onward else Qt.FocusReason.BacktabFocusReason)
        if self.area.isAncestorOf(following):
            self.area.ensureWidgetVisible(following, 0, 2 * theme.SPACE)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to the screen that is shown."""
        super().showEvent(event)
        self._arrive()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the first frame has been painted: what stands in the window is painted in the same go."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)

    def _furnish(self) -> None:
        """Furnish what nobody can use before there is a frame to look at: the keys, and the words of arrival."""
        from PySide6.QtGui import QKeySequence, QShortcut

        for keys, act in (
            ("Alt+Left", self.footer.back),
            ("Alt+Right", self.footer.forward),
            ("F1", self.header.guide),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act.click)
        if self._screen is not None:
            self._announce(self._screen)

    def _announce(self, screen: Screen) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        words = screen.announcement()
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave nothing running behind the window."""
        super().closeEvent(event)
        QApplication.quit()
