"""What the long parts share: the page that keeps their figures, the tools they need, and an empty home."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.full.promises import PARTS, Counts
from tests.full.reliability import PAGE, Shown, lasted, record, table
from tests.unit.storage.conftest import made_read_only, mounted  # noqa: F401 - fixtures, used by their names

START = time.monotonic()
SKIPPED: list[str] = []
TOLD: list[str] = []
SPENT: dict[str, float] = {}
FAILED: set[str] = set()
PROBES = {"strace": ["strace", "-o", os.devnull, "true"], "faketime": ["faketime", "2020-01-01 00:00:00", "true"]}
"""What shows that a tool can work here: a container may forbid what it needs."""


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember how long the tests of a file take, and why a test was left out, to be told below the table."""
    file = report.nodeid.partition("::")[0]
    SPENT[file] = SPENT.get(file, 0) + report.duration
    if report.failed:
        FAILED.add(file)
    if report.skipped and isinstance(report.longrepr, tuple):
        SKIPPED.append(report.longrepr[-1].removeprefix("Skipped: "))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the tables at the very end, where nothing is captured."""
    for each in TOLD:
        terminalreporter.write_line(f"\n{each}")


@pytest.fixture(scope="session")
def shown(request: pytest.FixtureRequest) -> Iterator[Shown]:
    """Collect what is counted; a part that ran whole, with nothing failed, is written down at the end."""
    kept = Shown()
    yield kept
    kept.spent, kept.failed = SPENT, FAILED
    for part in PARTS:
        if any(each == part for each, _ in kept.counts):
            day, took = datetime.now(UTC).date(), time.monotonic() - START
            lines = kept.lines(part, day)
            TOLD.append(f"{part} ({lasted(took)})\n\n{table(lines)}")
            if request.session.testsfailed == 0 and is_whole(request.config, part):
                record(PAGE, part, lines, took, tuple(dict.fromkeys(SKIPPED)))


@pytest.fixture
def showed(shown: Shown, request: pytest.FixtureRequest) -> Iterator[Callable[..., None]]:
    """Give what counts for a promise; the time of the test belongs to each promise it counted for."""
    start, counted = time.monotonic(), dict[str, Counts]()

    def count(promise: str, **counts: float) -> None:
        counted.setdefault(promise, Counts()).take(counts)

    yield count
    for promise, counts in counted.items():
        shown.take(promise, request.node.nodeid.partition("::")[0], time.monotonic() - start, counts)


def is_whole(config: pytest.Config, part: str) -> bool:
    """Tell whether this run is `./test --full PART` and not a piece of it."""
    return config.args == ["tests"] and config.option.markexpr == f"full and {part}" and not config.option.keyword


@pytest.fixture(scope="session")
def needed() -> Callable[[str, str], None]:
    """Give what brings a tool of the system, as root by itself; skips with the reason where it cannot run."""

    def bring(tool: str, package: str) -> None:
        if shutil.which(tool) is not None:
            return
        line = ["apt-get", "install", "--yes", "--no-install-recommends", package]
        if shutil.which("apt-get") is not None and os.geteuid() == 0:
            subprocess.run(line, check=False, capture_output=True)
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is needed: sudo {' '.join(line)}")

    def bring_and_try(tool: str, package: str) -> None:
        bring(tool, package)
        done = subprocess.run(PROBES.get(tool, ["true"]), capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"{tool} cannot run here: {done.stderr.strip()}")

    return bring_and_try


@pytest.fixture
def someone(tmp_path: Path) -> dict[str, str]:
    """Give the surroundings of a person who has just this program: an empty home, no settings, no screen."""
    folders = {name: tmp_path / name.lower() for name in ("HOME", "TMPDIR")}
    for folder in folders.values():
        folder.mkdir()
    kept = {"PATH": os.environ["PATH"]} if sys.platform == "win32" else {"PATH": "/usr/bin:/bin"}
    # Without compiled modules: the program's own folder must stay as it is, and what else is written is looked at.
    shown = {"LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    return kept | shown | {name: str(folder) for name, folder in folders.items()}
