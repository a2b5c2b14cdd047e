"""Preferences on disk: a name and a JSON value each, so that newer ones can be added without a migration."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from supporter_app.storage.database import Storage

if TYPE_CHECKING:
    from sqlite_utils import Database

TRUTHS = ("true", "false")
# SQLite reads the JSON, because importing json would hold up the first frame.
LOAD = """
SELECT name, json_type(value), json_extract(value, '$') FROM preference
WHERE json_valid(value) AND json_type(value) NOT IN ('array', 'object')
"""
SAVE = """
INSERT INTO preference (name, value) VALUES (?, ?)
ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value
"""


def load(storage: Storage) -> dict[str, object]:
    """Read every preference that is a JSON number, text or truth value, by name."""
    return {name: bool(value) if kind in TRUTHS else value for name, kind, value in storage.rows(LOAD)}


def save(db: "Database", values: Mapping[str, str]) -> None:
    """Write preferences, JSON text by name; others stay as they are."""
    for name, value in values.items():
        db.execute(SAVE, (name, value))


def erase(db: "Database") -> None:
    """Remove every preference."""
    db.execute("DELETE FROM preference")
