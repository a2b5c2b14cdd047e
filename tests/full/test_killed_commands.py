"""`./test --full kills`: the real commands, killed at any moment of their lives; what they printed as done is there."""

import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.full import class_commands, upkeep_commands
from tests.full.dying import AFTER_A_WORD_S, Ended, Moment, killed, moments
from tests.full.flows import sound
from tests.full.test_kills import SEED
from tests.full.work import Work, answered

pytestmark = [
    pytest.mark.full,
    pytest.mark.kills,
    pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL"),
]

WORKS: dict[str, Callable[[Path], Work]] = {
    "session create": class_commands.Creating,
    "roster add": class_commands.Adding,
    "roster import": class_commands.Importing,
    "attendance mark": class_commands.Marking,
    "attendance headcount": class_commands.Counting,
    "session close": class_commands.Closing,
    "backup": upkeep_commands.BackingUp,
    "restore": upkeep_commands.Restoring,
    "erase": upkeep_commands.Erasing,
    "export": upkeep_commands.Exporting,
    "migration": upkeep_commands.Migrating,
}
AFRESH = frozenset({"migration"})
"""Work that can be done once in a folder only."""
KILLS = 660
ANEW = 20
PROGRAM = ("-m", "supporter_app.cli")
PLANTED = ("-m", "tests.full.early")
TRIED = 40


def done(work: Work, moment: Moment, program: tuple[str, ...] = PROGRAM) -> Ended:
    """Do the next command of some work, killed at a moment; what it said is remembered."""
    line = [sys.executable, *program, "--json", "--data-dir", str(work.folder), *work.words()]
    ended = killed(line, moment, Path.cwd(), os.environ)
    answer = answered("\n".join(ended.said))
    if answer is not None:
        work.take(answer)
    work.turn += 1
    return ended


def begun(work: Work) -> float:
    """Prepare some work anew and do it once in peace; gives how long a command lives."""
    shutil.rmtree(work.folder, ignore_errors=True)
    work.prepare()
    start = time.perf_counter()
    if type(work) is not WORKS["migration"]:
        assert not done(work, Moment(60)).killed
    return time.perf_counter() - start


def wrong(work: Work) -> list[str]:
    """Open what is left as the next start would: sound, and nothing missing."""
    return sound(work.folder, work.missing)


@pytest.mark.parametrize("name", WORKS)
def test_what_a_command_said_is_there(name: str, tmp_path: Path, showed: Callable[..., None]) -> None:
    """Each command takes its share of the kills; those that ended before do not count."""
    chance = random.Random(f"{SEED} {name}")  # noqa: S311 - a repeatable chance
    work = WORKS[name](tmp_path / "records")
    count, said, life = 0, 0, 0.0
    while count < KILLS // len(WORKS):
        for moment in moments(chance, life or 0.5):
            if life == 0 or work.turn % ANEW == 0 or name in AFRESH:
                said += len(work.promised)
                life = begun(work)
            count += done(work, moment).killed
            assert wrong(work) == [], f"turn {work.turn}, {moment}"
    said += len(work.promised)
    assert said > 0
    showed("kills.command", kills=count, said=said)


def test_a_command_that_says_it_too_early_is_noticed(tmp_path: Path, showed: Callable[..., None]) -> None:
    """The control: the same kills find what a broken version lost."""
    chance = random.Random(SEED)  # noqa: S311 - a repeatable chance
    work = WORKS["session create"](tmp_path / "records")
    begun(work)
    caught = 0
    for _ in range(TRIED):
        done(work, Moment(chance.uniform(0, AFTER_A_WORD_S), lines=1), PLANTED)
        lost = wrong(work)
        caught += bool(lost)
        work.promised = [each for each in work.promised if each not in lost]
    assert caught > 0
    showed("kills.command", tried=TRIED, caught=caught)
