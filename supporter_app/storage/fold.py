"""The tables people read, as the fold of the journal: one function gives each record's rows, for every reason to."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from supporter_app.domain.journal import Lineage, Subject, current
from supporter_app.storage import attendance, completion, enrolment, headcount, session, session_completion
from supporter_app.storage.database import Row, Storage
from supporter_app.storage.row import InMemory, InTables, Known, Values, put

if TYPE_CHECKING:
    from sqlite_utils import Database


class Fold(Protocol):
    """A kind of record: its table, the key of that, and the rows of what stands."""

    TABLE: str
    KEY: tuple[str, ...]

    def rows(self, subject: Subject, body: bytes, known: Known) -> list[Values]:
        """Give the rows of one subject; none where what it refers to does not stand. ValueError: malformed."""


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
REFERRING = {
    "session": ("enrolment", "attendance", "headcount", "session-completion"),
    "enrolment": ("attendance", "session-completion"),
}
"""What may be known before the thing it refers to, when packages come in another order than things happened."""
KEPT_WHEN_ERASED = frozenset({"session", "enrolment"})
"""Records that lose a name and stay to be counted; the others lose their body."""


def write(db: "Database", subject: Subject, lineage: Lineage) -> None:
    """Write what stands of a subject, or take it away; kinds of a later version are left out."""
    kind = _kind(subject.id)
    found = FOLDS.get(kind)
    if found is None:
        return
    rows = _rows(found, subject, lineage, InTables(db))
    for row in rows:
        put(db, found.TABLE, found.KEY, row)
    if len(found.KEY) > 1 or not rows:
        _take_away(db, found, subject.id, len(rows))
    if found is FOLDS["session"] and rows and (rows[0]["nameless"] or rows[0]["names_erased"]):
        db.execute("UPDATE enrolment SET sealed_name = NULL WHERE session = ?", (rows[0]["id"],))


def stands(db: "Database", subject: str) -> bool:
    """Tell whether something others refer to stands; of other kinds nobody asks."""
    kind = _kind(subject)
    if kind not in REFERRING:
        return True
    found = FOLDS[kind]
    sql = f"SELECT 1 FROM {found.TABLE} WHERE {found.KEY[0]} = ?"  # noqa: S608 - our own names
    return db.execute(sql, (subject.rpartition("/")[2],)).fetchone() is not None


def differing(storage: Storage, subjects: Iterable[Subject], lineage: Lineage) -> tuple[str, ...]:
    """Fold subjects, given in the order of their kinds, in memory, and name the tables that are not what follows."""
    known = InMemory()
    for subject in subjects:
        found = FOLDS.get(_kind(subject.id))
        if found is not None:
            for row in _rows(found, subject, lineage, known):
                known.add(found.TABLE, found.KEY, row)
    return tuple(found.TABLE for found in FOLDS.values() if not _same(storage, found, known))


def order(subject: str) -> int:
    """Give the place of a subject's kind among the kinds, for folding what is referred to first."""
    return ORDER.get(_kind(subject), len(ORDER))


def dump(storage: Storage) -> dict[str, list[Row]]:
    """Give every row of every folded table in a fixed order, for comparing."""
    return {
        found.TABLE: storage.rows(f"SELECT * FROM {found.TABLE} ORDER BY {', '.join(found.KEY)}")  # noqa: S608 - our own names
        for found in FOLDS.values()
    }


def clear(db: "Database") -> None:
    """Empty the tables, to be folded anew."""
    for found in reversed(FOLDS.values()):
        db.execute(f"DELETE FROM {found.TABLE}")  # noqa: S608 - our own names


def _kind(subject: str) -> str:
    return subject.partition("/")[0]


def _rows(found: Fold, subject: Subject, lineage: Lineage, known: Known) -> list[Values]:
    """Give the rows of what stands; bodies nobody can read are left out."""
    if not subject.versions or subject.void or (subject.erased and _kind(subject.id) not in KEPT_WHEN_ERASED):
        return []
    body = current(subject, lineage)[0].body
    try:
        return [] if body is None else found.rows(subject, body, known)
    except ValueError:
        return []


def _take_away(db: "Database", found: Fold, subject: str, count: int) -> None:
    """Remove the rows of a subject after the first ones that stand."""
    key = subject if found.KEY == ("subject",) else subject.rsplit("/", maxsplit=1)[-1]
    sql = f"DELETE FROM {found.TABLE} WHERE {found.KEY[0]} = ?"  # noqa: S608 - our own names
    if len(found.KEY) > 1:
        db.execute(f"{sql} AND {found.KEY[1]} > ?", (key, count))
    else:
        db.execute(sql, (key,))


def _same(storage: Storage, found: Fold, known: InMemory) -> bool:
    wanted = known.tables.get(found.TABLE, {})
    if not wanted:
        return not storage.rows(f"SELECT 1 FROM {found.TABLE} LIMIT 1")  # noqa: S608 - our own names
    columns = ", ".join(f'"{name}"' for name in next(iter(wanted.values())))
    rows = storage.rows(f"SELECT {columns} FROM {found.TABLE}")  # noqa: S608 - our own names
    return len(rows) == len(wanted) and set(rows) == {tuple(values.values()) for values in wanted.values()}
