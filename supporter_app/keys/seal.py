"""How is a person's name sealed? Under that person's own key, bound to the person's id, without showing its length.

Version byte 1, then a box of JSON padded with spaces to whole blocks. Names are kept exactly as typed: normalising
would change more than a thousand letters of Japanese names.
"""

import json
from dataclasses import dataclass, field

from supporter_app.domain.errors import SealBroken
from supporter_app.keys.box import NONCE, TAG, SecretKey, close, opened

VERSION = 1
BLOCK = 256
"""Bytes; nearly every name fits one block, so that nearly every seal has the same length."""
MOST_BLOCKS = 64
FIELDS = ("name", "kana", "printed", "secret")


class PersonKey(SecretKey):
    """The key of one person's name; whoever drops it has erased the name in every copy."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class PersonName:
    """What is sealed of a person: name, kana, form to print and the secret of the name check, all as typed."""

    name: str = field(repr=False)
    kana: str = field(default="", repr=False)
    printed: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)


def seal(key: PersonKey, person: str, name: PersonName) -> bytes:
    """Seal a name; raises ValueError when it is longer than any name the program takes down."""
    fields = {each: getattr(name, each) for each in FIELDS}
    # Surrogates are passed on, because the error for them would carry the whole name.
    payload = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    blocks = -(-len(payload) // BLOCK)
    if blocks > MOST_BLOCKS:
        raise ValueError(blocks)
    return bytes([VERSION]) + close(key, payload.ljust(blocks * BLOCK), person.encode())


def open_sealed(key: PersonKey, person: str, sealed: bytes) -> PersonName:
    """Open a name; raises SealBroken when it was sealed under another key, for another person, or has changed."""
    name = _opened(key, person, sealed)
    if name is None:
        raise SealBroken(person)
    return name


def _opened(key: PersonKey, person: str, sealed: bytes) -> PersonName | None:
    """Give None for whatever is wrong, so that no error with the payload inside goes along with ours."""
    if sealed[:1] != bytes([VERSION]) or len(sealed) > 1 + NONCE + MOST_BLOCKS * BLOCK + TAG:
        return None
    payload = opened(key, sealed[1:], person.encode())
    if payload is None:
        return None
    try:
        fields = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    if not isinstance(fields, dict) or set(fields) != set(FIELDS):
        return None
    return PersonName(**fields) if all(isinstance(each, str) for each in fields.values()) else None
