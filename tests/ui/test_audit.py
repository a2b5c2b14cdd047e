"""Every screen of the window, looked at as someone with a keyboard, a screen reader or large letters would."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from supporter_app.bootstrap import App
from supporter_app.domain.edition import Place
from supporter_app.domain.quiz import Response
from supporter_app.ui.destinations import (
    Destination,
    ToAbout,
    ToAppearance,
    ToContents,
    ToEnd,
    ToFirstQuestions,
    ToGuide,
    ToHelp,
    ToHome,
    ToPaper,
    ToPlace,
    ToRecord,
)
from supporter_app.ui.main_window import MainWindow
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.chapter_page import PageScreen
from supporter_app.ui.screens.paper import PaperScreen
from supporter_app.ui.screens.quiz_item import ItemScreen
from supporter_app.ui.tour import right_response
from supporter_app.ui.widgets.answers import OneAnswer
from tests.ui import audit

pytestmark = pytest.mark.ui

LARGE, SMALL = (1366, 768), (900, 500)


@pytest.fixture
def learned(navigator: Navigator, app: App) -> Navigator:
    """Give a window in which the whole course is done."""
    learning, edition = app.learning, navigator.edition_id
    for entry in navigator.edition().counted():
        for page in entry.pages:
            learning.leave_page(edition, entry.id, page)
        for item in learning.quiz(edition, entry.id).items:
            learning.answer(edition, entry.id, Response(item.id, right_response(item)))
    learning.complete(edition)
    return navigator


def fixed() -> list[Destination]:
    """List the screens that are no place in a chapter."""
    return [
        ToHome(),
        ToFirstQuestions(),
        ToContents(),
        ToAppearance(),
        ToGuide(),
        ToAbout(),
        ToHelp(),
        ToHelp("all"),
        ToHelp("under18"),
        ToEnd(),
        ToPaper(),
        ToRecord(),
    ]


def places(navigator: Navigator) -> Iterator[Destination]:
    """List every page and item of the edition."""
    for entry in navigator.edition().chapters:
        for page in entry.pages:
            yield ToPlace(Place(entry.id, page=page))
        for item in entry.items:
            yield ToPlace(Place(entry.id, item=item))


def gone_through(navigator: Navigator, look: Callable[[MainWindow], list[str]], every: bool) -> list[str]:  # noqa: FBT001 - read at the call as every=True
    """Go to each screen and collect what is wrong with it."""
    faults = []
    for destination in (*fixed(), *(places(navigator) if every else list(places(navigator))[::7])):
        navigator.go(destination)
        audit.settle()
        faults += [f"{destination}: {fault}" for fault in look(navigator.window)]
    return faults


def resized(navigator: Navigator, size: tuple[int, int], step: int) -> None:
    """Give the window a size and its letters a step."""
    navigator.set_preferences(replace(navigator.preferences, text_step=step))
    navigator.window.resize(*size)
    audit.settle()


def all_faults(window: MainWindow) -> list[str]:
    """Look for everything that is cheap to look for."""
    return [*audit.unnamed(window), *audit.small_targets(window), *audit.clipped(window), *audit.outside(window)]


def costly_faults(window: MainWindow) -> list[str]:
    """Look for what takes a walk through every widget."""
    return [*audit.unreached(window), *audit.overlapping(window)]


@pytest.mark.parametrize(("size", "step"), [(LARGE, 100), (SMALL, 200)])
def test_every_screen_can_be_read_reached_and_pressed(learned: Navigator, size: tuple[int, int], step: int) -> None:
    resized(learned, size, step)
    assert gone_through(learned, all_faults, every=True) == []
    assert gone_through(learned, costly_faults, every=False) == []


def test_every_page_fits_one_screen(learned: Navigator) -> None:
    resized(learned, LARGE, 100)
    over = []
    for destination in places(learned):
        learned.go(destination)
        audit.settle()
        hidden = learned.window.area.verticalScrollBar().maximum()
        if isinstance(learned.window.screen_shown(), PageScreen) and hidden:
            over.append(f"{destination}: {hidden}")
    assert over == []


def test_the_ring_is_seen_around_whatever_tab_reaches(learned: Navigator) -> None:
    for destination in (ToHome(), ToHelp(), ToPaper(), *list(places(learned))[:3]):
        learned.go(destination)
        audit.settle()
        for _turn in range(6):
            audit.press_tab()
            audit.settle()
            assert audit.ring_pixels(learned.window, learned.look()) > 100, destination


def test_help_furigana_letters_and_guide_stand_at_one_place(learned: Navigator) -> None:
    header = learned.window.header
    seen = set()
    for destination in (*list(places(learned))[::5], ToEnd(), ToPaper(), ToAbout(), ToGuide()):
        learned.go(destination)
        audit.settle()
        buttons = (header.help, header.furigana, header.appearance, header.guide)
        seen.add(tuple(each.mapTo(learned.window, each.rect().topLeft()).toTuple() for each in buttons))
    assert len(seen) == 1


def test_the_title_of_the_window_names_no_topic(learned: Navigator) -> None:
    titles = set()
    for destination in (*fixed(), *list(places(learned))[::7]):
        learned.go(destination)
        titles.add(learned.window.windowTitle())
    assert titles == {"つながりサポーター"}


def test_only_the_pause_in_typing_uses_a_timer(learned: Navigator) -> None:
    for destination in (*fixed(), *list(places(learned))[::3]):
        learned.go(destination)
        audit.settle()
        screen = learned.window.screen_shown()
        assert screen is not None
        timers = screen.findChildren(QTimer)
        assert len(timers) == (1 if isinstance(screen, PaperScreen) else 0), destination


def test_no_answer_stays_visible(navigator: Navigator) -> None:
    item = next(each for each in places(navigator) if isinstance(each, ToPlace) and each.place.item is not None)
    navigator.go(item)
    screen = navigator.window.screen_shown()
    assert isinstance(screen, ItemScreen)
    assert isinstance(screen.answers, OneAnswer)
    next(iter(screen.answers.cards.values())).click()
    navigator.window.footer.forward.click()
    navigator.window.footer.back.click()
    again = navigator.window.screen_shown()
    assert isinstance(again, ItemScreen)
    assert again.answers.response() == ()


def test_furigana_moves_nothing(navigator: Navigator) -> None:
    navigator.go(next(iter(places(navigator))))
    audit.settle()

    def stands() -> list[QRect]:
        screen = navigator.window.screen_shown()
        assert screen is not None
        return [each.geometry() for each in screen.findChildren(QWidget) if not isinstance(each, QLabel)]

    before = stands()
    for _turn in range(3):
        navigator.window.header.furigana.click()
        audit.settle()
        assert stands() == before


def test_enter_and_space_both_press(navigator: Navigator) -> None:
    navigator.go(next(iter(places(navigator))))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        former = navigator.present
        navigator.window.footer.forward.setFocus()
        QTest.keyClick(navigator.window.footer.forward, key)
        assert navigator.present != former
