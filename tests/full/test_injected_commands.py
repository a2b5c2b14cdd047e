"""`./test --full faults`: a call fails in a real command; the person reads what is the matter and what to do."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from supporter_app.storage.backup import FOLDER, KEYS
from supporter_app.storage.folder import FILE
from tests.full.class_commands import Adding, Marking
from tests.full.flows import sound
from tests.full.upkeep_commands import BackingUp, Erasing, Exporting, Restoring
from tests.full.work import Work, answered

pytestmark = [
    pytest.mark.full,
    pytest.mark.faults,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="strace is of Linux"),
]

WORKS: tuple[type[Work], ...] = (Adding, Marking, BackingUp, Restoring, Erasing, Exporting)
FAULTS = {"pwrite64": "ENOSPC", "fdatasync": "EIO", "fsync": "EIO", "rename": "EACCES", "openat": "EMFILE"}
ONLY_RECORDS = frozenset({"openat"})
"""Calls that Python makes for its own files too; only those on the records are failed."""
EVERY = {"pwrite64": 5}
"""Of calls there are very many of, every so many; each single one fails in the flows."""
SENTENCES = 3
CODES = (0, 1, 3)


def run(work: Work, call: str, number: int) -> tuple[subprocess.CompletedProcess[str], bool]:
    """Do the next command while one call fails; gives how it ended, and whether a call was failed."""
    trace = work.folder.parent / "trace"
    backups = work.folder / FOLDER
    seen = [work.folder / FILE, work.folder / f"{FILE}-journal", backups, backups / KEYS]
    paths = [word for path in seen for word in ("-P", str(path))] if call in ONLY_RECORDS else []
    rules = ["-e", f"trace={call}", "-e", f"inject={call}:error={FAULTS[call]}:when={number}"]
    command = [sys.executable, "-m", "supporter_app.cli", "--json", "--data-dir", str(work.folder), *work.words()]
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", str(trace), *paths, *rules, *command],
        capture_output=True,
        text=True,
        check=False,
        # A compiled module that is written would be one more call that fails, and not one of the program's.
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    return done, "(INJECTED)" in trace.read_text()


@pytest.mark.parametrize("call", FAULTS)
@pytest.mark.parametrize("kind", WORKS, ids=lambda kind: kind.__name__)
def test_a_command_that_fails_says_why(
    kind: type[Work],
    call: str,
    tmp_path: Path,
    needed: Callable[[str, str], None],
    showed: Callable[..., None],
) -> None:
    """It does its work all the same, or says what happened, what is safe and what to do; never where in the code."""
    needed("strace", "strace")
    (tmp_path / "first").mkdir()
    work = kind(tmp_path / "first" / "records")
    work.prepare()
    for number in count(1, EVERY.get(call, 1)):
        before = tmp_path / "before"
        shutil.rmtree(before, ignore_errors=True)
        shutil.copytree(work.folder, before)
        promised = list(work.promised)
        done, fired = run(work, call, number)
        place = f"{kind.__name__}, {call} number {number}: {done.returncode} {done.stderr}"
        answer = answered(done.stdout)
        if answer is not None:
            work.take(answer)
        assert sound(work.folder, work.missing) == [], place
        if not fired:
            assert done.returncode == 0, place
            return
        assert done.returncode in CODES, place
        assert (done.returncode == 0) == (answer is not None), place
        assert "Traceback" not in done.stderr, place
        assert done.returncode == 0 or len(done.stderr.strip().splitlines()) >= SENTENCES, place
        showed("faults.told", runs=1, told=int(done.returncode != 0), went=int(done.returncode == 0))
        shutil.rmtree(work.folder)
        shutil.copytree(before, work.folder)
        work.promised = promised
