"""A scene written out for paper: all its steps, and where a reply leads when it is not simply the next step."""

from supporter_app.domain.quiz import Reply, Scene, Step
from supporter_app.domain.ruby import RubyText, marked_text
from supporter_app.domain.school import PaperScene, PaperStep
from supporter_app.i18n import _


def scene_on_paper(scene: Scene) -> PaperScene:
    """Put a scene together, its first step first."""
    steps = (scene.step(scene.start), *(step for step in scene.steps if step.id != scene.start))
    numbers = {step.id: number for number, step in enumerate(steps, 1)}
    return PaperScene(scene.title, tuple(_step(step, numbers) for step in steps))


def _step(step: Step, numbers: dict[str, int]) -> PaperStep:
    """Write a step out; the way on is told where not all replies lead to what stands below."""
    below = (numbers[step.id] + 1) if numbers[step.id] < len(numbers) else None
    ways = [numbers[reply.following] if reply.following else None for reply in step.replies]
    if all(way == below for way in ways):
        return PaperStep(step.text, tuple((reply.text, reply.feedback) for reply in step.replies))
    told = (_with_way(reply, way) for reply, way in zip(step.replies, ways, strict=True))
    return PaperStep(step.text, tuple(told))


def _with_way(reply: Reply, way: int | None) -> tuple[RubyText, RubyText]:
    """Add to what comes of a reply where the scene goes on."""
    said = _("scene on paper: it ends here")
    if way is not None:
        said = _("scene on paper: on to step {number}").format(number=way)
    return reply.text, reply.feedback.followed_by(marked_text(said))
