"""Rows of the folded tables: what a record's row may depend on, and putting one into its table."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Protocol

from supporter_app.domain.edition import EditionId
from supporter_app.domain.session import Audience, is_of_children
from supporter_app.storage.database import Value

if TYPE_CHECKING:
    from sqlite_utils import Database

Values = dict[str, Value]
"""A row by the names of its columns, those of the key first."""


class Known(Protocol):
    """What was folded before, as far as other records refer to it."""

    def nameless(self, session: str) -> bool | None:
        """Tell whether a session has no place for names; None when it does not stand."""

    def audience(self, session: str) -> Audience | None:
        """Tell for whom a session of children is held; None when it is not of children, or does not stand."""

    def names(self, session: str) -> bool:
        """Tell whether a session has names: it has a place for them and they were not erased."""

    def enrolled(self, person: str, session: str) -> bool:
        """Tell whether a person stands on the roster of a session."""


class InTables:
    """What was folded before, read from the tables of a database."""

    def __init__(self, db: "Database") -> None:
        """Take the database."""
        self.db = db

    def nameless(self, session: str) -> bool | None:
        """Tell whether a session has no place for names; None when it does not stand."""
        found = self.db.execute("SELECT nameless FROM session WHERE id = ?", (session,)).fetchone()
        return None if found is None else bool(found[0])

    def audience(self, session: str) -> Audience | None:
        """Tell for whom a session of children is held; None when it is not of children, or does not stand."""
        found = self.db.execute("SELECT kind, edition FROM session WHERE id = ?", (session,)).fetchone()
        return None if found is None else _children(*found)

    def names(self, session: str) -> bool:
        """Tell whether a session has names: it has a place for them and they were not erased."""
        sql = "SELECT 1 FROM session WHERE id = ? AND nameless = 0 AND names_erased = 0"
        return self.db.execute(sql, (session,)).fetchone() is not None

    def enrolled(self, person: str, session: str) -> bool:
        """Tell whether a person stands on the roster of a session."""
        sql = "SELECT 1 FROM enrolment WHERE person = ? AND session = ?"
        return self.db.conn.execute(sql, (person, session)).fetchone() is not None


class InMemory:
    """What was folded before, held in memory: for every table its rows by their keys."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.tables: dict[str, dict[tuple[Value, ...], Values]] = {}

    def add(self, table: str, key: tuple[str, ...], values: Values) -> None:
        """Keep a row."""
        self.tables.setdefault(table, {})[tuple(map(values.__getitem__, key))] = values

    def nameless(self, session: str) -> bool | None:
        """Tell whether a session has no place for names; None when it does not stand."""
        found = self.tables.get("session", {}).get((session,))
        return None if found is None else bool(found["nameless"])

    def audience(self, session: str) -> Audience | None:
        """Tell for whom a session of children is held; None when it is not of children, or does not stand."""
        found = self.tables.get("session", {}).get((session,))
        return None if found is None else _children(found["kind"], found["edition"])

    def names(self, session: str) -> bool:
        """Tell whether a session has names: it has a place for them and they were not erased."""
        found = self.tables.get("session", {}).get((session,))
        return found is not None and not found["nameless"] and not found["names_erased"]

    def enrolled(self, person: str, session: str) -> bool:
        """Tell whether a person stands on the roster of a session."""
        found = self.tables.get("enrolment", {}).get((person,))
        return found is not None and found["session"] == session


def _children(kind: Value, edition: Value) -> Audience | None:
    audience = Audience(kind)
    return audience if is_of_children(audience, EditionId(str(edition))) else None


def put(db: "Database", table: str, key: tuple[str, ...], values: Mapping[str, Value]) -> None:
    """Add a row, or change the one with the same key in place, so that rows that refer to it stay.

    sqlite-utils' own upsert reads the schema each time, which makes a record five times slower.
    """
    db.conn.execute(_statement(table, key, tuple(values)), tuple(values.values()))


@cache
def _statement(table: str, key: tuple[str, ...], names: tuple[str, ...]) -> str:
    columns = ", ".join(_quoted(names))
    places = ", ".join("?" * len(names))
    changes = ", ".join(f"{name} = excluded.{name}" for name in _quoted(names[len(key) :]))
    conflict = ", ".join(_quoted(key))
    taken = f"ON CONFLICT ({conflict}) DO UPDATE SET {changes}"
    return f'INSERT INTO "{table}" ({columns}) VALUES ({places}) {taken}'  # noqa: S608 - names come from this room only


def _quoted(names: tuple[str, ...]) -> Iterator[str]:
    return (f'"{name}"' for name in names)
