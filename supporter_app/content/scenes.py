"""Scene files read into branching talks."""

from pathlib import Path
from typing import Literal

from supporter_app.content.decoding import Decoder, Form, Record
from supporter_app.content.manuscript import open_manuscript, problems_of
from supporter_app.content.placed import PlacedScene, PlacedText
from supporter_app.domain.edition import EditionId, SceneId
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.domain.quiz import Reply, Scene, Step, Verdict


class ReplyForm(Form, frozen=True):
    """One `[[steps.replies]]`."""

    id: str
    text: str
    verdict: Literal["best", "fine", "avoid"]
    feedback: str
    next: str | None = None


class StepForm(Form, frozen=True):
    """One `[[steps]]`."""

    id: str
    text: str
    replies: tuple[ReplyForm, ...]


class SceneForm(Form, frozen=True):
    """The top of a scene file."""

    id: str
    title: str
    start: str


def scene_file(edition: EditionId, scene: SceneId) -> str:
    """Name a scene's file, from the root of the course."""
    return f"curriculum/{edition}/scenes/{scene}.toml"


def read_scene(root: Path, file: str) -> PlacedScene:
    """Read one scene; raises ContentError with everything wrong in it."""
    problems: list[Problem] = []
    manuscript = open_manuscript(root, file)
    decoder = Decoder(manuscript, problems)
    head = decoder.head(SceneForm, "steps") if not problems else None
    texts: list[PlacedText] = []
    lines: list[int] = []
    steps: list[Step] = []
    top = Record(manuscript, ())
    title = decoder.text(head.title, top, "title") if head else None
    for record, form in decoder.records("steps", StepForm):
        decoder.identify(form.id, record)
        text = decoder.text(form.text, record, "text")
        texts.append(text)
        lines.append(record.line())
        steps.append(Step(form.id, text.text, _replies(decoder, record, form, texts)))
    if head is None or title is None or problems:
        raise ContentError(problems_of(ContentError(tuple(problems))))
    scene = Scene(SceneId(head.id), title.text, head.start, tuple(steps))
    return PlacedScene(file, scene, tuple(lines), (title, *texts))


def _replies(decoder: Decoder, record: Record, form: StepForm, texts: list[PlacedText]) -> tuple[Reply, ...]:
    replies = []
    for number, each in enumerate(form.replies):
        place = Record(record.manuscript, (*record.path, "replies", number))
        decoder.identify(each.id, place)
        text = decoder.text(each.text, place, "text")
        feedback = decoder.text(each.feedback, place, "feedback")
        texts.extend((text, feedback))
        replies.append(Reply(each.id, text.text, Verdict(each.verdict), feedback.text, each.next))
    return tuple(replies)
