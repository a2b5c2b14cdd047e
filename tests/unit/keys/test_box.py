"""What is closed opens under its key and context, and under no other; keys never show themselves."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.domain.errors import KeysLocked
from supporter_app.keys.box import KEY, NONCE, TAG, SecretKey, close, opened
from supporter_app.keys.derivation import Effort, argon2id, hkdf
from supporter_app.keys.master import MasterKey
from supporter_app.keys.seal import PersonKey

CONTENT = bytes(range(KEY))


def test_a_published_box_opens() -> None:
    """Test case 16 of McGrew and Viega, The Galois/Counter Mode of Operation (AES-256, with additional data)."""
    key = SecretKey(bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2))
    nonce = bytes.fromhex("cafebabefacedbaddecaf888")
    closed = bytes.fromhex(
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b"
    )
    plain = bytes.fromhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )
    assert opened(key, nonce + closed, bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")) == plain


def test_hkdf_gives_the_published_key() -> None:
    """RFC 5869, A.1; its 42 bytes begin with our 32."""
    salt, purpose = bytes(range(13)), bytes(range(0xF0, 0xFA))
    expected = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
    assert hkdf(b"\x0b" * 22, salt, purpose).hex() == expected


def test_argon2id_gives_the_published_key() -> None:
    """The reference implementation's own vector (src/test.c, version 0x13); RFC 9106's needs a secret we never pass."""
    expected = "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"
    assert argon2id(b"password", b"somesalt", Effort(memory=65536, passes=2, lanes=1)).hex() == expected


@given(st.binary(max_size=600), st.binary(max_size=40))
def test_what_is_closed_opens(content: bytes, context: bytes) -> None:
    """Under the same key and context, with a nonce and a tag more and never the same twice."""
    key = SecretKey.new()
    box = close(key, content, context)
    assert opened(key, box, context) == content
    assert len(box) == NONCE + len(content) + TAG
    assert close(key, content, context) != box


@given(st.binary(max_size=60))
def test_nothing_else_opens(noise: bytes) -> None:
    """Another key, another context, noise, a box cut short."""
    key = SecretKey.new()
    box = close(key, b"content", b"context")
    assert opened(SecretKey.new(), box, b"context") is None
    assert opened(key, box, b"contexu") is None
    assert opened(key, noise, b"context") is None
    assert all(opened(key, box[:length], b"context") is None for length in range(len(box)))
    assert opened(key, box + b"\0", b"context") is None


@pytest.mark.parametrize("kind", [SecretKey, PersonKey, MasterKey])
def test_a_key_shows_itself_nowhere(kind: type[SecretKey]) -> None:
    """Not when printed, formatted, copied or pickled."""
    key = kind(CONTENT)
    assert repr(key) == str(key) == f"{key}" == f"<{kind.__name__}>"
    for copying in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError):
            copying(key)
    with pytest.raises(TypeError):
        hash(key)


def test_a_dropped_key_is_gone_and_closes_nothing() -> None:
    """Its bytes are not there any more, and it is never taken for a key of zeros."""
    key = SecretKey(CONTENT)
    memory = key._content
    key.drop()
    assert memory == b""
    with pytest.raises(KeysLocked):
        key.content()
    with pytest.raises(KeysLocked):
        close(key, b"content", b"")
    with pytest.raises(KeysLocked):
        opened(key, bytes(60), b"")
    key.drop()


def test_keys_are_compared_by_their_bytes() -> None:
    """And only with keys of the same kind."""
    assert SecretKey(CONTENT) == SecretKey(CONTENT)
    assert SecretKey(CONTENT) != SecretKey.new()
    assert SecretKey.new() != SecretKey.new()
    assert MasterKey(CONTENT) != PersonKey(CONTENT)
    with pytest.raises(ValueError, match="31"):
        SecretKey(bytes(31))
