"""Where things stand in a TOML file: what is named by its line is found by whoever has to mend it."""

import tomllib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.content.toml_lines import Step, line_of

QUIZ = '''# items
chapter = "a"

[[items]]
id = "q1"
page = "p1"

[[items.choices]]
text = "one"

[[items.choices]]
text = """
two"""
feedback = "fine"

[[items]] # the second
id = "q2"

[[items.choices]]
feedback = "only"
'''
LISTS = """printed = [
    "one", "two",  # "not one"
    'three, four',
    "fi\\"ve",

    { page = "p1", minutes = [1, 2] },
]
stops = [
  {page = "a"},
  {page = "b"},
]
page = "top"
"""


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        (QUIZ, ("chapter",), 2),
        (QUIZ, ("items", 0, "page"), 6),
        (QUIZ, ("items", 0, "choices", 1, "feedback"), 14),
        (QUIZ, ("items", 0, "choices", 0, "feedback"), 8),
        (QUIZ, ("items", 1), 16),
        (QUIZ, ("items", 1, "page"), 16),
        (QUIZ, ("items", 1, "choices", 0, "feedback"), 20),
        (QUIZ, ("items", 1, "choices", 0, "text"), 19),
        (QUIZ, ("page",), 1),
        (LISTS, ("printed", 0), 2),
        (LISTS, ("printed", 1), 2),
        (LISTS, ("printed", 2), 3),
        (LISTS, ("printed", 3), 4),
        (LISTS, ("printed", 4), 6),
        (LISTS, ("printed", 4, "minutes", 1), 6),
        (LISTS, ("stops", 1, "page"), 10),
        (LISTS, ("stops",), 8),
        (LISTS, ("page",), 12),
        ('[sources.a]\ntitle = "x"\n\n[sources."b"]\ndate = "y"\n', ("sources", "b", "title"), 4),
        ('[sources.a]\ntitle = "x"\n\n[sources."b"]\ndate = "y"\n', ("sources", "a", "title"), 2),
    ],
)
def test_a_key_a_table_and_an_element(text: str, path: Sequence[Step], line: int) -> None:
    assert tomllib.loads(text)
    assert line_of(text.split("\n"), path) == line


@given(st.text(alphabet="[]{}\",=#'\n a.", max_size=60), st.integers(0, 4))
def test_any_heap_of_signs_gives_a_line_of_the_file(text: str, place: int) -> None:
    lines = text.split("\n")
    assert 1 <= line_of(lines, ("a", place, "a")) <= len(lines)
