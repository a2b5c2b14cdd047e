"""Work beside the window: how far it is, how it is stopped, and who is told what came of it."""

from threading import Event

import pytest
from PySide6.QtWidgets import QApplication

from supporter_app.domain.errors import RequestRefused
from supporter_app.ui import tasks as tasks_module
from supporter_app.ui.tasks import Pace, Tasks
from supporter_app.ui.widgets.section import Section
from tests.ui.test_vault import until


@pytest.fixture
def tasks(qapp: QApplication) -> Tasks:
    """Give an owner of work."""
    return Tasks(qapp)


def test_it_says_how_far_it_is(tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step while there is time between them, in order, on the thread of the window."""
    monkeypatch.setattr(tasks_module, "TELL_EVERY", 0.0)
    moved: list[tuple[int, int]] = []
    done: list[object] = []

    def work(pace: Pace) -> object:
        for step in range(5):
            pace.watch(step, 5)
        return "over"

    tasks.start(work, done.append, done.append, lambda *told: moved.append(told[:2]))
    until(lambda: bool(done))
    assert done == ["over"]
    assert moved == [(step, 5) for step in range(5)]
    tasks.drain()


def test_asked_to_end_it_says_what_came_of_it(tasks: Tasks) -> None:
    """Stopped in time, or finished all the same; dropped for good nobody is told."""
    told: list[object] = []
    begun, go = Event(), Event()

    def work(pace: Pace) -> object:
        begun.set()
        go.wait(30)
        pace.watch(1, 2)
        return "finished"

    number = tasks.start(work, told.append, told.append)
    begun.wait(30)
    tasks.ask_to_end(number)
    go.set()
    until(lambda: bool(told))
    assert isinstance(told[0], RequestRefused)
    tasks.ask_to_end(number)
    number = tasks.start(lambda _pace: go.wait(30), told.append, told.append)
    tasks.stop(number)
    tasks.drain()
    QApplication.processEvents()
    assert len(told) == 1


def test_how_far_it_is_is_shown_in_words(qapp: QApplication) -> None:
    """Nothing is guessed before the first step is done."""
    del qapp
    section = Section("x")
    section.show_pace(0, 4, 1.0)
    assert section.said.text() == "およそ0％まで進みました。"
    section.show_pace(1, 4, 1.0)
    assert section.said.text() == "およそ25％まで進みました。のこりは約3秒です。"
