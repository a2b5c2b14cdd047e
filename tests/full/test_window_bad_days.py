"""The window on a disk that is full and on one that nobody may write to: a sentence, help, and nothing lost."""

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from supporter_app.bootstrap import compose
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import StorageFull, StorageReadOnly
from supporter_app.explain import explain
from supporter_app.storage.folder import FILE
from supporter_app.ui.destinations import ToHelp, ToHome, ToPlace
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.opening import catch_everything
from supporter_app.ui.screens.chapter_page import PageScreen
from supporter_app.ui.screens.help_lines import HelpScreen
from tests.full.way import is_done, places_in_order

pytestmark = [pytest.mark.full, pytest.mark.faults]

GENERAL = EditionId("general")
SMALL = "size=256k"


@pytest.fixture
def opened(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], Navigator]]:
    """Open the window over a data folder, as the program does; what nobody caught goes to its own screen."""
    made: list[Navigator] = []

    def open_window(folder: Path) -> Navigator:
        navigator = Navigator(compose(folder))
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        catch_everything(navigator)
        qtbot.addWidget(navigator.window)
        navigator.start()
        navigator.window.show()
        made.append(navigator)
        return navigator

    yield open_window
    for navigator in made:
        navigator.close()
        navigator.window.close()
        navigator.app.close()


def begun(folder: Path, pages: int) -> Navigator:
    """Read some pages of the first chapter on a sound data folder."""
    navigator = Navigator(compose(folder))
    navigator.set_preferences(navigator.preferences._replace(asked=True))
    navigator.go(ToPlace(places_in_order(navigator.edition())[0]))
    for _ in range(pages):
        navigator.window.footer.forward.click()
    return navigator


def end(navigator: Navigator) -> None:
    """End a program that no fixture looks after."""
    navigator.close()
    navigator.window.close()
    navigator.app.close()


def fill(folder: Path) -> Path:
    """Take every byte that is left in a file system."""
    filler = folder / "filler"
    with filler.open("ab", buffering=0) as file:
        for size in (4096, 1):
            with suppress(OSError):
                while file.write(bytes(size)) == size:
                    pass
    return filler


def test_a_disk_that_fills_up(
    tmp_path: Path,
    opened: Callable[[Path], Navigator],
    mounted: Callable[..., Path],
    caplog: pytest.LogCaptureFixture,
    showed: Callable[..., None],
) -> None:
    folder = mounted(tmp_path / "small", "-t", "tmpfs", "-o", SMALL, "tmpfs")
    end(begun(folder, pages=2))
    navigator = opened(folder)
    places = places_in_order(navigator.edition())
    assert navigator.present == ToPlace(places[2])
    filler = fill(folder)

    navigator.window.footer.forward.click()
    assert isinstance(navigator.window.screen_shown(), PageScreen)
    assert told(navigator) == explain(StorageFull(folder / FILE)).next
    caplog.clear()
    navigator.go(ToHelp())
    assert isinstance(navigator.window.screen_shown(), HelpScreen)
    navigator.window.footer.back.click()
    caplog.clear()
    assert not is_done(places[2], navigator.app.learning.progress(GENERAL))
    assert [place for place in places[:2] if not is_done(place, navigator.app.learning.progress(GENERAL))] == []

    filler.unlink()
    navigator.go(ToPlace(places[2]))
    assert isinstance(navigator.window.screen_shown(), PageScreen)
    navigator.window.footer.forward.click()
    assert is_done(places[2], navigator.app.learning.progress(GENERAL))
    assert navigator.present == ToPlace(places[3])
    showed("faults.window-full", windows=1)


def told(navigator: Navigator) -> str:
    """Give the last sentence of the band that says why nothing is recorded: what to do."""
    notice = navigator.window.notice()
    assert notice is not None
    assert notice.isVisible()
    return notice.words.text().rsplit("\n", 1)[-1]


@pytest.mark.parametrize("pages", [0, 2])
def test_a_folder_nobody_may_write_to(
    pages: int,
    tmp_path: Path,
    opened: Callable[[Path], Navigator],
    made_read_only: Callable[[Path], Path],
    caplog: pytest.LogCaptureFixture,
    showed: Callable[..., None],
) -> None:
    folder = tmp_path / "records"
    end(begun(folder, pages))
    before = (folder / FILE).read_bytes()
    navigator = opened(made_read_only(folder))
    places = places_in_order(navigator.edition())
    if navigator.present == ToHome():
        navigator.go(ToPlace(places[0]))
    navigator.window.footer.forward.click()
    assert isinstance(navigator.window.screen_shown(), PageScreen)
    assert told(navigator) == explain(StorageReadOnly(folder / FILE)).next
    caplog.clear()
    navigator.go(ToHelp())
    assert isinstance(navigator.window.screen_shown(), HelpScreen)
    progress = navigator.app.learning.progress(GENERAL)
    assert [place for place in places[:pages] if not is_done(place, progress)] == []
    assert (folder / FILE).read_bytes() == before
    showed("faults.window-read-only", windows=1)
