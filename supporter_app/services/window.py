"""The window as a program of its own, started out of sight: to play itself, to take pictures, to be tried."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from supporter_app.content.library import Library
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import ResourceMissing
from supporter_app.files import file_error, write_whole
from supporter_app.paths import VARIABLE, program_folder
from supporter_app.resources import root
from supporter_app.storage.folder import storage_error

PLAYING_SECONDS = 1800
SUMMARY = "summary.json"
PLAYED = (0, 1)
"""Exit codes of a tour that came to its end, with everything met or not."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How the window ended: its exit code, None when it had to be ended, and what it wrote for whoever repairs it."""

    code: int | None
    said: str


@dataclass(frozen=True, slots=True)
class Tour:
    """What a tour met; `summary` is its file as it stands on disk."""

    complete: bool
    pages: int
    items: int
    summary: str


def start(*arguments: str, seconds: float) -> Ended:
    """Run the window out of sight to its end, with a data folder that is gone afterwards."""
    with throw_away_folder() as folder:
        try:
            done = subprocess.run(
                [*window_command(), *arguments],
                env=offscreen_environment(folder),
                timeout=seconds,
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        except subprocess.TimeoutExpired as error:
            return Ended(None, _text(error.stderr))
        except OSError as error:
            raise ResourceMissing(window_command()[0], str(error)) from error
    return Ended(done.returncode, _text(done.stderr))


def play_tour(out: Path, edition: str) -> Tour | Ended:
    """Let the window play itself into a folder; raises ContentError for an edition that cannot be read."""
    Library(root()).edition(EditionId(edition))
    _make_ready(out)
    ended = start("--tour", str(out), "--edition", edition, seconds=PLAYING_SECONDS)
    place = out / SUMMARY
    if ended.code not in PLAYED or not place.is_file():
        return ended
    text = place.read_text(encoding="utf-8")
    met = json.loads(text)
    return Tour(ended.code == 0, met["pages"], met["items"], text)


def take_pictures(out: Path, *, everything: bool) -> Ended:
    """Let the window take its pictures into a folder."""
    _make_ready(out)
    return start("--gallery", str(out), *(("--everything",) if everything else ()), seconds=PLAYING_SECONDS)


def window_command() -> list[str]:
    """Give the command that starts the window of this very program, frozen or not."""
    if getattr(sys, "frozen", False):
        name = "supporter-app.exe" if sys.platform == "win32" else "supporter-app"
        return [str(program_folder() / name)]
    # -P: a file of the folder in which the command was given must not stand in for one of ours.
    return [sys.executable, "-P", "-m", "supporter_app"]


def offscreen_environment(folder: Path) -> dict[str, str]:
    """Give the environment for a window nobody sees; the person's own data folder is out of its reach."""
    return {**os.environ, VARIABLE: str(folder), "QT_QPA_PLATFORM": "offscreen"}


@contextmanager
def throw_away_folder() -> Iterator[Path]:
    """Give an empty data folder that is gone afterwards; raises StorageError's family when it cannot be made."""
    try:
        holder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    except OSError as error:
        raise storage_error(error, Path(error.filename or os.curdir).absolute()) from error
    with holder as folder:
        yield Path(folder)


def _make_ready(out: Path) -> None:
    """Make a folder and write there before the window tries to; raises FileError's family.

    No summary of an earlier tour is left, so that none passes for a new one.
    """
    place = out / SUMMARY
    try:
        out.mkdir(parents=True, exist_ok=True)
        write_whole(place, b"")
        place.unlink()
    except OSError as error:
        raise file_error(error, place) from error


def _text(written: bytes | None) -> str:
    return (written or b"").decode("utf-8", "replace").strip()
