"""Names that are kept open by the passphrase or by the printed code, and by nothing near them."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supporter_app.domain.check_digits import ALPHABET
from supporter_app.domain.errors import KeyMissing, PassphraseTooShort, PassphraseWrong, RecoveryCodeWrong
from supporter_app.keys.derivation import EFFORT, Effort
from supporter_app.keys.kept import KeptLocks, change_code, change_passphrase, keep, recover, unlock
from supporter_app.keys.master import MasterKey
from supporter_app.keys.passphrase import characters
from supporter_app.keys.recovery import LENGTH, LETTERS, RecoveryCode, new_code, parse_code

LIGHT = Effort(memory=32, passes=1, lanes=1)
"""For tests of what a passphrase opens, not of what guessing costs."""
SENTENCE = "山のうえの あおいポスト 7つ"
CODE = RecoveryCode(0x0123456789ABCDEF0123456789ABCDEF)
CODES = st.integers(0, 2**128 - 1).map(RecoveryCode)


def kept(passphrase: str = SENTENCE) -> tuple[MasterKey, KeptLocks, RecoveryCode]:
    """Lock a new master key."""
    master = MasterKey.new()
    return (master, *keep(master, passphrase, LIGHT))


def test_both_ways_open_the_same_key_with_the_real_effort() -> None:
    """As RFC 9106 recommends where memory is short: 64 MiB, 3 passes, 4 lanes."""
    master = MasterKey.new()
    locks, code = keep(master, SENTENCE)
    assert locks.passphrase.effort == EFFORT == Effort(memory=65536, passes=3, lanes=4)
    assert unlock(locks, SENTENCE) == recover(locks, code.shown()) == master


@pytest.mark.parametrize("near", [SENTENCE[:-1], SENTENCE + "x", SENTENCE.replace("7", "8"), "", "x" * 5000])
def test_another_passphrase_does_not_open(near: str) -> None:
    """And its error holds nothing that was typed."""
    _, locks, _ = kept()
    with pytest.raises(PassphraseWrong) as caught:
        unlock(locks, near)
    assert caught.value.args == ()
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [
        ("Yama no ue 123", "Ｙａｍａ　ｎｏ　ｕｅ　１２３"),
        ("ガラスの靴をはいて七つの山", "ｶﾞﾗｽの靴をはいて七つの山"),
        (SENTENCE, unicodedata.normalize("NFD", SENTENCE)),
        (SENTENCE, f" {SENTENCE}　"),
    ],
)
def test_a_passphrase_opens_however_the_letters_were_made(chosen: str, typed: str) -> None:
    """Full width, half width, composed or not, with white space an input method left at the ends."""
    master, locks, _ = kept(chosen)
    assert unlock(locks, typed) == master


@pytest.mark.parametrize(
    ("passphrase", "counted"),
    [
        ("", 0),
        ("あいうえおかきくけこさ", 11),
        ("か\u3099" * 11, 11),
        ("葛\U000e0100" * 11, 11),
        ("a\u200b" * 11, 11),
        (" " * 40, 0),
        ("  abcdefghijk  ", 11),
        ("𠮷" * 11, 11),
    ],
)
def test_a_short_passphrase_is_refused_by_its_characters(passphrase: str, counted: int) -> None:
    """Counted as people count: not in bytes, not with marks, selectors or what is not seen."""
    assert characters(passphrase) == counted
    with pytest.raises(PassphraseTooShort) as caught:
        keep(MasterKey.new(), passphrase, LIGHT)
    assert (caught.value.fewest, caught.value.counted) == (12, counted)
    assert str(caught.value) == f"{counted} of 12"


@pytest.mark.parametrize("passphrase", ["あいうえおかきくけこさし", "𠮷" * 12, "a" * 12, "\ud800a" * 12])
def test_twelve_characters_are_enough(passphrase: str) -> None:
    """Of any script, and even with half a surrogate among them."""
    master, locks, _ = kept(passphrase)
    assert unlock(locks, passphrase) == master


def test_a_changed_passphrase_leaves_the_code_as_it_was() -> None:
    """The new one opens, the old one does not, and the paper still does; so does the other way about."""
    master, locks, code = kept()
    changed = change_passphrase(locks, master, "あたらしい ことば 12345", LIGHT)
    assert unlock(changed, "あたらしい ことば 12345") == recover(changed, code.shown()) == master
    with pytest.raises(PassphraseWrong):
        unlock(changed, SENTENCE)
    renewed, second = change_code(changed, master)
    assert recover(renewed, second.shown()) == unlock(renewed, "あたらしい ことば 12345") == master
    with pytest.raises(RecoveryCodeWrong) as caught:
        recover(renewed, code.shown())
    assert caught.value.code == "other"
    with pytest.raises(PassphraseTooShort):
        change_passphrase(locks, master, "short", LIGHT)


def test_locks_are_never_put_on_another_key() -> None:
    """Else names would open by one way and not by the other."""
    _, locks, _ = kept()
    with pytest.raises(KeyMissing):
        change_passphrase(locks, MasterKey.new(), SENTENCE, LIGHT)
    with pytest.raises(KeyMissing):
        change_code(locks, MasterKey.new())


def test_any_flipped_bit_keeps_the_vault_shut() -> None:
    """In both boxes and both salts."""
    _, locks, code = kept()
    for bit in range(len(locks.passphrase.box) * 8):
        box = flipped(locks.passphrase.box, bit)
        with pytest.raises(PassphraseWrong):
            unlock(replace(locks, passphrase=replace(locks.passphrase, box=box)), SENTENCE)
        with pytest.raises(RecoveryCodeWrong):
            recover(replace(locks, code=replace(locks.code, box=flipped(locks.code.box, bit))), code.shown())
    for bit in range(len(locks.code.salt) * 8):
        salt = flipped(locks.passphrase.salt, bit)
        with pytest.raises(PassphraseWrong):
            unlock(replace(locks, passphrase=replace(locks.passphrase, salt=salt)), SENTENCE)
        with pytest.raises(RecoveryCodeWrong):
            recover(replace(locks, code=replace(locks.code, salt=flipped(locks.code.salt, bit))), code.shown())


def flipped(content: bytes, bit: int) -> bytes:
    """Turn one bit over."""
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_a_code_looks_as_it_is_printed() -> None:
    """Seven groups of four; it is not in the words of the value, and the lock does not hold it."""
    assert CODE.shown() == "014D-2PF2-DBSQ-QG28-T5CY-4TQK-FF" + CODE.shown()[-2:]
    assert [len(group) for group in CODE.shown().split("-")] == [4] * 7
    assert repr(CODE) == "RecoveryCode()"
    assert len({new_code().number for _ in range(50)}) == 50


@given(CODES)
def test_a_code_is_read_however_it_is_typed(code: RecoveryCode) -> None:
    """Small letters, O I L, full width, spaces, hyphens and long vowel marks in their place, or nothing between."""
    shown = code.shown()
    bare = shown.replace("-", "")
    for typed in (
        shown,
        bare,
        shown.lower(),
        f"  {shown.replace('-', ' ')}\n",
        bare.replace("0", "O").replace("1", "I"),
        bare.lower().replace("0", "o").replace("1", "l"),
        shown.translate({ord(each): ord(each) + 0xFEE0 for each in bare}).replace("-", "ー"),
        shown.replace("-", "－"),
    ):
        assert parse_code(typed) == code


@given(CODES)
@settings(max_examples=20)
def test_every_single_wrong_letter_is_noticed(code: RecoveryCode) -> None:
    """All 28 places with every other letter, and every swap of two letters."""
    letters = code.shown().replace("-", "")
    for place, letter in enumerate(letters):
        for other in set(ALPHABET if place < LETTERS else ALPHABET[:10]) - {letter}:
            with pytest.raises(RecoveryCodeWrong, match="check"):
                parse_code(letters[:place] + other + letters[place + 1 :])
    for first in range(LETTERS):
        for second in range(first + 1, LETTERS):
            if letters[first] != letters[second]:
                swapped = [*letters]
                swapped[first], swapped[second] = swapped[second], swapped[first]
                with pytest.raises(RecoveryCodeWrong, match="check"):
                    parse_code("".join(swapped))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "length"),
        ("0" * (LENGTH - 1), "length"),
        ("0" * (LENGTH + 1), "length"),
        ("U" + CODE.shown()[1:], "letter"),
        (CODE.shown()[:-1] + "A", "letter"),
        ("あ" * LENGTH, "letter"),
        ("Z" * LETTERS + "00", "check"),
        (RecoveryCode(2**128).shown(), "check"),
    ],
)
def test_a_code_that_cannot_be_ours_says_why(typed: str, why: str) -> None:
    """Without what was typed; more than 128 bits are refused although the check digits hold."""
    with pytest.raises(RecoveryCodeWrong) as caught:
        parse_code(typed)
    assert caught.value.code == str(caught.value) == why


@given(st.text(max_size=60))
def test_any_text_is_a_code_or_an_error_value(typed: str) -> None:
    """Whatever is pasted."""
    try:
        number = parse_code(typed).number
    except RecoveryCodeWrong:
        return
    assert 0 <= number < 2**128
