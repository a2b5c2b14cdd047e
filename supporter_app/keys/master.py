"""What stands above the keys of people? A master key; under it they can be stored.

Wrapped by AES-256-GCM and not by AES Key Wrap (RFC 3394): the person's id goes in as context, so that two rows cannot
be swapped, and one primitive is enough for the whole room.
"""

from dataclasses import dataclass, field

from supporter_app.domain.errors import KeyMissing, SealBroken
from supporter_app.keys.box import KEY, NONCE, TAG, SecretKey, close, opened
from supporter_app.keys.derivation import hkdf
from supporter_app.keys.seal import PersonKey

FINGERPRINT = 8
WRAPPED = NONCE + KEY + TAG


class MasterKey(SecretKey):
    """The key that opens the keys of people."""

    __slots__ = ()

    def fingerprint(self) -> bytes:
        """Give eight bytes that tell master keys apart and say nothing about them."""
        return hkdf(self.content(), b"", b"tsunagari-supporter master fingerprint")[:FINGERPRINT]


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A person's key as it is stored: whose, under which master key (its fingerprint), and the closed bytes."""

    person: str
    master: bytes
    box: bytes = field(repr=False)


def wrap(master: MasterKey, person: str, key: PersonKey) -> WrappedKey:
    """Wrap a person's key under a master key."""
    return WrappedKey(person, master.fingerprint(), close(master, key.content(), person.encode()))


def unwrap(master: MasterKey, wrapped: WrappedKey) -> PersonKey:
    """Unwrap a person's key; raises KeyMissing when another master key is needed, SealBroken when it has changed."""
    if wrapped.master != master.fingerprint():
        raise KeyMissing(wrapped.person)
    content = opened(master, wrapped.box, wrapped.person.encode())
    if content is None or len(content) != KEY:
        raise SealBroken(wrapped.person)
    return PersonKey(content)
