"""A name comes back exactly as typed, for its person and key only, and nothing tells how long it was."""

import logging
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.domain.errors import KeyMissing, KeysLocked, SealBroken
from supporter_app.keys.box import NONCE, TAG, close
from supporter_app.keys.master import WRAPPED, MasterKey, unwrap, wrap
from supporter_app.keys.seal import BLOCK, FIELDS, MOST_BLOCKS, PersonKey, PersonName, open_sealed, seal
from supporter_app.keys.vault import Vault

PERSON = "5f0e2c7a90b14d3e8a6c1d2b3f4e5a60"
OTHER = "00000000000000000000000000000001"
CANARY = "縁側canary𠮷"
ODD = (
    "𠮷田 濵子",
    "葛\U000e0100城 翔",
    "か\u3099き\u309aく",
    "\ufa19\ufa1b\ufa1a",
    "José Álvarez",
    "=SUM(1,1)",
    "e\u0301",
    "\ue000外字",
    '"\\\x00\u3000',
    "\ud800",
    "",
)
NAMES = st.text(st.characters(), max_size=200) | st.sampled_from(ODD)


@given(NAMES, NAMES, NAMES, NAMES)
def test_a_name_comes_back_as_typed(name: str, kana: str, printed: str, secret: str) -> None:
    """Code point for code point: rare and odd letters, selectors, combining marks, even half a surrogate."""
    key = PersonKey.new()
    whole = PersonName(name, kana, printed, secret)
    found = open_sealed(key, PERSON, seal(key, PERSON, whole))
    assert [[*map(ord, getattr(found, each))] for each in FIELDS] == [
        [*map(ord, getattr(whole, each))] for each in FIELDS
    ]


@pytest.mark.parametrize("name", ODD)
def test_names_of_one_block_look_alike(name: str) -> None:
    """The seals of usual names have one length, and none looks like another seal of the same name."""
    key = PersonKey.new()
    first, second = (seal(key, PERSON, PersonName(name, "かな", name, "7K3MQ2XW9ABCDEFG")) for _ in range(2))
    assert len(first) == len(second) == 1 + NONCE + BLOCK + TAG
    assert first[1:] != second[1:]
    assert first[:1] == b"\1"


def test_long_names_grow_by_whole_blocks_and_end() -> None:
    """Of 0 to 5,000 letters only a few lengths are seen; what no one can be called is refused without its text."""
    key = PersonKey.new()
    lengths = {len(seal(key, PERSON, PersonName("a" * count))) for count in range(0, 5000, 7)}
    assert {(length - 1 - NONCE - TAG) % BLOCK for length in lengths} == {0}
    with pytest.raises(ValueError, match=r"^\d+$"):
        seal(key, PERSON, PersonName("𠮷" * BLOCK * MOST_BLOCKS))


def test_any_flipped_bit_breaks_the_seal() -> None:
    """Version, nonce, content and tag."""
    key = PersonKey.new()
    sealed = seal(key, PERSON, PersonName(CANARY))
    for bit in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(SealBroken):
            open_sealed(key, PERSON, bytes(changed))


@given(st.binary(max_size=400))
def test_noise_breaks_as_a_value(noise: bytes) -> None:
    """Hostile bytes, with and without our version byte."""
    key = PersonKey.new()
    for sealed in (noise, b"\1" + noise):
        with pytest.raises(SealBroken):
            open_sealed(key, PERSON, sealed)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"[]",
        b"{}",
        b'{"name":1,"kana":"","printed":"","secret":""}',
        b'{"name":"","kana":"","printed":"","secret":"","more":""}',
        b"\xff\xfe",
        b"[" * 9000,
        b'"' + b"a" * 20_000 + b'"',
    ],
)
def test_a_payload_of_another_form_breaks(payload: bytes) -> None:
    """Even when it was closed by somebody who has the key."""
    key = PersonKey.new()
    with pytest.raises(SealBroken):
        open_sealed(key, PERSON, b"\1" + close(key, payload, PERSON.encode()))


def test_a_seal_is_of_one_person_and_one_key() -> None:
    """Swapped rows do not open."""
    key = PersonKey.new()
    sealed = seal(key, PERSON, PersonName(CANARY))
    with pytest.raises(SealBroken) as caught:
        open_sealed(key, OTHER, sealed)
    assert caught.value.person == OTHER
    with pytest.raises(SealBroken):
        open_sealed(PersonKey.new(), PERSON, sealed)


