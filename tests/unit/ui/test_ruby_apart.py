"""Readings of one line: none runs into another, none leaves the line, and none strays further than it must."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.ui.widgets.ruby_apart import APART, NARROWEST, Over, Stands, apart

LETTER = 9.0
EM = 2 * LETTER


@st.composite
def lines(draw: st.DrawFn) -> tuple[list[Over], float]:
    words, x = [], 0.0
    for _ in range(draw(st.integers(min_value=1, max_value=8))):
        x += EM * draw(st.sampled_from([0, 0, 1, 2]))
        wide = EM * draw(st.integers(min_value=1, max_value=4))
        words.append(Over(x, x + wide, LETTER * draw(st.integers(min_value=1, max_value=9))))
        x += wide
    return words, x + EM * draw(st.integers(min_value=0, max_value=3))


def drawn(words: list[Over], stands: list[Stands]) -> list[tuple[float, float]]:
    return [(each.x, each.x + word.wide * each.narrowed) for word, each in zip(words, stands, strict=True)]


@given(lines())
def test_no_reading_runs_into_another_or_leaves_the_line(line: tuple[list[Over], float]) -> None:
    words, right = line
    places = drawn(words, apart(words, 0, right, LETTER))
    assert len(places) == len(words)
    assert all(begin >= -0.001 and end <= right + 0.001 for begin, end in places)
    assert all(end <= after + 0.001 for (_, end), (after, _) in itertools.pairwise(places))


@given(lines())
def test_readings_with_room_stand_over_the_middle_of_their_words(line: tuple[list[Over], float]) -> None:
    words, right = line
    words = [word._replace(wide=min(word.wide, word.right - word.left - 2 * APART * LETTER)) for word in words]
    for word, (begin, end) in zip(words, drawn(words, apart(words, 0, right, LETTER)), strict=True):
        assert (begin + end) / 2 == pytest.approx((word.left + word.right) / 2)
        assert end - begin == pytest.approx(word.wide)


def test_two_long_readings_part_about_the_middle_between_their_words() -> None:
    words = [Over(100, 118, 27), Over(118, 136, 27)]
    (first, second), right = apart(words, 0, 300, LETTER), 300
    assert first.narrowed == second.narrowed == pytest.approx((36 + LETTER - APART * LETTER) / 54)
    places = drawn(words, [first, second])
    assert (places[0][0] + places[1][1]) / 2 == pytest.approx(118)
    assert places[1][0] - places[0][1] == pytest.approx(APART * LETTER)
    assert places[1][1] < right


def test_readings_are_narrowed_no_further_than_legible_where_the_line_has_room() -> None:
    words = [Over(100 + 18 * at, 118 + 18 * at, 9 * 8) for at in range(3)]
    assert {each.narrowed for each in apart(words, 0, 400, LETTER)} == {NARROWEST}


@pytest.mark.parametrize("right", [0.0, 1.0, 20.0])
def test_a_line_with_hardly_any_room(right: float) -> None:
    words = [Over(0, 18, 45), Over(18, 36, 45)]
    stands = apart(words, 0, right, LETTER)
    assert all(each.x >= 0 and 0 <= each.narrowed <= 1 for each in stands)
    assert apart([], 0, right, LETTER) == []


@pytest.mark.parametrize(
    ("words", "widths"),
    [
        ([(0.0, 40.0), (50.0, 90.0)], [66.0, 55.0]),
        ([(0.0, 40.0), (40.0, 100.0), (100.0, 140.0), (140.0, 180.0)], [33.0, 66.0, 55.0, 44.0]),
        ([(0.0, 20.0), (100.0, 120.0)], [33.0, 33.0]),
        ([(160.0, 200.0)], [66.0]),
        ([], []),
    ],
)
def test_side_by_side_a_reading_no_wider_than_its_word_keeps_its_width(
    words: list[tuple[float, float]], widths: list[float]
) -> None:
    over = [Over(left, right, wide) for (left, right), wide in zip(words, widths, strict=True)]
    stands = apart(over, 0, 200, 11)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(drawn(over, stands)))
    assert all(begin >= 0 and end <= 200 for begin, end in drawn(over, stands))
    assert all(
        each.narrowed == 1 for word, each in zip(over, stands, strict=True) if word.wide <= word.right - word.left
    )
