"""The one window: header, the present screen, footer, and the way between screens."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from supporter_app.domain.errors import StorageError
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.destinations import ToAppearance, ToClose, ToContents, ToErase, ToGuide, ToHelp
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Screen
from supporter_app.ui.widgets.announcing import announce
from supporter_app.ui.widgets.frame import Footer, Header, button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from supporter_app.ui.widgets.focus_ring import FocusRing
    from supporter_app.ui.widgets.notice import Notice

LEAST_WIDTH, LEAST_HEIGHT = 900, 500
FIRST_WIDTH, FIRST_HEIGHT = 1366, 768
HIDE_KEYS = "Ctrl+Shift+X"
NOTICE_PART = 3
"""A band below the header that is higher than this part of the window scrolls with the screen."""


class Door(QFrame):
    """The band at the very top of the first screens: help before anything else."""

    went = Signal(object)

    def __init__(self) -> None:
        """Build the band."""
        super().__init__()
        self.setProperty("role", "band-warm")
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(5 * theme.SPACE, theme.SPACE, 5 * theme.SPACE, theme.SPACE)
        row.setSpacing(3 * theme.SPACE)
        self.open = button("", "door")
        self.words = label("", "small")
        self.erase_button = button("", "link")
        self.close_button = button("")
        self.reword()
        row.addWidget(self.open)
        self.words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row.addWidget(self.words, 1)
        self._ends = QHBoxLayout()
        self._ends.setSpacing(2 * theme.SPACE)
        self._ends.addWidget(self.erase_button)
        self._ends.addWidget(self.close_button)
        row.addLayout(self._ends)
        self.open.clicked.connect(lambda: self.went.emit(ToHelp()))
        self.erase_button.clicked.connect(lambda: self.went.emit(ToErase()))
        self.close_button.clicked.connect(lambda: self.went.emit(ToClose()))

    def reword(self) -> None:
        """Put the words of the language in use on the band."""
        self.open.setText(_("Having a hard time / want someone to listen"))
        self.open.setAccessibleDescription(_("Opens help lines at once; nothing is asked"))
        self.words.setText(_("Opens help lines you can reach now. Nothing is asked."))
        self.erase_button.setText(_("Erase my records and close"))
        self.close_button.setText(_("Close the program"))

    def fit(self, width: int) -> None:
        """Leave out the explaining words rather than crowd the buttons; with large letters they stand in two rows."""
        buttons = self.open.sizeHint().width() + self._ends.sizeHint().width() + 16 * theme.SPACE
        beside = width >= buttons
        self.words.setVisible(width >= buttons + self.words.sizeHint().width())
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)


class MainWindow(QMainWindow):
    """Shows one screen at a time; everything it is asked for goes out by `went`."""

    went = Signal(object)
    furigana_turned = Signal()
    painted = Signal()
    vanished = Signal()

    def __init__(self, reader: Reader) -> None:
        """Build the frame, still empty."""
        super().__init__()
        self.setWindowTitle(_("Tsunagari Supporter"))
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.resize(FIRST_WIDTH, FIRST_HEIGHT)
        self._screen: Screen | None = None
        self._seen = False
        self.for_children: Callable[[], bool] = lambda: False
        self.header = Header(reader.look)
        self.footer = Footer()
        self.door = Door()
        self.door.went.connect(self.went)
        self.area = QScrollArea()
        # Of a viewport that Qt makes, PySide would have to find out the class among all widgets there are: 15 ms.
        self.area.setViewport(QWidget())
        self.area.setWidgetResizable(True)
        # Screens come and go inside one widget: whatever the area itself takes or lets go is styled all over again.
        inner = QWidget()
        self._place = QVBoxLayout(inner)
        self._place.setContentsMargins(0, 0, 0, 0)
        self.area.setWidget(inner)
        # By name, as everything before the first frame: PySide would prepare all of `Qt` first, which takes 13 ms.
        self.area.setProperty("horizontalScrollBarPolicy", "ScrollBarAlwaysOff")
        self.area.setProperty("focusPolicy", "NoFocus")
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
        self._look = reader.look
        self._connect()
        # A millisecond rather than none: what comes after the frame shall not run in the same turn of the event loop.
        self.painted.connect(lambda: QTimer.singleShot(1, self._furnish))
        self.set_reader(reader)

    def _connect(self) -> None:
        self.header.contents_asked.connect(lambda: self.went.emit(ToContents()))
        self.header.help_asked.connect(lambda: self.went.emit(ToHelp()))
        self.header.appearance_asked.connect(lambda: self.went.emit(ToAppearance()))
        self.header.guide_asked.connect(lambda: self.went.emit(ToGuide()))
        self.header.exit_asked.connect(self.vanish)
        self.header.fitted.connect(self._show_caption)
        self.header.furigana_asked.connect(self.furigana_turned)
        self.footer.back_asked.connect(lambda: self._screen.back() if self._screen else None)
        self.footer.forward_asked.connect(lambda: self._screen.forward() if self._screen else None)

    @cached_property
    def ring(self) -> "FocusRing":
        """Give the frame around what has the keyboard, made when there is a first frame to draw it over."""
        from supporter_app.ui.widgets.focus_ring import FocusRing

        return FocusRing(self.ground, self._look)

    def notice(self) -> "Notice | None":
        """Give the band that says why nothing can be recorded, when there was a reason for one."""
        return self._notice

    def tell_not_recorded(self, error: StorageError) -> None:
        """Say below the header that nothing can be recorded now, and why."""
        band = self._band()
        self._place_notice(news=band.tell(error))

    def tell_words(self, words: str) -> None:
        """Say something below the header that stays until the next thing is recorded."""
        band = self._band()
        self._place_notice(news=band.say(words))

    def _band(self) -> "Notice":
        from supporter_app.ui.widgets.notice import Notice

        if self._notice is None:
            self._notice = Notice()
            self._column.insertWidget(2, self._notice)
        return self._notice

    def _place_notice(self, *, news: bool) -> None:
        """Keep the band below the header; where it would take the room of the screen, it scrolls with it, whole."""
        band = self._notice
        if band is None:
            return
        inside = band.heightForWidth(self.width()) > self.height() // NOTICE_PART
        if inside != (self._place.indexOf(band) >= 0):
            if inside:
                self._place.insertWidget(0, band)
            else:
                self._column.insertWidget(2, band)
        if news and inside:
            self.area.verticalScrollBar().setValue(0)

    def recorded(self) -> None:
        """Take the notice away: recording works."""
        if self._notice is not None:
            self._notice.hide()

    def screen_shown(self) -> Screen | None:
        """Give the screen that is shown now."""
        return self._screen

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of look or furigana everywhere."""
        self._look = reader.look
        if "ring" in vars(self):
            self.ring.set_look(reader.look)
        self.header.set_reader(reader)
        if self._screen is not None:
            self._screen.set_reader(reader)
            self._frame_words()
            self._place_notice(news=False)

    def show_screen(self, screen: Screen, *, aside: bool = False) -> None:
        """Put a screen into the frame, announce it, and give it the keyboard; the former one may be put aside."""
        former, self._screen = self._screen, screen
        screen.went.connect(self.went)
        screen.changed.connect(self._frame_words)
        screen.setObjectName("ground")
        self.door.setVisible(screen.WITH_DOOR)
        self._frame_words()
        if former is not None:
            former.hide()
            self._place.removeWidget(former)
            if aside:
                former.setParent(None)
                former.went.disconnect(self.went)
                former.changed.disconnect(self._frame_words)
            else:
                former.deleteLater()
        screen.resize(self.area.viewport().size())
        screen.fit(screen.width())
        self._place.addWidget(screen)
        screen.show()
        if former is not None:
            self.area.verticalScrollBar().setValue(0)
        self._arrive()

    def reword(self) -> None:
        """Put the words of the language in use on what stands around the screen."""
        self.setWindowTitle(_("Tsunagari Supporter"))
        self.door.reword()
        self.header.reword()

    def show_in_place(self, screen: Screen) -> None:
        """Show the present screen built anew: the keyboard and the view stay where they are."""
        from supporter_app.ui.widgets.focus_order import reading_order

        held, order = self.focusWidget(), list(reading_order([self.ground]))
        at, scrolled = order.index(held) if held in order else -1, self.area.verticalScrollBar().value()
        self.show_screen(screen)
        self._place.activate()
        self.area.verticalScrollBar().setValue(scrolled)
        order = list(reading_order([self.ground]))
        if 0 <= at < len(order):
            order[at].setFocus()

    def _arrive(self) -> None:
        screen = self._screen
        if screen is None:
            return
        first = screen.first_focus() or (self.footer.back if self.footer.forward.isHidden() else self.footer.forward)
        if self._seen and not acts(first) and first is not QApplication.focusWidget():
            self.ring.hush()
        first.setFocus()
        if self._seen:
            announce(self, screen.announcement())

    def focus_screen(self) -> None:
        """Give the keyboard back to what is read first, after what had it went away."""
        if self._screen is not None:
            (self._screen.first_focus() or self.footer.back).setFocus()

    def _frame_words(self) -> None:
        if self._screen is None:
            return
        offered = self._screen.offers_exit(for_children=self.for_children())
        # Above the band of the first screens too, so that すぐにかくす is found where it is on every other screen.
        if offered != (self._column.indexOf(self.header) == 0):
            self._column.insertWidget(0 if offered else 1, self.header)
        self.header.show_exit(offered=offered)
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

        # Qt asks for the next one too when what had the keyboard is hidden or greyed: then on from where it stood.
        held = self.focusWidget()
        following = neighbour(list(reading_order([self.ground], held)), held, 1 if onward else -1)
        if following is None:
            return False
        from PySide6.QtCore import Qt

        following.setFocus(Qt.FocusReason.TabFocusReason if onward else Qt.FocusReason.BacktabFocusReason)
        if self.area.isAncestorOf(following):
            self.area.ensureWidgetVisible(following, 0, 2 * theme.SPACE)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to the screen that is shown."""
        super().showEvent(event)
        self._arrive()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the band at the top the words it has room for."""
        super().resizeEvent(event)
        self.door.fit(event.size().width())
        self._place_notice(news=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the first frame has been painted: what stands in the window is painted in the same go."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)

    def _furnish(self) -> None:
        """Furnish what nobody can use before there is a frame to look at: the ring, keys, and the words of arrival."""
        from PySide6.QtGui import QKeySequence, QShortcut

        for keys, act in (
            ("Alt+Left", self.footer.back),
            ("Alt+Right", self.footer.forward),
            ("F1", self.header.guide),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act.click)
        # Reached with one hand and by no slip. Esc takes back what an input method was about to write and leaves the
        # full screen; Shift alone, pressed often, turns on sticky keys; function keys turn kana into other letters;
        # Alt and Insert belong to menus and to screen readers; single letters are typed.
        QShortcut(QKeySequence(HIDE_KEYS), self).activated.connect(self.vanish)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.connect(self._reach_dialog)
        held = QApplication.focusWidget()
        self.ring.follow(held if held is not None and acts(held) else None)
        if self._screen is not None:
            announce(self, self._screen.announcement())

    def _reach_dialog(self) -> None:
        """Let the keys reach a dialog too, which takes all that is pressed while it is open."""
        from PySide6.QtGui import QKeySequence, QShortcut

        dialog = QApplication.activeModalWidget()
        opener = None if dialog is None else dialog.parentWidget()
        if dialog is None or opener is None or opener.window() is not self:
            return
        if dialog.findChild(QShortcut, HIDE_KEYS) is None:
            keys = QShortcut(QKeySequence(HIDE_KEYS), dialog)
            keys.setObjectName(HIDE_KEYS)
            keys.activated.connect(self.vanish)

    def vanish(self) -> None:
        """Hide at once, with a dialog that is open; whatever else there is to do waits until the windows are away."""
        if self._screen is not None and not self._screen.MAY_HIDE:
            return
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.hide()
        self.hide()
        QTimer.singleShot(1, self.vanished.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave nothing running behind the window."""
        super().closeEvent(event)
        QApplication.quit()


def acts(widget: QWidget) -> bool:
    """Tell whether a widget waits for something to be done, rather than to be read."""
    return widget.inherits("QAbstractButton") or widget.inherits("QLineEdit")
