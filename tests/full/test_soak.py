"""`./test --full soak`: four hundred people and ten minutes of a class at six-fold pace, on a real disk."""

import os
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from supporter_app.bootstrap import App, compose
from supporter_app.domain.session import Session
from supporter_app.paths import lasting
from supporter_app.services.attendance import Marks
from supporter_app.services.roster import Entry
from supporter_app.storage import journal
from supporter_app.storage.database import open_database
from tests.bench.conftest import OUT
from tests.full.flows import NAME, PLAN, held, now

pytestmark = [pytest.mark.full, pytest.mark.soak]

SECONDS = float(os.environ.get("TSUNAGARI_SOAK_SECONDS", "600"))
LEARNERS = 400
PAUSE = 0.05
"""Seconds between two marks: a trainer marks one in a third of a second; this is six times faster."""
GOAL_MILLISECONDS, GOAL_GROWTH = 50, 0.05
EVENTS, GOAL_CHECKUP, ROWS, GOAL_RESTORE = 100_000, 3.0, 10_000, 10.0


@pytest.fixture
def real_disk() -> Iterator[Path]:
    """Give a folder on a disk; a measurement in memory would say nothing."""
    import tempfile

    OUT.mkdir(exist_ok=True)
    if not lasting(OUT):
        pytest.skip(f"{OUT} is not on a disk")
    with tempfile.TemporaryDirectory(dir=OUT) as folder:
        yield Path(folder) / "records"


def memory() -> int:
    """Give the memory in use now, in bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def test_a_long_class_stays_quick_and_small(real_disk: Path, showed: Callable[..., None]) -> None:
    """Every mark is durable in time, memory does not grow, backups are made beside it, nothing is lost."""
    app = compose(real_disk, now)
    sessions = [app.classroom.create(PLAN), held(app)]
    app.roster.take(sessions[0], [Entry()] * (LEARNERS - 80))
    app.roster.take(sessions[1], [Entry(NAME)] * 80)
    waits, sizes = _marked(app, sessions)
    with closing(open_database(real_disk, now)) as storage:
        assert journal.check(storage) == ()
        assert journal.differing(storage) == ()
    slowest = statistics.quantiles(waits, n=100)[98]
    growth = max(sizes[len(sizes) // 2 :]) / max(sizes[: max(1, len(sizes) // 10)]) - 1
    showed("soak.pace", marks=len(waits), seconds=SECONDS, slowest=slowest, growth=growth)
    assert slowest < GOAL_MILLISECONDS
    assert growth < GOAL_GROWTH


def _marked(app: App, sessions: list[Session]) -> tuple[list[float], list[int]]:
    """Mark people in turn until the time is over; gives the waits in milliseconds and the memory now and then."""
    waits: list[float] = []
    sizes: list[int] = []
    end, turn = time.monotonic() + SECONDS, 0
    while time.monotonic() < end:
        session = sessions[turn % 2]
        number = turn // 2 % app.roster.count(session) + 1
        start = time.perf_counter()
        app.attendance.mark(session, Marks(late={number: turn % 14 + 1}))
        waits.append((time.perf_counter() - start) * 1000)
        if turn % 500 == 0:
            app.backups.make()
            sizes.append(memory())
        turn += 1
        time.sleep(PAUSE)
    return waits, sizes


def test_a_checkup_and_a_restore_are_quick(real_disk: Path, showed: Callable[..., None]) -> None:
    """A hundred thousand events looked at, ten thousand rows brought back."""
    app = compose(real_disk, now)
    while journal.count(app.storage) < ROWS:
        session = app.classroom.create(PLAN)
        app.roster.take(session, [Entry()] * 1000)
        app.attendance.mark(session, Marks(all_present=True))
    made = app.backups.make()
    assert made is not None
    app.close()
    start = time.perf_counter()
    app.backups.restore(made.path)
    restored = time.perf_counter() - start
    while journal.count(app.storage) < EVENTS:
        session = app.classroom.create(PLAN)
        app.roster.take(session, [Entry()] * 5000)
        app.attendance.mark(session, Marks(all_present=True))
    app.close()
    start = time.perf_counter()
    found = app.checkup.run()
    looked = time.perf_counter() - start
    showed("soak.restore", restored=restored)
    showed("soak.checkup", looked=looked)
    assert {each.name: each.state.value for each in found}["chain"] == "fine"
    assert restored < GOAL_RESTORE
    assert looked < GOAL_CHECKUP
