"""The lesson of a children's edition: it is there, fits its minutes, and calls for nothing that is not there."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from supporter_app.content.checks.material import EditionMaterial, Material
from supporter_app.content.lessons import PlacedLesson, lesson_file
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


def check_lessons(material: Material) -> Iterator[Problem]:
    """Check the chapters and the lesson of every edition."""
    for edition in material.editions:
        if edition.contents is None or edition.id == SHOW:
            continue
        listed = {entry.id for entry in edition.contents.chapters}
        for chapter in CHAPTERS:
            if chapter not in listed:
                yield Problem(f"curriculum/{edition.id}/course.toml", 1, "chapter-absent", chapter)
        if edition.lesson is not None:
            yield from _lesson(edition, edition.lesson)
        elif edition.id in CHILDREN_EDITIONS and lesson_file(edition.id) not in edition.unread:
            yield Problem(lesson_file(edition.id), 1, "lesson-missing")


def _lesson(edition: EditionMaterial, placed: PlacedLesson) -> Iterator[Problem]:
    file = lesson_file(edition.id)
    pages = {(chapter.chapter.id, page.id): page for chapter in edition.chapters for page in chapter.chapter.pages}
    order = {entry.id: number for number, entry in enumerate(edition.contents.chapters if edition.contents else ())}
    yield from _twice(placed)
    last = 0
    for record, stop in zip(placed.records, placed.lesson.stops, strict=True):
        if not _there(edition, stop, pages):
            yield record.problem("lesson-unknown", f"{stop.chapter}/{stop.page or stop.item}")
        place = order.get(stop.chapter, last) if stop.chapter else last
        if place < last:
            yield record.problem("lesson-order", f"{stop.chapter}/{stop.page or stop.item}")
        last = max(last, place)
    for length in LENGTHS:
        route = [timed.stop for timed in placed.lesson.route(length)]
        total = sum(timed.minutes for timed in placed.lesson.route(length))
        if total != length:
            yield Problem(file, 1, "lesson-minutes", f"{total}/{length}")
        for detail in _counts(route, pages):
            yield Problem(file, 1, "lesson-count", f"{length}: {detail}")
        for detail in _care(route, pages):
            yield Problem(file, 1, "lesson-order", f"{length}: {detail}")


def _twice(placed: PlacedLesson) -> Iterator[Problem]:
    shown: set[tuple[ChapterId, PageId | ItemId | None]] = set()
    for record, stop in zip(placed.records, placed.lesson.stops, strict=True):
        if stop.chapter:
            place = (stop.chapter, stop.page or stop.item)
            if place in shown:
                yield record.problem("lesson-twice", "/".join(map(str, place)))
            shown.add(place)


def _there(edition: EditionMaterial, stop: Stop, pages: Pages) -> bool:
    match stop.kind:
        case StopKind.PAGE:
            return (stop.chapter, stop.page) in pages
        case StopKind.ITEM:
            quizzes = [quiz.quiz for quiz in edition.quizzes if quiz.quiz.chapter == stop.chapter]
            return any(item.id == stop.item for quiz in quizzes for item in quiz.items)
        case _:
            return True


def _counts(route: list[Stop], pages: Pages) -> Iterator[str]:
    """Name what a lesson holds too much or too little of."""
    kinds = Counter(stop.kind for stop in route)
    scenes = sum(_holds(stop, pages, SceneBlock) for stop in route)
    if kinds[StopKind.PAGE] > MOST_PAGES:
        yield f"page {kinds[StopKind.PAGE]}/{MOST_PAGES}"
    if kinds[StopKind.ITEM] > MOST_ITEMS:
        yield f"item {kinds[StopKind.ITEM]}/{MOST_ITEMS}"
    if scenes > SCENES:
        yield f"scene {scenes}/{SCENES}"
    if kinds[StopKind.WORKSHEET] != WORKSHEETS:
        yield f"worksheet {kinds[StopKind.WORKSHEET]}/{WORKSHEETS}"
    quiet = route[-1] if route else None
    if quiet is None or quiet.kind is not StopKind.QUIET or min(quiet.minutes) < QUIET_MINUTES:
        yield f"quiet {QUIET_MINUTES}"


def _holds(stop: Stop, pages: Pages, kind: type) -> bool:
    page = pages.get((stop.chapter, stop.page)) if stop.chapter and stop.page else None
    return page is not None and any(isinstance(block, kind) for block in page.blocks)


def _care(route: list[Stop], pages: Pages) -> Iterator[str]:
    """Name a page that an earlier one announces, when the lesson shows it without that one."""
    shown = {(stop.chapter, stop.page) for stop in route if stop.page}
    places = list(pages)
    for announcing, announced in pairwise(places):
        cares = any(isinstance(block, Care) for block in pages[announcing].blocks)
        if cares and announcing[0] == announced[0] and announced in shown and announcing not in shown:
            yield f"{announced[0]}/{announced[1]}"
