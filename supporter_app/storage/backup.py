"""A whole database as one file: written without people's keys, looked at before it counts, read back, and put in place.

Copies go through SQLite's own backup call into memory, so that a writer beside them is never caught in the middle; the
file is written whole or not at all, and nothing that opens a name ever lies in a half-written one.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from supporter_app.domain.clock import Clock
from supporter_app.domain.errors import (
    FileDamaged,
    FileError,
    FileFull,
    FileReadOnly,
    FileUnreachable,
    KeysError,
    StorageDamaged,
    StorageFull,
    StorageNewer,
    StorageReadOnly,
)
from supporter_app.files import OWNER_ONLY, file_error, is_there, make_whole
from supporter_app.keys.key_file import KeyRing, read_keys, write_keys
from supporter_app.storage import journal, person_key
from supporter_app.storage.connection import FAULTS, explained, pragma, read_only
from supporter_app.storage.database import APPLICATION_ID, Storage
from supporter_app.storage.folder import BACKUPS
from supporter_app.storage.soundness import confirmed, opened

FOLDER = BACKUPS
KEYS = "keys"
"""The file beside backups with the wrapped keys of everyone who is not erased."""
NOT_TAKEN = ("person_key", "vault_lock")
LARGEST = 1 << 30
HEADS = "SELECT installation, epoch, max(seq), hash FROM journal GROUP BY installation, epoch ORDER BY 1, 2"

FILE_FAULTS: dict[type[Exception], type[FileError]] = {StorageFull: FileFull, StorageReadOnly: FileReadOnly}

State = tuple[dict[str, int], list[tuple[bytes, bytes, int, bytes]]]
"""Rows in each table but those of the keys, and the last event of every epoch."""


def write(source: Path, target: Path) -> None:
    """Write a database into a file without keys, compared with the original before it gets its name.

    Raises StorageError's family for the source and FileError's for the target.
    """
    # A database without a name lies in a file that nobody can open, and goes with the process.
    with _readable(source) as connection, closing(sqlite3.connect("", isolation_level=None)) as copy:
        connection.execute("BEGIN")
        expected = _state(connection)
        connection.backup(copy)
        connection.execute("ROLLBACK")
        for table in NOT_TAKEN:
            if table in _tables(copy):
                copy.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        make_whole(target, lambda part: _write_out(copy, part, expected), OWNER_ONLY)


def load(file: Path, clock: Clock, home: Path | None) -> Storage:
    """Read a backup into memory, every page, the chain and each body looked at; it is to stand in `home` later.

    Raises FileUnreachable, FileDamaged when it is none of ours or damaged, StorageNewer.
    """
    try:
        size = file.stat().st_size
    except OSError as error:
        raise file_error(error, file) from error
    if size > LARGEST:
        raise FileDamaged(file, f"larger than {LARGEST} bytes")
    storage = Storage(None, clock, home)
    try:
        with closing(read_only(file)) as connection:
            _refuse_foreign(connection, file)
            storage.copy_from(connection)
        if journal.check(storage):
            raise FileDamaged(file, "the chain is broken")
    except (*FAULTS, StorageDamaged) as error:
        storage.close()
        raise FileDamaged(file, str(error)) from error
    return storage


def sound(file: Path, *, whole: bool) -> bool:
    """Tell whether a backup can be read: its tables and last events, and every page if the whole is to be looked at."""
    try:
        with closing(read_only(file)) as connection:
            ours = pragma(connection, "application_id") == APPLICATION_ID and "journal" in _tables(connection)
            connection.execute(HEADS).fetchall()
            return ours and (not whole or connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    except FAULTS:
        return False


def put(filled: Storage, target: Path) -> None:
    """Write a database in memory over the one in place, in one transaction; raises StorageError's family."""
    with closing(opened(target)) as connection:
        try:
            filled.copy_into(connection)
        except FAULTS as error:
            raise confirmed(explained(error, target), target) from error


def ring(storage: Storage) -> KeyRing:
    """Give every wrapped key and lock as they are kept now."""
    return KeyRing(person_key.locks(storage), person_key.every(storage))


