"""How does the organiser's passphrase hold a master key? By Argon2id, in whatever way it was typed.

A passphrase, unlike a name, is normalised to NFKC (NIST SP 800-63B, 5.1.1.2): the same keys give full-width letters
with the input method on, and macOS and Windows compose kana differently. White space at its ends is dropped: an input
method leaves it behind unseen.
"""

import os
import unicodedata
from dataclasses import dataclass, field

from supporter_app.domain.errors import PassphraseTooShort, PassphraseWrong
from supporter_app.keys.box import SecretKey, close, opened
from supporter_app.keys.derivation import EFFORT, SALT, Effort, argon2id
from supporter_app.keys.master import MasterKey

FEWEST = 12
UNCOUNTED = frozenset({"Mn", "Me", "Cf", "Cc", "Cs", "Cn"})
"""Marks on a letter and what is not seen make no passphrase longer."""
CONTEXT = b"tsunagari-supporter master by passphrase"


@dataclass(frozen=True, slots=True)
class PassphraseLock:
    """A master key closed by a passphrase, with the salt and the effort that the passphrase is tried with."""

    salt: bytes
    effort: Effort
    box: bytes = field(repr=False)


def lock_by_passphrase(master: MasterKey, passphrase: str, effort: Effort = EFFORT) -> PassphraseLock:
    """Close a master key by a passphrase; raises PassphraseTooShort."""
    text = _normalised(passphrase)
    counted = characters(text)
    if counted < FEWEST:
        raise PassphraseTooShort(FEWEST, counted)
    salt = os.urandom(SALT)
    return PassphraseLock(salt, effort, close(_key(text, salt, effort), master.content(), CONTEXT))


def unlock_by_passphrase(lock: PassphraseLock, passphrase: str) -> MasterKey:
    """Open a master key; raises PassphraseWrong."""
    content = opened(_key(_normalised(passphrase), lock.salt, lock.effort), lock.box, CONTEXT)
    if content is None:
        raise PassphraseWrong
    return MasterKey(content)


def characters(passphrase: str) -> int:
    """Count the characters of a passphrase as a person sees them: が is one, however it is composed."""
    return sum(unicodedata.category(each) not in UNCOUNTED for each in _normalised(passphrase))


def _normalised(passphrase: str) -> str:
    return unicodedata.normalize("NFKC", passphrase).strip()


def _key(text: str, salt: bytes, effort: Effort) -> SecretKey:
    # Surrogates are passed on, because the error for them would carry the passphrase.
    return SecretKey(argon2id(text.encode("utf-8", "surrogatepass"), salt, effort))
