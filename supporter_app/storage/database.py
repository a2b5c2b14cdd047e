"""The database of one data folder: reading at any time, writing in one kind of transaction, made at the first write.

Reading uses the standard library alone, so that the program starts fast; the first write hands the same connection to
sqlite-utils, which makes or migrates the tables.
"""

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supporter_app.domain.clock import Clock
from supporter_app.domain.errors import StorageDamaged, StorageError, StorageNewer, StorageUnavailable
from supporter_app.storage.connection import FAULTS, MEMORY, connect, explained, is_unreadable, pragma
from supporter_app.storage.folder import FILE, TURN, make_folder, storage_error
from supporter_app.storage.patience import Turns, insist
from supporter_app.storage.writing import Writing

if TYPE_CHECKING:
    from sqlite_utils import Database

    Transaction = Database
    """What a `write()` block works with, under the name other rooms may know it by."""

APPLICATION_ID = 0x54535550
SCHEMA = 2
INSTALLATION_BYTES = 16
NOT_THERE = ("no such table", "no such column")

Value = str | int | bytes | None
Row = tuple[Any, ...]


class Storage:
    """The database, open; `refusal` says why nothing can be written, None when writing is worth trying."""

    __slots__ = (
        "_connection",
        "_database",
        "_fingerprint",
        "_fresh",
        "_identity",
        "_turns",
        "clock",
        "home",
        "path",
        "refusal",
        "schema",
    )

    def __init__(self, path: Path | None, clock: Clock, home: Path | None = None) -> None:
        """Prepare without touching the disk; `home` is where a database in memory is to be put later."""
        self.path = path
        self.home = path or home
        self._fingerprint = b""
        self.clock = clock
        self.refusal: StorageError | None = None
        self.schema = 0
        self._fresh = os.urandom(INSTALLATION_BYTES)
        self._connection: sqlite3.Connection | None = None
        self._database: Database | None = None
        self._identity = (0, 0)
        self._turns = Turns(None if path is None else path.with_name(TURN))

    @property
    def place(self) -> Path:
        """Give the file, for messages."""
        return self.path or Path(MEMORY)

    @property
    def fingerprint(self) -> bytes:
        """Give the fingerprint of the place this database has, which cannot change while it is open."""
        if not self._fingerprint:
            from supporter_app.storage.installation import fingerprint

            try:
                self._fingerprint = fingerprint(self.home)
            except OSError as error:
                raise storage_error(error, self.place) from error
        return self._fingerprint

    def open(self) -> None:
        """Connect when there is something to read; raises StorageError's family when it cannot be read."""
        if self.path is None or self._found() != (0, 0):
            self._connect()

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        if self._connection is not None:
            self._connection.close()
        self._connection = self._database = None
        self._turns.close()
        self._fingerprint = b""
        self.schema = 0 if self.path is None else self.schema

    def installation(self) -> bytes:
        """Give the random id of this installation; before the first write, the one it is going to have."""
        rows = self.rows("SELECT id FROM installation ORDER BY ordinal DESC LIMIT 1")
        return bytes(rows[0][0]) if rows else self._fresh

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Read rows; none while the database has not been made. Raises StorageError's family."""
        if not self.schema:
            return []
        connection = self._connection or self._connect()
        try:
            return insist(connection, sql, values).fetchall()
        except FAULTS as error:
            if self.schema < SCHEMA and _not_there(error):
                # A table that comes with the first write holds nothing yet.
                return []
            if not is_unreadable(error) or connection.in_transaction:
                raise self._explained(error) from error
        return self._second_look(sql, values)

    def write(self) -> Writing:
        """Do work in one transaction that is on disk when the block has ended; raises StorageError's family."""
        return Writing(self._ready(), self._turns, self._not_written)

    def copy_from(self, source: sqlite3.Connection) -> None:
        """Fill this database in memory with another one; raises sqlite3.Error and StorageError's family."""
        connection = self._connection or self._connect()
        source.backup(connection)
        self.schema = self._read_schema(connection)

    def copy_into(self, target: sqlite3.Connection) -> None:
        """Put this database in place of another one, in one transaction; raises sqlite3.Error."""
        connection = self._connection or self._connect()
        connection.backup(target)

    def _ready(self) -> "Database":
        """Give the database for writing, made or migrated when that is due."""
        if self.refusal is not None:
            raise self.refusal
        connection = self._connection or self._create()
        if self._found() != self._identity:
            raise StorageUnavailable(self.place, "the file was moved away while it was in use")
        if self._database is None:
            self._database = self._take_over(connection)
        return self._database

    def _create(self) -> sqlite3.Connection:
        if self.path is not None and not self.schema:
            make_folder(self.path.parent)
        return self._connect()

    def _take_over(self, connection: sqlite3.Connection) -> "Database":
        """Hand the connection to sqlite-utils, which brings the tables to the present schema."""
        from supporter_app.storage.migration import take_over

        try:
            database = take_over(connection, self.path, self._fresh, self.fingerprint, self.clock())
        except FAULTS as error:
            self.close()
            raise self._explained(error) from error
        self.schema = SCHEMA
        return database

    def _connect(self) -> sqlite3.Connection:
        try:
            connection = connect(self.path)
        except StorageDamaged as error:
            raise self._confirmed(error) from error
        try:
            self.schema = self._read_schema(connection)
            if self.schema > SCHEMA:
                self.refusal = StorageNewer(self.place, f"schema {self.schema}")
                connection.execute("PRAGMA query_only = ON")
        except FAULTS as error:
            connection.close()
            raise self._explained(error) from error
        except StorageError:
            connection.close()
            raise
        self._connection = connection
        self._identity = self._found()
        return connection

    def _second_look(self, sql: str, values: Sequence[Value]) -> list[Row]:
        """Read again on a new connection: a passing fault of the drive looks like damage."""
        self.close()
        try:
            return self._connect().execute(sql, values).fetchall()
        except FAULTS as error:
            raise self._explained(error) from error

    def _read_schema(self, connection: sqlite3.Connection) -> int:
        """Read which schema the file has, 0 when it is empty; raises StorageDamaged when it is not our database."""
        version = int(str(pragma(connection, "user_version")))
        own = pragma(connection, "application_id") == APPLICATION_ID
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if tables and not (own and version):
            raise StorageDamaged(self.place, "made by another program")
        return version if tables else 0

    def _found(self) -> tuple[int, int]:
        """Give device and inode of the file, zeros when there is none, to notice a pulled stick or a replaced file."""
        if self.path is None:
            return (0, 0)
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return (0, 0)
        except OSError as error:
            raise StorageUnavailable(self.place, str(error)) from error
        return (found.st_dev, found.st_ino)

    def _not_written(self, error: Exception) -> Exception:
        """Let go of a transaction that could not be undone, and name the reason."""
        if self._connection is not None and self._connection.in_transaction:
            self.close()
        return self._explained(error)

    def _explained(self, error: Exception) -> Exception:
        """Name the reason; a table that is not there belongs to a newer schema or is damage."""
        if _not_there(error):
            return self.refusal or StorageDamaged(self.place, str(error))
        found = explained(error, self.place)
        return self._confirmed(found) if is_unreadable(error) else found

    def _confirmed(self, error: Exception) -> Exception:
        """Look at the whole file before the word damage is used: a passing fault of the drive looks like it."""
        if not isinstance(error, StorageDamaged) or self.path is None:
            return error
        from supporter_app.storage.soundness import confirmed

        self.close()
        return confirmed(error, self.path)


def _not_there(error: Exception) -> bool:
    return any(words in str(error) for words in NOT_THERE)


def open_database(data_dir: Path | None, clock: Clock) -> Storage:
    """Open the database of a data folder (None: in memory); raises StorageError's family when it cannot be read."""
    storage = Storage(None if data_dir is None else data_dir / FILE, clock)
    storage.open()
    return storage
