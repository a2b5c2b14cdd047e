"""The window's process is killed at random moments of the tour: it opens again where it was, and nothing is lost.

The tour takes a picture after each step, so a picture on disk is a step the person has seen acknowledged.
"""

import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from supporter_app.bootstrap import compose
from supporter_app.domain.edition import EditionId, Place
from supporter_app.services.window import window_command
from supporter_app.storage import journal
from supporter_app.storage.folder import FILE
from supporter_app.ui.destinations import ToEnd, ToPlace
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.opening import LOCK, load_fonts
from supporter_app.ui.screens.home import HomeScreen
from supporter_app.ui.tour import SAMPLE_NAME
from tests.full.traces import files_with
from tests.full.way import is_done, places_in_order

pytestmark = [
    pytest.mark.full,
    pytest.mark.kills,
    pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL"),
]

GENERAL = EditionId("general")
KILLS = 24
SEED = 20261120
PATIENCE_S = 120
LONGEST_STEP_S = 0.12
NUMBER = re.compile(r"^\d{3}-(.*)\.png$")
PAGE = re.compile(r"^\d{3}-\d\d-")
"""The picture of a page or item: their chapters begin with a number."""


@dataclass(frozen=True, slots=True)
class Left:
    """What a killed tour left: the names of its pictures in order, and its data folder."""

    pictures: tuple[str, ...]
    folder: Path


def killed(work: Path, surroundings: dict[str, str], pictures: int, seconds: float) -> Left:
    """Play the tour, and kill its process some time after it took a number of pictures, from the first page on."""
    out = work / "tour"
    process = subprocess.Popen(
        [*window_command(), "--tour", str(out)], env=surroundings, stdout=subprocess.DEVNULL, cwd=work
    )
    try:
        wait_for(lambda: taken_from_the_first_page(out) >= pictures, process)
        time.sleep(seconds)
    finally:
        process.kill()
    assert process.wait() == -signal.SIGKILL, "the tour ended by itself"
    names = (NUMBER.match(path.name) for path in sorted(out.glob("*.png")))
    database = next(Path(surroundings["TMPDIR"]).rglob(FILE))
    return Left(tuple(name[1] for name in names if name), database.parent)


def taken_from_the_first_page(out: Path) -> int:
    """Count the pictures, without those of the screens that the tour looks around in at first."""
    names = sorted(path.name for path in out.glob("*.png"))
    first = next((at for at, name in enumerate(names) if PAGE.match(name)), len(names))
    return len(names) - first


def wait_for(happened: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Wait until something happened while a process runs."""
    until = time.monotonic() + PATIENCE_S
    while not happened():
        assert process.poll() is None, "the window ended by itself"
        assert time.monotonic() < until, "the window takes too long"
        time.sleep(0.002)


def place_of(picture: str, places: list[Place]) -> Place | None:
    """Tell which place a picture shows, None for the other screens."""
    name = picture.removesuffix("-again").removesuffix("-right")
    return next((place for place in places if name == f"{place.chapter}-{place.page or place.item}"), None)


@contextmanager
def opened_again(folder: Path) -> Iterator[Navigator]:
    """Open the window over a data folder."""
    app = compose(folder)
    navigator = Navigator(app)
    navigator.start()
    navigator.window.show()
    try:
        yield navigator
    finally:
        navigator.tasks.drain()
        navigator.window.close()
        app.close()


def starts(folder: Path, surroundings: dict[str, str]) -> bool:
    """Tell whether the window's program opens over a data folder."""
    command = [*window_command(), "--data-dir", str(folder), "--quit-after-first-paint"]
    return subprocess.run(command, env=surroundings, check=False, timeout=PATIENCE_S).returncode == 0


def look_at(left: Left, qtbot: QtBot) -> None:
    """Look whether everything acknowledged is there, and whether the window opens where the person was."""
    with opened_again(left.folder) as navigator:
        qtbot.addWidget(navigator.window)
        storage, learning = navigator.app.storage, navigator.app.learning
        assert storage.rows("PRAGMA integrity_check") == [("ok",)]
        assert journal.check(storage) == ()
        places = places_in_order(navigator.edition())
        met = [place for name in left.pictures if (place := place_of(name, places)) is not None]
        at = places.index(met[-1])
        progress = learning.progress(GENERAL)
        assert [place for place in places[:at] if not is_done(place, progress)] == []
        assert met[-1].page is not None or is_done(met[-1], progress)
        if "end" in left.pictures:
            assert learning.completion(GENERAL) is not None
            return
        place = learning.place(GENERAL)
        # The step after the last picture may have been recorded, and not yet been shown.
        assert place in places[at : at + 2]
        # Whoever had just answered the last item of a chapter goes on in the next one; after the last comes the end.
        chapter_done = progress.chapter_done(navigator.edition().entry(place.chapter))
        following = progress.next_place(navigator.edition()) if chapter_done else place
        if isinstance(screen := navigator.window.screen_shown(), HomeScreen):
            screen.go_on.click()
        assert navigator.present == (ToEnd() if following is None else ToPlace(following))


@pytest.fixture(scope="module")
def moments(qapp: object) -> range:
    """Give the numbers of pictures at which the tour has a record to lose; loads the window's letters once."""
    del qapp
    assert load_fonts() == ()
    app = compose(None)
    places = places_in_order(app.learning.edition(GENERAL))
    app.close()
    items = sum(place.item is not None for place in places)
    # Before the first page the person has done nothing; after the last place come the end, the paper and the rest.
    return range(1, len(places) + items + 16)


@pytest.mark.parametrize("turn", range(KILLS))
def test_a_killed_tour_opens_where_it_was(
    turn: int, moments: range, showed: Callable[..., None], tmp_path: Path, someone: dict[str, str], qtbot: QtBot
) -> None:
    choose = random.Random(SEED + turn)  # noqa: S311 - moments, not secrets
    pictures = moments[int((turn + choose.random()) / KILLS * len(moments))]
    left = killed(tmp_path, someone, pictures, choose.uniform(0, LONGEST_STEP_S))
    for folder in (someone["HOME"], someone["TMPDIR"]):
        assert files_with(SAMPLE_NAME, Path(folder)) == []
    assert starts(left.folder, someone)
    look_at(left, qtbot)
    showed("kills.tour", kills=1, steps=len(left.pictures))


def test_a_killed_window_does_not_keep_its_data_folder(
    tmp_path: Path, someone: dict[str, str], showed: Callable[..., None]
) -> None:
    folder = tmp_path / "records"
    command = [*window_command(), "--data-dir", str(folder)]
    for turn in range(5):
        process = subprocess.Popen(command, env=someone)
        try:
            wait_for((folder / LOCK).exists, process)
            time.sleep(turn * 0.1)
        finally:
            process.kill()
        assert process.wait() == -signal.SIGKILL
        assert (folder / LOCK).exists(), "the lock went away by itself: this kill shows nothing"
        assert starts(folder, someone)
        showed("kills.lock", kills=1)
