"""記録を消しておわる: asked once, nothing left, and the next start is a first one."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from supporter_app.bootstrap import compose
from supporter_app.domain.errors import StorageFull
from supporter_app.ui.destinations import ToHome
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.erase import EraseScreen
from supporter_app.ui.screens.first_questions import FirstQuestionsScreen
from supporter_app.ui.screens.home import HomeScreen
from supporter_app.ui.screens.trouble import TroubleScreen
from tests.ui.conftest import NOON, do_everything

TABS = 12


def asked(navigator: Navigator) -> EraseScreen:
    """Go from the first screen to the question, by keyboard alone."""
    navigator.go(ToHome())
    wanted = navigator.window.door.erase_button
    for _ in range(TABS):
        if QApplication.focusWidget() is wanted:
            break
        QTest.keyClick(QApplication.focusWidget() or navigator.window, Qt.Key.Key_Backtab)
    QTest.keyClick(wanted, Qt.Key.Key_Return)
    screen = navigator.window.screen_shown()
    assert isinstance(screen, EraseScreen)
    return screen


def test_nothing_of_the_learner_is_left(navigator: Navigator, data_dir: Path) -> None:
    do_everything(navigator)
    completion = navigator.app.learning.completion(navigator.edition_id)
    assert completion is not None
    marks = [completion.code.letters().encode(), b"04-what-surveys-tell"]
    assert all(found(mark, data_dir) for mark in marks)
    screen = asked(navigator)
    screen.erase.setFocus()
    QTest.keyClick(screen.erase, Qt.Key.Key_Space)
    assert not navigator.window.isVisible()
    navigator.app.close()
    assert [mark for mark in marks if found(mark, data_dir)] == []
    again = Navigator(compose(data_dir, lambda: NOON))
    again.start()
    assert isinstance(again.window.screen_shown(), FirstQuestionsScreen)
    again.app.close()


def test_going_back_erases_nothing(navigator: Navigator) -> None:
    do_everything(navigator)
    asked(navigator)
    navigator.window.footer.back.click()
    assert isinstance(navigator.window.screen_shown(), HomeScreen)
    assert navigator.app.learning.completion(navigator.edition_id) is not None


def test_what_cannot_be_erased_is_said(navigator: Navigator, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise StorageFull(Path("supporter.sqlite"), "no room")

    screen = asked(navigator)
    monkeypatch.setattr(navigator.app.learning, "erase_own", full)
    screen.erase.click()
    assert isinstance(navigator.window.screen_shown(), TroubleScreen)
    assert navigator.window.isVisible()


def found(mark: bytes, folder: Path) -> bool:
    """Tell whether any file of a folder holds some bytes."""
    return any(mark in path.read_bytes() for path in folder.rglob("*") if path.is_file())
