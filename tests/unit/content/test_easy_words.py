"""The list of easy words: each of a sentence there is, and every kanji with a reading."""

from supporter_app.content.easy_words import FILE
from tests.unit.content.conftest import CourseCopy


def test_easy_words_of_nothing_and_a_kanji_without_a_reading_are_named(course: CourseCopy) -> None:
    number = course.append(FILE, "そのような文はない\t龘")
    assert {(FILE, number, "easy-words"), (FILE, number, "ruby-missing")} <= course.found()
