"""The file `keys` beside the backups comes back whole, forgets who is erased, and fears no bytes."""

import json
import sys
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supporter_app.domain.errors import FileDamaged, FileUnreachable, KeysDamaged, KeysNewer
from supporter_app.keys import key_file
from supporter_app.keys.derivation import SALT, Effort
from supporter_app.keys.kept import KeptLocks, keep, recover, unlock
from supporter_app.keys.key_file import KeyRing, decode, encode, read_keys, write_keys
from supporter_app.keys.master import FINGERPRINT, WRAPPED, MasterKey, WrappedKey
from supporter_app.keys.passphrase import PassphraseLock
from supporter_app.keys.recovery import CodeLock
from supporter_app.keys.seal import PersonName
from supporter_app.keys.vault import Vault

SENTENCE = "山のうえの あおいポスト 7つ"
LIGHT = Effort(memory=32, passes=1, lanes=1)


def exactly(length: int) -> st.SearchStrategy[bytes]:
    """Draw bytes of a length."""
    return st.binary(min_size=length, max_size=length)


EFFORTS = st.integers(1, 16).flatmap(
    lambda lanes: st.builds(Effort, st.integers(8 * lanes, 256 * 1024), st.integers(1, 16), st.just(lanes))
)
LOCKS = st.builds(
    KeptLocks,
    exactly(FINGERPRINT),
    st.builds(PassphraseLock, exactly(SALT), EFFORTS, exactly(WRAPPED)),
    st.builds(CodeLock, exactly(SALT), exactly(WRAPPED)),
)
PERSONS = st.text("0123456789abcdefXYZ_-", min_size=1, max_size=64)
KEYS = st.builds(WrappedKey, PERSONS, exactly(FINGERPRINT), exactly(WRAPPED))
RINGS = st.builds(
    KeyRing,
    st.lists(LOCKS, max_size=3, unique_by=lambda each: each.master).map(tuple),
    st.lists(KEYS, max_size=6, unique_by=lambda each: each.person).map(tuple),
)


@given(RINGS)
def test_a_ring_comes_back(ring: KeyRing) -> None:
    """Keys in the order of their persons, so that the same keys give the same bytes."""
    ordered = KeyRing(ring.locks, tuple(sorted(ring.keys, key=lambda key: key.person)))
    assert decode(encode(ring)) == ordered
    assert encode(KeyRing(ring.locks, ring.keys[::-1])) == encode(ring)


@given(RINGS, st.sets(PERSONS))
def test_who_is_erased_is_not_in_the_file(ring: KeyRing, others: set[str]) -> None:
    """Neither id nor key; everybody else stays."""
    erased = frozenset({each.person for each in ring.keys[::2]} | others)
    left = decode(encode(ring.without(erased)))
    assert {each.person for each in left.keys} == {each.person for each in ring.keys} - erased
    assert left.locks == ring.locks


def test_a_restored_backup_opens_by_passphrase_and_by_code(tmp_path: Path) -> None:
    """From the file alone, without the computer it was written on; for its owner only."""
    vault, master = Vault(), MasterKey.new()
    locks, code = keep(master, SENTENCE, LIGHT)
    vault.unlock(master)
    wrapped = vault.new_key("p1")
    sealed = vault.seal(wrapped, PersonName("𠮷田 濵子"))
    write_keys(tmp_path / "keys", KeyRing((locks,), (wrapped,)))
    vault.lock()
    found = read_keys(tmp_path / "keys")
    for opened in (unlock(found.locks[0], SENTENCE), recover(found.locks[0], code.shown())):
        vault.unlock(opened)
        assert vault.open(found.keys[0], sealed).name == "𠮷田 濵子"
    if sys.platform != "win32":
        assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600


def test_any_flipped_bit_is_noticed() -> None:
    """In every place of the file."""
    content = encode(some_ring())
    for bit in range(len(content) * 8):
        changed = bytearray(content)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(KeysDamaged, match="checksum"):
            decode(bytes(changed))
    for length in range(len(content)):
        with pytest.raises(KeysDamaged, match="checksum"):
            decode(content[:length])


def some_ring() -> KeyRing:
    """Make a small ring."""
    lock = KeptLocks(
        bytes(8), PassphraseLock(bytes(16), Effort(65536, 3, 4), bytes(60)), CodeLock(bytes(16), bytes(60))
    )
    return KeyRing((lock,), (WrappedKey("a1", bytes(8), bytes(60)), WrappedKey("b2", bytes(8), bytes(60))))


def with_checksum(rest: bytes) -> bytes:
    """Put the right checksum above anything."""
    return sha256(rest).hexdigest().encode() + b"\n" + rest


def hostile(change: str, value: object) -> bytes:
    """Change one value of a sound file; `change` is its path."""
    fields = json.loads(encode(some_ring()).partition(b"\n")[2])
    *path, last = [int(step) if step.isdigit() else step for step in change.split(".")]
    place = fields
    for step in path:
        place = place[step]
    place[last] = value
    return with_checksum(json.dumps(fields).encode())


