"""Lesson files: the one route of a children's edition through its own pages and items."""

from dataclasses import dataclass
from pathlib import Path

from supporter_app.content.decoding import Decoder, Form, Record
from supporter_app.content.manuscript import open_manuscript, problems_of
from supporter_app.content.placed import PlacedText
from supporter_app.domain.edition import ChapterId, EditionId, ItemId, PageId
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.domain.lesson import Lesson, Stop, StopKind


class StopForm(Form, frozen=True):
    """One `[[stops]]`."""

    minutes: tuple[int, int]
    page: str = ""
    item: str = ""
    worksheet: str = ""
    quiet: bool = False


class LessonForm(Form, frozen=True):
    """The top of a lesson file."""

    title: str


@dataclass(frozen=True, slots=True)
class PlacedLesson:
    """A lesson as read from its file; `records` are those of its stops, `title` its title with its place."""

    lesson: Lesson
    records: tuple[Record, ...]
    title: PlacedText


def lesson_file(edition: EditionId) -> str:
    """Name an edition's lesson, from the root of the course."""
    return f"curriculum/{edition}/lesson.toml"


def read_lesson(root: Path, edition: EditionId) -> PlacedLesson:
    """Read the lesson of an edition; raises ContentError with everything wrong in its form."""
    problems: list[Problem] = []
    manuscript = open_manuscript(root, lesson_file(edition))
    decoder = Decoder(manuscript, problems)
    head = decoder.head(LessonForm, "stops") if not problems else None
    title = decoder.text(head.title, Record(manuscript, ()), "title") if head else None
    read = [(record, _stop(record, form, problems)) for record, form in decoder.records("stops", StopForm)]
    if title is None or problems:
        raise ContentError(problems_of(ContentError(tuple(problems))))
    lesson = Lesson(edition, title.text, tuple(stop for _, stop in read))
    return PlacedLesson(lesson, tuple(record for record, _ in read), title)


def _stop(record: Record, form: StopForm, problems: list[Problem]) -> Stop:
    named = {StopKind.PAGE: form.page, StopKind.ITEM: form.item, StopKind.WORKSHEET: form.worksheet}
    kinds = [kind for kind, name in named.items() if name] + ([StopKind.QUIET] if form.quiet else [])
    if min(form.minutes) < 0 or not any(form.minutes):
        problems.append(record.problem("lesson-stop-minutes", str(list(form.minutes)), "minutes"))
    if len(kinds) != 1:
        problems.append(record.problem("lesson-stop", ", ".join(kind.value for kind in kinds)))
        return Stop(StopKind.QUIET, form.minutes)
    chapter, _, name = (form.page or form.item).partition("/")
    return Stop(
        kinds[0],
        form.minutes,
        ChapterId(chapter) if chapter else None,
        PageId(name) if form.page else None,
        ItemId(name) if form.item else None,
        form.worksheet,
    )
