"""`./test --full faults`: the clock jumps while the program works, forward by decades and back again."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from supporter_app.domain.clock import ClockMark
from supporter_app.storage import journal
from supporter_app.storage.database import open_database
from tests.full.flows import FLOWS, look, now

pytestmark = [pytest.mark.full, pytest.mark.faults]

JUMPS = ("-730d", "+5000d", "-20000d", "+26000d", "+0d")
"""From today: two years back, to 2040, to 1972, to 2098, and back."""
STEPS_BETWEEN = 5
PATIENCE_S = 120


@pytest.fixture
def jumping(tmp_path: Path, needed: Callable[[str, str], None]) -> tuple[Path, dict[str, str]]:
    """Give a file whose words the clock follows at once, and the surroundings of a program whose clock does."""
    needed("faketime", "faketime")
    said = subprocess.run(["faketime", "-f", "+0d", "env"], capture_output=True, text=True, check=True).stdout
    (library,) = (line.partition("=")[2] for line in said.splitlines() if line.startswith("LD_PRELOAD="))
    file = tmp_path / "clock"
    file.write_text("+0d\n")
    followed = {"LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": str(file), "FAKETIME_NO_CACHE": "1"}
    return file, os.environ | followed


@pytest.mark.parametrize("name", ["roster", "backup", "erase", "completion"])
def test_a_clock_that_jumps_loses_nothing(
    name: str, tmp_path: Path, jumping: tuple[Path, dict[str, str]], showed: Callable[..., None]
) -> None:
    """All that was said is there, in the order of its numbers; a clock that went back is noted and refuses nothing."""
    clock, surroundings = jumping
    folder = tmp_path / "records"
    FLOWS[name].prepare(folder)
    flow = [sys.executable, "-m", "tests.full.flows", name, str(folder), str(10_000)]
    said = list[str]()
    with subprocess.Popen(flow, env=surroundings, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for jump in JUMPS:
            said += [child.stdout.readline().rstrip("\n") for _ in range(STEPS_BETWEEN)]
            # Replaced whole: a file read half written would stop the clock's library.
            (tmp_path / "next").write_text(f"{jump}\n")
            (tmp_path / "next").replace(clock)
        said += [child.stdout.readline().rstrip("\n") for _ in range(STEPS_BETWEEN)]
        assert child.poll() is None
        child.terminate()
        said += child.stdout.read().splitlines()
    assert look(FLOWS[name], folder, said) == []
    with closing(open_database(folder, now)) as storage:
        moments = [moment for (moment,) in storage.rows("SELECT recorded_at FROM journal ORDER BY rowid")]
        bodies = b"".join(body or b"" for (body,) in storage.rows("SELECT body FROM journal_body"))
        assert journal.check(storage) == ()
    assert moments != sorted(moments), "the clock did not jump: this shows nothing"
    assert ClockMark.WENT_BACK.value.encode() in bodies
    showed("faults.clock", clocks=1)
