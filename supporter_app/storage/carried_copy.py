"""Copies with names that were carried out of the data folder: where they went, for whoever erases the names later."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supporter_app.domain.session import SessionId
from supporter_app.storage.database import Storage

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class CarriedCopy:
    """One file: when (UTC), what kind, where it was written, of which session (None: of all), with how many names."""

    made_at: str
    kind: str
    place: str
    session: SessionId | None
    people: int


def add(db: "Database", copy: CarriedCopy) -> None:
    """Remember a copy."""
    values = (copy.made_at, copy.kind, copy.place, copy.session, copy.people)
    db.execute("INSERT INTO carried_copy (made_at, kind, place, session, people) VALUES (?, ?, ?, ?, ?)", values)


def every(storage: Storage) -> tuple[CarriedCopy, ...]:
    """List all copies, the oldest first."""
    rows = storage.rows("SELECT made_at, kind, place, session, people FROM carried_copy ORDER BY ordinal")
    return tuple(CarriedCopy(*row) for row in rows)


def add_missing(storage: Storage, db: "Database", copies: Iterable[CarriedCopy]) -> None:
    """Remember those of some copies that are not known yet."""
    known = set(every(storage))
    for each in copies:
        if each not in known:
            add(db, each)


def with_names(storage: Storage, session: SessionId) -> tuple[CarriedCopy, ...]:
    """List the copies that may hold names of a session, the oldest first."""
    sql = """
    SELECT made_at, kind, place, session, people FROM carried_copy
    WHERE people > 0 AND (session IS NULL OR session = ?) ORDER BY ordinal
    """
    return tuple(CarriedCopy(*row) for row in storage.rows(sql, (session,)))
