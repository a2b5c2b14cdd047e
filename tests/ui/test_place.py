"""The question for a place of the records, and beginning anew beside damaged ones."""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from supporter_app import paths, resources
from supporter_app.bootstrap import compose
from supporter_app.domain.edition import EditionId, PageId
from supporter_app.domain.errors import ResourceMissing, StorageLocked, StorageNewer, StorageReadOnly, SupporterError
from supporter_app.paths import Ground
from supporter_app.storage.database import SCHEMA
from supporter_app.storage.folder import FILE
from supporter_app.ui import opening, trouble
from supporter_app.ui.dressing import Dressing
from supporter_app.ui.main_window import MainWindow
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.first_questions import FirstQuestionsScreen
from supporter_app.ui.screens.help_lines import HelpScreen
from supporter_app.ui.screens.home import HomeScreen
from supporter_app.ui.screens.place import PlaceScreen
from supporter_app.ui.screens.trouble import StartTroubleScreen, TroubleScreen
from supporter_app.ui.widgets.frame import Button
from tests.conftest import windows
from tests.ui import audit
from tests.unit.services.test_backups import PLAN

GENERAL = EditionId("general")
PATIENCE = 20
Step = Callable[[MainWindow], None]


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the usual data folder of a person of this test alone."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.delenv(paths.VARIABLE, raising=False)
    return paths.data_dir()


@pytest.fixture
def played(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path | None, list[Step]], int]]:
    """Open the program as a person does, and do one step each time the window stands still."""
    del qapp

    def play(folder: Path | None, steps: list[Step]) -> int:
        left = list(steps)
        wrong: list[BaseException] = []
        others = windows()

        def turn() -> None:
            window = next((each for each in windows() - others if shown(each)), None)
            try:
                if isinstance(window, MainWindow) and left:
                    left.pop(0)(window)
            except BaseException as error:  # noqa: BLE001 - raised below; here the program would take it for its own
                wrong.append(error)
                # Without an end here the window would wait for somebody to close it.
                left.clear()
                for each in windows() - others:
                    each.close()
            if left:
                QTimer.singleShot(PATIENCE, turn)

        QTimer.singleShot(PATIENCE, turn)
        code = opening.open_window(folder)
        if wrong:
            raise wrong[0]
        assert not left
        return code

    hook = sys.excepthook
    yield play
    monkeypatch.setattr(sys, "excepthook", hook)
    # The last window also asked Qt to end; done outside of exec, it would end every later loop before it begins.
    audit.settle()
    QTimer.singleShot(0, lambda: QApplication.exit(0))
    QApplication.exec()


def shown(widget: object) -> bool:
    """Tell whether this is a window that stands on the screen."""
    return isinstance(widget, MainWindow) and widget.isVisible() and widget.screen_shown() is not None


def press(words: str) -> Step:
    """Give the step that presses a button by keyboard, found by its words."""

    def step(window: MainWindow) -> None:
        for _ in range(60):
            held = QApplication.focusWidget()
            if isinstance(held, Button) and held.text() == words:
                QTest.keyClick(held, Qt.Key.Key_Return)
                return
            QTest.keyClick(held or window, Qt.Key.Key_Tab)
        pytest.fail(f"not reached by Tab: {words}")

    return step


def expect(kind: type[object]) -> Step:
    """Give the step that looks which screen is shown."""

    def step(window: MainWindow) -> None:
        assert isinstance(window.screen_shown(), kind)

    return step


def await_keyboard(window: MainWindow) -> None:
    """Wait until the window has the keyboard, as a person does by looking."""
    assert QTest.qWaitForWindowActive(window)


def until(kind: type[object]) -> Step:
    """Give the step that waits for a screen, also one that comes after the first frame."""

    def step(window: MainWindow) -> None:
        for _ in range(100):
            if isinstance(window.screen_shown(), kind):
                return
            QTest.qWait(PATIENCE)
        pytest.fail(f"never shown: {kind.__name__}")

    return step


