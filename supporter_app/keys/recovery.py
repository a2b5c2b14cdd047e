"""What opens the vault when the passphrase is forgotten? A code of 128 random bits, printed once and kept nowhere.

Seven groups of four: 26 letters of Crockford's base 32 and two check digits (ISO 7064 MOD 97-10 over the number in
decimal, which notices every wrong letter and every swap). HKDF is enough here, since nobody can guess 128 bits.
"""

import os
import secrets
import unicodedata
from dataclasses import dataclass, field

from supporter_app.domain.check_digits import ALPHABET, as_typed, check_digits, decode, encode, holds
from supporter_app.domain.errors import RecoveryCodeWrong
from supporter_app.domain.record_code import DASHES
from supporter_app.keys.box import SecretKey, close, opened
from supporter_app.keys.derivation import SALT, hkdf
from supporter_app.keys.master import MasterKey

BITS = 128
LETTERS = 26
LENGTH = LETTERS + 2
GROUP = 4
CONTEXT = b"tsunagari-supporter master by recovery code"


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """One code; `number` has 128 bits."""

    number: int = field(repr=False)

    def shown(self) -> str:
        """Give the code as it is printed, in groups of four with hyphens."""
        letters = encode(self.number, LETTERS) + check_digits(str(self.number))
        return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


@dataclass(frozen=True, slots=True)
class CodeLock:
    """A master key closed by a recovery code."""

    salt: bytes
    box: bytes = field(repr=False)


def new_code() -> RecoveryCode:
    """Draw a code."""
    return RecoveryCode(secrets.randbits(BITS))


def parse_code(text: str) -> RecoveryCode:
    """Read a code as typed: any case and width, spaces and hyphens anywhere, O for 0, I and L for 1.

    Raises RecoveryCodeWrong saying why: length, letter, check.
    """
    letters = as_typed(unicodedata.normalize("NFKC", text).translate(DASHES))
    if len(letters) != LENGTH:
        raise RecoveryCodeWrong("length")
    if not set(letters) <= set(ALPHABET) or not set(letters[LETTERS:]) <= set(ALPHABET[:10]):
        raise RecoveryCodeWrong("letter")
    number = decode(letters[:LETTERS])
    if number >> BITS or not holds(f"{number}{letters[LETTERS:]}"):
        raise RecoveryCodeWrong("check")
    return RecoveryCode(number)


def lock_by_code(master: MasterKey, code: RecoveryCode) -> CodeLock:
    """Close a master key by a recovery code."""
    salt = os.urandom(SALT)
    return CodeLock(salt, close(_key(code, salt), master.content(), CONTEXT))


def unlock_by_code(lock: CodeLock, code: RecoveryCode) -> MasterKey:
    """Open a master key; raises RecoveryCodeWrong when it is the code of another vault."""
    content = opened(_key(code, lock.salt), lock.box, CONTEXT)
    if content is None:
        raise RecoveryCodeWrong("other")
    return MasterKey(content)


def _key(code: RecoveryCode, salt: bytes) -> SecretKey:
    return SecretKey(hkdf(code.number.to_bytes(BITS // 8), salt, CONTEXT))
