"""A clock that can be set, databases that are closed again, and folders with a fault."""

import os
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from supporter_app.storage.database import Storage, open_database

NOON = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def opened() -> Iterator[Callable[[Path | None], Storage]]:
    """Open databases at noon in Japan and close them at the end."""
    storages: list[Storage] = []

    def opening(folder: Path | None) -> Storage:
        storages.append(open_database(folder, lambda: NOON))
        return storages[-1]

    yield opening
    for storage in storages:
        storage.close()


@pytest.fixture
def mounted() -> Iterator[Callable[..., Path]]:
    """Mount something for one test; skips with the reason where that is not allowed."""
    places: list[Path] = []

    def mount(place: Path, *words: str) -> Path:
        place.mkdir(exist_ok=True)
        if not hasattr(os, "geteuid") or os.geteuid() != 0:
            pytest.skip("mounting needs the right to mount")
        done = subprocess.run(["mount", *words, str(place)], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"mounting is not possible here: {done.stderr.strip()}")
        places.append(place)
        return place

    yield mount
    for place in reversed(places):
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.fixture
def made_read_only(tmp_path: Path, mounted: Callable[..., Path]) -> Iterator[Callable[[Path], Path]]:
    """Give a folder's content at a place where nothing can be written."""
    changed: list[Path] = []

    def read_only(folder: Path) -> Path:
        if hasattr(os, "geteuid") and os.geteuid() != 0:
            folder.chmod(0o500)
            changed.append(folder)
            return folder
        place = mounted(tmp_path / "read-only", "--bind", str(folder))
        subprocess.run(["mount", "-o", "remount,ro,bind", str(place)], check=True)
        return place

    yield read_only
    for folder in changed:
        folder.chmod(0o700)
