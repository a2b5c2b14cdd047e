"""The program at its first start, with a window that has the keyboard."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from supporter_app.bootstrap import compose
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.opening import load_fonts


@pytest.fixture
def opened(data_dir: Path, qtbot: QtBot) -> Navigator:
    """Start the program for the first time."""
    assert load_fonts() == ()
    navigator = Navigator(compose(data_dir))
    qtbot.addWidget(navigator.window, before_close_func=lambda _window: navigator.app.close())
    navigator.start()
    navigator.window.show()
    qtbot.waitExposed(navigator.window)
    navigator.window.activateWindow()
    return navigator
