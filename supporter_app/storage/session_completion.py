"""Completions of those who came to a session: the fold of the journal, one row for each that stands."""

from datetime import date

from supporter_app.domain.edition import EditionId
from supporter_app.domain.enrolment import PersonId
from supporter_app.domain.journal import Subject
from supporter_app.domain.session import SessionId
from supporter_app.domain.session_completion import SessionCompletion, read_session_completion
from supporter_app.storage.database import Storage
from supporter_app.storage.row import Known, Values

TABLE = "session_completion"
KEY: tuple[str, ...] = ("person",)
READ = """
SELECT person, edition, content_version, rule, completed_on, withdrawn
FROM session_completion JOIN enrolment USING (person) WHERE session = ? ORDER BY number, person
"""


def rows(subject: Subject, body: bytes, known: Known) -> list[Values]:
    """Give a person's completion, withdrawn or not, if the person stands on the roster."""
    session, _, person = subject.id.partition("/")[2].partition("/")
    if not known.enrolled(person, session):
        return []
    found = read_session_completion(SessionId(session), PersonId(person), body)
    values: Values = {
        "person": person,
        "edition": found.edition,
        "content_version": found.content_version,
        "rule": found.rule,
        "completed_on": found.completed_on.isoformat(),
        "withdrawn": int(found.withdrawn),
    }
    return [values]


def of_session(storage: Storage, session: SessionId) -> tuple[SessionCompletion, ...]:
    """Read the completions of a session in the order of its roster, withdrawn ones too."""
    return tuple(
        SessionCompletion(
            session, PersonId(person), EditionId(edition), version, rule, date.fromisoformat(day), bool(withdrawn)
        )
        for person, edition, version, rule, day, withdrawn in storage.rows(READ, (session,))
    )
