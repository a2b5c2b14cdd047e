"""What a teacher reads before a lesson: the guide and all that a class is shown, within ten minutes."""

import pytest

from supporter_app.bootstrap import compose
from supporter_app.domain.course import BulletList, Heading, Picture, SceneBlock, texts
from supporter_app.domain.edition import CHILDREN_EDITIONS, EditionId
from supporter_app.domain.lesson import LENGTHS, StopKind

TEN_MINUTES, PRESSES = 10, 0.5
"""Preparing takes ten minutes at most; half a minute of them is for the five presses on the way."""
EDITIONS = sorted(each for each in CHILDREN_EDITIONS if each != EditionId("lower-elementary"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_lesson_is_prepared_in_ten_minutes(edition: EditionId) -> None:
    reading = compose(None).preparation.reading(edition)
    assert reading.minutes() <= TEN_MINUTES - PRESSES
    read = [text for block in reading.guide.blocks for text in texts(block)]
    assert reading.minutes() > sum(len(text.plain()) for text in read) / 500


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_stop_of_both_lengths_is_read_once_and_in_order(edition: EditionId) -> None:
    app = compose(None)
    read = [each.planned.timed.stop for each in app.preparation.reading(edition).stops]
    assert len(set(read)) == len(read)
    for length in LENGTHS:
        shown = [timed.stop for timed in app.lessons.lesson(edition).route(length)]
        assert [stop for stop in read if stop in shown] == [stop for stop in shown if stop.kind is not StopKind.QUIET]


def test_a_page_keeps_its_picture_and_a_scene_each_of_its_steps() -> None:
    app = compose(None)
    edition = EditionId("upper-elementary")
    pages = [each for each in app.preparation.reading(edition).stops if each.planned.timed.stop.kind is StopKind.PAGE]
    assert all(any(isinstance(block, Picture) for block in each.blocks) for each in pages)
    [played] = [each for each in pages if any(isinstance(block, Heading) for block in each.blocks)]
    page = app.lessons.page(edition, played.planned.timed)
    assert page is not None
    [scene] = [app.library.scene(edition, block.scene) for block in page.blocks if isinstance(block, SceneBlock)]
    assert sum(isinstance(block, BulletList) for block in played.blocks) == len(scene.steps)
