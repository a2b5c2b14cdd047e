"""`./test --full kills`: the process is killed at any moment of any flow; what was said is there at the next start."""

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from supporter_app.domain.errors import StorageError
from supporter_app.storage.folder import FILE
from tests.full.early import plant
from tests.full.flows import FLOWS, SCHEMAS, as_usual, look, sound

pytestmark = [
    pytest.mark.full,
    pytest.mark.kills,
    pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL"),
]

SEED = 20261120
KILLS = 1_000
SCHEMA_KILLS = 200
ANEW = 25
"""After so many kills a flow begins again, so that its records do not grow without end."""
ONE_FILE = frozenset({"completion", "roster", "attendance"})
LONGEST = 0.12
"""Seconds until a kill: some steps of the slowest flow."""
TRIED = 30


def killed(name: str, folder: Path, seconds: float, before: Callable[[], None] = lambda: None) -> list[str]:
    """Do a flow in a child and kill it after some time; gives what it said. `before` is done in the child first."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            before()
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
        said = pipe.read().decode().splitlines()
    assert not any(each.startswith("ERROR") for each in said), said[-1:]
    return said


def _to_roll_back(folder: Path) -> bool:
    journal = folder / f"{FILE}-journal"
    return journal.exists() and journal.stat().st_size > 0


def _say(pipe: int, words: str) -> None:
    os.write(pipe, f"{words}\n".encode())


def copied_alone(folder: Path, tmp_path: Path) -> Path:
    """Copy the one file as somebody would who knows of no other."""
    alone = tmp_path / "alone"
    shutil.rmtree(alone, ignore_errors=True)
    alone.mkdir()
    shutil.copy(folder / FILE, alone / FILE)
    return alone


def unnoticed(name: str, alone: Path, said: list[str], *, unfinished: bool) -> list[str]:
    """Give what a lone file lacks; one that was being written may be torn, but then the check-up has to notice."""
    try:
        if unfinished and sound(alone, lambda _: []):
            return []
        return look(FLOWS[name], alone, said)
    except StorageError:
        if unfinished:
            return []
        raise


@pytest.mark.parametrize("name", FLOWS)
def test_nothing_said_is_lost(name: str, tmp_path: Path, showed: Callable[..., None]) -> None:
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
        if name in ONE_FILE:
            unfinished = _to_roll_back(folder)
            alone = copied_alone(folder, tmp_path)
            assert unnoticed(name, alone, said, unfinished=unfinished) == [], f"copied alone, turn {turn}"
            showed("kills.alone", copies=1, unfinished=int(unfinished))
        assert look(FLOWS[name], folder, said) == [], f"turn {turn}"
    showed("kills.service", kills=count)


def test_a_service_that_says_it_too_early_is_noticed(tmp_path: Path, showed: Callable[..., None]) -> None:
    """The control: the same kills find what a broken version lost."""
    chance = random.Random(SEED)  # noqa: S311 - a repeatable chance
    caught = 0
    for turn in range(TRIED):
        folder = tmp_path / f"records-{turn}"
        FLOWS["attendance"].prepare(folder)
        said = killed("attendance", folder, chance.uniform(LONGEST / 2, LONGEST), plant)
        caught += bool(look(FLOWS["attendance"], folder, said))
    assert caught > 0
    showed("kills.service", tried=TRIED, caught=caught)


def test_a_copy_of_the_usual_kind_of_database_is_not_whole(tmp_path: Path, showed: Callable[..., None]) -> None:
    """The control: with a write-ahead log the one file alone lacks what was said, and the same looking finds it."""
    chance = random.Random(SEED)  # noqa: S311 - a repeatable chance
    caught = 0
    for turn in range(TRIED):
        folder = tmp_path / f"records-{turn}"
        FLOWS["attendance"].prepare(folder)
        said = killed("attendance", folder, chance.uniform(LONGEST / 2, LONGEST), as_usual)
        caught += bool(look(FLOWS["attendance"], copied_alone(folder, tmp_path), said))
    assert caught > 0
    showed("kills.alone", tried=TRIED, caught=caught)


def test_a_migration_is_done_or_not(tmp_path: Path, showed: Callable[..., None]) -> None:
    """From every released schema: old or new, never between, and the next start goes on."""
    chance = random.Random(SEED)  # noqa: S311 - a repeatable chance
    released = sorted(SCHEMAS.glob("v*.sqlite"))
    for schema in released:
        for turn in range(SCHEMA_KILLS):
            folder = tmp_path / f"{schema.stem}-{turn}"
            folder.mkdir()
            shutil.copy(schema, folder / FILE)
            said = killed("migration", folder, chance.random() * 0.03)
            assert look(FLOWS["migration"], folder, said) == [], f"{schema.name}, turn {turn}"
            shutil.rmtree(folder)
    showed("kills.migration", schemas=len(released), kills=len(released) * SCHEMA_KILLS)
