"""One SQLite connection as this program wants it: pragmas set and asserted, errors turned into ours."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from supporter_app.domain.errors import (
    StorageDamaged,
    StorageError,
    StorageFull,
    StorageLocked,
    StorageReadOnly,
    StorageUnavailable,
)

BUSY_MILLISECONDS = 5000
MEMORY = ":memory:"
PRAGMAS = (
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", 3),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("busy_timeout", str(BUSY_MILLISECONDS), BUSY_MILLISECONDS),
)
"""Name, value to set, value that must be read back. WAL is not used: it loses acknowledged rows in power cuts."""
WHOSE: dict[int, type[StorageError]] = {
    sqlite3.SQLITE_BUSY: StorageLocked,
    sqlite3.SQLITE_LOCKED: StorageLocked,
    sqlite3.SQLITE_READONLY: StorageReadOnly,
    sqlite3.SQLITE_PERM: StorageReadOnly,
    sqlite3.SQLITE_FULL: StorageFull,
    sqlite3.SQLITE_CORRUPT: StorageDamaged,
    sqlite3.SQLITE_NOTADB: StorageDamaged,
}
FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What the sqlite3 module raises; the second where damage turned text, even that of its own message, into no UTF-8."""
BEGIN = "BEGIN IMMEDIATE"
TOO_LITTLE_SPACE = 64 * 1024


def connect(path: Path | None) -> sqlite3.Connection:
    """Open a database, or one in memory, with every pragma set and asserted; raises StorageError's family."""
    place = path or Path(MEMORY)
    try:
        connection = sqlite3.connect(place, timeout=BUSY_MILLISECONDS / 1000, isolation_level=None)
    except FAULTS as error:
        raise explained(error, place) from error
    try:
        _set_pragmas(connection, place)
    except FAULTS as error:
        connection.close()
        raise explained(error, place) from error
    except StorageError:
        connection.close()
        raise
    return connection


def read_only(path: Path) -> sqlite3.Connection:
    """Open a finished database that nobody writes, for reading alone; raises sqlite3.Error when it cannot be opened."""
    place = path.resolve().as_uri() + "?mode=ro&immutable=1"
    connection = sqlite3.connect(place, uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _set_pragmas(connection: sqlite3.Connection, place: Path) -> None:
    for name, value, expected in PRAGMAS:
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        found = pragma(connection, name)
        if found != expected and (name, found) != ("journal_mode", "memory"):
            raise StorageError(place, f"{name} is {found}")


def pragma(connection: sqlite3.Connection, name: str) -> object:
    """Read one pragma."""
    row = connection.execute(f"PRAGMA {name}").fetchone()
    return row[0] if row else None


def set_foreign_keys(connection: sqlite3.Connection, *, on: bool) -> None:
    """Switch foreign keys, outside a transaction only; raises StorageError when it did not take."""
    connection.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")
    if pragma(connection, "foreign_keys") != int(on):
        raise StorageError(MEMORY, "foreign_keys did not change")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold one immediate transaction: committed when the block ends, rolled back when anything is raised."""
    connection.execute(BEGIN)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        roll_back(connection)
        raise


def roll_back(connection: sqlite3.Connection) -> None:
    """Undo a transaction that did not come to its end; one that SQLite undid itself is no fault."""
    with suppress(sqlite3.Error):
        connection.rollback()


def explained(error: Exception, path: Path) -> Exception:
    """Give the error of our tree that says whose problem this is; what only a bug can cause comes back as it is."""
    code, cause = primary_code(error), str(error)
    if code in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}:
        return _by_the_folder(path, cause)
    if code in WHOSE:
        return WHOSE[code](path, cause)
    # Where stored text is not UTF-8 any more, the module's own error has no code.
    return StorageDamaged(path, cause) if code == sqlite3.SQLITE_OK and "decode" in cause else error


def primary_code(error: Exception) -> int:
    """Give SQLite's primary result code, SQLITE_OK when the error did not come from SQLite."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)) & 0xFF


def is_unreadable(error: Exception) -> bool:
    """Tell whether a second look is due: a passing fault of the drive is reported as damage."""
    return primary_code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR}


def _by_the_folder(path: Path, cause: str) -> StorageError:
    """Tell apart what SQLite does not: no folder, no permission, no space, or a drive that fails."""
    folder = path.parent
    # These answer no where the drive does not answer at all; a reason is wanted here, not a second error.
    if not os.path.isdir(folder):  # noqa: PTH112 - see above
        return StorageUnavailable(path, cause)
    there = os.path.exists(path)  # noqa: PTH110 - see above
    if not os.access(folder, os.W_OK) or (there and not os.access(path, os.W_OK)):
        return StorageReadOnly(path, cause)
    if _free(folder) < TOO_LITTLE_SPACE:
        return StorageFull(path, cause)
    return StorageUnavailable(path, cause)


def _free(folder: Path) -> int:
    import shutil

    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return TOO_LITTLE_SPACE
