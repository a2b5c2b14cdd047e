"""What help lines and programmes say in easy Japanese: all of it, no number lost, and only where it is asked for."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from supporter_app import i18n
from supporter_app.content.library import Library
from supporter_app.services.consultation import Consultation

NUMBER = re.compile(r"[0-9#-]+")


@pytest.fixture
def course(root: Path) -> Library:
    return Library(root)


@pytest.fixture
def easy() -> Iterator[None]:
    former = i18n.in_use()
    i18n.use(i18n.EASY_LOCALE)
    yield
    i18n.use(former)


def sentences(course: Library) -> Iterator[str]:
    for line in course.helplines():
        yield from filter(None, (line.hours, line.cost, line.for_whom, line.note))
    for each in course.programmes():
        yield from (each.what, each.where_to_apply)


def test_every_sentence_is_said_in_easy_japanese_too(course: Library) -> None:
    assert [each for each in sentences(course) if each not in course.easy_words()] == []


def test_no_number_day_or_hour_is_another_in_easy_words(course: Library) -> None:
    """Numbers in the sentence stand in its easy words, and the other way round; 24 hours not being given is no hour."""
    for words, said in course.easy_words().items():
        if words.startswith("24時間の窓口ではありません"):
            continue
        assert set(NUMBER.findall(words)) == set(NUMBER.findall(said)), words
    weekdays = re.compile(r"[月火水木金土日](?=曜)")
    for words, said in course.easy_words().items():
        assert set(weekdays.findall(words)) <= set(weekdays.findall(said)), words


def test_lines_and_programmes_speak_the_language_in_use(course: Library, easy: None) -> None:
    del easy
    asked = Consultation(course, lambda: datetime(2026, 11, 20, 3, tzinfo=UTC))
    plain = {line.id: line for line in course.helplines()}
    for offer in asked.all():
        said, former = offer.line, plain[offer.line.id]
        assert (said.name, said.reach(), said.rules) == (former.name, former.reach(), former.rules)
        assert said.hours == course.easy_words()[former.hours]
    assert [each.what for each in asked.programmes()] == [
        course.easy_words()[each.what] for each in course.programmes()
    ]


def test_in_other_words_nothing_changes(course: Library) -> None:
    asked = Consultation(course, lambda: datetime(2026, 11, 20, 3, tzinfo=UTC))
    assert asked.programmes() == course.programmes()
    assert {offer.line for offer in asked.all()} <= set(course.helplines())
