"""`./test --full kills`: the real window, killed at any moment of what is pressed; what it showed as done is there."""

import os
import random
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.full.dying import AFTER_A_WORD_S, Moment, killed
from tests.full.flows import sound
from tests.full.pressing import BEGUN, BROKEN, EARLY, OVER, REFUSED
from tests.full.shown_as_done import MISSING, Runs, learned, prepare
from tests.full.test_kills import SEED
from tests.full.ways import WAYS

pytestmark = [
    pytest.mark.full,
    pytest.mark.kills,
    pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL"),
]

KILLS = 405
ANEW = 12
AFRESH = frozenset({"vault", "erase", "migration", "completion"})
"""Ways that can be gone once in a folder only."""
LONGEST_S, START_S, MOST_WORDS = 0.7, 0.5, 6
SHORT = {"erase": 0.12, "completion": 0.2}
"""Seconds for the ways that end by themselves."""
TRIED = 24


def moment(name: str, chance: random.Random, turn: int) -> Moment:
    """Choose when: now and then while the window opens, else while it is pressed, or when something was just shown."""
    if name in SHORT:
        return Moment(chance.uniform(0, SHORT[name]), lines=1)
    match turn % 5:
        case 0:
            return Moment(chance.uniform(0, START_S))
        case 1 | 2:
            return Moment(chance.uniform(0, LONGEST_S), lines=1)
        case _:
            return Moment(chance.uniform(0, AFTER_A_WORD_S), lines=1 + chance.randint(1, MOST_WORDS))


def gone(name: str, folder: Path, when: Moment, *words: str) -> tuple[tuple[str, ...], bool]:
    """Go a way until the kill; gives what was shown, and whether it was killed."""
    line = [sys.executable, "-m", "tests.full.pressing", name, str(folder), *words]
    ended = killed(line, when, Path.cwd(), os.environ | {"QT_QPA_PLATFORM": "offscreen"})
    assert not [each for each in ended.said if each.startswith((BROKEN, REFUSED))], ended.said
    return tuple(each for each in ended.said if each not in {BEGUN, OVER}), ended.killed


@pytest.mark.parametrize("name", WAYS)
def test_what_the_window_showed_is_there(name: str, tmp_path: Path, showed: Callable[..., None]) -> None:
    """Each way takes its share of the kills, in one folder until it begins anew."""
    chance = random.Random(f"{SEED} {name}")  # noqa: S311 - a repeatable chance
    missing = MISSING[name]
    folder, runs, turn, count, said = tmp_path / "records", Runs(), 0, 0, 0
    while count < KILLS // len(WAYS):
        if turn % ANEW == 0 or name in AFRESH or any("end" in run for run in runs):
            prepare(name, folder, turn)
            runs = []
        when = moment(name, chance, turn)
        shown, was_killed = gone(name, folder, when)
        runs.append(shown)
        turn, count, said = turn + 1, count + was_killed, said + len(shown)
        assert sound(folder, partial(missing, runs)) == [], f"turn {turn}, {when}"
    assert said > 0
    showed("kills.window", kills=count, said=said)


def test_a_window_that_shows_it_too_early_is_noticed(tmp_path: Path, showed: Callable[..., None]) -> None:
    """The control: the same kills find what a broken version lost."""
    chance = random.Random(SEED)  # noqa: S311 - a repeatable chance
    caught = 0
    for turn in range(TRIED):
        folder = tmp_path / f"records-{turn}"
        when = Moment(chance.uniform(0, AFTER_A_WORD_S), lines=1 + chance.randint(3, 3 + MOST_WORDS))
        shown, _ = gone("learning", folder, when, EARLY)
        caught += bool(sound(folder, partial(learned, [shown])))
    assert caught > 0
    showed("kills.window", tried=TRIED, caught=caught)
