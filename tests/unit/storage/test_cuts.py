"""A short version of `./test --full cuts`: the power goes while a roll is marked."""

import os
import random
import shutil
from pathlib import Path

import pytest

from tests.full.flows import FLOWS
from tests.full.power import Drive, placed, recorded
from tests.full.test_cuts import SEED, replay

CUTS = 150


@pytest.mark.skipif(shutil.which("strace") is None, reason="recording the calls needs strace")
def test_nothing_said_is_lost(tmp_path: Path) -> None:
    """A hundred and fifty cuts of one flow; the long part does ten thousand of all."""
    flow, folder = FLOWS["attendance"], tmp_path / "records"
    flow.prepare(folder)
    shutil.copytree(folder, tmp_path / "start")
    calls = placed(recorded("attendance", folder, 8, dict(os.environ)))
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "start", folder)
    chance = random.Random(SEED)  # noqa: S311 - a repeatable chance
    moments = sorted(chance.randrange(1, len(calls) + 1) for _ in range(CUTS))
    assert replay("attendance", folder, calls, moments, chance, tmp_path) == (0, [])


def test_the_drive_loses_what_was_not_synced(tmp_path: Path) -> None:
    """The replay itself: a write that was not synced may be gone, a synced one never is."""
    from tests.full.power import Call

    drive = Drive(tmp_path)
    file = str(tmp_path / "a")
    for call in (Call("create", file), Call("write", file, 0, b"x" * 512), Call("sync", file)):
        drive.take(call)
    outcomes = [drive.left(random.Random(seed)) for seed in range(40)]  # noqa: S311 - a repeatable chance
    assert {} in outcomes
    assert {"a": b"x" * 512} in outcomes
    drive.take(Call("sync", str(tmp_path)))
    drive.take(Call("write", file, 0, b"y" * 512))
    outcomes = [drive.left(random.Random(seed)) for seed in range(40)]  # noqa: S311 - a repeatable chance
    assert {each["a"][:1] for each in outcomes} == {b"x", b"y"}
