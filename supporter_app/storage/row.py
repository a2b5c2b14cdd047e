"""One row put into a folded table: added, or changed in place so that rows that refer to it stay."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from supporter_app.storage.database import Value

if TYPE_CHECKING:
    from sqlite_utils import Database


def put(db: "Database", table: str, values: Mapping[str, Value]) -> None:
    """Add a row, or change the one with the same key; the key is the first of the values.

    sqlite-utils' own upsert reads the schema each time, which makes a record five times slower.
    """
    db.execute(_statement(table, tuple(values)), tuple(values.values()))


@cache
def _statement(table: str, names: tuple[str, ...]) -> str:
    columns = ", ".join(f'"{name}"' for name in names)
    places = ", ".join("?" * len(names))
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in names[1:])
    # Names of tables and columns come from this room only.
    return f'INSERT INTO "{table}" ({columns}) VALUES ({places}) ON CONFLICT ("{names[0]}") DO UPDATE SET {changes}'  # noqa: S608
