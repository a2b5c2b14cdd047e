"""A broken version of the program, which says that it has recorded before it has: the control of the kills.

`python -m tests.full.early WORDS...` does a command so. If the kills do not notice it, they would notice nothing.
"""

import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from supporter_app.storage import database
from supporter_app.storage.connection import BEGIN

if TYPE_CHECKING:
    from sqlite_utils import Database

LATE_S = 0.02
"""Seconds between the word and the commit: as where a timer or another thread commits."""
MOST_HELD = 10
"""Blocks of writing that are gathered before they are committed together."""
_HELD: list[sqlite3.Connection] = []


@contextmanager
def late(storage: database.Storage) -> Iterator["Database"]:
    """Hold a transaction open over several blocks, as where commits are gathered to be faster."""
    ready = storage._ready()
    if not ready.conn.in_transaction:
        ready.conn.execute(BEGIN)
    try:
        yield ready
    except BaseException:
        ready.conn.rollback()
        raise
    _HELD.append(ready.conn)
    if len(_HELD) >= MOST_HELD:
        settle()


def settle() -> None:
    """Commit what was held back."""
    for connection in _HELD:
        if connection.in_transaction:
            connection.execute("COMMIT")
    _HELD.clear()


def _stay_open(_storage: database.Storage) -> None:
    """Keep what is held back."""


def plant() -> None:
    """Break the program in this process: no commit when it should be, and no closing in between."""
    database.Storage.write = late  # type: ignore[assignment, method-assign] # that is what is broken
    database.Storage.close = _stay_open  # type: ignore[assignment, method-assign] # that is what is broken


if __name__ == "__main__":
    from supporter_app.cli.main import main

    plant()
    code = main(sys.argv[1:])
    time.sleep(LATE_S)
    settle()
    sys.exit(code)
