"""`./test --full kills`: the process is killed at any moment of any flow; what was said is there at the next start."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from supporter_app.storage.folder import FILE
from tests.full.flows import FLOWS, SCHEMAS, look

pytestmark = [
    pytest.mark.full,
    pytest.mark.kills,
    pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL"),
]

SEED = 20261120
KILLS = 1_000
COMMANDS = 40
ANEW = 25
"""After so many kills a flow begins again, so that its records do not grow without end."""
ONE_FILE = frozenset({"completion", "roster", "attendance"})
LONGEST = 0.12
"""Seconds until a kill: some steps of the slowest flow."""


def killed(name: str, folder: Path, seconds: float) -> list[str]:
    """Do a flow in a child and kill it after some time; gives what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            for _ in FLOWS[name].run(folder, lambda words: _say(writing, words)):
                pass
        except BaseException as error:  # noqa: BLE001 - whatever ends the child is told to the test
            _say(writing, f"ERROR {type(error).__name__} {error}")
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        return pipe.read().decode().splitlines()


def _to_roll_back(folder: Path) -> bool:
    journal = folder / f"{FILE}-journal"
    return journal.exists() and journal.stat().st_size > 0


def _say(pipe: int, words: str) -> None:
    os.write(pipe, f"{words}\n".encode())


@pytest.mark.parametrize("name", FLOWS)
def test_nothing_said_is_lost(name: str, tmp_path: Path, showed: dict[str, list[str]]) -> None:
    """Each flow takes its share of the thousand kills, in one folder until it begins anew; the bare file is enough."""
    chance = random.Random(f"{SEED} {name}")  # noqa: S311 - a repeatable chance
    count = KILLS // len(FLOWS) + 1
    folder, said = tmp_path / "records", list[str]()
    for turn in range(count):
        if turn % ANEW == 0:
            shutil.rmtree(folder, ignore_errors=True)
            FLOWS[name].prepare(folder)
            said = []
        said += killed(name, folder, chance.random() * LONGEST)
        assert not any(each.startswith("ERROR") for each in said), said[-1:]
        if name in ONE_FILE and not _to_roll_back(folder):
            # The file alone holds everything, as when somebody copies just that.
            alone = tmp_path / "alone"
            shutil.rmtree(alone, ignore_errors=True)
            alone.mkdir()
            shutil.copy(folder / FILE, alone / FILE)
            assert look(FLOWS[name], alone, said) == [], f"copied alone, turn {turn}"
        assert look(FLOWS[name], folder, said) == [], f"turn {turn}"
    showed.setdefault("kills", []).append(f"{name}: {count} kills, 0 lost, 0 damaged")


def test_a_migration_is_done_or_not(tmp_path: Path, showed: dict[str, list[str]]) -> None:
    """From every released schema: old or new, never between, and the next start goes on."""
    chance = random.Random(SEED)  # noqa: S311 - a repeatable chance
    released = sorted(SCHEMAS.glob("v*.sqlite"))
    for schema in released:
        for turn in range(200):
            folder = tmp_path / f"{schema.stem}-{turn}"
            folder.mkdir()
            shutil.copy(schema, folder / FILE)
            said = killed("migration", folder, chance.random() * 0.03)
            assert look(FLOWS["migration"], folder, said) == [], f"{schema.name}, turn {turn}"
            shutil.rmtree(folder)
    showed.setdefault("kills", []).append(f"migration from {len(released)} schemas: 200 kills each, old or new")


def test_a_killed_command_loses_nothing(tmp_path: Path, showed: dict[str, list[str]]) -> None:
    """The real command, killed at any moment of its life; what it printed as done is there."""
    chance = random.Random(SEED)  # noqa: S311 - a repeatable chance
    folder = tmp_path / "records"
    create = "session create --title T --edition general --date 2026-11-20 --start 14:00 --end 15:30"
    start = time.perf_counter()
    first = _command(folder, [*create.split(), "--place", "P", "--lecturer", "L"], 60)
    needed = time.perf_counter() - start
    session = first.split('"')[3]
    done = 0
    for _ in range(COMMANDS):
        said = _command(folder, ["roster", "add", session], chance.random() * needed * 1.3)
        done += '"number"' in said
        there = _command(folder, ["roster", "list", session], 60).count('"number"')
        assert there >= done
    assert 0 < done < COMMANDS
    showed.setdefault("kills", []).append(f"{COMMANDS} killed commands, {done} said they were done: 0 lost")


def _command(folder: Path, words: list[str], seconds: float) -> str:
    line = [sys.executable, "-m", "supporter_app.cli", "--json", "--data-dir", str(folder), *words]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:
        try:
            return child.communicate(timeout=seconds)[0]
        except subprocess.TimeoutExpired:
            child.kill()
            return child.communicate()[0]
