"""Is every page of a database sound? SQLite's own look at it, repeated before the word damage is used."""

from contextlib import closing
from pathlib import Path

from supporter_app.domain.errors import StorageDamaged
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