def keep_keys(storage: Storage, file: Path) -> None:
    """Bring a file of keys to what is kept now; keys that only other generations of records need stay in it.

    Nobody who was erased stays. Nothing is written where there never was a name. Raises FileError's and StorageError's
    families.
    """
    try:
        before = read_keys(file)
    except (FileError, KeysError):
        before = KeyRing((), ())
    kept = joined(before, ring(storage)).without(erased_people(storage))
    if kept.keys or kept.locks or is_there(file):
        write_keys(file, kept)


def forget_keys(storage: Storage, file: Path, people: frozenset[str]) -> None:
    """Take people's keys out of a file of keys, and with them all that the present records do not need.

    Somebody of the same session may stand in another generation only; whoever erases cannot name that person.
    """
    if is_there(file):
        write_keys(file, ring(storage).without(people))


def joined(before: KeyRing, now: KeyRing) -> KeyRing:
    """Join two sets of keys; of the same person and the same vault the later one counts."""
    keys = {each.person: each for each in (*before.keys, *now.keys)}
    locks = {each.master: each for each in (*before.locks, *now.locks)}
    return KeyRing(tuple(locks.values()), tuple(keys.values()))


def erased_people(storage: Storage) -> frozenset[str]:
    """Give the people whose names were erased, one by one or with their session."""
    parts = [subject.split("/") for subject in journal.erased_subjects(storage)]
    one_by_one = {rest[-1] for kind, *rest in parts if kind == "enrolment"}
    sessions = {rest[-1] for kind, *rest in parts if kind == "session"}
    rows = storage.rows("SELECT person, session FROM enrolment")
    return frozenset(one_by_one | {person for person, session in rows if session in sessions})


def keys_along(file: Path) -> Path:
    """Name the file of keys that goes along with a backup; never the backup itself, however that is called."""
    along = file.with_suffix("." + KEYS)
    return along if along != file else file.with_name(f"{file.name}.{KEYS}")


def keys_beside(file: Path) -> KeyRing:
    """Read the keys that belong to a backup: those carried along with it, else those of its folder, else none.

    Raises KeysError's and FileError's families.
    """
    for each in (keys_along(file), file.with_name(KEYS)):
        try:
            return read_keys(each)
        except FileUnreachable:
            continue
    return KeyRing((), ())


@contextmanager
def _readable(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database to copy it; its own faults come as StorageError's family."""
    with closing(opened(path)) as connection:
        try:
            yield connection
        except FAULTS as error:
            raise confirmed(explained(error, path), path) from error


def _write_out(copy: sqlite3.Connection, part: Path, expected: State) -> None:
    """Write a database without what was deleted from it, and compare; raises FileError's family."""
    try:
        copy.execute("VACUUM INTO ?", (str(part),))
    except FAULTS as error:
        cause = explained(error, part)
        raise FILE_FAULTS.get(type(cause), FileUnreachable)(part, str(error)) from error
    _compare(part, expected)


def _compare(part: Path, expected: State) -> None:
    """Look at a written copy: sound, with all rows, and with the same last events; raises FileDamaged."""
    try:
        with closing(read_only(part)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            same = sound and _state(connection) == expected
    except FAULTS as error:
        raise FileDamaged(part, str(error)) from error
    if not same:
        raise FileDamaged(part, "the copy is not the same")


def _refuse_foreign(connection: sqlite3.Connection, file: Path) -> None:
    """Raise FileDamaged when the file is none of ours or a page is damaged, StorageNewer when it is of a newer one."""
    from supporter_app.storage.database import SCHEMA

    version = int(str(pragma(connection, "user_version")))
    if pragma(connection, "application_id") != APPLICATION_ID or not version:
        raise FileDamaged(file, "made by another program")
    if version > SCHEMA:
        raise StorageNewer(file, f"schema {version}")
    if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        raise FileDamaged(file, "a page is damaged")


def _tables(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]


def _state(connection: sqlite3.Connection) -> State:
    # The names come from the schema itself.
    count = 'SELECT count(*) FROM "{}"'
    taken = [name for name in _tables(connection) if name not in NOT_TAKEN]
    counts = {name: connection.execute(count.format(name)).fetchone()[0] for name in taken}
    return counts, connection.execute(HEADS).fetchall()
