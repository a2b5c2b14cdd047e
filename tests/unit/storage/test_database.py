"""The database on ordinary days: pragmas, making it, writing, rolling back, one file of an older or newer schema."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from supporter_app.domain.edition import ChapterId, EditionId, PageId, Place
from supporter_app.domain.errors import StorageDamaged, StorageError, StorageNewer, StorageUnavailable
from supporter_app.storage import connection, database, progress, schema
from supporter_app.storage.database import APPLICATION_ID, SCHEMA, Storage
from supporter_app.storage.folder import FILE

Opening = Callable[[Path | None], Storage]
EDITION = EditionId("general")
PLACE = Place(ChapterId("01-introduction"), page=PageId("p1"))


def arrive(storage: Storage) -> None:
    """Write something."""
    with storage.write() as db:
        progress.arrive(db, EDITION, PLACE)


def test_every_connection_has_every_pragma(opened: Opening, tmp_path: Path) -> None:
    """Connections before and after the first write, and of the second opening, hold what is promised."""
    for storage in (opened(tmp_path), opened(tmp_path)):
        arrive(storage)
        with storage.write() as db:
            for name, _, expected in connection.PRAGMAS:
                assert connection.pragma(db.conn, name) == expected, name
            assert connection.pragma(db.conn, "application_id") == APPLICATION_ID
            assert connection.pragma(db.conn, "user_version") == SCHEMA


def test_a_pragma_that_did_not_take_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that keeps no foreign keys is not used."""
    monkeypatch.setattr(connection, "PRAGMAS", (("foreign_keys", "OFF", 1),))
    with pytest.raises(StorageError, match="foreign_keys is 0"):
        connection.connect(None)


def test_every_table_is_strict(opened: Opening, tmp_path: Path) -> None:
    """No table takes a value of another type."""
    storage = opened(tmp_path)
    arrive(storage)
    tables = storage.rows(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'"
    )
    assert {"journal", "answer", "place", "completion", "_sqlite_migrations"} <= {name for name, _ in tables}
    assert all(strict for _, strict in tables)


def test_nothing_is_made_before_the_first_write(opened: Opening, tmp_path: Path) -> None:
    """Opening and reading leave a fresh folder as it is."""
    storage = opened(tmp_path / "fresh")
    assert progress.place(storage, EDITION) is None
    assert not (tmp_path / "fresh").exists()
    arrive(storage)
    assert progress.place(opened(tmp_path / "fresh"), EDITION) == PLACE


