"""Strong words, readings and facts in a line of text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.content.inline import read_text
from supporter_app.domain.errors import ContentError
from supporter_app.domain.fact import FactId
from supporter_app.domain.ruby import Run

KANJI = st.text(st.sampled_from("孤独立相談窓口地域活動調査々"), min_size=1, max_size=4)
HIRAGANA = st.text(st.sampled_from("あいうえおこどくりつそうだんまぐちゃゅょっん"), min_size=1, max_size=6)
PLAIN = st.text(st.sampled_from("あいうアイウ、。「」・（）ー漢字abcXYZ"), max_size=8)


def runs(text: str) -> tuple[Run, ...]:
    return read_text(text, "f", 7).text.runs


def codes(text: str) -> list[tuple[int, str]]:
    with pytest.raises(ContentError) as caught:
        read_text(text, "f", 7)
    return [(each.line, each.code) for each in caught.value.problems]


def read_or_refused(text: str) -> bool:
    """Tell whether a text is read, or refused with a reason."""
    try:
        read_text(text, "f", 1)
    except ContentError as error:
        return bool(error.problems)
    return True


def test_a_reading_stands_over_its_kanji() -> None:
    assert runs("{孤独|こどく}を感じる") == (Run("孤独", "こどく"), Run("を感じる"))


def test_a_fact_marks_what_it_covers_readings_included() -> None:
    fact = FactId("a-b")
    assert runs("[{約|やく}4割]{fact=a-b}です") == (Run("約", "やく", fact=fact), Run("4割", fact=fact), Run("です"))


def test_a_strong_word_may_hold_a_fact() -> None:
    assert runs("**とても[3]{fact=x}回**だ") == (
        Run("とても", strong=True),
        Run("3", strong=True, fact=FactId("x")),
        Run("回", strong=True),
        Run("だ"),
    )


def test_lines_are_joined_without_a_space_and_keep_their_numbers() -> None:
    placed = read_text("一行\n二行", "f", 7)
    assert placed.text.plain() == "一行二行"
    assert [line for line, _ in placed.fragments] == [7, 8]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{孤独|こどく", "ruby-broken"),
        ("孤独|こどく}", "ruby-broken"),
        ("{孤独}", "ruby-broken"),
        ("{孤|こ|独}", "ruby-broken"),
        ("{|こどく}", "ruby-base"),
        ("{孤り|ひとり}", "ruby-base"),
        ("{ひとり|ひとり}", "ruby-base"),
        ("{孤独|}", "ruby-reading"),
        ("{孤独|コドク}", "ruby-reading"),
        ("[39.3%]", "markup-stray"),
        ("[39.3%]{fact=}", "markup-span"),
        ("[39.3%]{fakt=a}", "markup-span"),
        ("[39.3%]{fact=a onclick=b}", "markup-span"),
        ("[a[b]{fact=x}]{fact=y}", "markup-span"),
        ("**強調", "markup-stray"),
        ("*ななめ*", "markup-emphasis"),
        ("[ここ](https://example.com)", "markup-link"),
        ("<https://example.com>", "markup-link"),
        ("<b>太い</b>", "markup-html"),
        ("`code`", "markup-code"),
        ("![絵](slug)", "markup-picture"),
        ("おわり  \nつぎ", "markup-line-break"),
        ("a\\*b", "markup-stray"),
        ("a|b", "markup-stray"),
    ],
)
def test_what_is_not_allowed_is_named(text: str, code: str) -> None:
    assert (7, code) in codes(text)


def test_the_line_of_a_fault_is_its_own() -> None:
    assert codes("よい行\n{孤独|コドク}") == [(8, "ruby-reading")]


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    assert read_or_refused(text)


@given(st.text(st.sampled_from('{}[]|*_`<>!()=#:\\\n 孤独こfact-1"%')))
def test_any_heap_of_signs_is_read_or_refused(text: str) -> None:
    assert read_or_refused(text)


@given(st.lists(st.one_of(st.tuples(KANJI, HIRAGANA), PLAIN), max_size=6))
def test_readings_come_back_whole(parts: list[tuple[str, str] | str]) -> None:
    written = "".join(part if isinstance(part, str) else f"{{{part[0]}|{part[1]}}}" for part in parts)
    text = read_text(written, "f", 1).text
    assert text.plain() == "".join(part if isinstance(part, str) else part[0] for part in parts)
    assert text.spoken() == "".join(part if isinstance(part, str) else part[1] for part in parts)
    assert [(run.text, run.reading) for run in text.runs if run.reading] == [
        part for part in parts if not isinstance(part, str)
    ]
