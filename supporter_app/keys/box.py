"""How is something closed so that only its key opens it? AES-256-GCM, with what belongs to it named as context.

The nonce is 12 random bytes before the closed bytes. NIST SP 800-38D, 8.3, allows 2^32 random nonces under one key; a
person's key closes a handful of names, a master key some hundred thousand keys.
"""

import hmac
import os
from typing import NoReturn, Self

from supporter_app.domain.errors import KeysLocked

KEY = 32
NONCE = 12
TAG = 16


class SecretKey:
    """Thirty-two bytes that are never shown, copied or written by accident, and can be dropped."""

    __slots__ = ("_content",)
    __hash__ = None  # type: ignore[assignment] # a key in a set or as a key of a dict would outlive its drop

    def __init__(self, content: bytes) -> None:
        """Take the bytes of a key."""
        if len(content) != KEY:
            raise ValueError(len(content))
        self._content = bytearray(content)

    @classmethod
    def new(cls) -> Self:
        """Make a key from the operating system's chance."""
        return cls(os.urandom(KEY))

    def content(self) -> bytes:
        """Give the bytes; raises KeysLocked once the key was dropped."""
        if not self._content:
            raise KeysLocked
        return bytes(self._content)

    def drop(self) -> None:
        """Overwrite the bytes. Copies that Python or a library made meanwhile are freed but not overwritten."""
        self._content[:] = bytes(len(self._content))
        self._content.clear()

    def __eq__(self, other: object) -> bool:
        """Compare in the same time whatever the difference."""
        return type(other) is type(self) and hmac.compare_digest(self._content, other._content)

    def __repr__(self) -> str:
        """Give the kind, never the bytes."""
        return f"<{type(self).__name__}>"

    def __reduce__(self) -> NoReturn:
        """Refuse to be copied or pickled."""
        raise TypeError(type(self).__name__)


def close(key: SecretKey, content: bytes, context: bytes) -> bytes:
    """Close bytes under a key; they open only with the same context."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key.content()).encrypt(nonce, content, context)


def opened(key: SecretKey, box: bytes, context: bytes) -> bytes | None:
    """Open what `close` made; None when the key, the context or a single bit is another."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(box) < NONCE + TAG:
        return None
    try:
        return AESGCM(key.content()).decrypt(box[:NONCE], box[NONCE:], context)
    except InvalidTag:
        return None
