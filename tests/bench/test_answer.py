"""What one acknowledged answer costs: processor time in memory, and the wait for a real disk."""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from supporter_app.bootstrap import computer_clock
from supporter_app.domain.edition import EditionId
from supporter_app.domain.quiz import Response
from supporter_app.paths import lasting
from supporter_app.services.learning import Learning
from supporter_app.storage.connection import connect
from supporter_app.storage.database import open_database
from tests.bench.conftest import OUT
from tests.bench.measuring import Figures
from tests.unit.services.conftest import FIRST, SmallCourse, item

ANSWERS = 2000
DURABLE = 200
GOAL_MICROSECONDS = 150


@pytest.fixture
def real_disk() -> Iterator[Path]:
    """Give a folder on a disk; a measurement in memory would say nothing."""
    OUT.mkdir(exist_ok=True)
    if not lasting(OUT):
        pytest.skip(f"{OUT} is not on a disk")
    with tempfile.TemporaryDirectory(dir=OUT) as folder:
        yield Path(folder)


def answering(folder: Path | None) -> Callable[[], object]:
    """Make a program that records one answer when called; its database exists already."""
    learning = Learning(open_database(folder, computer_clock), SmallCourse(), computer_clock)
    response = Response(item("q1").id, ("a",))

    def once() -> object:
        return learning.answer(EditionId("general"), FIRST, response)

    once()
    return once


def milliseconds(work: Callable[[], object]) -> float:
    """Time one call by the clock on the wall."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


@pytest.mark.bench
def test_processor_time_of_an_answer(figures: Figures) -> None:
    once = answering(None)
    start = time.process_time()
    for _ in range(ANSWERS):
        once()
    figures.at_most("one answer, processor", (time.process_time() - start) / ANSWERS * 1e6, GOAL_MICROSECONDS, "us")


@pytest.mark.bench
def test_an_answer_on_a_real_disk(figures: Figures, real_disk: Path) -> None:
    once = answering(real_disk)
    bare = connect(real_disk / "bare.sqlite")
    bare.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, chosen TEXT)")
    pairs = [(milliseconds(once), milliseconds(lambda: insert(bare))) for _ in range(DURABLE)]
    bare.close()
    answers, floors = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    figures.show("one durable answer, median", statistics.median(answers), "ms")
    figures.show("one durable answer, 99 of 100", statistics.quantiles(answers, n=100)[98], "ms")
    figures.show("durable answer / bare row with the same pragmas", median_of_ratios(answers, floors), "x")


def insert(connection: sqlite3.Connection) -> None:
    """Commit one bare row."""
    connection.execute("INSERT INTO answer (chosen) VALUES ('[\"a\"]')")


def median_of_ratios(values: list[float], floors: list[float]) -> float:
    """Compare pairs measured right after each other."""
    return statistics.median(value / floor for value, floor in zip(values, floors, strict=True))
