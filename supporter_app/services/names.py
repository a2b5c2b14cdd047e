"""The vault of this computer: who can read and seal names now, in each of the ways a session may keep them."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from supporter_app.domain.enrolment import Enrolment, PersonId
from supporter_app.domain.errors import FileError, KeyMissing, KeysLocked, RequestRefused, SealBroken
from supporter_app.domain.session import NameKeeping, Session
from supporter_app.files import OWNER_ONLY, is_there, write_whole
from supporter_app.keys.master import MasterKey
from supporter_app.keys.vault import Vault
from supporter_app.storage import person_key
from supporter_app.storage.folder import LOG_ON

if TYPE_CHECKING:
    from supporter_app.keys.kept import KeptLocks
    from supporter_app.keys.master import WrappedKey
    from supporter_app.keys.recovery import RecoveryCode
    from supporter_app.keys.seal import PersonName
    from supporter_app.storage.database import Storage, Transaction

SHUT = "names-are-shut"
"""Lies in the data folder from locking to opening, so that a new start is no way around."""
PATIENCE = 1.5
"""Seconds a check-up waits for the log-on's store of secrets."""
MOST_BY_LOG_ON = 100
"""People on one computer; from 101 on a leak has to be reported to the 個人情報保護委員会."""


@dataclass(frozen=True, slots=True)
class Founding:
    """A vault before it is kept: its master key, the locks on it, and the code that goes on paper."""

    master: MasterKey
    locks: "KeptLocks"
    code: "RecoveryCode"


