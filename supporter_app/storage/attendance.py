"""Roll calls as people read them: the fold of the journal, one row for each person who was called."""

from typing import TYPE_CHECKING

from supporter_app.domain.attendance import RECORD, Attendance, read_attendance
from supporter_app.domain.enrolment import PersonId
from supporter_app.domain.journal import Subject
from supporter_app.domain.session import SessionId
from supporter_app.storage.database import Storage, Value
from supporter_app.storage.row import put

if TYPE_CHECKING:
    from sqlite_utils import Database

OF_SESSION = """
SELECT person, absent, late_minutes, early_minutes FROM attendance JOIN enrolment USING (person) WHERE session = ?
"""


def write(db: "Database", subject: Subject, body: bytes | None) -> None:
    """Write what stands of a person's attendance, if the person stands on the roster."""
    session, _, person = subject.id.partition("/")[2].partition("/")
    enrolled = db.execute("SELECT 1 FROM enrolment WHERE person = ? AND session = ?", (person, session)).fetchone()
    if body is None or enrolled is None:
        db.execute("DELETE FROM attendance WHERE person = ?", (person,))
        return
    found = read_attendance(SessionId(session), PersonId(person), body)
    values: dict[str, Value] = {
        "person": person,
        "absent": int(found.absent),
        "late_minutes": found.late_minutes,
        "early_minutes": found.early_minutes,
    }
    put(db, RECORD, values)


def of_session(storage: Storage, session: SessionId) -> dict[PersonId, Attendance]:
    """Read the attendance of everyone who was called."""
    return {
        PersonId(person): Attendance(session, PersonId(person), bool(absent), late, early)
        for person, absent, late, early in storage.rows(OF_SESSION, (session,))
    }
