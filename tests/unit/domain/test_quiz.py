"""How responses are judged, and in which order choices are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.domain.edition import ItemId, PageId, SceneId
from supporter_app.domain.quiz import (
    UNSURE,
    Choice,
    Item,
    Kind,
    Reply,
    Response,
    Scene,
    Step,
    Verdict,
    judge,
    shown_order,
)
from supporter_app.domain.ruby import ruby_text


def item(kind: Kind, *verdicts: Verdict) -> Item:
    choices = tuple(
        Choice(name, ruby_text(name), verdict, ruby_text("so")) for name, verdict in zip("abcd", verdicts, strict=False)
    )
    return Item(ItemId("q1"), kind, ruby_text("?"), choices, ruby_text("so"), PageId("p1"))


def right(made: Item, *chosen: str) -> bool:
    return judge(made, Response(made.id, chosen)).right


BEST, FINE, AVOID = Verdict.BEST, Verdict.FINE, Verdict.AVOID


@pytest.mark.parametrize("kind", [Kind.SINGLE, Kind.TRUE_FALSE, Kind.FILL])
def test_one_choice(kind: Kind) -> None:
    made = item(kind, BEST, AVOID)
    assert right(made, "a")
    assert not right(made, "b")
    assert not right(made, "a", "b")


def test_several_choices_want_all_and_no_other() -> None:
    made = item(Kind.SEVERAL, BEST, BEST, AVOID)
    assert right(made, "b", "a")
    assert not right(made, "a")
    assert not right(made, "a", "b", "c")


@pytest.mark.parametrize("kind", [Kind.ORDER, Kind.MATCH])
def test_order_and_partners(kind: Kind) -> None:
    made = item(kind, BEST, BEST, BEST)
    assert right(made, "a", "b", "c")
    judged = judge(made, Response(made.id, ("a", "c", "b")))
    assert not judged.right
    assert [ok for _, ok in judged.feedback] == [True, False, False]
    assert not right(made, "a", "b")


def test_in_a_scene_what_is_not_to_be_avoided_is_no_mistake() -> None:
    made = item(Kind.SCENE, BEST, FINE, AVOID)
    assert [right(made, each) for each in "abc"] == [True, True, False]


def test_not_knowing_is_an_answer() -> None:
    judged = judge(item(Kind.SINGLE, BEST, AVOID), Response(ItemId("q1"), UNSURE))
    assert (judged.right, judged.unsure, judged.feedback) == (False, True, ())


@given(st.text(), st.sampled_from(list(Kind)))
def test_the_order_shown_is_the_same_on_every_resume(seed: str, kind: Kind) -> None:
    made = item(kind, BEST, BEST, AVOID, AVOID)
    shown = shown_order(made, seed)
    assert shown == shown_order(made, seed)
    assert sorted(shown, key=lambda each: each.id) == list(made.choices)
    if kind in {Kind.ORDER, Kind.MATCH}:
        assert shown != made.choices


def test_steps_of_a_scene() -> None:
    step = Step("s1", ruby_text("a"), (Reply("a", ruby_text("a"), BEST, ruby_text("so"), None),))
    scene = Scene(SceneId("x"), ruby_text("x"), "s1", (step,))
    assert scene.step("s1") is step
    with pytest.raises(KeyError):
        scene.step("s2")
