"""Head counts as people read them: the fold of the journal, one row for each group of a session."""

from typing import TYPE_CHECKING

from supporter_app.domain.enrolment import AgeBand, Sex
from supporter_app.domain.headcount import Counted, read_headcount
from supporter_app.domain.journal import Subject
from supporter_app.domain.session import SessionId
from supporter_app.storage.database import Storage

if TYPE_CHECKING:
    from sqlite_utils import Database

READ = "SELECT age_band, sex, category, count FROM headcount WHERE session = ? ORDER BY position"


def write(db: "Database", subject: Subject, body: bytes | None) -> None:
    """Write the head count that stands for a session, if the session does."""
    session = subject.id.partition("/")[2]
    db.execute("DELETE FROM headcount WHERE session = ?", (session,))
    if body is None or db.execute("SELECT 1 FROM session WHERE id = ?", (session,)).fetchone() is None:
        return
    for position, row in enumerate(read_headcount(body), start=1):
        values = (session, position, row.age_band.value, row.sex.value, row.category, row.count)
        db.execute("INSERT INTO headcount VALUES (?, ?, ?, ?, ?, ?)", values)


def of_session(storage: Storage, session: SessionId) -> tuple[Counted, ...]:
    """Read a session's head count, in the order in which it was given."""
    rows = storage.rows(READ, (session,))
    return tuple(Counted(AgeBand(age_band), Sex(sex), category, count) for age_band, sex, category, count in rows)