class Names:
    """Opens, seals and drops names; until it is unlocked a person is a number."""

    def __init__(self, storage: "Storage", folder: Path | None) -> None:
        """Take the database and the data folder; without a folder the key of this log-on lives as long as this."""
        self.storage = storage
        self.folder = folder
        self._kept = Vault()
        self._log_on = Vault()
        self._shut = folder is not None and is_there(folder / SHUT)

    def over(self, storage: "Storage") -> "Names":
        """Give the same vault, open or not as it is now, over another connection to the same records."""
        made = Names(storage, self.folder)
        made._kept, made._log_on, made._shut = self._kept, self._log_on, self._shut
        return made

    @property
    def founded(self) -> bool:
        """Tell whether this computer has a vault with a passphrase."""
        return bool(person_key.locks(self.storage))

    @property
    def any(self) -> bool:
        """Tell whether this computer keeps names, or is ready to."""
        return self.founded or person_key.count(self.storage) > 0

    @property
    def shut(self) -> bool:
        """Tell whether names are locked now: by hand, by themselves, or because the passphrase was not given yet."""
        return self._shut or (self.founded and self._kept.locked)

    def locked(self, keeping: NameKeeping) -> bool:
        """Tell whether names kept in this way cannot be read now."""
        return self._shut or (keeping is NameKeeping.KEPT and self._kept.locked)

    def prepare(self, passphrase: str) -> Founding:
        """Make a vault that is not kept yet, so that its code can be on paper first; raises PassphraseTooShort."""
        from supporter_app.keys import kept

        master = MasterKey.new()
        locks, code = kept.keep(master, passphrase)
        return Founding(master, locks, code)

    def found(self, founding: Founding) -> None:
        """Keep a prepared vault, unlocked; its code is kept nowhere. Raises RequestRefused vault-there."""
        if self.founded:
            raise RequestRefused("vault-there")
        with self.storage.write() as db:
            person_key.put_locks(db, founding.locks)
        self._kept.unlock(founding.master)
        self.reopen()

    def unlock(self, passphrase: str) -> None:
        """Open the vault; raises PassphraseWrong, RequestRefused vault-not-there."""
        from supporter_app.keys import kept

        self._kept.unlock(kept.unlock(self._locks(), passphrase))
        self.reopen()

    def recover(self, typed: str, passphrase: str) -> None:
        """Open the vault by the recovery code and give it a new passphrase.

        Raises RecoveryCodeWrong, PassphraseTooShort, RequestRefused vault-not-there.
        """
        from supporter_app.keys import kept

        locks = self._locks()
        master = kept.recover(locks, typed)
        changed = kept.change_passphrase(locks, master, passphrase)
        with self.storage.write() as db:
            person_key.put_locks(db, changed)
        self._kept.unlock(master)
        self.reopen()

    def lock(self) -> None:
        """Close the vault, and names kept for this log-on with it, until somebody opens them again.

        A new start finds them closed as well, where that could be noted.
        """
        self._kept.lock()
        self._log_on.lock()
        self._shut = True
        if self.folder is not None:
            with suppress(FileError):
                write_whole(self.folder / SHUT, b"", OWNER_ONLY)

    def reopen(self) -> None:
        """Open names kept for this log-on again after `lock`; those under a passphrase stay closed."""
        self._shut = False
        if self.folder is not None:
            # Where the note cannot be taken away, the next start asks for one press more.
            with suppress(OSError):
                (self.folder / SHUT).unlink(missing_ok=True)

    def refuse_too_many(self, session: Session, more: int) -> None:
        """Raise RequestRefused too-many-names when this computer may not keep so many without a passphrase."""
        held = person_key.count(self.storage)
        if session.plan.names is NameKeeping.UNTIL_REPORT and held + more > MOST_BY_LOG_ON:
            raise RequestRefused("too-many-names", str(held))

    def seal(self, db: "Transaction", session: Session, person: PersonId, name: "PersonName") -> bytes:
        """Seal a name under a new key of its own, inside the caller's transaction; raises KeysError's family."""
        vault = self._vault(session.plan.names)
        key = vault.new_key(person)
        person_key.put(db, session.id, key)
        return vault.seal(key, name)

    def read(self, session: Session, roster: Iterable[Enrolment]) -> dict[PersonId, "PersonName"]:
        """Open the names of a roster; those whose key is gone are left out. Raises KeysError's family."""
        sealed = {each.person: each.sealed for each in roster if each.sealed is not None}
        if not sealed:
            return {}
        keys = person_key.of_session(self.storage, session.id)
        vault = self._vault(session.plan.names)
        opened = {person: self._opened(vault, keys[person], box) for person, box in sealed.items() if person in keys}
        return {person: name for person, name in opened.items() if name is not None}

    @staticmethod
    def _opened(vault: Vault, key: "WrappedKey", sealed: bytes) -> "PersonName | None":
        """Open one name; one that does not open hides no other, and the check-up tells of it."""
        try:
            return vault.open(key, sealed)
        except (KeyMissing, SealBroken):
            return None

    def master(self, keeping: NameKeeping) -> MasterKey:
        """Give a copy of the master key of a way of keeping, as it is stored now; it draws none where none is.

        Raises KeysLocked, and KeysError's family.
        """
        if self.locked(keeping):
            raise KeysLocked
        if keeping is NameKeeping.KEPT or self.folder is None:
            vault = self._kept if keeping is NameKeeping.KEPT else self._log_on
            return MasterKey(vault.master().content())
        from supporter_app.keys.credential import LogOn

        return LogOn(self.folder / LOG_ON, seconds=PATIENCE).fetch()

    def _vault(self, keeping: NameKeeping) -> Vault:
        """Give the vault of a way of keeping, open; raises KeysLocked, and KeysError's family."""
        if self.locked(keeping):
            raise KeysLocked
        if keeping is NameKeeping.KEPT:
            return self._kept
        if self._log_on.locked:
            self._log_on.unlock(self._log_on_key())
        return self._log_on

    def _log_on_key(self) -> MasterKey:
        if self.folder is None:
            return MasterKey.new()
        from supporter_app.keys.credential import LogOn

        return LogOn(self.folder / LOG_ON).hold().master

    def _locks(self) -> "KeptLocks":
        locks = person_key.locks(self.storage)
        if not locks:
            raise RequestRefused("vault-not-there")
        return locks[0]