def ask_for_help(window: MainWindow) -> None:
    """Press the button for help lines that this screen shows, by keyboard."""
    shown_one = window.door.open if window.door.open.isVisible() else window.header.help
    assert shown_one.isVisible()
    press(shown_one.text())(window)


def reads_a_number(window: MainWindow) -> None:
    """Look for a telephone number among the words that can be seen."""
    assert isinstance(window.screen_shown(), HelpScreen)
    assert any("0120" in each.accessibleName() for each in window.findChildren(QLabel) if each.isVisible())


def close(window: MainWindow) -> None:
    """End the program."""
    window.close()


def test_a_place_that_does_not_last_is_asked_about_once(
    local: Path, tmp_path: Path, played: Callable[[Path | None, list[Step]], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = compose(local)
    begun.learning.leave_page(GENERAL, begun.learning.edition(GENERAL).chapters[0].id, first_page(local))
    begun.close()
    chosen = tmp_path / "わたしの　記録"
    chosen.mkdir()
    grounds = {local: Ground.TEMPORARY}
    monkeypatch.setattr(paths, "ground", lambda place: grounds.get(place, Ground.LASTING))

    def choose(window: MainWindow) -> None:
        screen = window.screen_shown()
        assert isinstance(screen, PlaceScreen)
        assert "電源を切ると" in screen.words.text()
        screen.take(chosen)

    assert played(None, [expect(PlaceScreen), choose, expect(FirstQuestionsScreen), close]) == 0
    assert paths.data_dir() == chosen / paths.NAME
    moved = compose(paths.data_dir())
    assert moved.learning.progress(GENERAL).done
    moved.close()
    assert (local / FILE).exists()
    assert played(None, [expect(FirstQuestionsScreen), close]) == 0


def test_a_window_that_closed_before_it_looked_after_anything_never_does(
    local: Path, tmp_path: Path, played: Callable[[Path | None, list[Step]], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its records are closed, and perhaps elsewhere by now; the next window has a caretaker of its own."""
    begun: list[Dressing] = []
    cared_for: list[MainWindow] = []
    care, follow = Navigator.take_care, Dressing.follow_system

    def followed(dressing: Dressing) -> None:
        begun.append(dressing)
        follow(dressing)

    def watched(navigator: Navigator) -> None:
        cared_for.append(navigator.window)
        care(navigator)

    def choose(window: MainWindow) -> None:
        screen = window.screen_shown()
        assert isinstance(screen, PlaceScreen)
        while not begun:
            QTest.qWait(1)
        screen.take(tmp_path)

    def care_comes(window: MainWindow) -> None:
        while window not in cared_for:
            QTest.qWait(1)
        assert cared_for == [window]

    monkeypatch.setattr(Dressing, "follow_system", followed)
    monkeypatch.setattr(Navigator, "take_care", watched)
    monkeypatch.setattr(opening, "CARE_AFTER", 10 * PATIENCE)
    monkeypatch.setattr(paths, "ground", lambda place: Ground.TEMPORARY if place == local else Ground.LASTING)
    assert played(None, [choose, care_comes, close]) == 0


def first_page(folder: Path) -> PageId:
    """Give the first page of the course."""
    app = compose(folder)
    return app.learning.edition(GENERAL).chapters[0].pages[0]


def test_going_on_with_the_place_is_remembered(
    local: Path, played: Callable[[Path | None, list[Step]], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "ground", lambda _place: Ground.SHARE)
    steps = [expect(PlaceScreen), press("このままつかう"), expect(FirstQuestionsScreen), close]
    assert played(None, steps) == 0
    assert played(None, [expect(FirstQuestionsScreen), close]) == 0
    assert paths.data_dir() == local


def test_a_chosen_place_on_a_share_is_not_taken(navigator: Navigator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("supporter_app.ui.screens.place.ground", lambda _place: Ground.SHARE)
    navigator.start(Ground.TEMPORARY)
    screen = navigator.window.screen_shown()
    assert isinstance(screen, PlaceScreen)
    screen.take(Path("somewhere"))
    assert navigator.window.screen_shown() is screen
    assert "ネットワーク" in screen.words.text()
    assert navigator.window.isVisible()


@pytest.mark.parametrize(("size", "step"), [(audit.LARGE, 100), (audit.SMALL, 200)])
def test_the_question_passes_the_audits(navigator: Navigator, size: tuple[int, int], step: int) -> None:
    navigator.set_preferences(navigator.preferences._replace(text_step=step))
    navigator.window.resize(*size)
    navigator.start(Ground.SHARE)
    audit.settle()
    window = navigator.window
    assert [*audit.clipped(window), *audit.small_targets(window)] == []


def test_a_chosen_place_that_is_not_there_is_said(
    local: Path, tmp_path: Path, played: Callable[[Path | None, list[Step]], int]
) -> None:
    paths.remember(tmp_path / "stick" / paths.NAME)
    steps = [expect(StartTroubleScreen), press("いつもの置き場所ではじめる"), expect(FirstQuestionsScreen), close]
    assert played(None, steps) == 0
    assert paths.data_dir() == local
    assert not (tmp_path / "stick").exists()


@pytest.mark.parametrize("harm", ["header", "pages"])
def test_damaged_records_are_set_aside_and_help_lines_stay_in_reach(
    harm: str, tmp_path: Path, played: Callable[[Path | None, list[Step]], int]
) -> None:
    folder = tmp_path / "records"
    app = compose(folder)
    app.preferences.save(app.preferences.load()._replace(asked=True))
    app.close()
    sound = (folder / FILE).read_bytes()
    spoilt = b"x" * 100 + sound[100:] if harm == "header" else sound[:100] + bytes(len(sound) - 100)
    (folder / FILE).write_bytes(spoilt)

    steps = [
        expect(StartTroubleScreen),
        lambda window: window.door.open.click(),
        reads_a_number,
        lambda window: window.footer.back.click(),
        press("よけて、新しくはじめる"),
        expect(FirstQuestionsScreen),
        close,
    ]
    assert played(folder, steps) == 0
    assert [path.read_bytes() for path in folder.glob("supporter.damaged-*.sqlite")] == [spoilt]


def test_damaged_records_are_gathered_with_the_newest_backup(
    tmp_path: Path, played: Callable[[Path | None, list[Step]], int]
) -> None:
    folder = tmp_path / "records"
    begin(folder)
    app = compose(folder)
    session = app.classroom.create(PLAN)
    assert app.backups.make() is not None
    app.close()
    sound = (folder / FILE).read_bytes()
    spoilt = bytes(4096) + sound[4096:]
    (folder / FILE).write_bytes(spoilt)

    steps = [expect(StartTroubleScreen), press("読める記録と控えを集めて、つづける"), expect(HomeScreen), close]
    assert played(folder, steps) == 0
    app = compose(folder)
    assert [each.id for each in app.classroom.every()] == [session.id]
    app.close()
    assert [path.read_bytes() for path in folder.glob("supporter.damaged-*.sqlite")] == [spoilt]


def begin(folder: Path) -> None:
    """Record something, so that there are records."""
    app = compose(folder)
    app.preferences.save(app.preferences.load()._replace(asked=True))
    app.close()


def make_trouble(kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> QLockFile | None:
    """Make real trouble with a data folder; what only another system could do is said by the part that meets it."""
    begin(folder)
    if kind == "damaged":
        (folder / FILE).write_bytes(b"no database " * 400)
    if kind == "newer":
        with closing(sqlite3.connect(folder / FILE)) as records:
            records.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    if kind == "locked":
        lock = QLockFile(str(folder / opening.LOCK))
        assert lock.tryLock(0)
        return lock
    if kind == "read-only":
        monkeypatch.setattr(opening, "hold", failing(StorageReadOnly(folder / FILE, "refused")))
    return None


def failing(error: SupporterError) -> Callable[[Path], None]:
    """Give a function that fails in one way."""

    def fail(_place: Path) -> None:
        raise error

    return fail


@pytest.mark.parametrize("fonts_there", [True, False])
@pytest.mark.parametrize("kind", ["damaged", "newer", "locked", "read-only"])
def test_help_lines_are_reached_by_keyboard_from_every_trouble(
    kind: str,
    fonts_there: bool,  # noqa: FBT001 - a parameter of the test
    tmp_path: Path,
    played: Callable[[Path | None, list[Step]], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "records"
    lock = make_trouble(kind, folder, monkeypatch)
    if not fonts_there:
        found = resources.path

        def without_fonts(*parts: str) -> Path:
            if "fonts" in parts:
                raise ResourceMissing(Path(parts[-1]))
            return found(*parts)

        monkeypatch.setattr(resources, "path", without_fonts)
        assert opening.load_fonts() == opening.FONTS
    before = (folder / FILE).read_bytes()
    # Newer records are read, and the program opens; what is wrong then is only that the letters are missing.
    opened = HomeScreen if fonts_there else TroubleScreen
    steps = [await_keyboard, until(opened if kind == "newer" else StartTroubleScreen), ask_for_help]
    steps += [reads_a_number, close]
    played(folder, steps)
    assert (folder / FILE).read_bytes() == before
    del lock


def test_only_damage_is_set_aside(tmp_path: Path) -> None:
    app = compose(tmp_path)
    for error in (StorageNewer(tmp_path / FILE), StorageLocked(tmp_path), StorageReadOnly(tmp_path / FILE)):
        screen = trouble.StartTrouble(app, error).window.screen_shown()
        assert isinstance(screen, StartTroubleScreen)
        assert not [way for way in screen.ways if way.text() == "よけて、新しくはじめる"]


def test_a_place_that_cannot_be_written_to_is_said_and_asked_again(navigator: Navigator, tmp_path: Path) -> None:
    (tmp_path / paths.NAME).write_text("in the way")
    navigator.start(Ground.TEMPORARY)
    screen = navigator.window.screen_shown()
    assert isinstance(screen, PlaceScreen)
    screen.take(tmp_path)
    assert navigator.window.screen_shown() is screen
    assert "書きこめません" in screen.words.text()
    assert navigator.reopening.following is None


def test_a_move_that_failed_leaves_no_copy_and_is_asked_again(
    local: Path, tmp_path: Path, played: Callable[[Path | None, list[Step]], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(local)
    (tmp_path / "config").write_text("in the way of the note")
    grounds = {local: Ground.TEMPORARY}
    monkeypatch.setattr(paths, "ground", lambda place: grounds.get(place, Ground.LASTING))
    stick = tmp_path / "stick"
    stick.mkdir()

    def choose(window: MainWindow) -> None:
        screen = window.screen_shown()
        assert isinstance(screen, PlaceScreen)
        screen.take(stick)

    again = press("もう一度ためす")
    steps = [expect(PlaceScreen), choose, await_keyboard, expect(StartTroubleScreen), again, expect(PlaceScreen), close]
    assert played(None, steps) == 0
    assert not (stick / paths.NAME / FILE).exists()
    assert (local / FILE).exists()


def test_a_stick_put_back_is_found_by_trying_again(
    local: Path, tmp_path: Path, played: Callable[[Path | None, list[Step]], int]
) -> None:
    place = tmp_path / "stick" / paths.NAME
    paths.remember(place)
    steps = [await_keyboard, expect(StartTroubleScreen), lambda _window: place.mkdir(parents=True)]
    assert played(None, [*steps, press("もう一度ためす"), expect(FirstQuestionsScreen), close]) == 0
    assert paths.data_dir() == place
    assert not local.exists()


def test_a_sound_start_offers_neither(navigator: Navigator) -> None:
    assert isinstance(navigator.window.screen_shown(), HomeScreen)
    assert navigator.reopening.following is None
