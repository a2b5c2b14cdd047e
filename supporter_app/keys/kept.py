"""Who opens names that are kept? Whoever knows the organiser's passphrase or holds the printed recovery code."""

from dataclasses import dataclass, replace

from supporter_app.domain.errors import KeyMissing
from supporter_app.keys.derivation import EFFORT, Effort
from supporter_app.keys.master import MasterKey
from supporter_app.keys.passphrase import PassphraseLock, lock_by_passphrase, unlock_by_passphrase
from supporter_app.keys.recovery import CodeLock, RecoveryCode, lock_by_code, new_code, parse_code, unlock_by_code


@dataclass(frozen=True, slots=True)
class KeptLocks:
    """The two locks of one master key, and the master key's fingerprint."""

    master: bytes
    passphrase: PassphraseLock
    code: CodeLock


def keep(master: MasterKey, passphrase: str, effort: Effort = EFFORT) -> tuple[KeptLocks, RecoveryCode]:
    """Lock a master key twice; the code is to be printed and forgotten. Raises PassphraseTooShort."""
    by_passphrase = lock_by_passphrase(master, passphrase, effort)
    code = new_code()
    return KeptLocks(master.fingerprint(), by_passphrase, lock_by_code(master, code)), code


def unlock(locks: KeptLocks, passphrase: str) -> MasterKey:
    """Open the master key by the passphrase; raises PassphraseWrong."""
    return unlock_by_passphrase(locks.passphrase, passphrase)


def recover(locks: KeptLocks, typed: str) -> MasterKey:
    """Open the master key by the recovery code as typed; raises RecoveryCodeWrong."""
    return unlock_by_code(locks.code, parse_code(typed))


def change_passphrase(locks: KeptLocks, master: MasterKey, passphrase: str, effort: Effort = EFFORT) -> KeptLocks:
    """Lock the same master key by another passphrase; the recovery code stays as it was.

    Copies made before still open by the old passphrase: only a new master key would change that.
    """
    _same(locks, master)
    return replace(locks, passphrase=lock_by_passphrase(master, passphrase, effort))


def change_code(locks: KeptLocks, master: MasterKey) -> tuple[KeptLocks, RecoveryCode]:
    """Lock the same master key by a new recovery code, when the paper is lost; the passphrase stays as it was."""
    _same(locks, master)
    code = new_code()
    return replace(locks, code=lock_by_code(master, code)), code


def _same(locks: KeptLocks, master: MasterKey) -> None:
    if master.fingerprint() != locks.master:
        raise KeyMissing
