"""One transaction of the records: begun in turn, on disk when its block has ended, undone when anything is raised."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from supporter_app.storage.connection import BEGIN, FAULTS, roll_back
from supporter_app.storage.patience import Turns, insist

if TYPE_CHECKING:
    from sqlite_utils import Database

Explain = Callable[[Exception], Exception]
"""Gives the error of our tree for what SQLite raised, and lets go of a file that is stuck in a transaction."""


class Writing:
    """A block in which records are written; a class, because a generator takes as long as the hash of an event."""

    __slots__ = ("_database", "_explain", "_turns")

    def __init__(self, database: "Database", turns: Turns, explain: Explain) -> None:
        """Take the database, ready for writing."""
        self._database = database
        self._turns = turns
        self._explain = explain

    def __enter__(self) -> "Database":
        """Begin, when it is our turn; raises StorageError's family."""
        try:
            with self._turns:
                insist(self._database.conn, BEGIN)
        except FAULTS as error:
            raise self._explain(error) from error
        return self._database

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Commit what was done, or undo it; raises StorageError's family."""
        connection = self._database.conn
        if error is None:
            try:
                # Whoever is reading holds up only this; the work itself is done and need not be done again.
                insist(connection, "COMMIT")
            except FAULTS as fault:
                roll_back(connection)
                raise self._explain(fault) from fault
            except BaseException:
                roll_back(connection)
                raise
            return
        roll_back(connection)
        if isinstance(error, FAULTS):
            raise self._explain(error) from error
