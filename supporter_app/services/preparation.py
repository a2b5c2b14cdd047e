"""What a teacher reads before a lesson: the guide of one page, then everything the class will be shown."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supporter_app.domain.course import Block, BulletList, Heading, Paragraph, Picture, texts
from supporter_app.domain.edition import EditionId
from supporter_app.domain.lesson import LENGTHS, StopKind
from supporter_app.domain.ruby import marked_text
from supporter_app.domain.school import PaperScene, TeacherPaper
from supporter_app.i18n import _
from supporter_app.services.lesson_slides import GAP
from supporter_app.services.lessons import Lessons, PlannedStop
from supporter_app.services.papers_from_course import PaperSource
from supporter_app.services.teacher_papers import TeacherSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supporter_app.domain.quiz import Item

PACE = 500
"""Characters a minute of a teacher; most read about 400 to 1,000 (日本医事新報社, 「一般的な読み速度」)."""


@dataclass(frozen=True, slots=True)
class ReadStop:
    """A stop as a teacher reads it: all that a class can come to see there, answers and ways of a scene included."""

    planned: PlannedStop
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is read before a lesson: the guide of one page, then every stop."""

    guide: TeacherPaper
    stops: tuple[ReadStop, ...]

    def minutes(self) -> float:
        """Compute how long it takes to read."""
        blocks = (*self.guide.blocks, *(block for stop in self.stops for block in stop.blocks))
        read = (*(stop.planned.title for stop in self.stops), *(text for block in blocks for text in texts(block)))
        return sum(len("".join(text.plain().split())) for text in read) / PACE


class Preparation:
    """Puts together what is read before a lesson."""

    def __init__(self, lessons: Lessons, papers: PaperSource) -> None:
        """Take the lessons, and the course as paper shows it: without anything that has to be pressed."""
        self.lessons = lessons
        self.papers = papers
        self.teacher = TeacherSource(papers.library)

    def reading(self, edition: EditionId) -> Reading:
        """Give the guide, and every stop that a lesson of any length has, each once; quiet time has nothing to read."""
        every = {planned.timed.stop: planned for length in LENGTHS for planned in self.lessons.plan(edition, length)}
        order = self.lessons.lesson(edition).stops
        kept = [every[stop] for stop in order if stop in every and stop.kind is not StopKind.QUIET]
        return Reading(self.teacher.guide(edition), tuple(self._read(edition, planned) for planned in kept))

    def _read(self, edition: EditionId, planned: PlannedStop) -> ReadStop:
        page, item = self.lessons.page(edition, planned.timed), self.lessons.item(edition, planned.timed)
        if page is not None:
            paper = self.papers.page(edition, page)
            pictures = (block for block in page.blocks if isinstance(block, Picture))
            scene = _scene(paper.scene) if paper.scene is not None else ()
            return ReadStop(planned, (*paper.blocks, *scene, *pictures))
        if item is not None:
            return ReadStop(planned, tuple(_item(item)))
        sheet = self.papers.library.worksheet(edition, planned.timed.stop.worksheet)
        return ReadStop(planned, tuple(map(Paragraph, (sheet.kept, sheet.ask, sheet.comfort))))


def _item(item: "Item") -> "Iterator[Block]":
    """Give the choices with what is said about each, and the explanation after them."""
    lines = []
    for choice in item.choices:
        answer = choice.text.followed_by(choice.partner, GAP) if choice.partner is not None else choice.text
        lines.append(answer.emphasised().followed_by(choice.feedback, GAP))
    yield BulletList(tuple(lines))
    yield Paragraph(item.explanation)


def _scene(scene: PaperScene) -> "Iterator[Block]":
    """Give every step with its replies and what comes of them."""
    yield Heading(scene.title)
    for number, step in enumerate(scene.steps, 1):
        name = marked_text(_("scene on paper: step {number}").format(number=number))
        yield Paragraph(name.emphasised().followed_by(step.text, GAP))
        yield BulletList(tuple(reply.emphasised().followed_by(comes, GAP) for reply, comes in step.replies))
