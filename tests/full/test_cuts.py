"""`./test --full cuts`: the power goes at any moment of any flow; what was said is there at the next start."""

import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.full.flows import CONTROL, FLOWS, look
from tests.full.power import Call, Drive, placed, recorded

pytestmark = [pytest.mark.full, pytest.mark.cuts]

SEED = 20261120
CUTS = 10_000
STEPS = {"completion": 6, "roster": 12, "attendance": 24, "erase": 12, "backup": 8, "restore": 5, "migration": 12}

KEPT = {"erase": "erased", "backup": "backups", "restore": "backups", "migration": "migration"}
"""Which promise a flow keeps; the others keep that of records."""


@pytest.fixture
def fast(tmp_path: Path) -> Iterator[Path]:
    """Give a folder in memory where there is one, for what a cut left."""
    place = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else tmp_path  # noqa: S108 - made and removed here
    folder = place / f"cut-{os.getpid()}"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


def cut(name: str, tmp_path: Path, fast: Path, count: int, *, control: bool = False) -> tuple[int, list[str]]:
    """Cut a flow often; gives in how many cuts something said was lost, and what was wrong otherwise."""
    folder = tmp_path / "records"
    FLOWS[name].prepare(folder)
    start = tmp_path / "start"
    shutil.copytree(folder, start) if folder.exists() else start.mkdir()
    calls = placed(recorded(name, folder, STEPS[name.partition(" ")[0]], {CONTROL: "1"} if control else {}))
    chance = random.Random(f"{SEED} {name}")  # noqa: S311 - a repeatable chance
    moments = sorted(chance.randrange(1, len(calls) + 1) for _ in range(count))
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(start, folder)
    return replay(name, folder, calls, moments, chance, fast)


def replay(
    name: str, folder: Path, calls: list[Call], moments: list[int], chance: random.Random, fast: Path
) -> tuple[int, list[str]]:
    """Go through the calls once, and look at what is left at each moment."""
    drive, said, lost, wrong = Drive(folder), list[str](), 0, list[str]()
    done = 0
    for moment in moments:
        for call in calls[done:moment]:
            if call.name == "said":
                said += call.content.decode().splitlines()
            else:
                drive.take(call)
        done = moment
        place = fast / "left"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for file, content in drive.left(chance).items():
            (place / file).parent.mkdir(exist_ok=True, parents=True)
            (place / file).write_bytes(content)
        try:
            found = look(FLOWS[name], place, said)
        except Exception as error:  # noqa: BLE001 - whatever stops the next start is what was found
            found = [f"{type(error).__name__}: {error}"]
        if found:
            lost += 1
            wrong.append(f"{name} after call {moment} of {len(calls)}: {found[:3]}")
    return lost, wrong


@pytest.mark.parametrize("name", FLOWS)
def test_nothing_said_is_lost(
    name: str, tmp_path: Path, fast: Path, needed: Callable[[str, str], None], showed: Callable[..., None]
) -> None:
    """Each flow takes its share of the ten thousand cuts."""
    needed("strace", "strace")
    count = CUTS // len(FLOWS) + 1
    lost, wrong = cut(name, tmp_path, fast, count)
    assert wrong == [], f"{lost} of {count} cuts"
    showed(f"cuts.{KEPT.get(name.partition(' ')[0], 'records')}", cuts=count)


def test_the_control_loses(
    tmp_path: Path, fast: Path, needed: Callable[[str, str], None], showed: Callable[..., None]
) -> None:
    """With WAL and NORMAL the same cuts lose what was said: the looking can find it."""
    needed("strace", "strace")
    count = 400
    lost, _ = cut("attendance", tmp_path, fast, count, control=True)
    assert lost > 0
    showed("cuts.records", tried=count, lost=lost)
