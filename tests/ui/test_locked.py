"""While the names are locked no roster, table or erasure is reached: by key, button, second window or restart."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QTextEdit,
    QWidget,
)

from supporter_app.bootstrap import compose
from supporter_app.domain.errors import FileFull, KeysLocked, StorageLocked
from supporter_app.domain.session import NameKeeping
from supporter_app.services.exports import Order
from supporter_app.ui.caretaker import Caretaker
from supporter_app.ui.destinations import (
    Destination,
    ToAbout,
    ToAppearance,
    ToBackups,
    ToCheckup,
    ToExport,
    ToFounding,
    ToGuide,
    ToHelp,
    ToHome,
    ToRecovery,
    ToVault,
)
from supporter_app.ui.navigator import LOCKED_AWAY, Navigator
from supporter_app.ui.opening import hold
from supporter_app.ui.screens.export import ExportScreen
from supporter_app.ui.screens.retention import RetentionScreen
from supporter_app.ui.screens.vault import VaultScreen
from tests.ui.audit import describe, settle
from tests.ui.conftest import NOON, hold_sessions
from tests.ui.test_vault import NAME, PASSPHRASE, at

READING = (ExportScreen, RetentionScreen)
"""What reads or erases names; as many as there are destinations that are locked away."""
WAYS: tuple[Destination, ...] = (
    ToHome(),
    ToVault(),
    ToFounding(),
    ToRecovery(),
    ToBackups(),
    ToCheckup(),
    ToAppearance(),
    ToGuide(),
    ToAbout(),
    ToHelp(),
    *(each() for each in LOCKED_AWAY),
)
MOST_BUTTONS = 80


@pytest.fixture
def shut(navigator: Navigator, monkeypatch: pytest.MonkeyPatch) -> Iterator[Navigator]:
    """Hold sessions, one with names, choose a passphrase, and lock by the key for it; nothing ends the window."""
    hold_sessions(navigator.app)
    navigator.app.names.found(navigator.app.names.prepare(PASSPHRASE))
    navigator.caretaker = Caretaker(navigator)
    at(navigator, ToExport())
    press_lock(navigator)
    monkeypatch.setattr(navigator.reopening, "begin_again", lambda _following: None)
    monkeypatch.setattr(QApplication, "quit", lambda: None)
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: QPrintDialog.DialogCode.Rejected)
    for asks in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, asks, lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    yield navigator
    navigator.tasks.drain()


def press_lock(navigator: Navigator) -> None:
    """Press Ctrl+L."""
    settle()
    QTest.keyClick(navigator.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settle()


def shown(navigator: Navigator) -> str:
    """Read every word that stands in any window of the program."""
    words: list[str] = [navigator.window.windowTitle()]
    for window in QApplication.topLevelWidgets():
        for each in window.findChildren(QWidget):
            if isinstance(each, QLabel | QLineEdit | QAbstractButton):
                words.append(each.text())
            elif isinstance(each, QTextEdit):
                words.append(each.toPlainText())
            words.append(each.accessibleName())
    return "\n".join(words)


def is_kept_away(navigator: Navigator) -> bool:
    """Tell whether nothing of the names is reached."""
    away = navigator.app.names.shut and not isinstance(navigator.window.screen_shown(), READING)
    return away and NAME not in shown(navigator)


def buttons(navigator: Navigator) -> list[QAbstractButton]:
    """List what can be pressed now, in the window and its screen."""
    found = navigator.window.findChildren(QAbstractButton)
    return [each for each in found if each.isVisible() and each.isEnabled()]


def test_the_key_leaves_every_screen_that_reads_names(shut: Navigator) -> None:
    """What was shown there is gone from the window; what is listed as reading names is all that does."""
    assert len(READING) == len(LOCKED_AWAY)
    for destination in (each() for each in LOCKED_AWAY):
        shut.app.names.unlock(PASSPHRASE)
        screen = at(shut, destination)
        assert isinstance(screen, READING)
        if isinstance(screen, ExportScreen):
            for box, session in screen.boxes:
                if box.isChecked() is session.plan.nameless:
                    box.click()
            screen.names.setFocus()
            QTest.keyClick(screen.names, Qt.Key.Key_Space)
            settle()
            assert NAME in shown(shut)
        press_lock(shut)
        assert isinstance(shut.window.screen_shown(), VaultScreen)
        assert is_kept_away(shut)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: type(way).__name__)
def test_no_button_leads_to_names(shut: Navigator, way: Destination) -> None:
    """Every button of every screen around them, pressed by the keyboard."""
    at(shut, way)
    assert is_kept_away(shut)
    pressed = 0
    for place in range(MOST_BUTTONS):
        at(shut, way)
        found = buttons(shut)
        if place >= len(found):
            break
        told = describe(found[place])
        found[place].setFocus()
        QTest.keyClick(found[place], Qt.Key.Key_Space)
        settle()
        if shut.lesson is not None:
            shut.lesson.left.emit()
        shut.window.show()
        pressed += 1
        assert is_kept_away(shut), told
    assert 0 < pressed < MOST_BUTTONS


def test_no_key_and_no_menu_leads_to_names(shut: Navigator) -> None:
    """Every key of the window from every screen, one after the other; there is no menu."""
    window = shut.window
    assert not window.findChildren(QMenuBar)
    assert not window.findChildren(QMenu)
    assert [each for each in window.findChildren(QWidget) if each.actions()] == []
    keys = [each.key().toString() for each in window.findChildren(QShortcut)]
    assert {"Alt+Left", "Alt+Right", "F1", "Ctrl+L"} <= set(keys)
    for way in WAYS:
        at(shut, way)
        for key in keys:
            QTest.keySequence(window, key)
            settle()
            window.show()
            assert is_kept_away(shut), (way, key)


def test_what_was_left_on_the_way_does_not_come_back(shut: Navigator) -> None:
    """Help was opened over the table, the names were locked there, and もどる leads to the vault."""
    shut.app.names.unlock(PASSPHRASE)
    at(shut, ToExport())
    QTest.keyClick(shut.window, Qt.Key.Key_F1)
    settle()
    press_lock(shut)
    QTest.keyClick(shut.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle()
    assert isinstance(shut.window.screen_shown(), VaultScreen)


def test_trouble_on_the_way_is_no_way_around(shut: Navigator) -> None:
    """What was explained over the table leads back to the vault."""
    shut.app.names.unlock(PASSPHRASE)
    at(shut, ToExport())
    shut.tell(FileFull(Path("/x"), ""))
    settle()
    shut.app.names.lock()
    QTest.keyClick(shut.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle()
    assert is_kept_away(shut)


def test_a_question_that_stands_open_writes_nothing_any_more(
    navigator: Navigator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The names lock while somebody is asked where the file shall lie: the question goes with the screen."""
    hold_sessions(navigator.app)
    care = Caretaker(navigator)
    screen = at(navigator, ToExport())
    assert isinstance(screen, ExportScreen)
    written: list[object] = []
    monkeypatch.setattr(screen, "write_to", written.append)
    asked: list[bool] = []

    def lock() -> None:
        asked.append(QApplication.activeModalWidget() is not None)
        care.lock()

    QTimer.singleShot(200, lock)
    screen.write.click()
    settle()
    assert asked == [True]
    assert QApplication.activeModalWidget() is None
    assert written == []
    assert isinstance(navigator.window.screen_shown(), VaultScreen)