def test_reading_does_not_load_sqlite_utils(opened: Opening, tmp_path: Path) -> None:
    """The last place is read with the standard library alone."""
    arrive(opened(tmp_path))
    program = (
        "import sys, datetime, pathlib; from supporter_app.storage import progress, database;"
        "clock = lambda: datetime.datetime.now(datetime.UTC);"
        "storage = database.open_database(pathlib.Path(sys.argv[1]), clock);"
        "assert progress.place(storage, 'general').page == 'p1'; storage.close();"
        "sys.exit('sqlite_utils' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False).returncode == 0


def test_the_installation_id_is_the_same_before_and_after_the_first_write(opened: Opening, tmp_path: Path) -> None:
    """The order of choices does not change under a learner's hands."""
    storage = opened(tmp_path)
    before = storage.installation()
    arrive(storage)
    assert storage.installation() == before == opened(tmp_path).installation()


def write_and_fail(storage: Storage) -> None:
    """Write, then meet a bug in the same block."""
    with storage.write() as db:
        progress.leave_page(db, (EDITION, PLACE.chapter, PageId("p1")), "2026-11-20T03:00:00Z", skipped=False)
        raise KeyError


def test_a_failed_block_leaves_nothing(opened: Opening, tmp_path: Path) -> None:
    """What was written before an error in the same block is rolled back."""
    storage = opened(tmp_path)
    arrive(storage)
    with pytest.raises(KeyError):
        write_and_fail(storage)
    assert not progress.progress(storage, EDITION).done
    arrive(storage)


def test_answers_and_the_journal_only_grow(opened: Opening, tmp_path: Path) -> None:
    """Nothing that was recorded can be changed in place."""
    storage = opened(tmp_path)
    values = (bytes(16), bytes(8), 1, "2026-11-20T03:00:00Z", "done", "x", bytes(32), bytes(32), bytes(32))
    with storage.write() as db:
        db.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        db.execute("INSERT INTO journal_body VALUES (?, ?, ?, ?)", (*values[:3], b"{}"))
        db.execute("INSERT INTO answer VALUES (1, 'general', 'c', 'q', '1', '[]', 0, 'now')")
    for sql in (
        "UPDATE journal SET seq = 2",
        "DELETE FROM journal",
        "UPDATE journal_body SET body = x'00'",
        "DELETE FROM journal_body",
        'UPDATE answer SET "right" = 1',
    ):
        with pytest.raises(sqlite3.IntegrityError), storage.write() as db:
            db.execute(sql)


def test_a_newer_schema_is_read_and_never_written(opened: Opening, tmp_path: Path) -> None:
    """A database of a later release shows what is known and refuses to change."""
    arrive(opened(tmp_path))
    with sqlite3.connect(tmp_path / FILE) as later:
        later.execute("PRAGMA user_version = 99")
        later.execute("DROP TABLE page_done")
    later.close()
    before = (tmp_path / FILE).read_bytes()
    storage = opened(tmp_path)
    assert progress.place(storage, EDITION) == PLACE
    with pytest.raises(StorageNewer):
        progress.progress(storage, EDITION)
    with pytest.raises(StorageNewer):
        arrive(storage)
    assert (tmp_path / FILE).read_bytes() == before


def test_another_program_s_database_is_left_alone(opened: Opening, tmp_path: Path) -> None:
    """A file of the same name that is not ours is not touched."""
    with sqlite3.connect(tmp_path / FILE) as other:
        other.execute("CREATE TABLE letters (text)")
    other.close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(StorageDamaged):
        opened(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


def test_an_older_schema_is_copied_and_migrated(
    opened: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later release keeps the old file, verified, and adds what it needs."""
    storage = opened(tmp_path)
    arrive(storage)
    storage.close()

    def later_release(db: Database) -> None:
        db.execute("ALTER TABLE place ADD COLUMN note TEXT")

    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, later_release))
    monkeypatch.setattr(database, "SCHEMA", database.SCHEMA + 1)
    later = opened(tmp_path)
    assert progress.place(later, EDITION) == PLACE
    arrive(later)
    assert later.rows("SELECT note FROM place") == [(None,)]
    before = database.SCHEMA - 1
    with sqlite3.connect(tmp_path / f"supporter.before-schema-{before}.sqlite") as kept:
        assert kept.execute("PRAGMA user_version").fetchone() == (before,)
        assert kept.execute("SELECT page FROM place").fetchone() == ("p1",)
    kept.close()


def test_a_migration_that_fails_leaves_the_old_schema(
    opened: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Either the whole migration is there or none of it."""
    storage = opened(tmp_path)
    arrive(storage)
    storage.close()

    def later_release(db: Database) -> None:
        db.execute("DROP TABLE answer")
        db.execute("INSERT INTO journal_body VALUES (x'00', x'00', 1, x'00')")

    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, later_release))
    monkeypatch.setattr(database, "SCHEMA", database.SCHEMA + 1)
    later = opened(tmp_path)
    with pytest.raises(StorageDamaged, match="refer to nothing"):
        arrive(later)
    assert later.rows("PRAGMA user_version") == [(database.SCHEMA - 1,)]
    assert later.rows("SELECT count(*) FROM answer") == [(0,)]


def test_a_file_replaced_while_open_is_not_written_to(opened: Opening, tmp_path: Path) -> None:
    """A stick that was pulled, or a file somebody moved, never swallows an acknowledged row."""
    storage = opened(tmp_path)
    arrive(storage)
    (tmp_path / FILE).rename(tmp_path / "moved.sqlite")
    with pytest.raises(StorageUnavailable):
        arrive(storage)
    assert not (tmp_path / FILE).exists()


def test_the_number_of_migrations_is_the_schema() -> None:
    """`user_version` counts the migrations."""
    assert len(schema.STEPS) == SCHEMA