def test_the_unchanged_file_is_sound() -> None:
    """So that the refusals below are for what was changed."""
    assert decode(hostile("version", 1)) == some_ring()


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("format", "other"),
        ("version", 0),
        ("version", -1),
        ("version", "1"),
        ("version", 1e300),
        ("more", 1),
        ("keys", None),
        ("keys", {}),
        ("keys.0", []),
        ("keys.0", ["a1", "AAAAAAAAAAA=", "AAAA"]),
        ("keys.0.0", ""),
        ("keys.0.0", "b2"),
        ("keys.0.0", "a" * 65),
        ("keys.0.0", "a1\n"),
        ("keys.0.0", "../../a"),
        ("keys.0.0", "山田"),
        ("keys.0.1", "AAAA"),
        ("keys.0.2", "not base64"),
        ("keys.0.2", 5),
        ("locks.0.memory", 2**31),
        ("locks.0.memory", 256 * 1024 + 1),
        ("locks.0.memory", 31),
        ("locks.0.memory", -1),
        ("locks.0.memory", True),
        ("locks.0.passes", 0),
        ("locks.0.passes", 17),
        ("locks.0.lanes", 2**24),
        ("locks.0.lanes", 0),
        ("locks.0.salt", ""),
        ("locks.0.box", "AAAA"),
        ("locks.0.code_salt", "AAAA"),
        ("locks.0.more", 1),
    ],
)
def test_a_changed_file_with_the_right_checksum_is_refused(change: str, value: object) -> None:
    """Wrong kinds, lengths and numbers; what would take all memory; two keys for one person; ids that are paths."""
    with pytest.raises(KeysDamaged, match="form") as caught:
        decode(hostile(change, value))
    assert caught.value.__context__ is None


def test_too_many_locks_and_two_pairs_on_one_key_are_refused() -> None:
    """Counts have limits, and a master key has one pair of locks."""
    lock = json.loads(encode(some_ring()).partition(b"\n")[2])["locks"][0]
    for locks in ([lock, lock], [lock] * 17):
        with pytest.raises(KeysDamaged, match="form"):
            decode(hostile("locks", locks))


def test_a_newer_file_is_told_as_such() -> None:
    """Whatever else it holds; but not when the checksum says it is damaged."""
    newer = b'{"format":"tsunagari-keys","version":2,"chips":[]}'
    with pytest.raises(KeysNewer):
        decode(with_checksum(newer))
    with pytest.raises(KeysDamaged):
        decode(b"0" * 64 + b"\n" + newer)


@given(st.binary(max_size=500))
@settings(max_examples=300)
def test_any_bytes_are_refused_by_a_value(content: bytes) -> None:
    """Alone and under a right checksum."""
    for each in (content, with_checksum(content)):
        with pytest.raises((KeysDamaged, KeysNewer)):
            decode(each)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


@given(JSON, st.sampled_from(["keys", "locks", "keys.0", "locks.0", "keys.0.2", "locks.0.memory", "version", "format"]))
def test_any_json_in_any_place_is_a_ring_or_an_error_value(value: object, change: str) -> None:
    """Forms within forms."""
    try:
        ring = decode(hostile(change, value))
    except (KeysDamaged, KeysNewer):
        return
    assert isinstance(ring, KeyRing)


def test_a_tower_of_brackets_is_refused() -> None:
    """As deep as a reader may be brought to fall."""
    for tower in (
        b"[" * 100_000,
        b'{"keys":' * 50_000,
        b'{"format":"tsunagari-keys","version":1,"keys":' + b"[" * 90_000,
    ):
        with pytest.raises(KeysDamaged):
            decode(with_checksum(tower))


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is one that is not there."""
    content = encode(some_ring())
    monkeypatch.setattr(key_file, "MOST_BYTES", len(content) - 1)
    with pytest.raises(KeysDamaged, match="size"):
        decode(content)
    (tmp_path / "keys").write_bytes(content)
    with pytest.raises(FileDamaged):
        read_keys(tmp_path / "keys")
    with pytest.raises(FileUnreachable):
        read_keys(tmp_path / "other")


def test_what_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    """Two keys for one person, an id of another form, a short box: a mistake of ours, and the old file stays."""
    write_keys(tmp_path / "keys", some_ring())
    before = (tmp_path / "keys").read_bytes()
    key = some_ring().keys[0]
    for keys in ((key, key), (WrappedKey("山田", bytes(8), bytes(60)),), (WrappedKey("a", bytes(8), bytes(59)),)):
        with pytest.raises(ValueError, match=r"^\d$"):
            write_keys(tmp_path / "keys", KeyRing((), keys))
    assert (tmp_path / "keys").read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["keys"]


def test_the_largest_ring_fits_its_limits() -> None:
    """A key of the longest form, a million times, is below the limit of bytes."""
    longest = msgspec.json.encode(key_file.KeyForm("a" * 64, bytes(FINGERPRINT), bytes(WRAPPED)))
    assert (len(longest) + 1) * key_file.MOST_KEYS < key_file.MOST_BYTES - 100_000
