"""What is left of a damaged database, joined with the newest good backup into a whole one.

Events are taken when their hashes hold. Where an event or its body is gone, the tables people read still know what
stood; that is recorded anew, so that journal and tables agree again. What is missing all the same is written down.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from supporter_app.domain.attendance import attendance_fields, attendance_subject
from supporter_app.domain.clock import Clock, stamp
from supporter_app.domain.completion import completion_fields
from supporter_app.domain.enrolment import enrolment_fields, enrolment_subject
from supporter_app.domain.gaps import gaps_fields, gaps_subject
from supporter_app.domain.headcount import headcount_fields, headcount_subject
from supporter_app.domain.journal import EventKind
from supporter_app.domain.session import session_fields, session_subject
from supporter_app.domain.session_completion import session_completion_fields, session_completion_subject
from supporter_app.storage import attendance, completion, enrolment, headcount, installation, journal
from supporter_app.storage import session as sessions
from supporter_app.storage import session_completion as completions
from supporter_app.storage.database import Storage
from supporter_app.storage.pages import Record, records

if TYPE_CHECKING:
    from sqlite_utils import Database

ID_BYTES = 16
TYPES = {"TEXT": str, "INTEGER": int, "BLOB": bytes}
PLAIN = ("page_done", "answer", "place", "preference", "person_key", "vault_lock", "carried_copy")
"""Tables that are no fold of the journal."""
KNOWN_FROM_EVENTS = """
INSERT INTO installation (id, epoch, fingerprint, started_at)
SELECT installation, epoch, zeroblob(32), min(recorded_at) FROM journal GROUP BY installation, epoch
ORDER BY min(recorded_at)
"""
EPOCHS = "SELECT id, epoch, parent_epoch, parent_seq, fingerprint, started_at FROM installation ORDER BY ordinal"
PUT_EPOCH = """
INSERT OR IGNORE INTO installation (id, epoch, parent_epoch, parent_seq, fingerprint, started_at)
VALUES (?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Events read from the file, events only the backup had, records only the tables knew, events that are missing."""

    from_file: int
    from_backup: int
    from_tables: int
    missing: int


@dataclass(frozen=True, slots=True)
class Fact:
    """What stands about a subject, as a value to compare and as the fields of an event that says so."""

    value: object
    fields: dict[str, object]


def gather(content: bytes, backup: Storage | None, clock: Clock, home: Path | None) -> tuple[Storage, Gathered]:
    """Join what can be read of a damaged database with a backup, in memory; `home` is the file it is to stand in."""
    whole = backup or Storage(None, clock, home)
    with closing(Storage(None, clock)) as left:
        with left.write() as db:
            _sort_in(db, list(records(content)))
        with whole.write() as db:
            known, epochs = journal.count(whole), left.rows(EPOCHS)
            if backup is None and epochs:
                db.execute("DELETE FROM installation")
            for epoch in epochs:
                with suppress(sqlite3.IntegrityError):
                    db.execute(PUT_EPOCH, epoch)
            taken = journal.take(left, db)
            _take_plain(left, db)
            journal.rebuild(whole, db)
            both = journal.count(whole)
            installation.branch(db, whole.fingerprint, stamp(clock()))
            again = _record_again(left, whole, db)
            _tell_of_gaps(whole, db)
            missing = _missing(whole)
    return whole, Gathered(taken, both - taken if known else 0, again, missing)


def _sort_in(db: "Database", found: list[Record]) -> None:
    """Put every record into the table it fits; the tables' own checks refuse the others."""
    db.execute("DELETE FROM installation")
    tables = db.execute("SELECT name, wr FROM pragma_table_list WHERE type = 'table' AND schema = 'main'").fetchall()
    created = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")]
    without_rowid = {name for name, without in tables if without}
    for table in created:
        if table.startswith(("sqlite_", "_sqlite")):
            continue
        columns = db.execute("SELECT type, pk FROM pragma_table_info(?)", (table,)).fetchall()
        alone = [place for place, (kind, key) in enumerate(columns) if key and kind == "INTEGER"]
        alias = alone[0] if sum(bool(key) for _, key in columns) == 1 and alone else None
        sql = f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(columns))})'  # noqa: S608 - our own names
        for each in found:
            if (each.rowid is None) == (table in without_rowid) and _fits(each, columns, alias):
                values = [each.rowid if place == alias else value for place, value in enumerate(each.values)]
                with suppress(sqlite3.IntegrityError):
                    db.execute(sql, values)
    if not db.execute("SELECT 1 FROM installation").fetchone():
        db.execute(KNOWN_FROM_EVENTS)


def _fits(record: Record, columns: list[tuple[str, int]], alias: int | None) -> bool:
    """Tell whether a record has the shape of a table's rows; the column that stands for the rowid is stored as NULL."""
    return len(record.values) == len(columns) and all(
        value is None if place == alias else value is None or type(value) is TYPES[kind]
        for place, (value, (kind, _)) in enumerate(zip(record.values, columns, strict=True))
    )


def _take_plain(left: Storage, db: "Database") -> None:
    for table in PLAIN:
        for row in left.rows(f"SELECT * FROM {table}"):  # noqa: S608 - our own names
            places = ", ".join("?" * len(row))
            db.execute(f"INSERT OR REPLACE INTO {table} VALUES ({places})", row)  # noqa: S608 - our own names


def _record_again(left: Storage, whole: Storage, db: "Database") -> int:
    """Record what only the tables knew; the tables were always written last, so they are right where they differ."""
    standing = dict(_facts(whole))
    again = 0
    for subject, fact in _facts(left):
        if subject not in standing or standing[subject].value != fact.value:
            journal.append(whole, db, EventKind.DONE, subject, fact.fields)
            again += 1
    erased = journal.erased_subjects(whole)
    for each in sessions.every(left):
        if each.names_erased and session_subject(each.id) not in erased:
            journal.append(whole, db, EventKind.ERASE, session_subject(each.id))
            again += 1
    return again


def _facts(storage: Storage) -> Iterator[tuple[str, Fact]]:
    """Give all that stands, what is referred to first."""
    for session in sessions.every(storage):
        yield session_subject(session.id), Fact(replace(session, names_erased=False), session_fields(session))
        for person in enrolment.roster(storage, session.id):
            yield enrolment_subject(session.id, person.person), Fact(person, enrolment_fields(person))
        for called in attendance.of_session(storage, session.id).values():
            yield attendance_subject(session.id, called.person), Fact(called, attendance_fields(called))
        counted = headcount.of_session(storage, session.id)
        if counted:
            yield headcount_subject(session.id), Fact(counted, headcount_fields(counted))
        for done in completions.of_session(storage, session.id):
            yield session_completion_subject(session.id, done.person), Fact(done, session_completion_fields(done))
    for subject, own in completion.own(storage).items():
        yield subject, Fact(own, completion_fields(own))


def _tell_of_gaps(whole: Storage, db: "Database") -> None:
    """Write down what could not be brought back, so that from now on it is known and any other gap is not."""
    faults = journal.check(whole)
    if faults:
        journal.append(whole, db, EventKind.DONE, gaps_subject(os.urandom(ID_BYTES).hex()), gaps_fields(faults))


def _missing(storage: Storage) -> int:
    """Count the events that must have been there, because later ones are, and are not."""
    rows = storage.rows("SELECT max(seq) - count(*) FROM journal GROUP BY installation, epoch")
    return sum(int(gap) for (gap,) in rows)
