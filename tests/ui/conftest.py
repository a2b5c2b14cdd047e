"""The real window over the real course, on an empty data folder."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from supporter_app.bootstrap import App, compose
from supporter_app.domain.clock import JAPAN
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.opening import load_fonts

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=JAPAN)


@pytest.fixture(scope="session")
def fonts(qapp: object) -> tuple[str, ...]:
    """Load the program's letters once."""
    del qapp
    return load_fonts()


@pytest.fixture
def app(data_dir: Path) -> Iterator[App]:
    """Put the program together on a Tuesday at noon."""
    made = compose(data_dir, lambda: NOON)
    yield made
    made.close()


@pytest.fixture
def navigator(app: App, qtbot: QtBot, fonts: tuple[str, ...]) -> Iterator[Navigator]:
    """Open the window past the first questions."""
    assert fonts == ()
    made = Navigator(app)
    made.set_preferences(replace(made.preferences, asked=True))
    qtbot.addWidget(made.window)
    made.window.show()
    made.start()
    qtbot.waitExposed(made.window)
    yield made
    made.close()
    made.window.close()
