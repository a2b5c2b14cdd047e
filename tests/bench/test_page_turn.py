"""How long the next page takes, from the press to the painted page, for the page with the most letters."""

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from supporter_app.bootstrap import App, compose
from supporter_app.domain.course import texts
from supporter_app.domain.edition import GENERAL, ChapterEntry, PageId, Place
from supporter_app.ui.destinations import ToPlace
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.opening import load_fonts
from tests.bench.measuring import Figures, quietest

SERIES, TURNS = 3, 41
ROUNDS = 3
"""Turns of the event loop: a lay-out that asks for another one would go on after the first."""


class Painted(QObject):
    """Notices that something was painted."""

    seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for the event."""
        self.seen = self.seen or event.type() is QEvent.Type.Paint
        return super().eventFilter(watched, event)


@pytest.fixture
def navigator(data_dir: Path, qapp: QApplication) -> Iterator[Navigator]:
    """Open the window on an empty data folder."""
    del qapp
    assert load_fonts() == ()
    app = compose(data_dir)
    made = Navigator(app)
    made.set_preferences(made.preferences._replace(asked=True, exit_told=True))
    made.window.show()
    yield made
    made.window.close()
    app.close()


@pytest.mark.bench
def test_turning_to_the_longest_page(figures: Figures, navigator: Navigator) -> None:
    letters, chapter, longest = longest_page(navigator.app)
    before = chapter.pages[chapter.pages.index(longest) - 1]
    series, worked = [], []
    for _ in range(SERIES):
        turns = []
        for _ in range(TURNS):
            settled(navigator, Place(chapter.id, before))
            started, working = time.perf_counter(), time.process_time()
            painted = settled(navigator, Place(chapter.id, longest))
            turns.append(time.perf_counter() - started)
            worked.append(time.process_time() - working)
            assert painted
        series.append(turns)
    figures.show("longest page", letters, "letters")
    figures.show("turning to it, processor alone, median", statistics.median(worked) * 1000, "ms")
    figures.at_most("turning to it, with its place on disk, median", quietest(series) * 1000, 16, "ms")


def settled(navigator: Navigator, place: Place) -> bool:
    """Go to a page and let the window paint it; tells whether it was painted."""
    navigator.go(ToPlace(place))
    screen, painted = navigator.window.screen_shown(), Painted()
    assert screen is not None
    screen.installEventFilter(painted)
    for _ in range(ROUNDS):
        QApplication.processEvents()
    screen.removeEventFilter(painted)
    return painted.seen


def longest_page(app: App) -> tuple[int, ChapterEntry, PageId]:
    """Find the page with the most letters that is not the first of its chapter."""
    found = [
        (sum(len(text.plain()) for block in page.blocks for text in texts(block)), entry, page.id)
        for entry in app.learning.edition(GENERAL).chapters
        for page in app.learning.chapter(GENERAL, entry.id).pages[1:]
    ]
    return max(found, key=lambda each: each[0])
