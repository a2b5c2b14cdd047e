"""A scene written out: its first step first, and the way on only where it is not simply the next step."""

from supporter_app.domain.edition import SceneId
from supporter_app.domain.quiz import Reply, Scene, Step, Verdict
from supporter_app.domain.ruby import ruby_text
from supporter_app.services.scene_on_paper import scene_on_paper


def step(name: str, *ways: str | None) -> Step:
    replies = tuple(
        Reply(f"{name}-{at}", ruby_text("言う"), Verdict.FINE, ruby_text("わけ"), way) for at, way in enumerate(ways)
    )
    return Step(name, ruby_text(name), replies)


def follows(scene: Scene) -> list[list[str]]:
    return [[told.plain() for _said, told in each.replies] for each in scene_on_paper(scene).steps]


def test_a_straight_scene_needs_no_words_for_its_way() -> None:
    scene = Scene(SceneId("a"), ruby_text("場面"), "s1", (step("s1", "s2", "s2"), step("s2", None, None)))
    assert follows(scene) == [["わけ", "わけ"], ["わけ", "わけ"]]


def test_a_branch_says_where_it_leads() -> None:
    steps = (step("s2", "s3", None), step("s1", "s2", "s3"), step("s3", None, None))
    scene = Scene(SceneId("a"), ruby_text("場面"), "s1", steps)
    assert [each.text.plain() for each in scene_on_paper(scene).steps] == ["s1", "s2", "s3"]
    ways = follows(scene)
    assert [told.endswith(("2へ)", "3へ)")) for told in ways[0]] == [True, True]
    assert ways[1][0].endswith("3へ)"), ways
    assert ways[1][1].endswith("おわり)"), ways
    assert ways[2] == ["わけ", "わけ"], "the last step ends for all"
