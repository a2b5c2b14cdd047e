"""How does a secret become a key? HKDF for secrets nobody can guess, Argon2id for what people think of."""

from dataclasses import dataclass

from supporter_app.keys.box import KEY

SALT = 16


@dataclass(frozen=True, slots=True)
class Effort:
    """What one guess at a passphrase costs: memory in KiB, passes over it, lanes side by side."""

    memory: int
    passes: int
    lanes: int


EFFORT = Effort(memory=64 * 1024, passes=3, lanes=4)
"""RFC 9106, section 4, second recommended option: 64 MiB fit on any laptop; about a tenth of a second."""


def hkdf(secret: bytes, salt: bytes, purpose: bytes) -> bytes:
    """Derive a key from a secret of at least 128 random bits, by HKDF with SHA-256 (RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY, salt, purpose).derive(secret)


def argon2id(passphrase: bytes, salt: bytes, effort: Effort) -> bytes:
    """Derive a key from a passphrase, by Argon2id version 1.3 (RFC 9106)."""
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(passphrase, salt, effort.passes, effort.memory, effort.lanes, KEY, Type.ID)
