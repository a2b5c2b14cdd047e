"""`./test --full faults`: every call that can fail fails once, in every flow; what was said is there afterwards."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from supporter_app.storage.folder import FILE
from tests.full.flows import FLOWS, look

pytestmark = [pytest.mark.full, pytest.mark.faults]

FAULTS = {
    "pwrite64": ("ENOSPC", "EIO"),
    "fdatasync": ("EIO",),
    "fsync": ("EIO",),
    "ftruncate": ("EIO",),
    "openat": ("EACCES", "EMFILE"),
    "pread64": ("EIO",),
    "unlink": ("EACCES",),
    "rename": ("EACCES", "ENOSPC"),
}
STEPS = {"completion": 2, "roster": 4, "attendance": 4, "erase": 3, "backup": 2, "restore": 2, "migration": 3}
MOST = 8
"""Calls of one kind that are made to fail in a flow; of more, these are spread over all of them."""
OURS = re.compile(r"^supporter_app\.domain\.errors\.(\w+)", re.MULTILINE)


def run(name: str, folder: Path, words: list[str]) -> tuple[list[str], str, str]:
    """Do a flow under strace, only calls on the records in view; gives what it said, its error, and the trace."""
    seen = [folder, folder / FILE, folder / f"{FILE}-journal", folder / "backups", folder / "backups" / "keys"]
    trace = folder.parent / "trace"
    line = ["strace", "-f", "-o", str(trace), *(word for path in seen for word in ("-P", str(path))), *words]
    flow = [sys.executable, "-m", "tests.full.flows", name, str(folder), str(STEPS[name])]
    done = subprocess.run([*line, *flow], capture_output=True, text=True, check=False, env=dict(os.environ), timeout=90)
    return done.stdout.splitlines(), done.stderr, trace.read_text()


def calls(name: str, folder: Path, kind: str) -> int:
    """Count how often a call is made in a flow that goes well."""
    FLOWS[name].prepare(folder)
    _, error, trace = run(name, folder, ["-e", f"trace={kind}"])
    assert error == ""
    return len(re.findall(rf"\b{kind}\(", trace))


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize("name", FLOWS)
def test_a_failing_call_loses_nothing(
    name: str, kind: str, tmp_path: Path, needed: Callable[[str, str], None], showed: dict[str, list[str]]
) -> None:
    """The error is one of ours, or the flow went on; nothing said is lost, and nothing sound is called damaged."""
    needed("strace", "strace")
    count = calls(name, tmp_path / "well", kind)
    stride = max(1, count // MOST)
    tried = 0
    for error in FAULTS[kind]:
        for number in range(1, count + 1, stride):
            folder = tmp_path / f"{error}-{number}"
            FLOWS[name].prepare(folder)
            said, told, _ = run(
                name, folder, ["-e", f"trace={kind}", "-e", f"inject={kind}:error={error}:when={number}"]
            )
            place = f"{name} {kind} {error} at {number} of {count}"
            found = OURS.findall(told)
            assert found or not told, f"{place}: {told[-600:]}"
            # The last one is what came out; those before it are its causes.
            assert found[-1:] != ["StorageDamaged"], f"{place}: sound, and called damaged"
            assert look(FLOWS[name], folder, said) == [], place
            tried += 1
    if tried:
        showed.setdefault("faults", []).append(f"{name}, {kind} failing: {tried} times, 0 lost")