def test_no_name_is_in_what_is_printed(caplog: pytest.LogCaptureFixture) -> None:
    """Neither in the value's own words, nor in an error with everything that came before it, nor in a log."""
    caplog.set_level(logging.DEBUG)
    name = PersonName(CANARY, CANARY, CANARY, CANARY)
    key = PersonKey.new()
    assert repr(name) == str(name) == "PersonName()"
    broken = b"\1" + close(key, f'{{"name":"{CANARY}",'.encode(), PERSON.encode())
    with pytest.raises(SealBroken) as caught:
        open_sealed(key, PERSON, broken)
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None
    assert "canary" not in "".join(traceback.format_exception(caught.value)) + caplog.text


@given(st.binary(min_size=32, max_size=32))
def test_a_wrapped_key_comes_back(content: bytes) -> None:
    """Under its master key."""
    master = MasterKey.new()
    wrapped = wrap(master, PERSON, PersonKey(content))
    assert unwrap(master, wrapped) == PersonKey(content)
    assert len(wrapped.box) == WRAPPED
    assert content.hex() not in repr(wrapped)
    assert wrapped.box.hex() not in repr(wrapped)
    assert repr(wrapped.box) not in repr(wrapped)


def test_a_wrapped_key_opens_for_its_person_and_master_only() -> None:
    """Another master key is told apart from a broken box."""
    master = MasterKey.new()
    wrapped = wrap(master, PERSON, PersonKey.new())
    with pytest.raises(KeyMissing):
        unwrap(MasterKey.new(), wrapped)
    with pytest.raises(SealBroken):
        unwrap(master, type(wrapped)(OTHER, wrapped.master, wrapped.box))
    for bit in range(WRAPPED * 8):
        changed = bytearray(wrapped.box)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(SealBroken):
            unwrap(master, type(wrapped)(PERSON, wrapped.master, bytes(changed)))


def test_a_fingerprint_tells_masters_apart() -> None:
    """The same for the same key; none of the key's bytes is in it."""
    first, second = MasterKey.new(), MasterKey.new()
    assert first.fingerprint() == MasterKey(first.content()).fingerprint() != second.fingerprint()
    assert first.fingerprint() not in first.content()


def test_a_vault_reads_names_only_while_unlocked() -> None:
    """Locking drops the key; unlocking with the same key reads the same names."""
    vault, master = Vault(), MasterKey.new()
    again = MasterKey(master.content())
    vault.unlock(master)
    wrapped = vault.new_key(PERSON)
    sealed = vault.seal(wrapped, PersonName(CANARY))
    assert vault.open(wrapped, sealed) == PersonName(CANARY)
    vault.lock()
    assert vault.locked
    assert repr(vault) == "<Vault locked>"
    assert master._content == b""
    for using in (
        lambda: vault.open(wrapped, sealed),
        lambda: vault.seal(wrapped, PersonName("")),
        lambda: vault.new_key(OTHER),
        vault.master,
    ):
        with pytest.raises(KeysLocked):
            using()
    vault.lock()
    vault.unlock(again)
    assert repr(vault) == "<Vault unlocked>"
    assert vault.open(wrapped, sealed) == PersonName(CANARY)


def test_a_vault_lets_go_of_the_key_it_had() -> None:
    """Unlocking with another key drops the first, with the same key keeps it."""
    vault, first, second = Vault(), MasterKey.new(), MasterKey.new()
    vault.unlock(first)
    vault.unlock(first)
    assert vault.master() is first
    assert len(first.content()) == 32
    vault.unlock(second)
    assert first._content == b""
    assert vault.master() is second


def test_a_key_from_a_package_is_taken_under_this_master() -> None:
    """And dropped after it was wrapped, locked or not."""
    vault = Vault()
    key = PersonKey.new()
    sealed = seal(key, PERSON, PersonName(CANARY))
    vault.unlock(MasterKey.new())
    assert not vault.locked
    wrapped = vault.take_key(PERSON, key)
    assert vault.open(wrapped, sealed).name == CANARY
    assert key._content == b""
