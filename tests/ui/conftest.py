"""The real window over the real course, on an empty data folder."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supporter_app import i18n
from supporter_app.bootstrap import App, compose
from supporter_app.domain.clock import JAPAN
from supporter_app.domain.edition import GENERAL, EditionId
from supporter_app.domain.quiz import Response
from supporter_app.domain.session import NameKeeping, Plan
from supporter_app.services.attendance import Marks
from supporter_app.services.roster import Entry
from supporter_app.ui.destinations import ToHome
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.opening import load_fonts
from supporter_app.ui.tour import right_response
from tests.ui import audit

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=JAPAN)


@pytest.fixture(autouse=True)
def usual_words() -> Iterator[None]:
    """Speak Japanese again after a window spoke to children or in easy words."""
    yield
    i18n.use(i18n.DEFAULT_LOCALE)


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
    made.set_preferences(made.preferences._replace(asked=True, exit_told=True))
    qtbot.addWidget(made.window)
    made.window.show()
    made.start()
    qtbot.waitExposed(made.window)
    yield made
    made.close()
    made.window.close()


@pytest.fixture(scope="session")
def open_for_all(tmp_path_factory: pytest.TempPathFactory, fonts: tuple[str, ...]) -> Iterator[Navigator]:
    """Open one window in which the whole course is done; opening one for each test would take most of the time."""
    assert fonts == ()
    app = compose(tmp_path_factory.mktemp("learned"), lambda: NOON)
    made = Navigator(app)
    do_everything(made)
    hold_sessions(app)
    made.window.show()
    yield made
    made.close()
    made.window.close()
    app.close()


@pytest.fixture
def learned(open_for_all: Navigator) -> Navigator:
    """Give that window as it opens: first screen, usual size, letters and colours."""
    if open_for_all.edition_id != GENERAL:
        open_for_all.choose_edition(GENERAL)
    wanted = type(open_for_all.preferences)()._replace(asked=True, exit_told=True)
    if open_for_all.preferences != wanted:
        open_for_all.set_preferences(wanted)
    # A test that ends the program closes every window, and one with a window of its own takes the keyboard away; of a
    # hidden window an audit would see nothing, and find no fault.
    open_for_all.window.show()
    open_for_all.window.activateWindow()
    assert QTest.qWaitForWindowActive(open_for_all.window)
    open_for_all.window.resize(*audit.LARGE)
    open_for_all.go(ToHome())
    audit.settle()
    return open_for_all


def do_everything(navigator: Navigator) -> None:
    """Read every page, answer every item rightly, and complete the course."""
    learning, edition = navigator.app.learning, navigator.edition_id
    for entry in navigator.edition().counted():
        for page in entry.pages:
            learning.leave_page(edition, entry.id, page)
        for item in learning.quiz(edition, entry.id).items:
            learning.answer(edition, entry.id, Response(item.id, right_response(item)))
    learning.complete(edition)


def hold_sessions(app: App, day: date = date(2026, 11, 20)) -> None:
    """Hold two sessions, one with names until the report, and have a backup."""
    plan = Plan(
        title="つながりサポーター養成講座（地域の見守りに関心のある方へ・第3回）",
        edition=EditionId("general"),
        content_version="",
        day=day,
        start=time(14),
        end=time(15, 30),
        place="みほん公民館",
        lecturer="見本 講師",
        names=NameKeeping.UNTIL_REPORT,
    )
    named = app.classroom.create(plan)
    app.roster.take(named, [Entry("𠮷田 濵子", "ヨシダ ハマコ"), Entry("José Álvarez")])
    app.attendance.mark(named, Marks(all_present=True, late={2: 20}))
    app.backups.make()
    app.classroom.create(replace(plan, names=NameKeeping.NONE))
