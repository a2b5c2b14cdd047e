"""Making the tables and bringing older ones to the present schema.

Imported at the first write only, because sqlite-utils makes the start of the program slow.
"""

import os
import sqlite3
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from supporter_app.domain.clock import stamp
from supporter_app.domain.errors import StorageDamaged, StorageUnavailable
from supporter_app.files import sync_folder
from supporter_app.storage import database as plan
from supporter_app.storage import schema
from supporter_app.storage.connection import MEMORY, pragma, primary_code, set_foreign_keys, transaction
from supporter_app.storage.folder import COPIES, storage_error
from supporter_app.storage.installation import begin


def take_over(
    connection: sqlite3.Connection, path: Path | None, installation: bytes, here: bytes, moment: datetime
) -> Database:
    """Give the connection to sqlite-utils, at the present schema; an empty file gets its tables and an installation.

    `here` is the fingerprint of its place.
    """
    database = Database(connection, recursive_triggers=False, execute_plugins=False)
    version = int(str(pragma(connection, "user_version")))
    if version == plan.SCHEMA:
        return database
    if version and path is not None:
        keep_copy(connection, path, version)
    set_foreign_keys(connection, on=False)
    try:
        with transaction(connection):
            _migrate(database, path, installation, here, stamp(moment))
    finally:
        set_foreign_keys(connection, on=True)
    return database


def _migrate(database: Database, path: Path | None, installation: bytes, here: bytes, moment: str) -> None:
    schema.apply(database)
    if not database.execute("SELECT 1 FROM installation").fetchone():
        begin(database, here, installation, moment)
    broken = database.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise StorageDamaged(path or MEMORY, f"{len(broken)} rows refer to nothing")
    database.execute(f"PRAGMA application_id = {plan.APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {plan.SCHEMA}")


def keep_copy(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Copy the database as it is before a migration; the copy is read back and compared before it gets its name."""
    copy = path.with_name(COPIES.replace("*", str(version)))
    part = copy.with_name(copy.name + ".part")
    try:
        part.unlink(missing_ok=True)
        _write_out(connection, part)
        _verify(part, _counts(connection))
        handle = os.open(part, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        part.replace(copy)
        sync_folder(copy.parent)
    except OSError as error:
        raise storage_error(error, copy) from error
    return copy


def _write_out(connection: sqlite3.Connection, part: Path) -> None:
    """Write a copy; SQLite names no reason when the file system answers wrongly whether the target is there."""
    try:
        connection.execute("VACUUM INTO ?", (str(part),))
    except sqlite3.OperationalError as error:
        if primary_code(error) == sqlite3.SQLITE_ERROR:
            raise StorageUnavailable(part, str(error)) from error
        raise


def _verify(part: Path, expected: dict[str, int]) -> None:
    connection = sqlite3.connect(part, isolation_level=None)
    try:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        if not sound or _counts(connection) != expected:
            # The records themselves were read whole; what cannot be believed is what the drive gave back.
            raise StorageUnavailable(part, "the copy is not the same")
    finally:
        connection.close()


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    # The names come from the schema itself.
    count = 'SELECT count(*) FROM "{}"'
    return {name: connection.execute(count.format(name)).fetchone()[0] for (name,) in names}
