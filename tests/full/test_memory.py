"""`./test --full faults`: the database gets no more memory in the middle of any flow."""

import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from supporter_app.storage import connection
from tests.full.failing import OURS, begun, over
from tests.full.flows import FLOWS, look

pytestmark = [
    pytest.mark.full,
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="needs fork"),
]

KILOBYTES = range(20, 2000, 60)
"""From too little to open a file to enough for every flow."""
STEPS = 3


def starve(limit: int) -> None:
    """Let SQLite use no more than so many bytes in this process, all connections together."""
    vars(connection)["PRAGMAS"] = (*connection.PRAGMAS, ("hard_heap_limit", str(limit), limit))


@pytest.mark.parametrize("name", FLOWS)
def test_a_lack_of_memory_loses_nothing(name: str, tmp_path: Path, showed: Callable[..., None]) -> None:
    """The flow ends with an error or goes on; nothing said is lost, and nothing sound is called damaged."""
    FLOWS[name].prepare(tmp_path / "ready")
    short = 0
    for kilobytes in KILOBYTES:
        folder = tmp_path / "records"
        shutil.rmtree(folder, ignore_errors=True)
        if (tmp_path / "ready").exists():
            shutil.copytree(tmp_path / "ready", folder)
        ended = over(*begun(FLOWS[name], folder, STEPS, partial(starve, kilobytes * 1024)))
        place = f"{name} with {kilobytes} kB"
        assert not ended.error or ended.error == "builtins.MemoryError" or ended.error.startswith(OURS), ended.told
        assert not ended.error.endswith("StorageDamaged"), f"{place}: {ended.told}"
        assert look(FLOWS[name], folder, list(ended.said)) == [], place
        short += bool(ended.error)
    assert 0 < short < len(KILOBYTES)
    showed("faults.memory", short=short)
