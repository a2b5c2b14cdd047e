"""The wrapped keys of people's names, and the locks of the vault: plain rows, never events, never in a backup."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from supporter_app.domain.enrolment import PersonId
from supporter_app.domain.session import NameKeeping, SessionId
from supporter_app.storage.database import Storage

if TYPE_CHECKING:
    from sqlite_utils import Database

    from supporter_app.keys.kept import KeptLocks
    from supporter_app.keys.master import WrappedKey

SEALED = """
SELECT person, enrolment.session, number, sealed_name, date, title, names, master, box
FROM enrolment JOIN session ON session.id = enrolment.session LEFT JOIN person_key USING (person)
WHERE sealed_name IS NOT NULL ORDER BY date, title, number
"""
LOCKS = "SELECT master, salt, memory, passes, lanes, box, code_salt, code_box FROM vault_lock"
PUT_LOCKS = "INSERT OR REPLACE INTO vault_lock VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class SealedName:
    """A name as it is stored: whose, how kept, the sealed bytes, and the key where there is one."""

    person: PersonId
    session: SessionId
    number: int
    day: str
    title: str
    keeping: NameKeeping
    sealed: bytes = field(repr=False)
    key: "WrappedKey | None"


def put(db: "Database", session: SessionId, key: "WrappedKey") -> None:
    """Keep a person's wrapped key; one that is kept already is replaced."""
    db.execute("INSERT OR REPLACE INTO person_key VALUES (?, ?, ?, ?)", (key.person, session, key.master, key.box))


def of_session(storage: Storage, session: SessionId) -> dict[PersonId, "WrappedKey"]:
    """Read the wrapped keys of a session."""
    from supporter_app.keys.master import WrappedKey

    rows = storage.rows("SELECT person, master, box FROM person_key WHERE session = ?", (session,))
    return {PersonId(person): WrappedKey(person, master, box) for person, master, box in rows}


def every(storage: Storage) -> tuple["WrappedKey", ...]:
    """Read all wrapped keys."""
    from supporter_app.keys.master import WrappedKey

    return tuple(WrappedKey(*row) for row in storage.rows("SELECT person, master, box FROM person_key ORDER BY person"))


def sealed_names(storage: Storage) -> tuple[SealedName, ...]:
    """Read every name that is kept on this computer, sealed, with its key."""
    from supporter_app.keys.master import WrappedKey

    return tuple(
        SealedName(
            PersonId(person),
            SessionId(session),
            number,
            day,
            title,
            NameKeeping(names),
            sealed,
            None if box is None else WrappedKey(person, master, box),
        )
        for person, session, number, sealed, day, title, names, master, box in storage.rows(SEALED)
    )


def count(storage: Storage) -> int:
    """Count the people whose names are kept on this computer."""
    rows = storage.rows("SELECT count(*) FROM person_key")
    return int(rows[0][0]) if rows else 0


def drop_person(db: "Database", person: PersonId) -> None:
    """Drop a person's key, which erases the name in every copy made without it."""
    db.execute("DELETE FROM person_key WHERE person = ?", (person,))


def drop_session(db: "Database", session: SessionId) -> None:
    """Drop the keys of everyone in a session."""
    db.execute("DELETE FROM person_key WHERE session = ?", (session,))


def locks(storage: Storage) -> tuple["KeptLocks", ...]:
    """Read the locks of every vault; there is one, and more only after vaults were brought together."""
    from supporter_app.keys.derivation import Effort
    from supporter_app.keys.kept import KeptLocks
    from supporter_app.keys.passphrase import PassphraseLock
    from supporter_app.keys.recovery import CodeLock

    return tuple(
        KeptLocks(master, PassphraseLock(salt, Effort(memory, passes, lanes), box), CodeLock(code_salt, code_box))
        for master, salt, memory, passes, lanes, box, code_salt, code_box in storage.rows(LOCKS)
    )


def put_locks(db: "Database", kept: "KeptLocks") -> None:
    """Keep the locks of a vault; those of the same master key are replaced."""
    passphrase, effort, code = kept.passphrase, kept.passphrase.effort, kept.code
    efforts = (effort.memory, effort.passes, effort.lanes)
    db.execute(PUT_LOCKS, (kept.master, passphrase.salt, *efforts, passphrase.box, code.salt, code.box))
