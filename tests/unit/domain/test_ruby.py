"""Which readings are shown, and what a text is without them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.domain.furigana import Furigana, FuriganaChoice, KanjiTable, is_kanji
from supporter_app.domain.ruby import RubyText, Run, marked_text, read_with, ruby_text, shows_reading

TABLE = KanjiTable({"人": 1, "大": 1, "孤": 7, "独": 5}, frozenset({"大人"}))


def shows(word: str, amount: Furigana, grade: int = 6) -> bool:
    return shows_reading(Run(word, "よみ"), FuriganaChoice(amount, grade), TABLE)


def test_plain_and_spoken() -> None:
    text = RubyText((Run("孤独", "こどく"), Run("を感じる")))
    assert text.plain() == "孤独を感じる"
    assert text.spoken() == "こどくを感じる"
    assert ruby_text("あ").plain() == "あ"


def test_a_word_shows_its_reading_when_any_of_its_kanji_is_above_the_grade() -> None:
    assert shows("孤独", Furigana.BY_GRADE)
    assert shows("独", Furigana.BY_GRADE, 4)
    assert not shows("独", Furigana.BY_GRADE, 5)
    assert not shows("人", Furigana.BY_GRADE, 1)
    assert shows("人", Furigana.BY_GRADE, 0)


def test_some_words_always_show_it() -> None:
    assert shows("大人", Furigana.BY_GRADE)
    assert not shows("大人", Furigana.NONE)


def test_all_and_none() -> None:
    assert shows("人", Furigana.ALL)
    assert not shows("孤独", Furigana.NONE)
    assert not shows_reading(Run("ひと"), FuriganaChoice(Furigana.ALL), TABLE)


@pytest.mark.parametrize(
    ("character", "expected"), [("孤", True), ("々", True), ("𠮷", True), ("あ", False), ("ー", False), ("1", False)]
)
def test_what_is_a_kanji(character: str, expected: bool) -> None:  # noqa: FBT001 - a table of characters
    assert is_kanji(character) is expected
    assert (TABLE.grade(character) is not None) is expected


LIST = {
    "家": "いえ",
    "生": "い",
    "日": "にち",
    "毎日": "まいにち",
    "送": "おく",
    "福祉": "ふくし",
    "法": "ほう",
    "人": "ひと",
}


@pytest.mark.parametrize(
    ("words", "spoken"),
    [
        ("家で", "いえで"),
        ("家賃", "家賃"),
        ("民生と毎日", "民生とまいにち"),
        ("毎日送れます", "まいにちおくれます"),
        ("社会福祉", "社会ふくし"),
        ("法人", "法人"),
        ("人の家、29日", "ひとのいえ、29にち"),
        ("", ""),
    ],
)
def test_a_kanji_known_alone_is_not_read_so_inside_another_word(words: str, spoken: str) -> None:
    found = read_with(words, LIST)
    assert (found.spoken(), found.plain()) == (spoken, words)


@given(st.text("家賃毎日生人福祉で、9", max_size=12))
def test_readings_from_a_list_change_no_words(words: str) -> None:
    assert read_with(words, LIST).plain() == words


@given(st.text("家賃毎日生人福祉で、9", max_size=12))
def test_markup_is_read_back(words: str) -> None:
    text = read_with(words, LIST)
    assert marked_text(text.marked()) == text
