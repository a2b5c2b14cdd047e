"""Completions of those who came to a session: the fold of the journal, one row for each that stands."""

from datetime import date
from typing import TYPE_CHECKING

from supporter_app.domain.edition import EditionId
from supporter_app.domain.enrolment import PersonId
from supporter_app.domain.journal import Subject
from supporter_app.domain.session import SessionId
from supporter_app.domain.session_completion import SessionCompletion, read_session_completion
from supporter_app.storage.database import Storage, Value
from supporter_app.storage.row import put

if TYPE_CHECKING:
    from sqlite_utils import Database

TABLE = "session_completion"
READ = """
SELECT person, edition, content_version, rule, completed_on, withdrawn
FROM session_completion JOIN enrolment USING (person) WHERE session = ? ORDER BY number, person
"""


def write(db: "Database", subject: Subject, body: bytes | None) -> None:
    """Write a person's completion, withdrawn or not, if the person stands on the roster."""
    session, _, person = subject.id.partition("/")[2].partition("/")
    enrolled = db.execute("SELECT 1 FROM enrolment WHERE person = ? AND session = ?", (person, session)).fetchone()
    if body is None or enrolled is None:
        db.execute("DELETE FROM session_completion WHERE person = ?", (person,))
        return
    found = read_session_completion(SessionId(session), PersonId(person), body)
    values: dict[str, Value] = {
        "person": person,
        "edition": found.edition,
        "content_version": found.content_version,
        "rule": found.rule,
        "completed_on": found.completed_on.isoformat(),
        "withdrawn": int(found.withdrawn),
    }
    put(db, TABLE, values)


def of_session(storage: Storage, session: SessionId) -> tuple[SessionCompletion, ...]:
    """Read the completions of a session in the order of its roster, withdrawn ones too."""
    return tuple(
        SessionCompletion(
            session, PersonId(person), EditionId(edition), version, rule, date.fromisoformat(day), bool(withdrawn)
        )
        for person, edition, version, rule, day, withdrawn in storage.rows(READ, (session,))
    )
