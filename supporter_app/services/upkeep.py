"""Looking after the program itself: whether it has everything, whether its window opens, and what it looks like."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from supporter_app.domain.clock import Clock, today
from supporter_app.domain.completion import RULE, Completion
from supporter_app.domain.edition import Edition
from supporter_app.domain.errors import SupporterError
from supporter_app.domain.record_code import record_code
from supporter_app.paths import VARIABLE, program_folder

if TYPE_CHECKING:
    from supporter_app.content.library import Library

WINDOW_SECONDS = 120
TOUR_SECONDS = 1800
SAMPLE = "見本 髙橋"
NETWORK_EVENTS = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `detail` says what was found."""

    name: str
    fine: bool
    detail: str


class SelfTest:
    """Checks the installed or frozen program from inside."""

    def __init__(self, library: "Library", clock: Clock) -> None:
        """Take the course as this program finds it, and the clock."""
        self.library = library
        self.clock = clock
        self.reached: list[str] = []
        sys.addaudithook(self._hear)

    def run(self) -> tuple[Finding, ...]:
        """Look at everything; what fails is a finding, not an end."""
        parts: tuple[tuple[str, Callable[[], str]], ...] = (
            ("course", self._course),
            ("fonts", self._fonts),
            ("words", self._words),
            ("database", self._database),
            ("paper", self._paper),
            ("window", self._window),
            ("network", self._network),
        )
        return tuple(self._look(name, part) for name, part in parts)

    def _look(self, name: str, part: Callable[[], str]) -> Finding:
        try:
            return Finding(name, fine=True, detail=part())
        except (SupporterError, OSError, ValueError, AssertionError, subprocess.SubprocessError) as error:
            return Finding(name, fine=False, detail=f"{type(error).__name__}: {error}")

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        """Note every attempt of Python code to use the network."""
        del arguments
        if event in NETWORK_EVENTS:
            self.reached.append(event)

    def _course(self) -> str:
        pages = 0
        editions = self.library.editions()
        assert editions, "no edition"
        for edition in editions:
            for entry in self.library.edition(edition).chapters:
                pages += len(self.library.chapter(edition, entry.id).pages)
                if entry.items:
                    self.library.quiz(edition, entry.id)
        self.library.helplines()
        return f"{len(editions)} editions, {pages} pages"

    def _fonts(self) -> str:
        from supporter_app.resources import path

        names = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf", "BIZUDPMincho-Regular.ttf")
        return ", ".join(path("assets", "fonts", name).name for name in names)

    def _words(self) -> str:
        from supporter_app.i18n import _

        shown = _("Next")
        assert shown != "Next", "the Japanese catalogue is missing"
        return shown

    def _database(self) -> str:
        from supporter_app.services.preferences import Preferences, PreferenceService
        from supporter_app.storage.database import open_database

        wanted = Preferences(asked=True)
        with a_data_folder() as folder:
            for save in (True, False):
                storage = open_database(folder, self.clock)
                try:
                    service = PreferenceService(storage)
                    if save:
                        service.save(wanted)
                    assert service.load() == wanted, "what was written does not come back"
                finally:
                    storage.close()
        return "written and read again"

    def _paper(self) -> str:
        from supporter_app.domain.certificate import PaperRequest
        from supporter_app.services.certification import Certification

        certification = Certification(self.library, self.clock)
        edition = self.library.edition(self.library.editions()[0])
        pdf = certification.paper(PaperRequest(SAMPLE, sample=True), edition, sample_completion(edition, self.clock))
        assert SAMPLE in certification.words(pdf), "the name is not in the paper"
        return f"{len(pdf)} bytes"

    def _window(self) -> str:
        with a_data_folder() as folder:
            done = subprocess.run(
                [*window_command(), "--quit-after-first-paint", "--data-dir", str(folder)],
                env=offscreen_environment(),
                timeout=WINDOW_SECONDS,
                check=False,
                capture_output=True,
                text=True,
            )
        assert done.returncode == 0, f"exit {done.returncode}: {done.stderr[-300:]}"
        return "painted"

    def _network(self) -> str:
        assert not self.reached, ", ".join(self.reached)
        return "no attempt"


def sample_completion(edition: Edition, clock: Clock) -> Completion:
    """Make a completion that nobody achieved, for a paper marked 見本."""
    day = today(clock)
    chapters = tuple(entry.id for entry in edition.counted())
    return Completion(edition.id, edition.version, chapters, RULE, day, record_code(edition.id, day, 0))


@contextmanager
def a_data_folder() -> Iterator[Path]:
    """Give an empty folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def offscreen_environment() -> dict[str, str]:
    """Give the environment for a window nobody sees; the person's own data folder is out of reach."""
    left = {name: value for name, value in os.environ.items() if name != VARIABLE}
    return left | {"QT_QPA_PLATFORM": "offscreen"}


def window_command() -> list[str]:
    """Give the command that starts the window of this very program, frozen or not."""
    if getattr(sys, "frozen", False):
        name = "supporter-app.exe" if sys.platform == "win32" else "supporter-app"
        return [str(program_folder() / name)]
    return [sys.executable, "-m", "supporter_app"]


def play_tour(out: Path, edition: str) -> int:
    """Let the window play itself into a folder; gives its exit code."""
    return _run_window("--tour", str(out), "--edition", edition)


def take_pictures(out: Path, *, everything: bool) -> int:
    """Let the window take its pictures into a folder; gives its exit code."""
    return _run_window("--gallery", str(out), *(("--everything",) if everything else ()))


def _run_window(*arguments: str) -> int:
    command = [*window_command(), *arguments]
    return subprocess.run(command, env=offscreen_environment(), timeout=TOUR_SECONDS, check=False).returncode
