"""`./test --full faults`: two windows of the real program over one data folder."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from supporter_app.domain.errors import StorageLocked
from tests.full.flows import sound
from tests.full.pressing import BEGUN, BROKEN, REFUSED, UNLOCKED
from tests.full.shown_as_done import learned

pytestmark = [
    pytest.mark.full,
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="sends signals"),
]

SECONDS = 6.0
TURNS = 5


def begun(folder: Path, *words: str) -> "subprocess.Popen[str]":
    """Open a window that goes the learner's way."""
    line = [sys.executable, "-m", "tests.full.pressing", "learning", str(folder), *words]
    return subprocess.Popen(line, stdout=subprocess.PIPE, text=True, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})


def ended(window: "subprocess.Popen[str]") -> tuple[str, ...]:
    """Kill a window, and give what it had shown."""
    window.kill()
    said = window.communicate()[0]
    assert BROKEN not in said, said
    return tuple(line for line in said.splitlines() if line != BEGUN)


def test_a_second_window_does_not_open(tmp_path: Path, showed: Callable[..., None]) -> None:
    """It says why instead, and touches nothing; when the first is gone, killed even, the next one opens."""
    folder = tmp_path / "records"
    shown = []
    for _ in range(TURNS):
        first = begun(folder)
        assert first.stdout is not None
        assert first.stdout.readline() == f"{BEGUN}\n"
        second = begun(folder)
        assert second.stdout is not None
        assert second.stdout.readline() == f"{REFUSED} {StorageLocked.__name__}\n"
        assert ended(second) == ()
        shown.append(ended(first))
        assert shown[-1]
    assert sound(folder, partial(learned, shown)) == []
    showed("faults.windows", refused=TURNS)


def test_two_windows_that_open_all_the_same_lose_nothing(tmp_path: Path, showed: Callable[..., None]) -> None:
    """As on a share where no lock holds: both record into one file, and all that both have shown is there."""
    folder = tmp_path / "records"
    windows = [begun(folder, UNLOCKED) for _ in range(2)]
    time.sleep(SECONDS)
    shown = [ended(window) for window in windows]
    assert all(shown)
    assert sound(folder, partial(learned, shown)) == []
    showed("faults.windows", shown=sum(map(len, shown)))
