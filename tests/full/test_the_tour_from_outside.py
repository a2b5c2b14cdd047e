"""The whole tour, seen from the kernel: no socket to a network, no file elsewhere, no name left behind."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from supporter_app.ui.tour import SAMPLE_NAME
from tests.full.traces import files_with

pytestmark = [
    pytest.mark.full,
    pytest.mark.faults,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="strace is of Linux"),
]

SUPPORTER = Path(sys.executable).with_name("supporter")
CALLS = "execve,socket,openat,open,creat,rename,renameat,renameat2,mkdir,mkdirat,link,linkat,symlink,symlinkat"
WRITES = re.compile(r'\b(?:openat|open)\((?:AT_FDCWD, )?"([^"]*)", [^)]*O_(?:WRONLY|RDWR|CREAT)[^)]*\) = \d')
MAKES = re.compile(r"\b(?:creat|mkdir(?:at)?|rename(?:at2?)?|link(?:at)?|symlink(?:at)?)\((.*)\) = \d")
QUOTED = re.compile(r'"([^"]*)"')


@pytest.fixture
def traced(tmp_path: Path, someone: dict[str, str], needed: Callable[[str, str], None]) -> Callable[..., list[str]]:
    """Give what runs a program as someone who has nothing else, and lists the system calls of all its processes."""
    needed("strace", "strace")

    def run(name: str, *command: str) -> list[str]:
        folder = tmp_path / name
        folder.mkdir()
        # -ff: a file for each thread, so that no call is torn in two by another.
        watching = ["strace", "-ff", "-qq", "-s", "300", "-e", f"trace={CALLS}", "-o", str(folder / "trace")]
        done = subprocess.run(
            [*watching, *command], capture_output=True, text=True, check=False, env=someone, cwd=someone["HOME"]
        )
        assert done.returncode == 0, done.stdout + done.stderr[-4000:]
        files = sorted(folder.iterdir())
        return [call for file in files for call in file.read_text(encoding="utf-8", errors="replace").splitlines()]

    return run


def written(calls: list[str]) -> set[str]:
    """List the paths that were written, made or named anew."""
    paths = {found[1] for call in calls if (found := WRITES.search(call))}
    for call in calls:
        if found := MAKES.search(call):
            paths.update(QUOTED.findall(found[1]))
    return paths


def test_a_socket_and_a_stray_file_would_be_seen(traced: Callable[..., list[str]], tmp_path: Path) -> None:
    stray = tmp_path / "stray"
    code = f"import socket, pathlib; socket.socket(); pathlib.Path({str(stray)!r}).write_bytes(b'x')"
    calls = traced("control", sys.executable, "-c", code)
    assert [call for call in calls if "socket(AF_INET" in call]
    assert str(stray) in written(calls)


def test_the_whole_tour_from_outside(
    traced: Callable[..., list[str]], tmp_path: Path, someone: dict[str, str], showed: Callable[..., None]
) -> None:
    calls = traced("whole-tour", str(SUPPORTER), "tour", "--out", str(tmp_path / "tour"))
    # The trace must have seen the window's own process and its work, or its silence would say nothing.
    assert any("execve(" in call and '"supporter_app", "--tour"' in call for call in calls)
    paths = written(calls)
    assert str(tmp_path / "tour" / "paper.pdf") in paths
    assert any(path.startswith(someone["TMPDIR"]) and path.endswith("supporter.sqlite") for path in paths)

    assert [call for call in calls if "socket(AF_INET" in call] == []
    assert sorted(path for path in paths if not path.startswith((str(tmp_path), "/dev/", "/proc/"))) == []
    assert list(Path(someone["TMPDIR"]).iterdir()) == []
    assert files_with(SAMPLE_NAME, Path(someone["HOME"])) == []

    met = json.loads((tmp_path / "tour" / "summary.json").read_text(encoding="utf-8"))
    assert (met["completions"], met["papers"]) == (1, 1)
    showed("faults.network", pages=met["pages"], items=met["items"])
