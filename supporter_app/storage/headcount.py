"""Head counts as people read them: the fold of the journal, one row for each group of a session."""

from supporter_app.domain.enrolment import AgeBand, Sex
from supporter_app.domain.headcount import RECORD, Counted, left_of_children, read_headcount
from supporter_app.domain.journal import Subject
from supporter_app.domain.session import SessionId
from supporter_app.storage.database import Storage
from supporter_app.storage.row import Known, Values

TABLE = RECORD
KEY: tuple[str, ...] = ("session", "position")
READ = "SELECT age_band, sex, category, count FROM headcount WHERE session = ? ORDER BY position"


def rows(subject: Subject, body: bytes, known: Known) -> list[Values]:
    """Give the head count that stands for a session, if the session does: a row for each group.

    Of children nothing is told but school year and class, whatever somebody's program wrote.
    """
    session = subject.id.partition("/")[2]
    if known.nameless(session) is None:
        return []
    groups, audience = read_headcount(body), known.audience(session)
    if audience is not None:
        groups = left_of_children(groups, audience)
    return [
        {
            "session": session,
            "position": position,
            "age_band": row.age_band.value,
            "sex": row.sex.value,
            "category": row.category,
            "count": row.count,
        }
        for position, row in enumerate(groups, start=1)
    ]


def of_session(storage: Storage, session: SessionId) -> tuple[Counted, ...]:
    """Read a session's head count, in the order in which it was given."""
    rows = storage.rows(READ, (session,))
    return tuple(Counted(AgeBand(age_band), Sex(sex), category, count) for age_band, sex, category, count in rows)
