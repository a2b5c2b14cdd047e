"""Roll calls as people read them: the fold of the journal, one row for each person who stands as called."""

from supporter_app.domain.attendance import RECORD, Attendance, read_attendance
from supporter_app.domain.enrolment import PersonId
from supporter_app.domain.journal import Subject
from supporter_app.domain.session import SessionId
from supporter_app.storage.database import Storage
from supporter_app.storage.row import Known, Values

TABLE = RECORD
KEY: tuple[str, ...] = ("person",)
OF_SESSION = """
SELECT person, absent, late_minutes, early_minutes FROM attendance JOIN enrolment USING (person) WHERE session = ?
"""


def rows(subject: Subject, body: bytes, known: Known) -> list[Values]:
    """Give what stands of a person's attendance, if the person stands on the roster; none of a mark taken back."""
    session, _, person = subject.id.partition("/")[2].partition("/")
    if not known.enrolled(person, session):
        return []
    found = read_attendance(SessionId(session), PersonId(person), body)
    if found is None:
        return []
    values: Values = {
        "person": person,
        "absent": int(found.absent),
        "late_minutes": found.late_minutes,
        "early_minutes": found.early_minutes,
    }
    return [values]


def of_session(storage: Storage, session: SessionId) -> dict[PersonId, Attendance]:
    """Read the attendance of everyone who was called."""
    return {
        PersonId(person): Attendance(session, PersonId(person), bool(absent), late, early)
        for person, absent, late, early in storage.rows(OF_SESSION, (session,))
    }
