"""Records that others are using are waited for, long and fairly; what is refused wrote nothing and says so."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from supporter_app.domain.errors import StorageLocked
from supporter_app.explain import explain
from supporter_app.storage import patience
from supporter_app.storage.connection import BUSY_MILLISECONDS, pragma
from supporter_app.storage.database import Storage, open_database
from supporter_app.storage.folder import FILE, TURN
from supporter_app.storage.patience import Turns

Opening = Callable[[Path | None], Storage]
SOON = 50
"""Milliseconds after which SQLite's own wait is over in these tests."""
PUT = "INSERT OR REPLACE INTO preference VALUES (?, ?)"


@pytest.fixture
def storage(opened: Opening, tmp_path: Path) -> Storage:
    """Give records that were written once, whose own wait is short."""
    made = opened(tmp_path)
    put(made, "a", "1")
    hurry(made)
    return made


def put(storage: Storage, name: str, value: str) -> None:
    """Write one thing down."""
    with storage.write() as db:
        db.execute(PUT, (name, value))


def hurry(storage: Storage) -> None:
    """Shorten SQLite's own wait."""
    with storage.write() as db:
        connection = db.conn
    connection.execute(f"PRAGMA busy_timeout = {SOON}")


def waits(storage: Storage) -> object:
    """Read how long SQLite itself waits now."""
    with storage.write() as db:
        connection = db.conn
    return pragma(connection, "busy_timeout")


@contextmanager
def holding(folder: Path, seconds: float, *statements: str) -> Iterator[None]:
    """Let somebody else hold the records for some time."""
    held = threading.Event()

    def hold() -> None:
        with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as connection:
            for each in statements:
                connection.execute(each).fetchall()
            held.set()
            time.sleep(seconds)
            connection.execute("ROLLBACK")

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(30)
    yield
    thread.join()


@pytest.mark.parametrize(
    "statements",
    [("BEGIN IMMEDIATE",), ("BEGIN EXCLUSIVE",), ("BEGIN", "SELECT * FROM preference")],
    ids=["another writes", "another commits", "another reads"],
)
def test_writing_waits_longer_than_sqlite_does(storage: Storage, tmp_path: Path, statements: tuple[str, ...]) -> None:
    """Whoever writes, commits or reads beside it; the usual wait is set again afterwards."""
    with holding(tmp_path, 6 * SOON / 1000, *statements):
        put(storage, "b", "2")
    assert storage.rows("SELECT name FROM preference ORDER BY name") == [("a",), ("b",)]
    assert waits(storage) == BUSY_MILLISECONDS


def test_reading_waits_longer_too(storage: Storage, tmp_path: Path) -> None:
    """For whoever is just putting something on disk."""
    with holding(tmp_path, 6 * SOON / 1000, "BEGIN EXCLUSIVE"):
        assert storage.rows("SELECT name FROM preference") == [("a",)]


@pytest.mark.parametrize("statements", [("BEGIN IMMEDIATE",), ("BEGIN", "SELECT * FROM preference")])
def test_what_is_refused_in_the_end_wrote_nothing_and_says_so(
    storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statements: tuple[str, ...]
) -> None:
    """In three sentences; the next time it works."""
    monkeypatch.setattr(patience, "LONGER", SOON / 1000)
    with holding(tmp_path, 20 * SOON / 1000, *statements), pytest.raises(StorageLocked) as refused:
        put(storage, "b", "2")
    told = explain(refused.value)
    assert "書きこまず" in told.safe
    assert "もう一度" in told.next
    assert storage.rows("SELECT name FROM preference") == [("a",)]
    put(storage, "b", "2")
    assert waits(storage) == BUSY_MILLISECONDS


def test_nobody_is_overtaken_for_long(storage: Storage, opened: Opening, tmp_path: Path) -> None:
    """Others write without a pause, each over its own connection; a few of their turns, and one has had a turn too."""
    stop, turns = threading.Event(), [0]

    def write_on_and_on() -> None:
        with closing(open_database(tmp_path, storage.clock)) as other:
            while not stop.is_set():
                with other.write() as db:
                    db.execute(PUT, ("busy", str(turns[0])))
                    time.sleep(0.01)
                turns[0] += 1

    others = [threading.Thread(target=write_on_and_on) for _ in range(3)]
    for each in others:
        each.start()
    longest = 0
    try:
        for number in range(10):
            time.sleep(0.03)
            before = turns[0]
            put(storage, f"mine {number}", "1")
            longest = max(longest, turns[0] - before)
    finally:
        stop.set()
        for each in others:
            each.join()
    assert turns[0] > 0
    assert longest < 60
    assert len(opened(tmp_path).rows("SELECT 1 FROM preference WHERE name GLOB 'mine *'")) == 10


def test_the_turn_is_given_back_whatever_happens(storage: Storage, opened: Opening, tmp_path: Path) -> None:
    """After work that fails, and when somebody holds it only a while."""
    with pytest.raises(ValueError, match="bug"), storage.write():
        raise ValueError("bug")
    other = opened(tmp_path)
    put(other, "b", "2")
    turns = Turns(tmp_path / TURN)
    with turns:
        waiting = threading.Timer(6 * SOON / 1000, turns.close)
        waiting.start()
        put(storage, "c", "3")
        waiting.join()
    assert len(other.rows("SELECT 1 FROM preference")) == 3


def test_a_turn_that_never_comes_is_a_refusal(
    storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the records themselves are held."""
    monkeypatch.setattr(patience, "TURN", SOON / 1000)
    turns = Turns(tmp_path / TURN)
    with turns, pytest.raises(StorageLocked):
        put(storage, "b", "2")
    turns.close()
    put(storage, "b", "2")


def test_without_its_file_the_turn_is_done_without(opened: Opening, tmp_path: Path) -> None:
    """A folder in which that one file cannot be made, or a database in memory, is written all the same."""
    (tmp_path / TURN).mkdir()
    for folder in (tmp_path, None):
        put(opened(folder), "a", "1")
        assert opened(folder).path is None or opened(folder).rows("SELECT name FROM preference") == [("a",)]
