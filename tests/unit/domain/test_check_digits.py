"""Check digits by ISO 7064 MOD 97-10, and the letters that survive being read aloud."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.domain.check_digits import as_typed, check_digits, decode, encode, holds

DIGITS = st.text("0123456789", min_size=1, max_size=20)


def test_known_values() -> None:
    """794 has the check digits 44; the IBAN example GB82 WEST 1234 5698 7654 32 holds from its fifth letter on."""
    assert check_digits("794") == "44"
    assert holds("79444")
    assert holds("WEST12345698765432GB82")


@given(DIGITS)
def test_what_was_made_holds(text: str) -> None:
    """Every text with its own check digits is intact."""
    assert holds(text + check_digits(text))


@given(DIGITS, st.data())
def test_a_wrong_digit_and_a_swap_are_noticed(text: str, data: st.DataObject) -> None:
    """Over digits, every single error and every swap of neighbours."""
    whole = text + check_digits(text)
    place = data.draw(st.integers(0, len(whole) - 2))
    other = data.draw(st.sampled_from("0123456789").filter(lambda digit: digit != whole[place]))
    assert not holds(whole[:place] + other + whole[place + 1 :])
    swapped = whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]
    assert swapped == whole or not holds(swapped)


@pytest.mark.parametrize("text", ["", "12-34", "１２", "あ"])
def test_other_letters_do_not_hold(text: str) -> None:
    """Only plain letters and digits can be intact."""
    assert not holds(text)


@given(st.integers(0, 32**10 - 1))
def test_letters_are_read_back(number: int) -> None:
    """Ten letters hold fifty bits."""
    assert decode(encode(number, 10)) == number


def test_a_number_too_large_and_a_foreign_letter_are_refused() -> None:
    """Nothing is cut off silently."""
    with pytest.raises(OverflowError):
        encode(32, 1)
    with pytest.raises(ValueError, match="substring"):
        decode("U")


def test_what_people_type() -> None:
    """Small letters, spaces, hyphens, and the letters that look like digits."""
    assert as_typed(" ab-oO iIlL ") == "AB001111"
