"""Lessons: the plan by the minute, the pages that may weigh on a child, and what was read beforehand."""

from pathlib import Path

import pytest

from supporter_app.bootstrap import compose
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import RequestRefused, StorageFull
from supporter_app.domain.furigana import Furigana, FuriganaChoice
from supporter_app.domain.lesson import LENGTHS
from supporter_app.domain.quiz import UNSURE, Response, Verdict
from supporter_app.services.preferences import Preferences

UPPER = EditionId("upper-elementary")


@pytest.mark.parametrize("length", LENGTHS)
def test_stops_follow_one_another_to_the_last_minute(length: int) -> None:
    plan = compose(None).lessons.plan(UPPER, length)
    ends = [each.timed.begins + each.timed.minutes for each in plan]
    assert [each.timed.begins for each in plan] == [0, *ends[:-1]]
    assert ends[-1] == length
    assert any(each.sensitive for each in plan)


def test_another_length_is_none() -> None:
    with pytest.raises(ValueError, match="50"):
        compose(None).lessons.plan(UPPER, 50)


@pytest.mark.parametrize("edition", ["general", "lower-elementary"])
def test_editions_without_a_lesson(edition: str) -> None:
    with pytest.raises(RequestRefused) as caught:
        compose(None).lessons.lesson(EditionId(edition))
    assert caught.value.code == "no-lesson"


def test_what_was_read_counts_for_its_version_and_its_edition(data_dir: Path) -> None:
    app = compose(data_dir)
    assert not app.lessons.read_through(UPPER)
    app.lessons.note_read_through(UPPER)
    app.close()
    again = compose(data_dir)
    assert again.lessons.read_through(UPPER)
    assert not again.lessons.read_through(EditionId("junior-high"))
    again.close()


def test_what_was_read_counts_until_the_end_where_the_disk_takes_nothing(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = compose(data_dir)

    def full(*_values: object) -> None:
        raise StorageFull(data_dir)

    monkeypatch.setattr("supporter_app.storage.preferences.save", full)
    with pytest.raises(StorageFull):
        app.lessons.note_read_through(UPPER)
    assert app.lessons.read_through(UPPER)
    app.close()
    again = compose(data_dir)
    assert not again.lessons.read_through(UPPER)
    again.close()


def test_the_minutes_of_a_lesson_are_kept_and_others_than_a_lesson_has_are_none(data_dir: Path) -> None:
    app = compose(data_dir)
    assert app.lessons.length(UPPER) == LENGTHS[-1]
    app.lessons.choose_length(UPPER, LENGTHS[0])
    assert app.lessons.length(EditionId("junior-high")) == LENGTHS[-1]
    app.close()
    again = compose(data_dir)
    assert again.lessons.length(UPPER) == LENGTHS[0]
    for value in ("50", "true", '"40"', "null"):
        with again.storage.write() as db:
            db.execute("UPDATE preference SET value = ?", (value,))
        assert again.lessons.length(UPPER) == LENGTHS[-1]
    again.close()


def test_the_furigana_of_a_lesson_is_kept_for_its_edition_and_apart_from_the_readers_own(data_dir: Path) -> None:
    app = compose(data_dir)
    edition = app.lessons.edition(UPPER)
    assert app.lessons.furigana(UPPER) == edition.furigana()
    wanted, own = FuriganaChoice(Furigana.BY_GRADE, 2), FuriganaChoice(Furigana.NONE)
    app.preferences.save(Preferences(furigana=own), UPPER)
    app.lessons.choose_furigana(UPPER, wanted)
    app.close()
    again = compose(data_dir)
    assert again.lessons.furigana(UPPER) == wanted
    assert again.preferences.load(edition).furigana == own
    junior = EditionId("junior-high")
    assert again.lessons.furigana(junior) == again.lessons.edition(junior).furigana()
    again.close()


@pytest.mark.parametrize("value", ["null", "[]", '"x"', "1000", "true", "not json"])
def test_furigana_of_a_lesson_that_cannot_be_understood_is_that_of_the_edition(value: str) -> None:
    app = compose(None)
    app.lessons.choose_furigana(UPPER, FuriganaChoice(Furigana.ALL, 1))
    with app.storage.write() as db:
        db.execute("UPDATE preference SET value = ?", (value,))
    assert app.lessons.furigana(UPPER) == app.lessons.edition(UPPER).furigana()


def test_of_a_child_no_choice_and_no_score_is_kept(data_dir: Path) -> None:
    app = compose(data_dir)
    chapter = app.learning.edition(UPPER).counted()[0]
    item = app.learning.quiz(UPPER, chapter.id).items[0]
    right = tuple(choice.id for choice in item.choices if choice.verdict is Verdict.BEST)[:1]
    assert app.learning.answer(UPPER, chapter.id, Response(item.id, right)).right
    assert app.learning.progress(UPPER).answered == {(chapter.id, item.id)}
    assert app.learning.last_response(UPPER, chapter.id, item.id) == Response(item.id, UNSURE)
    assert app.storage.rows('SELECT chosen, "right" FROM answer') == [("[]", 0)]
    app.close()
