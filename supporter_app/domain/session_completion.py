"""Completion by coming to a session: what a person of its roster has done when it is closed."""

from dataclasses import dataclass
from datetime import date

from supporter_app.domain.edition import EditionId
from supporter_app.domain.enrolment import PersonId
from supporter_app.domain.journal import Body, parse_body
from supporter_app.domain.session import SessionId

RECORD = "session-completion"


@dataclass(frozen=True, slots=True)
class SessionCompletion:
    """One person's completion; `rule` is the rule that was passed, `withdrawn` says that it was put right later."""

    session: SessionId
    person: PersonId
    edition: EditionId
    content_version: str
    rule: str
    completed_on: date
    withdrawn: bool = False


def session_completion_subject(session: SessionId, person: PersonId) -> str:
    """Give the subject of a person's completion."""
    return f"{RECORD}/{session}/{person}"


def session_completion_fields(completion: SessionCompletion) -> dict[str, object]:
    """Write a completion as the fields of an event's body."""
    return {
        "record": RECORD,
        "edition": completion.edition,
        "content_version": completion.content_version,
        "rule": completion.rule,
        "completed_on": completion.completed_on.isoformat(),
        "withdrawn": completion.withdrawn,
    }


def read_session_completion(session: SessionId, person: PersonId, body: bytes) -> SessionCompletion:
    """Read a completion back; ValueError when the body is malformed."""
    fields = Body(parse_body(body))
    return SessionCompletion(
        session=session,
        person=person,
        edition=EditionId(fields.text("edition")),
        content_version=fields.text("content_version"),
        rule=fields.text("rule"),
        completed_on=date.fromisoformat(fields.text("completed_on")),
        withdrawn=fields.flag("withdrawn"),
    )
