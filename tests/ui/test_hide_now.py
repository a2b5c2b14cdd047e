"""すぐにかくす: away before anything is written, a neutral start, and a place that is only offered."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from supporter_app.bootstrap import App, compose
from supporter_app.domain.edition import GENERAL, ChapterId, EditionId, PageId, Place
from supporter_app.domain.errors import StorageDamaged, StorageFull
from supporter_app.files import write_whole
from supporter_app.services.preferences import Preferences, PreferenceService
from supporter_app.storage.folder import FILE
from supporter_app.ui import caretaker
from supporter_app.ui.destinations import ToAppearance, ToGuide, ToHelp, ToHome, ToPaper, ToPlace
from supporter_app.ui.main_window import MainWindow
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.appearance import AppearanceScreen
from supporter_app.ui.screens.guide import GuideScreen
from supporter_app.ui.screens.home import HomeScreen
from supporter_app.ui.screens.screen import Screen
from supporter_app.ui.trouble import StartTrouble
from supporter_app.ui.widgets.exit_note import ExitNote
from supporter_app.ui.widgets.line_card import LineCard
from supporter_app.ui.widgets.ruby_text import RubyBrowser
from tests.ui import audit
from tests.ui.conftest import NOON, do_everything

pytestmark = pytest.mark.ui

UPPER = EditionId("upper-elementary")
CHAPTER = ChapterId("05-when-in-trouble")
PLACE = Place(CHAPTER, PageId("p3"))
TYPED = "かなりあ 九十九"
Press = Callable[[MainWindow], None]


def by_button(window: MainWindow) -> None:
    """Press the button with the keyboard."""
    window.header.exit.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window.header.exit, Qt.Key.Key_Space)


def by_key(window: MainWindow) -> None:
    """Press the keys wherever the keyboard is."""
    held = QApplication.focusWidget() or window
    QTest.keyClick(held, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


WAYS = pytest.mark.parametrize("press", [by_button, by_key])


@pytest.fixture
def child(navigator: Navigator, qtbot: QtBot) -> Navigator:
    """Open the edition for grades 4 to 6 in the middle of a chapter."""
    navigator.edition_id = UPPER
    navigator.go(ToPlace(PLACE))
    navigator.window.activateWindow()
    qtbot.waitUntil(lambda: bool(navigator.window.findChildren(QShortcut)))
    return navigator


def started_again(navigator: Navigator, data_dir: Path) -> Navigator:
    """Start the program anew on the same records."""
    navigator.app.close()
    again = Navigator(compose(data_dir, lambda: NOON))
    again.start()
    again.window.show()
    audit.settle()
    return again


def rows(data_dir: Path) -> list[tuple[str, str]]:
    """Read the preferences as they lie on the disk."""
    with closing(sqlite3.connect(data_dir / FILE)) as records:
        return list(records.execute("SELECT name, value FROM preference ORDER BY name"))


@WAYS
def test_the_window_is_away_before_anything_is_written(
    child: Navigator, press: Press, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    save, seen = PreferenceService.save, []

    def watched(self: PreferenceService, wanted: Preferences, edition: EditionId = GENERAL) -> None:
        seen.append(child.window.isVisible())
        save(self, wanted, edition)

    monkeypatch.setattr(PreferenceService, "save", watched)
    assert child.window.isVisible()
    press(child.window)
    # No turn of the event loop has passed, and nothing was written.
    assert not child.window.isVisible()
    assert seen == []
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [False]


@WAYS
def test_the_next_start_shows_the_first_screen_and_offers_the_place(
    child: Navigator, press: Press, data_dir: Path, qtbot: QtBot
) -> None:
    press(child.window)
    qtbot.waitUntil(lambda: child.hidden)
    again = started_again(child, data_dir)
    screen = again.window.screen_shown()
    assert isinstance(screen, HomeScreen)
    assert again.edition_id == UPPER
    assert screen.go_on.text() == "さっきのページにもどる"
    words = [each.text() for each in screen.findChildren(QLabel)]
    assert not [each for each in words if "ページ目" in each or "第5章" in each]
    screen.go_on.click()
    assert again.present == ToPlace(PLACE)
    third = started_again(again, data_dir)
    assert third.present == ToPlace(PLACE)
    third.app.close()


def test_it_stays_neutral_until_somebody_goes_on(child: Navigator, data_dir: Path, qtbot: QtBot) -> None:
    by_button(child.window)
    qtbot.waitUntil(lambda: child.hidden)
    again = started_again(child, data_dir)
    again.go(ToHelp())
    again.go(ToHome())
    last = started_again(again, data_dir)
    assert last.present == ToHome()
    screen = last.window.screen_shown()
    assert isinstance(screen, HomeScreen)
    assert screen.go_on.text() == "さっきのページにもどる"
    last.app.close()


def test_a_voice_that_reads_is_silent(child: Navigator, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    class Voice:
        stopped = False

        def stop(self) -> None:
            Voice.stopped = True

    monkeypatch.setattr(child, "speaker", Voice)
    by_key(child.window)
    qtbot.waitUntil(lambda: child.hidden)
    assert Voice.stopped


def test_the_keys_reach_a_dialog_that_is_open(child: Navigator, tmp_path: Path, qtbot: QtBot) -> None:
    """While a file is being saved; the dialog goes too, nothing is written, and the next start is neutral."""
    seen: list[tuple[bool, bool]] = []

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        by_key(child.window)
        seen.append((dialog.isVisible(), child.window.isVisible()))

    QTimer.singleShot(300, press)
    chosen, _filter = QFileDialog.getSaveFileName(child.window, "", str(tmp_path / "メモ.pdf"))
    assert (chosen, seen) == ("", [(False, False)])
    qtbot.waitUntil(lambda: child.hidden)
    assert list(tmp_path.glob("*.pdf")) == []


def test_the_row_is_a_flag_and_names_no_topic(child: Navigator, data_dir: Path, qtbot: QtBot) -> None:
    child.go(ToHelp("under18"))
    child.keep(lambda: child.app.preferences.save(child.preferences, UPPER))
    before = rows(data_dir)
    by_button(child.window)
    qtbot.waitUntil(lambda: child.hidden)
    assert set(rows(data_dir)) - set(before) == {("neutral_start", "true")}


def test_what_was_typed_is_nowhere_and_not_shown_again(child: Navigator, data_dir: Path, qtbot: QtBot) -> None:
    do_everything(child)
    child.go(ToPaper())
    field = child.window.findChild(QLineEdit)
    assert field is not None
    field.setText(TYPED)
    by_key(child.window)
    qtbot.waitUntil(lambda: child.hidden)
    again = started_again(child, data_dir)
    again.go(ToPaper())
    assert [each.text() for each in again.window.findChildren(QLineEdit) if each.text()] == []
    again.app.close()
    for file in data_dir.rglob("*"):
        assert not file.is_file() or TYPED.encode() not in file.read_bytes(), file


def test_a_full_disk_does_not_bring_the_window_back(
    child: Navigator, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def full(*_what: object) -> None:
        raise StorageFull(Path("records"))

    monkeypatch.setattr(PreferenceService, "save", full)
    by_button(child.window)
    qtbot.waitUntil(lambda: child.hidden)
    audit.settle()
    assert not child.window.isVisible()


def test_work_that_goes_on_leaves_its_file_whole(child: Navigator, tmp_path: Path, qtbot: QtBot) -> None:
    go_on, out, drawn = Event(), tmp_path / "メモ.pdf", b"%PDF" * 50_000

    def draw(_stop: Event) -> object:
        go_on.wait(10)
        write_whole(out, drawn)
        return out

    child.tasks.start(draw, lambda _result: None, lambda _error: None)
    by_button(child.window)
    qtbot.waitUntil(lambda: child.hidden)
    assert not out.exists()
    go_on.set()
    child.close()
    assert out.read_bytes() == drawn
    assert [each.name for each in tmp_path.iterdir() if each.suffix != ".pdf" and each.is_file()] == []


def test_the_last_copy_does_not_bring_the_window_back(
    child: Navigator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    monkeypatch.setattr(child.app.end_folders, "chosen", lambda: tmp_path / "not there")
    by_button(child.window)
    qtbot.waitUntil(lambda: child.hidden)
    caretaker.copy_at_the_end(QApplication.instance(), child)  # type: ignore[arg-type] # the one there is
    assert not child.window.isVisible()


def test_the_button_is_there_for_children_and_beside_help_lines(navigator: Navigator) -> None:
    with_lines = Place(ChapterId("01-introduction"), PageId("p1"))
    offered = {}
    for destination in (ToHome(), ToAppearance(), ToPlace(with_lines), ToHelp(), ToHelp("all"), ToHelp("under18")):
        offered[destination] = audit.visit(navigator, destination).header.exit.isVisible()
    assert [each for each, there in offered.items() if there] == [ToHelp(), ToHelp("all"), ToHelp("under18")]
    assert {window_at(navigator, each) for each in pages_with_lines(navigator)} == {True}
    navigator.edition_id = UPPER
    for each in audit.everywhere(navigator):
        window = audit.visit(navigator, each)
        helped = window.header.help.isVisible() or window.door.open.isVisible() or isinstance(each, ToHelp)
        assert (window.header.exit.isVisible(), helped) == (True, True), each


def pages_with_lines(navigator: Navigator) -> list[ToPlace]:
    """List the pages that show help lines; there are some."""
    from supporter_app.domain.course import HelplinesBlock

    found = []
    for entry in navigator.edition().chapters:
        chapter = navigator.app.learning.chapter(navigator.edition_id, entry.id)
        found += [
            ToPlace(Place(entry.id, page.id))
            for page in chapter.pages
            if any(isinstance(block, HelplinesBlock) for block in page.blocks)
        ]
    assert found
    return found


def window_at(navigator: Navigator, destination: ToPlace) -> bool:
    """Tell whether the button is there."""
    return audit.visit(navigator, destination).header.exit.isVisible()


class Audience(Screen):
    """A screen that a whole room sees."""

    MAY_HIDE = False


def test_what_an_audience_sees_has_neither_button_nor_key(child: Navigator, qtbot: QtBot) -> None:
    child.window.show_screen(Audience(child.reader()))
    audit.settle()
    assert not child.window.header.exit.isVisible()
    by_key(child.window)
    qtbot.wait(20)
    assert child.window.isVisible()
    assert not child.hidden


@pytest.mark.parametrize(("size", "step"), [(audit.LARGE, 100), (audit.SMALL, 150), (audit.SMALL, 200)])
def test_it_stands_at_one_place_comes_before_the_content_and_passes_the_audits(
    child: Navigator, size: tuple[int, int], step: int
) -> None:
    audit.dress(child, size, step)
    places, faults = set(), []
    for destination in [*audit.fixed(), *list(audit.places(child))[::5]]:
        window = audit.visit(child, destination)
        exit_button = window.header.exit
        places.add((exit_button.mapTo(window, QPoint(0, 0)).toTuple(), exit_button.size().toTuple()))
        order = audit.tab_order(window)
        inside = [each for each in order if window.area.isAncestorOf(each)]
        assert not inside or order.index(exit_button) < order.index(inside[0]), destination
        looks = (audit.unnamed, audit.small_targets, audit.clipped, audit.outside, audit.overlapping)
        faults += [f"{destination}: {each}" for look in (*looks, audit.badly_ordered) for each in look(window)]
        faults += [f"{destination}: {each}" for each in titles(window)]
    assert len(places) == 1, places
    assert faults == []


def titles(window: MainWindow) -> list[str]:
    """List a title of the window that says more than the name of the program."""
    return [] if window.windowTitle() == "つながりサポーター" else [window.windowTitle()]


def test_a_press_of_furigana_moves_nothing(child: Navigator) -> None:
    for step in (100, 125, 150, 175, 200):
        audit.dress(child, audit.SMALL, step)
        seen = set()
        for _turn in range(3):
            child.window.header.furigana.click()
            audit.settle()
            seen.add(child.window.header.height())
        assert len(seen) == 1, step


@pytest.fixture
def untold(child: Navigator) -> Navigator:
    """Open a window in which nothing was said about hiding yet."""
    child.set_preferences(child.preferences._replace(exit_told=False))
    return child


def note_in(window: QWidget) -> ExitNote | None:
    """Find the note that can be seen."""
    return next((each for each in window.findChildren(ExitNote) if each.isVisible()), None)


def test_what_it_does_not_do_is_said_until_it_was_read(untold: Navigator, data_dir: Path) -> None:
    note = note_in(audit.visit(untold, ToPlace(PLACE)))
    assert note is not None
    words = " ".join(each.text() for each in note.findChildren(QLabel))
    assert all(each in words for each in ("ぜんぶかくせるわけではありません", "バー", "ファイルのならび", "係の人"))
    assert note_in(audit.visit(untold, ToHome())) is not None
    note = note_in(untold.window)
    assert note is not None
    note.more.click()
    audit.settle()
    assert isinstance(untold.window.screen_shown(), GuideScreen)
    again = note_in(untold.window)
    assert again is not None
    again.understood.setFocus()
    QTest.keyClick(again.understood, Qt.Key.Key_Space)
    audit.settle()
    assert note_in(audit.visit(untold, ToPlace(PLACE))) is None
    assert ("exit_told", "true") in rows(data_dir)


def test_the_note_stands_below_the_numbers(untold: Navigator) -> None:
    window = audit.visit(untold, ToHelp())
    note, number = note_in(window), window.findChild(LineCard)
    assert note is not None
    assert number is not None
    assert "0120" in number.accessibleName()
    assert audit.place_of(note, window).top() > audit.place_of(number, window).top()


@pytest.mark.parametrize(("size", "step"), [(audit.LARGE, 100), (audit.SMALL, 200)])
def test_the_note_passes_the_audits(untold: Navigator, size: tuple[int, int], step: int) -> None:
    audit.dress(untold, size, step)
    for destination in (ToHome(), ToPlace(PLACE), ToHelp()):
        window = audit.visit(untold, destination)
        assert note_in(window) is not None
        assert [*audit.clipped(window), *audit.small_targets(window), *audit.unnamed(window)] == []
        assert audit.badly_ordered(window) == []


def test_the_help_page_says_it_too(child: Navigator) -> None:
    browser = audit.visit(child, ToGuide()).findChild(RubyBrowser)
    assert browser is not None
    assert "ぜんぶかくせるわけではありません" in browser.toPlainText()
    assert "さっきのページにもどる" in browser.toPlainText()


def test_choosing_letters_does_not_forget_what_was_read(untold: Navigator) -> None:
    audit.visit(untold, ToAppearance())
    note = note_in(untold.window)
    screen = untold.window.screen_shown()
    assert note is not None
    assert isinstance(screen, AppearanceScreen)
    note.understood.click()
    untold.take_choices(screen.rows.preferences()._replace(text_step=125))
    assert untold.preferences.exit_told
    assert untold.preferences.text_step == 125


def test_a_program_hidden_before_the_first_questions_asks_them(app: App, data_dir: Path) -> None:
    app.preferences.save(Preferences(neutral_start=True))
    app.close()
    again = Navigator(compose(data_dir, lambda: NOON))
    again.start()
    assert again.present != ToHome()
    again.app.close()


@pytest.mark.parametrize("lines", [False, True], ids=["trouble", "help lines"])
def test_a_window_over_records_that_cannot_be_used_is_away_at_once_too(
    app: App, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, *, lines: bool
) -> None:
    ended: list[bool] = []
    opened: list[MainWindow] = []
    monkeypatch.setattr(QApplication, "quit", lambda: ended.append(opened[0].isVisible()))
    shown = StartTrouble(app, StorageDamaged(Path(FILE), "malformed"))
    opened.append(shown.window)
    qtbot.addWidget(shown.window)
    shown.window.show()
    if lines:
        shown.go(ToHelp())
    qtbot.waitUntil(lambda: bool(shown.window.findChildren(QShortcut)))
    shown.window.activateWindow()
    by_key(shown.window)
    assert not shown.window.isVisible()
    assert ended == []
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [False]
    assert shown.reopening.following is None
