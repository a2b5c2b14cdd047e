"""The tables people read, as the fold of the journal: one function writes each kind of record, for every reason to."""

from typing import TYPE_CHECKING, Protocol

from supporter_app.domain.journal import Lineage, Subject, current
from supporter_app.storage import attendance, completion, enrolment, headcount, session, session_completion
from supporter_app.storage.database import Row, Storage

if TYPE_CHECKING:
    from sqlite_utils import Database


class Fold(Protocol):
    """A kind of record: writes what stands of one subject, or takes it away where there is no body."""

    def write(self, db: "Database", subject: Subject, body: bytes | None) -> None:
        """Write one subject; raises ValueError when the body is malformed."""


FOLDS: dict[str, Fold] = {
    "session": session,
    "enrolment": enrolment,
    "attendance": attendance,
    "headcount": headcount,
    "session-completion": session_completion,
    "completion": completion,
}
"""By the first word of the subject; each only refers to those before it."""
ORDER = {kind: place for place, kind in enumerate(FOLDS)}
TABLES = {
    "session": "id",
    "enrolment": "person",
    "attendance": "person",
    "headcount": "session, position",
    "session_completion": "person",
    "completion": "subject",
}
KEPT_WHEN_ERASED = frozenset({"session", "enrolment"})
"""Records that lose a name and stay to be counted; the others lose their body."""


def write(db: "Database", subject: Subject, lineage: Lineage) -> None:
    """Write what stands of a subject; kinds of a later version, and bodies nobody can read, are left out."""
    kind = subject.id.partition("/")[0]
    found = FOLDS.get(kind)
    if found is None:
        return
    stands = bool(subject.versions) and not subject.void and not (subject.erased and kind not in KEPT_WHEN_ERASED)
    body = current(subject, lineage)[0].body if stands else None
    try:
        found.write(db, subject, body)
    except ValueError:
        found.write(db, subject, None)


def order(subject: str) -> int:
    """Give the place of a subject's kind among the kinds, for folding what is referred to first."""
    return ORDER.get(subject.partition("/")[0], len(ORDER))


def dump(storage: Storage) -> dict[str, list[Row]]:
    """Give every row of every folded table in a fixed order, for comparing."""
    return {
        table: storage.rows(f"SELECT * FROM {table} ORDER BY {key}")  # noqa: S608 - our own names
        for table, key in TABLES.items()
    }


def clear(db: "Database") -> None:
    """Empty the tables, to be folded anew."""
    for table in reversed(TABLES):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
