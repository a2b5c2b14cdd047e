"""`./test --full faults`: the disk fills up, or may no longer be written to, in the middle of every flow."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.full.flows import FLOWS, look

pytestmark = [pytest.mark.full, pytest.mark.faults]

SMALL, LARGE = "3m", "60m"
PAGES_LEFT = 6
MOST_STEPS = 4000
AFTERWARDS = 3
OURS = re.compile(r"^supporter_app\.domain\.errors\.(\w+)", re.MULTILINE)


def run(name: str, folder: Path, said: list[str], steps: int) -> str:
    """Do a flow in a process of its own, which keeps nothing open; gives the error that ended it, or nothing."""
    words = [sys.executable, "-m", "tests.full.flows", name, str(folder), str(steps)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    said += done.stdout.splitlines()
    found = OURS.findall(done.stderr)
    assert found or not done.stderr, done.stderr[-800:]
    return found[-1] if found else ""


def remount(place: Path, *options: str) -> None:
    """Mount the same disk in another way."""
    subprocess.run(["mount", "-o", ",".join(("remount", *options)), str(place)], check=True)


@pytest.mark.parametrize("name", FLOWS)
def test_a_disk_that_fills_up(
    name: str, tmp_path: Path, mounted: Callable[..., Path], showed: Callable[..., None]
) -> None:
    """The refusal says that there is no space; nothing said is lost; with space again it goes on."""
    place = mounted(tmp_path / "disk", "-t", "tmpfs", "-o", f"size={SMALL}", "none")
    folder, said = place / "records", list[str]()
    FLOWS[name].prepare(folder)
    if not name.startswith("migration"):
        assert run(name, folder, said, AFTERWARDS) == ""
    # Of the space that is left a few pages stay, so that something is begun before it is refused.
    free = int(subprocess.run(["stat", "-f", "-c", "%a", str(place)], capture_output=True, check=True).stdout)
    filling = place / "filling"
    filling.write_bytes(bytes((free - PAGES_LEFT) * 4096))
    assert run(name, folder, said, MOST_STEPS) in {"StorageFull", "FileFull"}
    filling.unlink()
    remount(place, f"size={LARGE}")
    assert look(FLOWS[name], folder, said) == []
    assert run(name, folder, said, AFTERWARDS) == ""
    assert look(FLOWS[name], folder, said) == []
    showed("faults.full", flows=1)


@pytest.mark.parametrize("name", FLOWS)
def test_a_disk_that_may_not_be_written_to(
    name: str, tmp_path: Path, mounted: Callable[..., Path], showed: Callable[..., None]
) -> None:
    """The refusal says so; everything is as it was; when it may be written to again it goes on."""
    place = mounted(tmp_path / "disk", "-t", "tmpfs", "-o", f"size={LARGE}", "none")
    folder, said = place / "records", list[str]()
    FLOWS[name].prepare(folder)
    assert run(name, folder, said, AFTERWARDS) == ""
    remount(place, "ro")
    assert run(name, folder, said, AFTERWARDS) in {"StorageReadOnly", "FileReadOnly"}
    remount(place, "rw")
    assert look(FLOWS[name], folder, said) == []
    assert run(name, folder, said, AFTERWARDS) == ""
    showed("faults.read-only", flows=1)
