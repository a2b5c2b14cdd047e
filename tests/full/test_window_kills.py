"""The window's process is killed at random moments of the tour: it opens again where it was, and nothing is lost.

The tour takes a picture after each step, so a picture on disk is a step the person has seen acknowledged.
"""

import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from supporter_app.bootstrap import App, compose
from supporter_app.domain.edition import Edition, EditionId, Place
from supporter_app.services.window import window_command
from supporter_app.storage import journal
from supporter_app.storage.folder import FILE
from supporter_app.ui.application import LOCK, load_fonts
from supporter_app.ui.destinations import ToHome, ToPlace
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.home import HomeScreen
from supporter_app.ui.tour import SAMPLE_NAME
from tests.full.traces import files_with

pytestmark = [
    pytest.mark.full,
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL"),
]

GENERAL = EditionId("general")
KILLS = 24
SEED = 20261120
PATIENCE_S = 120
LONGEST_STEP_S = 0.12
NUMBER = re.compile(r"^\d{3}-(.*)\.png$")


@dataclass(frozen=True, slots=True)
class Left:
    """What a killed tour left: the names of its pictures in order, and its data folder."""

    pictures: tuple[str, ...]
    folder: Path


def killed(work: Path, surroundings: dict[str, str], pictures: int, seconds: float) -> Left:
    """Play the tour, and kill its process some time after it took a number of pictures."""
    out = work / "tour"
    process = subprocess.Popen(
        [*window_command(), "--tour", str(out)], env=surroundings, stdout=subprocess.DEVNULL, cwd=work
    )
    try:
        wait_for(lambda: out.is_dir() and len(list(out.glob("*.png"))) >= pictures, process)
        time.sleep(seconds)
    finally:
        process.kill()
    assert process.wait() == -signal.SIGKILL, "the tour ended by itself"
    names = (NUMBER.match(path.name) for path in sorted(out.glob("*.png")))
    database = next(Path(surroundings["TMPDIR"]).rglob(FILE))
    return Left(tuple(name[1] for name in names if name), database.parent)


def wait_for(happened: "Callable[[], bool]", process: "subprocess.Popen[bytes]") -> None:
    """Wait until something happened while a process runs."""
    until = time.monotonic() + PATIENCE_S
    while not happened():
        assert process.poll() is None, "the window ended by itself"
        assert time.monotonic() < until, "the window takes too long"
        time.sleep(0.002)
