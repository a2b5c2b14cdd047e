"""Lines break where Japanese allows it, lose no letter, and keep words whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.documents.clusters import clusters
from supporter_app.documents.lines import NOT_AT_END, NOT_AT_START, atoms, even, moved_down, well_ended, words, wrap


def letters(text: str) -> float:
    """Measure every letter as one."""
    return len(clusters(text))


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("あいうえお。かき", 5, ("あいうえ", "お。かき")),
        ("あいう「えお」", 4, ("あいう", "「えお」")),
        ("サポーター", 3, ("サポー", "ター")),
        ("go to Vancouver", 6, ("go to", "Vancou", "ver")),
        ("あい 10時から", 4, ("あい", "10時か", "ら")),
        ("あ" * 7, 3, ("あああ", "あああ", "あ")),
        ("葛\U000e0100葛\U000e0100葛\U000e0100", 2, ("葛\U000e0100葛\U000e0100", "葛\U000e0100")),
        ("", 5, ()),
    ],
)
def test_lines(text: str, room: float, lines: tuple[str, ...]) -> None:
    assert wrap(text, room, letters) == lines


japanese = st.text("あいうえおかきく、。「」（）ーっャ漢字 ab1・%", max_size=60)


@given(japanese, st.integers(6, 20))
def test_no_letter_is_lost_and_no_line_is_too_long(text: str, room: int) -> None:
    lines = wrap(text, room, letters)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(letters(line) <= room for line in lines)


@given(japanese, st.integers(1, 20))
def test_a_line_ends_only_between_atoms_unless_one_is_too_long(text: str, room: int) -> None:
    pieces = atoms(text)
    for before, after in pairwise(pieces):
        assert after[0] not in NOT_AT_START
        assert before[-1] not in NOT_AT_END
    if all(letters(piece.rstrip()) <= room for piece in pieces):
        assert all(line[0] not in NOT_AT_START for line in wrap(text, room, letters)[1:])


def test_even_lines() -> None:
    assert even("あ" * 11, 10, letters) == ("あ" * 6, "あ" * 5)
    assert even("あ" * 10, 10, letters) == ("あ" * 10,)


def test_a_name_is_cut_after_spaces_and_dots() -> None:
    assert words("José Maria・ルイス") == ("José ", "Maria・", "ルイス")


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("きょうは、いっしょにさがす", 12, ("きょうは、", "いっしょにさがす")),
        ("みじかい", 9, ("みじかい",)),
        ("つらい日は、「相談先」を見てください。", 16, ("つらい日は、「相談先」を", "見てください。")),
        ("たまにある", 4, ("たまに", "ある")),
        ("ほとんどない", 4, ("ほとんど", "ない")),
        ("にぎやかなのに、さびしい", 10, ("にぎやかなのに、", "さびしい")),
    ],
)
def test_a_text_is_ended_well(text: str, room: float, lines: tuple[str, ...]) -> None:
    assert well_ended(text, room, letters) == lines


@given(japanese, st.integers(6, 20))
def test_ending_well_loses_no_letter(text: str, room: int) -> None:
    lines = well_ended(text, room, letters)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(letters(line) <= room for line in lines)


def test_a_number_keeps_its_counter_and_a_date_its_day() -> None:
    assert wrap("毎日12月29日から", 5, letters) == ("毎日", "12月29", "日から")
    assert wrap("毎日12月29日から", 6, letters) == ("毎日", "12月29日", "から")
    assert atoms("令和6年のいって") == ("令", "和6年", "の", "いって")


def test_a_last_line_of_a_syllable_takes_a_word_from_the_line_before() -> None:
    before = tuple("つながりを切らずに、この三つだけで")
    places = moved_down(before, 2)
    assert "".join(before[places[0] :]) == "この三つだけで", "a word begins after a comma"
    assert moved_down(before, 5) == (), "a long enough last line stays"
    assert moved_down(tuple("「はい」"), 1) == (), "never more than half of a line"
