"""The code of the record slip: round trip, and every slip of the pen noticed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.domain.check_digits import ALPHABET
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import RequestRefused
from supporter_app.domain.record_code import LENGTH, RecordCode, parse, record_code

SAMPLES = [
    RecordCode(1, 2515, 0x2AAA_AAAA),
    RecordCode(0, 0, 0),
    RecordCode(31, 32767, 0x3FFF_FFFF),
    RecordCode(2, 1, 7),
    RecordCode(5, 9999, 123_456_789),
]
CODES = st.builds(RecordCode, st.integers(0, 31), st.integers(0, 32767), st.integers(0, 0x3FFF_FFFF))


def reason(text: str) -> str:
    """Read a code that is wrong and give the reason."""
    with pytest.raises(RequestRefused) as caught:
        parse(text)
    return caught.value.code


@given(CODES)
def test_a_code_is_read_back(code: RecordCode) -> None:
    """As printed, as letters alone, in small letters, and typed with a Japanese input method."""
    shown = code.shown()
    assert len(shown) == 14
    assert parse(shown) == parse(code.letters()) == parse(shown.lower()) == code
    wide = "".join(chr(ord(each) + 0xFEE0) for each in shown)
    assert parse(wide) == parse(shown.replace("-", "ー")) == parse(shown.replace("-", " ")) == code
    assert parse(shown.replace("0", "O").replace("1", "l")) == code


def test_a_code_of_today() -> None:
    """Edition, day and chance are where they should be."""
    code = record_code(EditionId("general"), date(2026, 11, 20), 2**30 + 5)
    assert (code.edition, code.on(), code.chance) == (1, date(2026, 11, 20), 5)
    assert record_code(EditionId("of-our-own"), date(2026, 11, 20), 0).edition == 0


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(2500, 1, 1)])
def test_a_wrong_clock_still_gives_a_code(day: date) -> None:
    """A day the code cannot hold is held at its nearest end."""
    assert record_code(EditionId("general"), day, 1).day in {0, 32767}


@pytest.mark.parametrize("code", SAMPLES)
def test_every_single_wrong_letter_is_noticed(code: RecordCode) -> None:
    """Each of the twelve places, each of the 36 letters and digits."""
    right = code.letters()
    for place in range(LENGTH):
        for letter in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            wrong = right[:place] + letter + right[place + 1 :]
            same = {"O": "0", "I": "1", "L": "1"}.get(letter, letter) == right[place]
            if not same:
                assert reason(wrong) in {"code-check", "code-letter"}, wrong


@given(CODES)
def test_every_swap_of_neighbours_is_noticed(code: RecordCode) -> None:
    """Two neighbours in the wrong order, wherever they differ."""
    right = code.letters()
    for place in range(LENGTH - 1):
        wrong = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
        if wrong != right:
            assert reason(wrong) in {"code-check", "code-letter"}, wrong


def test_what_is_wrong_is_said() -> None:
    """Length, a letter that never occurs, letters that do not fit together."""
    right = SAMPLES[0].letters()
    assert reason(right[:-1]) == reason(right + "0") == reason("") == "code-length"
    assert reason("U" + right[1:]) == reason("あ" + right[1:]) == "code-letter"
    assert reason(right[:-1] + "A") == "code-letter"
    assert set(right[:10]) <= set(ALPHABET)
