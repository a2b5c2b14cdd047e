"""The lesson of a children's edition: it is there, fits its minutes, and calls for nothing that is not there."""

from collections.abc import Iterator
from itertools import pairwise

from supporter_app.content.checks.material import EditionMaterial, Material
from supporter_app.content.contents import contents_file
from supporter_app.content.lessons import PlacedLesson, lesson_file
from supporter_app.content.school_papers import is_worksheet
from supporter_app.domain.course import Care, Page, SceneBlock
from supporter_app.domain.edition import CHILDREN_EDITIONS, ChapterId, EditionId, ItemId, PageId
from supporter_app.domain.errors import Problem
from supporter_app.domain.lesson import (
    LENGTHS,
    MOST_ITEMS,
    MOST_PAGES,
    QUIET_MINUTES,
    SCENES,
    WORKSHEETS,
    Stop,
    StopKind,
)

CHAPTERS = (
    "01-introduction",
    "02-what-is-the-problem",
    "03-think-about-connections",
    "04-what-surveys-tell",
    "05-when-in-trouble",
    "06-help-lines",
    "07-local-activities",
    "08-closing",
)
SHOW = EditionId("lower-elementary")
"""The picture-card show has one chapter of its own and no lesson."""

Pages = dict[tuple[ChapterId, PageId], Page]
Route = list[tuple[int, Stop]]
"""The stops of a lesson of one length with their lines."""


def check_lessons(material: Material) -> Iterator[Problem]:
    """Check the chapters and the lesson of every edition."""
    for edition in material.editions:
        if edition.contents is None or edition.id == SHOW:
            continue
        yield from _chapters(edition, [entry.id for entry in edition.contents.chapters])
        if edition.lesson is not None:
            yield from _lesson(edition, edition.lesson)
        elif edition.id in CHILDREN_EDITIONS and lesson_file(edition.id) not in edition.unread:
            yield Problem(lesson_file(edition.id), 1, "lesson-missing")


def _chapters(edition: EditionMaterial, listed: list[ChapterId]) -> Iterator[Problem]:
    """Check that the eight chapters are listed, in their order."""
    file = contents_file(edition.id)
    for chapter in CHAPTERS:
        if chapter not in listed:
            yield Problem(file, 1, "chapter-absent", chapter)
    for (first, second), line in zip(pairwise(listed), edition.contents_lines[1:], strict=False):
        if first in CHAPTERS and second in CHAPTERS and CHAPTERS.index(second) < CHAPTERS.index(first):
            yield Problem(file, line, "chapter-order", second)


def _lesson(edition: EditionMaterial, placed: PlacedLesson) -> Iterator[Problem]:
    file = lesson_file(edition.id)
    pages = {(chapter.chapter.id, page.id): page for chapter in edition.chapters for page in chapter.chapter.pages}
    order = {entry.id: number for number, entry in enumerate(edition.contents.chapters if edition.contents else ())}
    yield from _twice(placed)
    before = 0
    for record, stop in zip(placed.records, placed.lesson.stops, strict=True):
        name = f"{stop.chapter}/{stop.page or stop.item}"
        if not _there(edition, stop, pages):
            yield record.problem("lesson-unknown", stop.worksheet or name.removesuffix("/None"), stop.kind.value)
            continue
        place = order.get(stop.chapter, before) if stop.chapter else before
        if place < before:
            yield record.problem("lesson-order", name, stop.kind.value)
        before = place
    wrong: dict[tuple[int, str, str], list[str]] = {}
    for length in LENGTHS:
        for at, code, detail in _route(placed, length, pages):
            wrong.setdefault((at, code, detail), []).append(str(length))
    for (at, code, detail), lengths in wrong.items():
        yield Problem(file, at, code, f"{'・'.join(lengths)}: {detail}")


def _route(placed: PlacedLesson, length: int, pages: Pages) -> Iterator[tuple[int, str, str]]:
    """Check a lesson of one length; gives line, code and detail."""
    at = LENGTHS.index(length)
    stops = zip(placed.records, placed.lesson.stops, strict=True)
    route = [(record.line(), stop) for record, stop in stops if stop.minutes[at]]
    total = sum(stop.minutes[at] for _, stop in route)
    if total != length:
        yield 1, "lesson-minutes", str(total)
    for kind, most, lines in _counted(route, pages):
        if len(lines) > most:
            yield lines[most], "lesson-count", f"{kind} {len(lines)}/{most}"
    if not any(stop.kind is StopKind.WORKSHEET for _, stop in route):
        yield 1, "lesson-count", f"worksheet 0/{WORKSHEETS}"
    line, last = route[-1] if route else (1, None)
    if last is None or last.kind is not StopKind.QUIET or last.minutes[at] < QUIET_MINUTES:
        yield line, "lesson-quiet", "―" if last is None else f"{last.kind.value} {last.minutes[at]}"
    yield from _care(route, pages)


def _twice(placed: PlacedLesson) -> Iterator[Problem]:
    shown: set[tuple[ChapterId, PageId | ItemId | None]] = set()
    for record, stop in zip(placed.records, placed.lesson.stops, strict=True):
        if stop.chapter:
            place = (stop.chapter, stop.page or stop.item)
            if place in shown:
                yield record.problem("lesson-twice", "/".join(map(str, place)))
            shown.add(place)


def _there(edition: EditionMaterial, stop: Stop, pages: Pages) -> bool:
    """Tell whether a stop is there; one of a file that is away or broken is, because that file is named itself."""
    entries = edition.contents.chapters if edition.contents else ()
    match stop.kind:
        case StopKind.PAGE:
            unread = {entry.id for entry in entries} - {chapter for chapter, _ in pages}
            return (stop.chapter, stop.page) in pages or stop.chapter in unread
        case StopKind.ITEM:
            quizzes = [quiz.quiz for quiz in edition.quizzes]
            unread = {entry.id for entry in entries if entry.items} - {quiz.chapter for quiz in quizzes}
            items = {(quiz.chapter, item.id) for quiz in quizzes for item in quiz.items}
            return (stop.chapter, stop.item) in items or stop.chapter in unread
        case StopKind.WORKSHEET:
            return is_worksheet(stop.worksheet)
        case StopKind.QUIET:
            return True


def _counted(route: Route, pages: Pages) -> Iterator[tuple[str, int, list[int]]]:
    """Give what a lesson holds few of, how many at most, and the lines of those it has."""
    yield "page", MOST_PAGES, [line for line, stop in route if stop.kind is StopKind.PAGE]
    yield "item", MOST_ITEMS, [line for line, stop in route if stop.kind is StopKind.ITEM]
    yield "scene", SCENES, [line for line, stop in route if _holds(stop, pages, SceneBlock)]
    yield "worksheet", WORKSHEETS, [line for line, stop in route if stop.kind is StopKind.WORKSHEET]


def _holds(stop: Stop, pages: Pages, kind: type) -> bool:
    page = pages.get((stop.chapter, stop.page)) if stop.chapter and stop.page else None
    return page is not None and any(isinstance(block, kind) for block in page.blocks)


def _care(route: Route, pages: Pages) -> Iterator[tuple[int, str, str]]:
    """Name a page that an earlier one announces, when the lesson does not show that one before it."""
    shown = {(stop.chapter, stop.page): line for line, stop in reversed(route) if stop.chapter and stop.page}
    for announcing, announced in pairwise(pages):
        cares = any(isinstance(block, Care) for block in pages[announcing].blocks)
        line = shown.get(announced)
        if cares and announcing[0] == announced[0] and line is not None and shown.get(announcing, line) >= line:
            yield line, "lesson-care", "/".join(announced)
