"""What looks after names and records while the window is open: locking, backups, and names whose day has come.

Begun after the first frame. It takes no event of the application but those of the one window, because a filter in
Python over every event would slow each of them down.
"""

import time
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from supporter_app.domain.errors import SupporterError
from supporter_app.i18n import _
from supporter_app.ui.days import Days
from supporter_app.ui.destinations import ToVault
from supporter_app.ui.navigator import LOCKED_AWAY

if TYPE_CHECKING:
    from supporter_app.ui.navigator import Navigator

IDLE_SECONDS = 30 * 60
ASLEEP_SECONDS = 60
"""A clock on the wall that is this much ahead of the one that stands still in sleep: the computer was asleep."""
LOOK_EVERY = 20
BLINK = 700
"""Milliseconds that nobody notices after a window was closed."""
PRESSES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Caretaker(QObject):
    """Looks every some seconds; `held` keeps names open while people are received or the class is on the wall.

    Sleep is noticed where the monotonic clock stands still in it (Linux, macOS) or where Qt is told of it; on other
    systems the 30 minutes without a press do the same.
    """

    def __init__(self, navigator: "Navigator") -> None:
        """Follow the window's presses from now on."""
        super().__init__(navigator)
        self.navigator = navigator
        self.held = False
        self._pressed = time.monotonic()
        self._drift = time.time() - time.monotonic()
        window = navigator.window.windowHandle()
        if window is not None:
            window.installEventFilter(self)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._state_changed)
        QShortcut(QKeySequence("Ctrl+L"), navigator.window).activated.connect(self.lock)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY * 1000)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._backing_up = False
        self._told_trouble = False
        self._days = Days(navigator)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember when something was pressed last."""
        if event.type() in PRESSES:
            self._pressed = time.monotonic()
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Lock after 30 idle minutes or a sleep, make a backup that is due, and look at each new day's names."""
        drift = time.time() - time.monotonic()
        asleep, self._drift = drift - self._drift > ASLEEP_SECONDS, drift
        if asleep or time.monotonic() - self._pressed >= IDLE_SECONDS:
            self.lock_unless_held()
        if not self._backing_up:
            self._days.look()
            self._back_up()

    def lock_unless_held(self) -> None:
        """Lock the names where any can be read, unless a class needs them now."""
        names = self.navigator.app.names
        if not self.held and names.any and not names.shut:
            self.lock()

    def hold(self, *, on: bool) -> None:
        """Keep what is open from locking by itself, or count the idle minutes anew from now."""
        self.held, self._pressed = on, time.monotonic()

    def lock(self) -> None:
        """Lock the names now, be silent, and leave a screen that shows them."""
        self.navigator.app.names.lock()
        speaker = self.navigator.speaker()
        if speaker is not None:
            speaker.stop()
        if isinstance(self.navigator.present, (*LOCKED_AWAY, ToVault)):
            self.navigator.go(ToVault())

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationSuspended:
            self.lock_unless_held()

    def _back_up(self) -> None:
        if self._days.working or not self.navigator.app.backups.due():
            return
        self._backing_up = True
        backups = self.navigator.app.backups

        def make(stop: Event) -> object:
            del stop
            return backups.make()

        self.navigator.tasks.start(make, self._backed_up, self._not_backed_up)

    def _backed_up(self, _made: object) -> None:
        self._backing_up = self._told_trouble = False
        self._days.try_again()

    def _not_backed_up(self, error: Exception) -> None:
        self._backing_up = False
        if not isinstance(error, SupporterError):
            raise error
        if not self._told_trouble:
            self._told_trouble = True
            self.navigator.window.tell_words(explained(error))


def explained(error: SupporterError) -> str:
    """Say that no backup could be made, why, and what to do."""
    from supporter_app.explain import explain

    told = explain(error)
    return "\n".join((_("No backup could be made just now."), told.what, told.next))


def back_up_at_the_end(navigator: "Navigator") -> None:
    """Make a last backup when something was written; the end of the program waits for it, and never fails by it."""
    try:
        if navigator.app.backups.changed():
            navigator.app.backups.make()
    except SupporterError:
        # Said at the next start, where the check-up and the half-hourly backup find the same.
        return


def copy_at_the_end(application: QApplication, navigator: "Navigator") -> None:
    """Put a copy into the folder chosen for it; the window comes back only where that takes its time or fails.

    Not before a window that opens again, as after going back to a backup, and not after the window was hidden at once:
    it must not come back, and without it nobody could say that a stick is missing.
    """
    folders = navigator.app.end_folders
    if navigator.hidden or navigator.reopening.following is not None or folders.chosen() is None:
        return
    from supporter_app.ui.screens.end_folder import LastCopyScreen

    window = navigator.window
    screen = LastCopyScreen(navigator.reader(), folders, navigator.tasks, application.quit)

    def show() -> None:
        window.header.hide()
        window.show_screen(screen)
        window.show()

    slow = QTimer(navigator)
    slow.setSingleShot(True)
    slow.timeout.connect(show)
    screen.troubled.connect(show)
    slow.start(BLINK)
    screen.begin()
    application.exec()
    slow.stop()
