"""What one acknowledged event costs, against the least such an event could cost: a hash, a seal, two inserts."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from supporter_app.bootstrap import compose
from supporter_app.domain.attendance import Attendance, attendance_fields, attendance_subject
from supporter_app.domain.journal import EventKind
from supporter_app.domain.session import NameKeeping
from supporter_app.services.roster import Entry
from supporter_app.storage import journal
from supporter_app.storage.database import open_database
from tests.bench.measuring import Figures
from tests.unit.services.test_backups import PLAN

NAME = "見本 花子".encode()
EVENTS = 2000
MOMENT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
STAMP = "2026-11-20T03:00:00Z"
GOAL = 3.0
ROUNDS = 20


def bare() -> Callable[[], object]:
    """Give the least: SHA-256 over a header, AES-GCM over a name, a row of each in the journal's own two tables."""
    storage = open_database(None, lambda: MOMENT)
    with storage.write() as db:
        installation, epoch = db.execute("SELECT id, epoch FROM installation").fetchone()
    connection, key, nothing = db.conn, AESGCM(os.urandom(32)), bytes(32)
    seq = 0

    def once() -> None:
        nonlocal seq
        seq += 1
        person = os.urandom(16).hex()
        sealed = key.encrypt(os.urandom(12), NAME, person.encode())
        found = sha256(f'["{person}",{seq},"attendance","{STAMP}"]'.encode() + sealed).digest()
        header = (STAMP, "done", f"attendance/{person}", nothing, nothing, found)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(journal.INSERT[0], (installation, epoch, seq, *header))
        connection.execute(journal.INSERT[1], (installation, epoch, seq, sealed))
        connection.execute("COMMIT")

    return once


def processor(*works: Callable[[], object]) -> list[float]:
    """Give the least processor time of one call of each, in microseconds, of rounds in which they take turns."""
    best = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for place, work in enumerate(works):
            start = time.process_time()
            for _ in range(EVENTS // ROUNDS):
                work()
            best[place] = min(best[place], (time.process_time() - start) / (EVENTS // ROUNDS) * 1e6)
    return best


def marking() -> Callable[[], object]:
    """Make a program in memory that records one person's mark after the other, of a roster with sealed names."""
    app = compose(None, lambda: MOMENT)
    session = app.classroom.create(replace(PLAN, names=NameKeeping.UNTIL_REPORT))
    people = app.roster.take(session, [Entry("見本 花子", "ミホン ハナコ")] * 90 + [Entry()] * EVENTS)
    waiting = iter(people)

    def once() -> None:
        marked = Attendance(session.id, next(waiting).person, late_minutes=5)
        with app.storage.write() as db:
            subject = attendance_subject(session.id, marked.person)
            journal.append(app.storage, db, EventKind.DONE, subject, attendance_fields(marked))

    return once


@pytest.mark.bench
def test_processor_time_of_an_event(figures: Figures) -> None:
    least, marked = processor(bare(), marking())
    figures.show("one event of the journal, processor", marked, "us")
    figures.at_most("one event of the journal / a bare hash, seal and two inserts", marked / least, GOAL)
