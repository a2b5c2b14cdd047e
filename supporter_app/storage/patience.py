"""Waiting for records that others are writing: in turn, longer than SQLite waits, and not for ever.

SQLite knows no queue: it asks at ever longer pauses, so that whoever has just written and writes again overtakes all
who wait, and under load somebody waits in vain. Here whoever wants to write first takes the turn, a lock on an empty
file beside the records, and gives it back once the records are held. Who has just written finds the turn taken.
"""

import os
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from supporter_app.storage.connection import BUSY_MILLISECONDS, primary_code

LONGER = 10.0
"""Seconds of asking for the records, after the five that SQLite waits; then somebody holds them for good."""
TURN = 15.0
"""Seconds of waiting for a turn."""
PAUSES = (0.0005, 0.003)
"""Seconds, between which chance chooses, so that several who wait do not ask at the same moments."""
PRIVATE = 0o600


class Turns:
    """Whose turn it is to write next; a courtesy, so that a folder without room for its file does without."""

    __slots__ = ("_handle", "_path", "_taken")

    def __init__(self, path: Path | None) -> None:
        """Take the file; None where nobody else can write."""
        self._path = path
        self._handle: int | None = None
        self._taken = False

    def __enter__(self) -> None:
        """Take the turn; raises sqlite3.OperationalError when it does not come."""
        if self._path is None:
            return
        handle = self._open()
        if handle is not None:
            self._wait_for(handle)
            self._taken = True

    def __exit__(self, *_error: object) -> None:
        """Give the turn back."""
        if self._taken and self._handle is not None:
            with suppress(OSError):
                _unlock(self._handle)
        self._taken = False

    def close(self) -> None:
        """Let go of the file."""
        if self._handle is not None:
            os.close(self._handle)
        self._handle = None

    def _wait_for(self, handle: int) -> None:
        end = time.monotonic() + TURN
        while not _locked(handle):
            if time.monotonic() >= end:
                raise busy()
            pause()

    def _open(self) -> int | None:
        if self._handle is None and self._path is not None:
            with suppress(OSError):
                self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT, PRIVATE)
        return self._handle


def insist(connection: sqlite3.Connection, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
    """Begin a statement that needs a lock; raises sqlite3.Error when the lock cannot be had in all that time."""
    try:
        return connection.execute(sql, values)
    except sqlite3.OperationalError as error:
        if primary_code(error) != sqlite3.SQLITE_BUSY:
            raise
    end = time.monotonic() + LONGER
    _wait(connection, 0)
    try:
        while True:
            try:
                return connection.execute(sql, values)
            except sqlite3.OperationalError as error:
                if primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() >= end:
                    raise
            pause()
    finally:
        _wait(connection, BUSY_MILLISECONDS)


def pause() -> None:
    """Wait a moment."""
    shortest, longest = PAUSES
    time.sleep(shortest + (longest - shortest) * os.urandom(1)[0] / 255)


def busy() -> sqlite3.OperationalError:
    """Give what SQLite raises when others hold the records."""
    error = sqlite3.OperationalError("the turn to write did not come")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return error


def _wait(connection: sqlite3.Connection, milliseconds: int) -> None:
    connection.execute(f"PRAGMA busy_timeout = {milliseconds}")


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _locked(handle: int) -> bool:
        """Lock the file unless somebody has; where a file system has no locks nobody waits for one."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
