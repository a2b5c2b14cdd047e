"""Scenes: every step is reached, every path ends, and every step has one best reply."""

from collections.abc import Iterator

from supporter_app.content.checks.material import Material
from supporter_app.content.manuscript import Manuscript, open_manuscript
from supporter_app.content.placed import PlacedScene
from supporter_app.domain.errors import Problem
from supporter_app.domain.quiz import Scene, Step, Verdict

STEPS = (2, 4)
REPLIES = (2, 3)
LONGEST_TEXT, LONGEST_REPLY, LONGEST_FEEDBACK = 110, 36, 80


def check_talks(material: Material) -> Iterator[Problem]:
    """Check every scene."""
    for edition in material.editions:
        for scene in edition.scenes:
            yield from _scene(scene)
            yield from _ways(open_manuscript(material.root, scene.file), scene.scene)


def _scene(placed: PlacedScene) -> Iterator[Problem]:
    scene = placed.scene
    if placed.file.rsplit("/", 1)[1] != f"{scene.id}.toml":
        yield Problem(placed.file, 1, "scene-id", scene.id)
    if not STEPS[0] <= len(scene.steps) <= STEPS[1]:
        yield Problem(placed.file, 1, "step-count", str(len(scene.steps)))
    ids = {step.id for step in scene.steps}
    reached, looping = _reached(scene, ids), _looping(scene)
    seen: set[str] = set()
    for line, step in zip(placed.lines, scene.steps, strict=True):
        faults = {
            "duplicate-step": step.id in seen,
            "step-unreachable": bool(reached) and step.id not in reached,
            "scene-endless": step.id == looping,
        }
        seen.add(step.id)
        yield from (Problem(placed.file, line, code, step.id) for code, found in faults.items() if found)
        for code, detail in (*_step(step), *_lengths(step)):
            yield Problem(placed.file, line, code, f"{step.id}: {detail}")


def _ways(manuscript: Manuscript, scene: Scene) -> Iterator[Problem]:
    """Name the keys that lead to a step there is not."""
    ids = {step.id for step in scene.steps}
    if scene.start not in ids:
        yield manuscript.problem(manuscript.line_of(("start",)), "step-unknown", scene.start)
    for number, step in enumerate(scene.steps):
        for place, reply in enumerate(step.replies):
            if reply.following is not None and reply.following not in ids:
                line = manuscript.line_of(("steps", number, "replies", place, "next"))
                yield manuscript.problem(line, "step-unknown", reply.following)


def _step(step: Step) -> Iterator[tuple[str, str]]:
    if not REPLIES[0] <= len(step.replies) <= REPLIES[1]:
        yield "reply-count", str(len(step.replies))
    best = sum(reply.verdict is Verdict.BEST for reply in step.replies)
    if best != 1:
        yield "right-count", str(best)
    names = [reply.id for reply in step.replies]
    for reply in step.replies:
        if names.count(reply.id) > 1:
            yield "duplicate-reply", reply.id
        if not reply.feedback.plain().strip():
            yield "feedback-missing", reply.id


def _lengths(step: Step) -> Iterator[tuple[str, str]]:
    measured = [("text", step.text, LONGEST_TEXT)]
    for reply in step.replies:
        measured.append((f"{reply.id} text", reply.text, LONGEST_REPLY))
        measured.append((f"{reply.id} feedback", reply.feedback, LONGEST_FEEDBACK))
    for name, text, most in measured:
        if len(text.plain()) > most:
            yield "text-long", f"{name} {len(text.plain())}/{most}"


def _followers(scene: Scene) -> dict[str, set[str]]:
    return {step.id: {reply.following for reply in step.replies if reply.following} for step in scene.steps}


def _reached(scene: Scene, ids: set[str]) -> set[str]:
    """Find the steps that some path from the start comes to."""
    followers = _followers(scene)
    reached: set[str] = set()
    waiting = {scene.start} & ids
    while waiting:
        reached |= waiting
        waiting = {each for step in waiting for each in followers.get(step, set())} - reached
    return reached


def _looping(scene: Scene) -> str | None:
    """Find a step on a path that never ends: one that is left when steps with no way onward are taken away in turn."""
    ids = {step.id for step in scene.steps}
    followers = {step: each & ids for step, each in _followers(scene).items()}
    while ending := {step for step, each in followers.items() if not each}:
        followers = {step: each - ending for step, each in followers.items() if step not in ending}
    return next((step.id for step in scene.steps if step.id in followers), None)
