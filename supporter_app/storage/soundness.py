"""Is every page of a database sound? SQLite's own look at it, repeated before the word damage is used."""

import sqlite3
from contextlib import closing
from pathlib import Path

from supporter_app.domain.errors import StorageDamaged, StorageError, StorageUnavailable
from supporter_app.storage.connection import FAULTS, connect, explained, is_unreadable

LOOKS = 2
ENOUGH = 20


def damage(path: Path) -> tuple[str, ...]:
    """Name what is damaged, in SQLite's words; nothing when a second look on a new connection finds it sound.

    A passing fault of the drive looks like damage once. Raises StorageError's family for faults of the folder.
    """
    found: tuple[str, ...] = ()
    for _ in range(LOOKS):
        found = _look(path)
        if not found:
            break
    return found


def confirmed(error: Exception, path: Path | None) -> Exception:
    """Give an error as it is, but damage only when the whole file shows it; a passing fault looks alike."""
    if not isinstance(error, StorageDamaged) or path is None:
        return error
    try:
        certain = bool(damage(path))
    except StorageError:
        certain = False
    return error if certain else StorageUnavailable(path, error.cause)


def opened(path: Path) -> sqlite3.Connection:
    """Connect; raises StorageError's family, damage only when it is certain."""
    try:
        return connect(path)
    except StorageDamaged as error:
        raise confirmed(error, path) from error


def _look(path: Path) -> tuple[str, ...]:
    try:
        with closing(connect(path)) as connection:
            rows = connection.execute(f"PRAGMA integrity_check({ENOUGH})").fetchall()
    except StorageDamaged as error:
        return (error.cause,)
    except FAULTS as error:
        if is_unreadable(error):
            return (str(error),)
        raise explained(error, path) from error
    return tuple(str(row[0]) for row in rows if row[0] != "ok")
