"""The rule of furigana: it holds for every word, every school year and every setting, not for examples alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.content.kanji import read_kanji
from supporter_app.domain.furigana import (
    KNOWN_GRADES,
    KNOWS_SCHOOL_KANJI,
    Furigana,
    FuriganaChoice,
    KanjiTable,
    all_kanji,
    is_kanji,
    known_before,
)
from supporter_app.domain.ruby import RubyText, Run, shows_reading

ROOT = Path(__file__).parents[3]
TABLE = read_kanji(ROOT)
TAUGHT = "".join(sorted(TABLE.grade_of))
UNTAUGHT = "孤寂籠鬱𠮷\ufa11\ufa19"
"""The last two are compatibility ideographs: old shapes that a child who knows the new one may not read."""
SETTINGS = [
    FuriganaChoice(Furigana.NONE),
    *(FuriganaChoice(Furigana.BY_GRADE, known) for known in reversed(KNOWN_GRADES)),
    FuriganaChoice(Furigana.ALL),
]
"""From the fewest readings to the most."""

kanji = st.sampled_from(TAUGHT + UNTAUGHT)
words = st.text(kanji, min_size=1, max_size=5)
known_grades = st.sampled_from(KNOWN_GRADES)


def shown(word: str, choice: FuriganaChoice) -> bool:
    return shows_reading(Run(word, "よみ"), choice, TABLE)


def by_grade(known: int) -> FuriganaChoice:
    return FuriganaChoice(Furigana.BY_GRADE, known)


@given(words | st.sampled_from(sorted(TABLE.always)))
def test_whoever_knows_fewer_kanji_is_shown_no_fewer_readings(word: str) -> None:
    answers = [shown(word, choice) for choice in SETTINGS]
    assert answers == sorted(answers)
    assert (answers[0], answers[-1]) == (False, True)


@given(words, known_grades)
def test_a_word_is_as_hard_as_its_hardest_kanji(word: str, known: int) -> None:
    hardest = max(TABLE.grade_of.get(letter, KNOWS_SCHOOL_KANJI + 1) for letter in word)
    assert shown(word, by_grade(known)) is (hardest > known or word in TABLE.always)


@given(st.text(kanji, max_size=3), st.sampled_from(UNTAUGHT), st.text(kanji, max_size=3), known_grades)
def test_a_kanji_that_no_grade_school_teaches_is_always_read_out(
    before: str, hard: str, after: str, known: int
) -> None:
    assert shown(before + hard + after, by_grade(known))


@pytest.mark.parametrize("word", sorted(TABLE.always))
@pytest.mark.parametrize("known", KNOWN_GRADES)
def test_words_that_no_single_kanji_gives_away_are_always_read_out(word: str, known: int) -> None:
    assert shown(word, by_grade(known))
    assert not shown(word, FuriganaChoice(Furigana.NONE, known))


@given(words, st.integers(min_value=1, max_value=4), known_grades)
def test_a_repeated_kanji_is_as_hard_as_the_kanji(word: str, at: int, known: int) -> None:
    repeated = f"{word[:at]}々{word[at:]}"
    assert shown(repeated, by_grade(known)) is any(TABLE.above(word, known))


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [("人々", 1, False), ("人々", 0, True), ("々", 6, True), ("孤々", 6, True), ("代々木", 3, False)],
)
def test_the_mark_of_repetition(word: str, known: int, expected: bool) -> None:  # noqa: FBT001 - a table of words
    assert shown(word, by_grade(known)) is expected


@given(words, st.sampled_from("\ufe00\ufe0f\U000e0100\U000e01ef"), known_grades)
def test_another_shape_of_a_kanji_is_as_hard_as_the_kanji(word: str, mark: str, known: int) -> None:
    shaped = "".join(letter + mark for letter in word)
    assert shown(shaped, by_grade(known)) is any(TABLE.above(word, known))
    assert shown(f"{shaped}々", by_grade(known)) is shown(shaped, by_grade(known))
    assert all_kanji(shaped)


@pytest.mark.parametrize("word", ["", "かな", "人か", "か人", "\ufe00人", "1人", "、"])
def test_what_is_not_kanji_alone(word: str) -> None:
    assert not all_kanji(word)


@given(st.characters())
def test_a_grade_belongs_to_kanji_and_to_nothing_else(character: str) -> None:
    assert (TABLE.grade(character) is not None) is is_kanji(character)
    assert TABLE.grade(character) in {None, *range(1, KNOWS_SCHOOL_KANJI + 2)}


@given(st.lists(st.tuples(words, st.none() | st.just("よみ")), max_size=6), st.sampled_from(SETTINGS))
def test_whatever_is_shown_the_text_is_the_base_text(
    parts: list[tuple[str, str | None]], choice: FuriganaChoice
) -> None:
    text = RubyText(tuple(Run(word, reading) for word, reading in parts))
    assert text.plain() == "".join(word for word, _reading in parts)
    assert not any(shows_reading(run, choice, TABLE) for run in text.runs if run.reading is None)


@pytest.mark.parametrize("known", [-1, 7, 9, 100])
def test_a_grade_that_there_is_not_is_refused(known: int) -> None:
    with pytest.raises(ValueError, match=f"0 to 6, not {known}"):
        shown("友", by_grade(known))


@pytest.mark.parametrize("year", [-1, 0, 10])
def test_a_school_year_that_there_is_not_is_refused(year: int) -> None:
    with pytest.raises(ValueError, match=f"1 to 9, not {year}"):
        known_before(year)


def test_a_class_knows_the_kanji_of_the_years_before_it() -> None:
    assert [known_before(year) for year in range(1, 10)] == [0, 1, 2, 3, 4, 5, 6, 6, 6]


def test_without_a_word_above_it_a_table_still_answers() -> None:
    assert list(KanjiTable({}).above("かな、1", 0)) == []


def test_the_table_is_the_one_of_2020() -> None:
    sizes = [sum(grade == each for each in TABLE.grade_of.values()) for grade in range(1, 7)]
    assert sizes == [80, 160, 200, 202, 193, 191]
