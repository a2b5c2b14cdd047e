"""Names whose day has come: said before and after, gone after a backup beside the window, whatever goes wrong."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest

from supporter_app.bootstrap import App, compose
from supporter_app.domain.errors import FileFull
from supporter_app.domain.session import NameKeeping, Session
from supporter_app.domain.wareki import seireki
from supporter_app.services.backups import Backups
from supporter_app.services.erasure import Erasure
from supporter_app.ui.caretaker import Caretaker
from supporter_app.ui.destinations import ToRetention
from supporter_app.ui.navigator import Navigator
from tests.ui import audit
from tests.ui.conftest import NOON, hold_sessions
from tests.ui.test_vault import at, until


class Clock:
    """A clock that can be set."""

    def __init__(self) -> None:
        """Begin at noon."""
        self.moment = NOON

    def __call__(self) -> datetime:
        """Read it."""
        return self.moment


@pytest.fixture
def clock() -> Clock:
    """Give the clock of the computer."""
    return Clock()


@pytest.fixture
def app(data_dir: Path, clock: Clock) -> Iterator[App]:
    """Put the program together with that clock."""
    made = compose(data_dir, clock)
    yield made
    made.close()


@pytest.fixture
def due(navigator: Navigator) -> Session:
    """Hold sessions, and have the report of one done long ago."""
    hold_sessions(navigator.app, NOON.date() - timedelta(days=84))
    classroom = navigator.app.classroom
    session = next(each for each in classroom.every() if each.plan.names is NameKeeping.UNTIL_REPORT)
    return classroom.report_done(session.id, session.plan.day)


def said(navigator: Navigator) -> str:
    """Read the band below the header."""
    notice = navigator.window.notice()
    return "" if notice is None else notice.words.text()


def gone(navigator: Navigator, session: Session) -> bool:
    """Tell whether the names of a session are erased."""
    return navigator.app.classroom.session(session.id).names_erased


def test_they_are_erased_after_a_backup_beside_the_window(
    navigator: Navigator, due: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window says what is going on and works on; the backup is there before any name goes."""
    going, make, erase = Event(), Backups.make, Erasure.erase_session
    done: list[str] = []

    def make_slowly(backups: Backups) -> None:
        assert current_thread() is not main_thread()
        assert going.wait(30)
        make(backups)
        done.append("backup")

    def erase_it(erasure: Erasure, session: Session) -> object:
        assert current_thread() is not main_thread()
        done.append("erased")
        return erase(erasure, session)

    monkeypatch.setattr(Backups, "make", make_slowly)
    monkeypatch.setattr(Erasure, "erase_session", erase_it)
    care = Caretaker(navigator)
    before = said(navigator)
    assert due.plan.title in before
    assert not gone(navigator, due)
    at(navigator, ToRetention())
    care.look()
    going.set()
    until(lambda: gone(navigator, due) and said(navigator) != before)
    assert due.plan.title in said(navigator)
    assert done == ["backup", "erased"]
    assert [line.name for line in navigator.app.roster.lines(due)] == [None, None]


def test_a_backup_that_fails_erases_nothing_and_is_tried_again(
    navigator: Navigator, due: Session, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said with what to do; after the next backup that can be made the names go, without a new start."""

    def full(_backups: Backups) -> None:
        raise FileFull(Path("/x"), "")

    with monkeypatch.context() as patched:
        patched.setattr(Backups, "make", full)
        care = Caretaker(navigator)
        until(lambda: "空き" in said(navigator))
    assert not gone(navigator, due)
    assert navigator.app.roster.lines(due)[0].name is not None
    clock.moment += timedelta(minutes=31)
    care.look()
    until(lambda: gone(navigator, due))


def test_names_erased_by_hand_meanwhile_are_not_waited_for(
    navigator: Navigator, due: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was said of them goes from the window."""
    going, make = Event(), Backups.make

    def make_slowly(backups: Backups) -> None:
        assert going.wait(30)
        make(backups)

    monkeypatch.setattr(Backups, "make", make_slowly)
    Caretaker(navigator)
    notice = navigator.window.notice()
    assert notice is not None
    assert notice.isVisible()
    navigator.app.erasure.erase_session(due)
    going.set()
    until(lambda: not notice.isVisible())


def test_a_window_that_stays_open_looks_every_day(navigator: Navigator, due: Session, clock: Clock) -> None:
    """A week before it is said which names will go; on the day they go."""
    navigator.app.classroom.report_done(due.id, clock.moment.date() - timedelta(days=8))
    care = Caretaker(navigator)
    assert seireki(clock.moment.date() + timedelta(days=6)) in said(navigator)
    clock.moment += timedelta(days=6)
    care.look()
    until(lambda: not care._backing_up)
    assert not gone(navigator, due)
    clock.moment += timedelta(days=1)
    care.look()
    until(lambda: gone(navigator, due))


def test_a_window_closed_meanwhile_erases_nothing_unsaid(
    navigator: Navigator, due: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped while the backup is made, the names stay for the next start, which says so again."""
    stopped, make = Event(), Backups.make

    def make_slowly(backups: Backups) -> None:
        assert stopped.wait(30)
        make(backups)

    with monkeypatch.context() as patched:
        patched.setattr(Backups, "make", make_slowly)
        Caretaker(navigator)
        for number in tuple(navigator.tasks._waiting):
            navigator.tasks.stop(number)
        stopped.set()
        navigator.close()
    assert not gone(navigator, due)
    Caretaker(navigator)
    until(lambda: gone(navigator, due))


def test_a_notice_is_read_to_its_end_in_the_smallest_window(navigator: Navigator, due: Session) -> None:
    """With the largest letters it scrolls with the screen, whole; with room again it stays below the header."""
    window = navigator.window
    audit.dress(navigator, audit.SMALL, 200)
    window.area.verticalScrollBar().setValue(window.area.verticalScrollBar().maximum())
    Caretaker(navigator)
    until(lambda: gone(navigator, due))
    window.tell_words("\n".join([said(navigator), *["・/media/usb/名前のある表.xlsx"] * 6]))
    notice = window.notice()
    assert notice is not None
    until(lambda: notice.height() >= notice.heightForWidth(notice.width()))
    assert window.area.isAncestorOf(notice)
    assert window.area.verticalScrollBar().value() == 0
    assert audit.clipped_widget(notice.words) == []
    audit.dress(navigator, audit.LARGE, 100)
    assert not window.area.isAncestorOf(notice)
    until(lambda: notice.height() >= notice.heightForWidth(notice.width()))
    assert window.area.isVisible()
