"""Every screen of the window, looked at as someone with a keyboard, a screen reader or large letters would."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from supporter_app.content.library import Library
from supporter_app.domain.edition import EditionId
from supporter_app.resources import root
from supporter_app.services.preferences import Theme
from supporter_app.ui.destinations import Destination, ToHelp, ToHome, ToPlace
from supporter_app.ui.main_window import MainWindow
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.chapter_page import PageScreen
from supporter_app.ui.screens.paper import PaperScreen
from tests.ui import audit
from tests.ui.audit import LARGE, SMALL, dress, everywhere, places, visit

pytestmark = pytest.mark.ui

Look = Callable[[MainWindow], list[str]]
CHEAP: tuple[Look, ...] = (
    audit.unnamed,
    audit.small_targets,
    audit.clipped,
    audit.outside,
    audit.overlapping,
)
EDITIONS = [edition for edition in Library(root()).editions() if edition != "lower-elementary"]
"""The editions one can take alone."""
PROJECTOR = (1024, 768)
USUAL = (LARGE, 100)
BOTH = pytest.mark.parametrize(("size", "step"), [USUAL, (SMALL, 200)])


def faults_of(navigator: Navigator, looks: tuple[Look, ...]) -> list[str]:
    """Go to every screen and collect what is wrong with it."""
    faults = []
    for destination in everywhere(navigator):
        window = visit(navigator, destination)
        assert navigator.present == destination
        faults += [f"{destination}: {fault}" for look in looks for fault in look(window)]
    return faults


class Seen(NamedTuple):
    """What one screen was found to be; `faults` go by the name of the look, `header` is None beside the door."""

    destination: Destination
    focused: bool
    announced: str
    title: str
    timers: int
    for_paper: bool
    helped: bool
    header: str | None
    footer: tuple[object, ...]
    faults: dict[str, list[str]]


WALKS: dict[tuple[tuple[int, int], int], tuple[Seen, ...]] = {}
"""What was seen on the way through every screen, by size and letters: one way serves all questions."""


def walked(navigator: Navigator, size: tuple[int, int], step: int) -> tuple[Seen, ...]:
    """Go once through every screen of a size and look at everything; the way of Tab is long, and looked at in one."""
    if (size, step) not in WALKS:
        dress(navigator, size, step)
        looks = (*CHEAP, audit.badly_ordered) if (size, step) == USUAL else CHEAP
        WALKS[size, step] = tuple(see(navigator, each, looks) for each in everywhere(navigator))
    return WALKS[size, step]


def see(navigator: Navigator, destination: Destination, looks: tuple[Look, ...]) -> Seen:
    """Go to a screen and note what it is; what moves the keyboard comes last."""
    window = visit(navigator, destination)
    assert navigator.present == destination
    screen = window.screen_shown()
    assert screen is not None
    buttons = (window.header.help, window.header.furigana, window.header.appearance, window.header.guide)
    there = all(each.isVisible() for each in buttons)
    stands = [QRect(each.mapTo(window, QPoint(0, 0)), each.size()) for each in buttons]
    return Seen(
        destination=destination,
        focused=QApplication.focusWidget() is screen.first_focus(),
        announced=screen.announcement(),
        title=window.windowTitle(),
        timers=len(screen.findChildren(QTimer)),
        for_paper=isinstance(screen, PaperScreen),
        helped=window.door.open.isVisible() != window.header.help.isVisible(),
        header=None if window.door.isVisible() else " ".join(map(str, stands)) if there else "not there",
        footer=tuple(
            each.mapTo(window, QPoint(0, 0)).toTuple() for each in (window.footer.back, window.footer.forward)
        ),
        faults={look.__name__: look(window) for look in looks},
    )


def at_places(seen: tuple[Seen, ...]) -> Iterator[Seen]:
    """Leave out what is no place in a chapter."""
    return (each for each in seen if isinstance(each.destination, ToPlace))


def found_by(looks: tuple[Look, ...], seen: tuple[Seen, ...]) -> list[str]:
    """Give what some looks found."""
    return [f"{each.destination}: {fault}" for each in seen for look in looks for fault in each.faults[look.__name__]]


def none_of(faults: list[str]) -> None:
    """Fail with every fault on a line of its own."""
    assert not faults, "\n" + "\n".join(faults)


@BOTH
def test_every_screen_has_names_room_and_targets(learned: Navigator, size: tuple[int, int], step: int) -> None:
    none_of(found_by(CHEAP, walked(learned, size, step)))


def test_tab_reaches_everything_in_reading_order_and_comes_round(learned: Navigator) -> None:
    none_of(found_by((audit.badly_ordered,), walked(learned, *USUAL)))


def test_what_has_the_keyboard_is_in_sight(learned: Navigator) -> None:
    dress(learned, SMALL, 200)
    faults = []
    for destination in everywhere(learned)[::4]:
        faults += [f"{destination}: {fault}" for fault in audit.hidden_from_view(visit(learned, destination))]
    none_of(faults)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_fits_one_screen(learned: Navigator, edition: EditionId) -> None:
    """A page fits the screen of an older projector as well."""
    learned.choose_edition(edition)
    over = []
    for size in (LARGE, PROJECTOR):
        dress(learned, size, 100)
        for destination in places(learned):
            hidden = visit(learned, destination).area.verticalScrollBar().maximum()
            if isinstance(learned.window.screen_shown(), PageScreen) and hidden:
                over.append(f"{size} {destination}: {hidden}")
    none_of(over)


@pytest.mark.parametrize("colours", [Theme.STANDARD, Theme.CLEAR, Theme.DARK, Theme.SOFT])
def test_the_focus_is_seen_on_every_kind_of_widget(learned: Navigator, colours: Theme) -> None:
    dress(learned, LARGE, 100, colours)
    seen: dict[tuple[str, str], int] = {}
    for destination in [*audit.fixed(), *list(places(learned))[::3]]:
        window = visit(learned, destination)
        for widget in audit.focusable(window):
            if audit.kind_of(widget) in seen:
                continue
            window.footer.back.setFocus(Qt.FocusReason.TabFocusReason)
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            window.area.ensureWidgetVisible(widget)
            audit.settle()
            seen[audit.kind_of(widget)] = audit.ring_pixels(window, learned.look())
    assert {kind: pixels for kind, pixels in seen.items() if pixels < 200} == {}
    kinds = {kind for kind, _role in seen}
    assert kinds >= {"Button", "ChapterStep", "ChoiceCard", "LineCard", "PaperView", "QLineEdit"}
    assert kinds >= {"RubyBrowser", "ThinkArea", "BarChart", "PictureView"}


@BOTH
def test_help_furigana_letters_and_guide_stand_at_one_place(
    learned: Navigator, size: tuple[int, int], step: int
) -> None:
    seen = {each.header: str(each.destination) for each in walked(learned, size, step) if each.header is not None}
    assert len(seen) == 1, seen
    assert "not there" not in seen


def test_back_and_next_stand_at_one_place_on_every_page(learned: Navigator) -> None:
    assert len({each.footer for each in at_places(walked(learned, *USUAL))}) == 1


def test_the_title_of_the_window_names_no_topic(learned: Navigator) -> None:
    assert {each.title for each in walked(learned, *USUAL)} == {"つながりサポーター"}


def test_only_the_pause_in_typing_uses_a_timer(learned: Navigator) -> None:
    wrong = {each.destination: each.timers for each in walked(learned, *USUAL) if each.timers != each.for_paper}
    assert wrong == {}
    audit.settle()
    assert learned.window.findChildren(QTimer) == []


def test_no_sound_starts_by_itself(learned: Navigator, root: Path) -> None:
    assert learned.window.isVisible()
    assert not {"PySide6.QtMultimedia", "winsound"} & set(sys.modules)
    sources = {path.name: path.read_text(encoding="utf-8") for path in (root / "supporter_app" / "ui").rglob("*.py")}
    assert [name for name, text in sources.items() if "beep(" in text or "\\a" in text] == []
    assert [name for name, text in sources.items() if "_voice.say(" in text] == ["speech.py"]
    assert [name for name, text in sources.items() if "_speaker.speak(" in text] == ["read_aloud.py"]


def test_switching_furigana_moves_nothing_on_any_page(learned: Navigator) -> None:
    for destination in places(learned):
        visit(learned, destination)
        before = stands(learned)
        for _turn in range(3):
            learned.window.header.furigana.click()
            audit.settle()
            assert stands(learned) == before, destination


def stands(navigator: Navigator) -> list[QRect]:
    """Tell where every widget of the screen stands."""
    screen = navigator.window.screen_shown()
    assert screen is not None
    return [each.geometry() for each in screen.findChildren(QWidget) if each.isVisible()]


def test_arriving_reads_the_title_first_and_says_where_one_is(learned: Navigator) -> None:
    seen = list(at_places(walked(learned, *USUAL)))
    assert [each.destination for each in seen if not each.focused] == []
    assert [each.destination for each in seen if "章" not in each.announced and "資料" not in each.announced] == []


def test_a_text_higher_than_the_window_is_read_to_its_end_by_keyboard(learned: Navigator) -> None:
    from PySide6.QtTest import QTest

    dress(learned, SMALL, 200)
    window = visit(learned, next(iter(places(learned))))
    bar = window.area.verticalScrollBar()
    assert bar.maximum() > 0
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Down, Qt.Key.Key_Space):
        screen = window.screen_shown()
        assert isinstance(screen, PageScreen)
        text = screen.view.texts[0]
        bar.setValue(0)
        text.setFocus(Qt.FocusReason.TabFocusReason)
        former = -1
        while bar.value() != former:
            former = bar.value()
            for _press in range(20 if key is Qt.Key.Key_Down else 1):
                QTest.keyClick(text, key)
        bottom = text.mapTo(window.area.viewport(), QPoint(0, text.height())).y()
        assert bottom <= window.area.viewport().height(), key


def test_help_is_one_press_away_everywhere(learned: Navigator) -> None:
    seen = walked(learned, *USUAL)
    assert [each for each in seen if not (each.helped or isinstance(each.destination, ToHelp))] == []
    window = visit(learned, ToHome())
    window.door.open.click()
    assert learned.present == ToHelp()
    window = visit(learned, next(iter(places(learned))))
    window.header.help.click()
    assert learned.present == ToHelp()
    assert isinstance(next(iter(places(learned))), ToPlace)
