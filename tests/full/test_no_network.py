"""The whole tour, seen from the kernel: no process of it opens a socket to a network."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.full, pytest.mark.faults]

SUPPORTER = Path(sys.executable).with_name("supporter")


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed here")
def test_the_tour_opens_no_network_socket(tmp_path: Path, showed: dict[str, list[str]]) -> None:
    trace = tmp_path / "trace"
    tour = [str(SUPPORTER), "tour", "--out", str(tmp_path / "tour")]
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=execve,socket", "-o", str(trace), *tour],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    calls = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    # The trace must have seen the window's own process, or its silence would say nothing.
    assert any("execve(" in call and "supporter-app" in call for call in calls)
    assert [call for call in calls if "socket(AF_INET" in call] == []
    showed.setdefault("faults", []).append("no AF_INET or AF_INET6 socket in the whole tour (strace)")