def test_a_second_window_is_locked_for_itself(shut: Navigator) -> None:
    """Where one opens all the same, opening the names in the first does not open them in it."""
    folder = shut.app.data_dir
    assert folder is not None
    held = hold(folder)
    with pytest.raises(StorageLocked):
        hold(folder)
    shut.app.names.unlock(PASSPHRASE)
    second = Navigator(compose(folder, lambda: NOON))
    try:
        for way in WAYS:
            at(second, way)
            assert is_kept_away(second)
    finally:
        second.close()
        second.window.close()
        second.app.close()
        held.unlock()


@pytest.mark.parametrize("founded", [True, False])
def test_a_restart_finds_them_locked(navigator: Navigator, *, founded: bool) -> None:
    """Those under a passphrase always, those of this log-on where they were locked; then by one press in the vault."""
    hold_sessions(navigator.app)
    if founded:
        navigator.app.names.found(navigator.app.names.prepare(PASSPHRASE))
    navigator.caretaker = Caretaker(navigator)
    press_lock(navigator)
    assert navigator.app.data_dir is not None
    navigator.app.close()
    again = Navigator(compose(navigator.app.data_dir, lambda: NOON))
    again.window.show()
    try:
        for way in WAYS:
            at(again, way)
            assert is_kept_away(again)
        session = next(each for each in again.app.classroom.every() if each.plan.names is NameKeeping.UNTIL_REPORT)
        with pytest.raises(KeysLocked):
            again.app.exports.table(Order((session,), names=True))
        screen = at(again, ToVault())
        assert isinstance(screen, VaultScreen)
        screen.passphrase.setText(PASSPHRASE)
        screen.open.setFocus()
        QTest.keyClick(screen.open, Qt.Key.Key_Space)
        settle()
        assert isinstance(at(again, ToExport()), ExportScreen)
    finally:
        again.close()
        again.window.close()
        again.app.close()
    once_more = compose(navigator.app.data_dir, lambda: NOON)
    assert once_more.names.shut is founded
    once_more.close()


def test_nothing_locks_while_a_class_looks_at_the_wall(shut: Navigator, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lesson holds the lock back, and the idle minutes count anew when it is left."""
    held: list[bool] = []
    monkeypatch.setattr(shut.caretaker, "hold", lambda *, on: held.append(on))
    shut._hold(on=True)
    shut._hold(on=False)
    assert held == [True, False]
