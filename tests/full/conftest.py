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

from tests.full.reliability import record
from tests.unit.storage.conftest import made_read_only, mounted  # noqa: F401 - fixtures, used by their names

START = time.monotonic()
PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "reliability.md"


@pytest.fixture(scope="session")
def showed(request: pytest.FixtureRequest) -> Iterator[dict[str, list[str]]]:
    """Collect sentences under the name of a part; they are written down when the whole part ran and nothing failed."""
    kept: dict[str, list[str]] = {}
    yield kept
    took = f"{(time.monotonic() - START) / 60:.1f} minutes"
    for part, sentences in kept.items():
        sys.stdout.write("\n".join(["", part, *(f"  {each}" for each in sentences), f"  {took}", ""]))
        if request.session.testsfailed == 0 and is_whole(request.config, part):
            record(PAGE, part, datetime.now(UTC).date(), "; ".join([*sentences, took]))


def is_whole(config: pytest.Config, part: str) -> bool:
    """Tell whether this run is `./test --full PART` and not a piece of it."""
    return config.args == ["tests"] and config.option.markexpr == f"full and {part}" and not config.option.keyword


@pytest.fixture(scope="session")
def needed() -> Callable[[str, str], None]:
    """Give what brings a tool of the system: as root by itself, else the test fails with the line to run."""

    def bring(tool: str, package: str) -> None:
        if shutil.which(tool) is not None:
            return
        line = ["apt-get", "install", "--yes", "--no-install-recommends", package]
        if shutil.which("apt-get") is not None and os.geteuid() == 0:
            subprocess.run(line, check=False, capture_output=True)
        if shutil.which(tool) is None:
            pytest.fail(f"{tool} is needed: sudo {' '.join(line)}")

    return bring


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
