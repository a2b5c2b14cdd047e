"""Killing the program at any moment: what was acknowledged is there, the database is sound, the next start works."""

import os
import select
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from supporter_app.domain.edition import ChapterId, EditionId, ItemId
from supporter_app.domain.journal import EventKind
from supporter_app.domain.quiz import Response
from supporter_app.storage import journal, migration, progress
from supporter_app.storage.database import Storage, open_database
from supporter_app.storage.folder import FILE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")

EDITION = EditionId("general")
CHAPTER = ChapterId("01-introduction")
NUMBER_BYTES = 4
LOADED_BEFORE_FORKING = migration
"""So that a child is killed at its work and not while it loads libraries."""


def now() -> datetime:
    """Give the time of day; the clock is of no matter here."""
    return datetime.now(UTC)


def record(storage: Storage, number: int) -> None:
    """Record one answer and one event together, as one acknowledged thing."""
    with storage.write() as db:
        response = Response(ItemId(f"q{number}"), ("a",))
        progress.answer(db, (EDITION, CHAPTER, "1"), response, "now", right=True)
        journal.append(storage, db, EventKind.DONE, f"subject/{number}", {"record": "trial", "n": number})


def child(folder: Path, pipe: int, first: int) -> None:
    """Record without end and say each number only after it was recorded."""
    storage = open_database(folder, now)
    number = first
    while True:
        record(storage, number)
        os.write(pipe, number.to_bytes(NUMBER_BYTES, "big"))
        number += 1


def killed(folder: Path, first: int, *, after: int = 0, seconds: float = 0) -> list[int]:
    """Run the child, kill it some time after it acknowledged some numbers; gives all it acknowledged."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.close(reading)
            child(folder, writing, first)
        finally:
            os._exit(1)
    os.close(writing)
    content = b""
    while len(content) < after * NUMBER_BYTES:
        content += os.read(reading, NUMBER_BYTES) or pytest.fail("the child ended by itself")
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    assert os.WIFSIGNALED(status), "the child ended by itself"
    with os.fdopen(reading, "rb") as pipe:
        content += pipe.read()
    return [
        int.from_bytes(content[start : start + NUMBER_BYTES], "big") for start in range(0, len(content), NUMBER_BYTES)
    ]


def recorded(storage: Storage) -> set[int]:
    """Read which numbers are there, with answer and event."""
    answers = {int(item[1:]) for _, item in progress.progress(storage, EDITION).answered}
    events = {int(row[0].partition("/")[2]) for row in storage.rows("SELECT subject FROM journal")}
    assert answers == events, "half of a transaction is there"
    return answers


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    """Twenty-five kills of one database, each at another moment."""
    acknowledged: set[int] = set()
    first = 1
    for turn in range(25):
        acknowledged.update(killed(tmp_path, first, after=turn % 4, seconds=turn * 0.0001))
        storage = open_database(tmp_path, now)
        found = recorded(storage)
        assert acknowledged <= found
        assert len(found - acknowledged) <= turn + 1, "more than the unacknowledged last one of each turn"
        assert journal.check(storage) == ()
        assert storage.rows("PRAGMA integrity_check") in ([("ok",)], [])
        storage.close()
        first = max(found, default=0) + 1
    assert len(acknowledged) >= sum(turn % 4 for turn in range(25))


def test_the_first_creation_may_be_cut_at_any_moment(tmp_path: Path) -> None:
    """Whenever the very first write is killed, the next start makes or finds a whole database."""
    start = time.perf_counter()
    with_one_record(tmp_path / "measured")
    needed = time.perf_counter() - start
    for turn in range(60):
        folder = tmp_path / str(turn)
        seen = killed(folder, 1, seconds=needed * turn / 40)
        storage = open_database(folder, now)
        assert set(seen) <= recorded(storage)
        record(storage, 1000)
        assert 1000 in recorded(storage)
        assert storage.rows("SELECT count(*) FROM installation") == [(1,)]
        assert storage.rows("PRAGMA integrity_check") == [("ok",)]
        storage.close()


def test_a_large_transaction_is_rolled_back(tmp_path: Path) -> None:
    """A kill in the middle of a transaction that already reached the file leaves nothing of it."""
    before = with_one_record(tmp_path)
    kill_half_way(tmp_path, half_done)
    assert (tmp_path / f"{FILE}-journal").stat().st_size > 0
    later = open_database(tmp_path, now)
    assert recorded(later) == {1}
    assert later.rows("PRAGMA integrity_check") == [("ok",)]
    later.close()
    assert (tmp_path / FILE).read_bytes() == before


def test_the_control_without_a_journal_is_noticed(tmp_path: Path) -> None:
    """The same kill with SQLite's protection switched off changes the file: the test above can fail."""
    before = with_one_record(tmp_path)
    kill_half_way(tmp_path, without_journal)
    assert (tmp_path / FILE).read_bytes() != before


def with_one_record(folder: Path) -> bytes:
    """Make a database that holds one thing and give its bytes."""
    storage = open_database(folder, now)
    record(storage, 1)
    storage.close()
    return (folder / FILE).read_bytes()


def kill_half_way(folder: Path, work: Callable[[Path, int], None]) -> None:
    """Run work in a child and kill it when it says that it is in the middle."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            work(folder, writing)
        finally:
            os._exit(1)
    ready, _, _ = select.select([reading], [], [], 20)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(reading)
    os.close(writing)
    assert ready, "the child never came to the middle"


def half_done(folder: Path, pipe: int) -> None:
    """Write so much that SQLite must spill into the file, then wait to be killed."""
    storage = open_database(folder, now)
    with storage.write() as db:
        db.execute("PRAGMA cache_size = 5")
        fill(db.conn)
        os.write(pipe, b"x")
        signal.pause()


def without_journal(folder: Path, pipe: int) -> None:
    """Write as `half_done`, with SQLite's protection switched off."""
    connection = sqlite3.connect(folder / FILE, isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA cache_size = 5")
    connection.execute("BEGIN")
    fill(connection)
    os.write(pipe, b"x")
    signal.pause()


def fill(connection: sqlite3.Connection) -> None:
    """Insert some thousand answers."""
    sql = "INSERT INTO answer VALUES (NULL, 'general', 'c', ?, '1', '[]', 0, 'now')"
    connection.executemany(sql, ((f"q{number}",) for number in range(2, 3000)))
