"""What lies beside the backups as `keys`? The wrapped keys of everyone who is not erased, and the locks above them.

The first line is the SHA-256 of the rest in hexadecimal, the rest a JSON object; bytes are base64. Backups hold no key,
and this file is replaced whole at each backup and each erasure, so that every generation of backups forgets.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from supporter_app.domain.errors import KeysDamaged, KeysNewer
from supporter_app.files import OWNER_ONLY, read_limited, write_whole
from supporter_app.keys.derivation import SALT, Effort
from supporter_app.keys.kept import KeptLocks
from supporter_app.keys.master import FINGERPRINT, WRAPPED, WrappedKey
from supporter_app.keys.passphrase import PassphraseLock
from supporter_app.keys.recovery import CodeLock

FORMAT = "tsunagari-keys"
VERSION = 1
MOST_BYTES = 192 * 1024 * 1024
MOST_KEYS = 1_000_000
MOST_LOCKS = 16
MOST_MEMORY = 256 * 1024
"""KiB that a file may ask for when a passphrase is tried: four times ours, and no laptop stops for it."""
MOST_PASSES = 16
MOST_LANES = 16
MEMORY_PER_LANE = 8
"""KiB, RFC 9106, section 3.1."""

Person = Annotated[str, msgspec.Meta(pattern="^[0-9A-Za-z_-]{1,64}\\Z")]
Fingerprint = Annotated[bytes, msgspec.Meta(min_length=FINGERPRINT, max_length=FINGERPRINT)]
Salt = Annotated[bytes, msgspec.Meta(min_length=SALT, max_length=SALT)]
Wrapped = Annotated[bytes, msgspec.Meta(min_length=WRAPPED, max_length=WRAPPED)]

F = TypeVar("F")


class KeyForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """One person's key; an array, because there may be many."""

    person: Person
    master: Fingerprint
    box: Wrapped


class LockForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The two locks of one master key."""

    master: Fingerprint
    salt: Salt
    memory: Annotated[int, msgspec.Meta(ge=MEMORY_PER_LANE, le=MOST_MEMORY)]
    passes: Annotated[int, msgspec.Meta(ge=1, le=MOST_PASSES)]
    lanes: Annotated[int, msgspec.Meta(ge=1, le=MOST_LANES)]
    box: Wrapped
    code_salt: Salt
    code_box: Wrapped


class RingForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file below its checksum."""

    format: str
    version: int
    locks: Annotated[list[LockForm], msgspec.Meta(max_length=MOST_LOCKS)]
    keys: Annotated[list[KeyForm], msgspec.Meta(max_length=MOST_KEYS)]


class RingVersion(msgspec.Struct, frozen=True):
    """Just the version, whatever else a newer file holds."""

    format: str
    version: int


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All stored keys: one for each person, and the locks of every master key that is kept under a passphrase."""

    locks: tuple[KeptLocks, ...]
    keys: tuple[WrappedKey, ...]

    def without(self, persons: frozenset[str]) -> "KeyRing":
        """Leave out the keys of these people."""
        return KeyRing(self.locks, tuple(each for each in self.keys if each.person not in persons))


def read_keys(path: Path) -> KeyRing:
    """Read the file `keys`; raises KeysDamaged, KeysNewer, FileError's family."""
    return decode(read_limited(path, MOST_BYTES))


def write_keys(path: Path, ring: KeyRing) -> None:
    """Replace the file `keys` whole, for its owner only; raises FileError's family."""
    write_whole(path, encode(ring), OWNER_ONLY)


def encode(ring: KeyRing) -> bytes:
    """Write the keys as bytes, the same for the same keys in any order; ValueError for what could not be read back."""
    keys = [KeyForm(each.person, each.master, each.box) for each in sorted(ring.keys, key=lambda key: key.person)]
    form = RingForm(FORMAT, VERSION, [_lock_form(each) for each in ring.locks], keys)
    rest = msgspec.json.encode(form)
    if _form(rest, RingForm) is None or not _sound(form):
        raise ValueError(len(keys))
    return _checksum(rest) + b"\n" + rest


def decode(content: bytes) -> KeyRing:
    """Read the keys back; raises KeysDamaged with a word on what is wrong, KeysNewer."""
    checksum, _, rest = content.partition(b"\n")
    if len(content) > MOST_BYTES:
        raise KeysDamaged("size")
    if checksum != _checksum(rest):
        raise KeysDamaged("checksum")
    version = _form(rest, RingVersion)
    if version is not None and version.format == FORMAT and version.version > VERSION:
        raise KeysNewer
    form = _form(rest, RingForm)
    if form is None or (form.format, form.version) != (FORMAT, VERSION) or not _sound(form):
        raise KeysDamaged("form")
    keys = tuple(WrappedKey(each.person, each.master, each.box) for each in form.keys)
    return KeyRing(tuple(_locks(each) for each in form.locks), keys)


def _form(rest: bytes, form: type[F]) -> F | None:
    try:
        return msgspec.json.decode(rest, type=form)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _sound(form: RingForm) -> bool:
    """Check what forms cannot say: one key a person, one pair of locks a master key, memory for every lane."""
    persons = {each.person for each in form.keys}
    masters = {each.master for each in form.locks}
    enough = all(each.memory >= MEMORY_PER_LANE * each.lanes for each in form.locks)
    return enough and len(persons) == len(form.keys) and len(masters) == len(form.locks)


def _lock_form(locks: KeptLocks) -> LockForm:
    first, effort, code = locks.passphrase, locks.passphrase.effort, locks.code
    efforts = (effort.memory, effort.passes, effort.lanes)
    return LockForm(locks.master, first.salt, *efforts, first.box, code.salt, code.box)


def _locks(form: LockForm) -> KeptLocks:
    effort = Effort(form.memory, form.passes, form.lanes)
    return KeptLocks(form.master, PassphraseLock(form.salt, effort, form.box), CodeLock(form.code_salt, form.code_box))


def _checksum(rest: bytes) -> bytes:
    return sha256(rest).hexdigest().encode()
