"""Preferences on disk: a name and a JSON value each, so that newer ones can be added without a migration."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from supporter_app.storage.database import Storage

if TYPE_CHECKING:
    from sqlite_utils import Database

SAVE = """
INSERT INTO preference (name, value) VALUES (?, ?)
ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value
"""


def load(storage: Storage) -> dict[str, str]:
    """Read every preference as JSON text by name."""
    return {name: value for name, value in storage.rows("SELECT name, value FROM preference")}  # noqa: C416 - rows are tuples of Any


def save(db: "Database", values: Mapping[str, str]) -> None:
    """Write preferences, JSON text by name; others stay as they are."""
    for name, value in values.items():
        db.execute(SAVE, (name, value))


def erase(db: "Database") -> None:
    """Remove every preference."""
    db.execute("DELETE FROM preference")
