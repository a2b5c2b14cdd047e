"""A person who has a keyboard and no mouse: keys go to whatever has the focus, and nothing else is touched."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from supporter_app.domain.edition import ChapterEntry
from supporter_app.ui.main_window import MainWindow
from supporter_app.ui.screens.chapter_page import PageScreen
from supporter_app.ui.screens.screen import Screen
from tests.ui import audit

TABS = 80


class Keyboard:
    """Presses keys, and sees to it that what has the focus can be seen inside the window."""

    def __init__(self, window: MainWindow) -> None:
        """Sit down at a window."""
        self.window = window

    def held(self) -> QWidget:
        """Give what has the keyboard; it must stand in the window and be visible."""
        audit.settle()
        held = QApplication.focusWidget()
        assert held is not None, "nothing has the keyboard"
        assert self.window.isAncestorOf(held), f"the keyboard left the window: {audit.describe(held)}"
        assert not held.visibleRegion().isEmpty(), f"out of sight: {audit.describe(held)}"
        return held

    def screen(self) -> Screen:
        """Give the screen that is shown."""
        shown = self.window.screen_shown()
        assert shown is not None
        return shown

    def tab_to(self, wanted: Callable[[QWidget], bool], what: str) -> QWidget:
        """Move on by Tab until the keyboard is at something."""
        for _ in range(TABS):
            held = self.held()
            if wanted(held):
                return held
            QTest.keyClick(held, Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never came to {what}")

    def press(self, words: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
        """Go to the button with some words and press it."""
        QTest.keyClick(self.tab_to(lambda held: is_button(held, words), words), key)
        audit.settle()

    def press_widget(self, wanted: QWidget, key: Qt.Key = Qt.Key.Key_Space) -> None:
        """Go to a widget and press it."""
        QTest.keyClick(self.tab_to(lambda held: held is wanted, audit.describe(wanted)), key)
        audit.settle()

    def turn_pages(self, entry: ChapterEntry) -> None:
        """Go through the pages of a chapter, from its first."""
        for page in entry.pages:
            screen = self.screen()
            assert isinstance(screen, PageScreen)
            assert screen.page.id == page
            self.press("つぎへ")


def is_button(widget: QWidget, words: str) -> bool:
    """Tell whether a widget is a button with just these words."""
    return isinstance(widget, QAbstractButton) and widget.text() == words
