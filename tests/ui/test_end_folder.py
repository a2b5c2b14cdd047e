"""終わるときに控えを置くフォルダー, as a person chooses it, ends the program, and pulls the stick."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from supporter_app.bootstrap import compose
from supporter_app.domain.errors import FileFull, FileUnreachable
from supporter_app.services.end_folder import PREFIX, EndFolders
from supporter_app.ui import caretaker
from supporter_app.ui.destinations import ToBackups
from supporter_app.ui.main_window import MainWindow
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.backups import BackupsScreen
from supporter_app.ui.screens.end_folder import LastCopyScreen, not_put
from supporter_app.ui.screens.home import HomeScreen
from tests.ui import audit
from tests.ui.audit import settle
from tests.ui.conftest import hold_sessions
from tests.ui.test_place import PATIENCE, Step, close, expect, press, until
from tests.ui.test_place import local as local  # noqa: PLC0414 - a fixture, used by its name
from tests.ui.test_place import played as played  # noqa: PLC0414 - a fixture, used by its name
from tests.ui.test_vault import until as working

Played = Callable[[Path | None, list[Step]], int]


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """Give a folder on a stick."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def used(tmp_path: Path, share: Path) -> Path:
    """Give a data folder in which sessions were held and the stick was chosen."""
    folder = tmp_path / "used"
    app = compose(folder)
    app.preferences.save(app.preferences.load()._replace(asked=True))
    hold_sessions(app)
    app.end_folders.choose(share)
    app.close()
    return folder


def test_a_folder_is_chosen_and_proven_at_once(navigator: Navigator, share: Path, tmp_path: Path) -> None:
    """A copy lies there before anybody relies on it; one inside the records is not taken."""
    hold_sessions(navigator.app)
    navigator.go(ToBackups())
    screen = navigator.window.screen_shown()
    assert isinstance(screen, BackupsScreen)
    assert not screen.end.forget.isVisible()
    assert navigator.app.data_dir is not None
    screen.end.take(navigator.app.data_dir)
    assert "記録そのもの" in screen.end.said.text()
    screen.end.take(tmp_path / "nowhere")
    assert navigator.app.end_folders.chosen() is None
    screen.end.take(share)
    working(lambda: not screen.working)
    settle()
    assert "読み直して" in screen.end.said.text()
    assert str(share) in screen.end.words.text()
    assert len(list(share.glob(f"{PREFIX}*/*.sqlite"))) == 1
    screen.end.forget.click()
    assert navigator.app.end_folders.chosen() is None
    assert len(list(share.glob(f"{PREFIX}*/*.sqlite"))) == 1


@pytest.mark.usefixtures("local")
def test_the_end_puts_a_copy_there_and_says_nothing(used: Path, share: Path, played: Played) -> None:
    """The window is closed and stays closed."""
    assert played(used, [until(HomeScreen), close]) == 0
    newest = compose(used).backups.every()[0]
    assert [each.name for each in share.glob(f"{PREFIX}*/*.sqlite")] == [newest.path.name]


@pytest.mark.usefixtures("local")
def test_a_stick_that_is_not_there_is_said_and_tried_again(used: Path, share: Path, played: Played) -> None:
    """A calm sentence after closing; put back and tried again, the program ends by itself."""
    away = share.rename(share.with_name("away"))

    def reads(window: MainWindow) -> None:
        screen = window.screen_shown()
        assert isinstance(screen, LastCopyScreen)
        said = screen.card.said.text()
        assert str(share) in said
        assert "何もなくなっていません" in said
        away.rename(share)

    steps = [until(HomeScreen), close, expect(LastCopyScreen), reads, press("もう一度ためす")]
    assert played(used, steps) == 0
    assert len(list(share.glob(f"{PREFIX}*/*.sqlite"))) == 1


@pytest.mark.usefixtures("local")
def test_one_may_end_without_it(used: Path, share: Path, played: Played) -> None:
    """おわる ends; nothing is lost, and it is tried at the next end."""
    away = share.rename(share.with_name("away"))
    assert played(used, [until(HomeScreen), close, expect(LastCopyScreen), press("おわる")]) == 0
    assert len(compose(used).backups.every()) >= 1
    away.rename(share)
    assert played(used, [until(HomeScreen), close]) == 0
    assert len(list(share.glob(f"{PREFIX}*/*.sqlite"))) == 1


@pytest.mark.usefixtures("local")
def test_a_slow_share_is_not_waited_for(
    used: Path, share: Path, played: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes longer than a blink is shown, and おわる stops it."""
    stopped: list[bool] = []

    def slow(folders: EndFolders, stop: object) -> None:
        del folders
        stopped.append(stop.wait(30))  # type: ignore[attr-defined] # an Event
        raise FileUnreachable(share, "stopped")

    monkeypatch.setattr(EndFolders, "put", slow)
    monkeypatch.setattr(caretaker, "BLINK", PATIENCE)

    def reads(window: MainWindow) -> None:
        screen = window.screen_shown()
        assert isinstance(screen, LastCopyScreen)
        assert "待たずに" in screen.card.said.text()
        assert not screen.again.isVisible()

    assert played(used, [until(HomeScreen), close, expect(LastCopyScreen), reads, press("おわる")]) == 0
    assert stopped == [True]


@pytest.mark.usefixtures("local")
def test_no_copy_is_put_before_the_window_opens_again(used: Path, share: Path, played: Played) -> None:
    """Going back to a backup closes and opens the window; that is no end of the program."""

    def goes_back(window: MainWindow) -> None:
        window.went.emit(ToBackups())
        screen = window.screen_shown()
        assert isinstance(screen, BackupsScreen)
        screen.ways[0].click()
        for _ in range(500):
            if screen.question.isVisible():
                break
            QTest.qWait(PATIENCE)
        assert list(share.iterdir()) == []
        screen.go_back.click()

    assert played(used, [until(HomeScreen), goes_back, until(HomeScreen), close]) == 0
    assert len(list(share.glob(f"{PREFIX}*/*.sqlite"))) == 1


def test_another_reason_is_said(tmp_path: Path) -> None:
    """A full stick is full, not missing."""
    missing = not_put("X", FileUnreachable(tmp_path, ""))
    full = not_put("X", FileFull(tmp_path / "x", ""))
    assert len(full) == len(missing) + 1
    assert "空き" in full[1]


@pytest.mark.parametrize(("size", "step"), [(audit.LARGE, 100), (audit.SMALL, 200)])
def test_the_last_screen_passes_the_audits(
    navigator: Navigator, share: Path, tmp_path: Path, size: tuple[int, int], step: int
) -> None:
    """Named, reachable, unclipped."""
    hold_sessions(navigator.app)
    navigator.app.end_folders.choose(share)
    share.rename(tmp_path / "away")
    audit.dress(navigator, size, step)
    screen = LastCopyScreen(navigator.reader(), navigator.app.end_folders, navigator.tasks, lambda: None)
    navigator.window.show_screen(screen)
    screen.begin()
    working(lambda: screen.failed)
    settle()
    window = navigator.window
    assert [*audit.unnamed(window), *audit.clipped(window), *audit.small_targets(window)] == []
