"""The check of the whole course: every problem with its file and line, and how much course there is."""

from dataclasses import dataclass
from pathlib import Path

from supporter_app.content.checks.claims import check_claims
from supporter_app.content.checks.drawings import check_drawings
from supporter_app.content.checks.entries import check_entries
from supporter_app.content.checks.figures import check_figures
from supporter_app.content.checks.items import check_items
from supporter_app.content.checks.language import check_language
from supporter_app.content.checks.lessons import check_lessons
from supporter_app.content.checks.letters import check_letters
from supporter_app.content.checks.levels import check_levels
from supporter_app.content.checks.material import EditionMaterial, Material, gather
from supporter_app.content.checks.outline import check_outline
from supporter_app.content.checks.pages import check_pages
from supporter_app.content.checks.papers import check_papers
from supporter_app.content.checks.readings import check_readings
from supporter_app.content.checks.safety import check_safety
from supporter_app.content.checks.talks import check_talks
from supporter_app.content.checks.terms import check_terms
from supporter_app.content.checks.words import check_words
from supporter_app.content.kanji import read_kanji
from supporter_app.content.levels import readability
from supporter_app.content.manuscript import problems_of
from supporter_app.content.measure import page_characters
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import ContentError, Problem

CHECKS = (
    check_entries,
    check_letters,
    check_claims,
    check_safety,
    check_figures,
    check_language,
    check_pages,
    check_items,
    check_talks,
    check_outline,
    check_lessons,
    check_levels,
    check_terms,
    check_readings,
    check_papers,
    check_drawings,
)


@dataclass(frozen=True, slots=True)
class Extent:
    """How much an edition holds; `minutes` are the quick and the unhurried reader's over what counts."""

    edition: EditionId
    chapters: int
    pages: int
    items: int
    scenes: int
    characters: int
    minutes: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a check found."""

    problems: tuple[Problem, ...]
    extents: tuple[Extent, ...]
    eased: bool = True
    """Whether it was measured how easily pages read, for which the extra `authoring` is needed."""


def check(root: Path) -> tuple[Problem, ...]:
    """Find every problem of the course under a root, in the order of file and line."""
    return inspect(root).problems


def inspect(root: Path) -> Inspection:
    """Check the course under a root and measure it; whatever stands in the files, nothing else is raised."""
    problems: list[Problem] = []
    material = gather(root, problems)
    for each in CHECKS:
        problems.extend(each(material))
    problems.extend(check_words(root))
    problems.extend(_kanji(root))
    unique = tuple(dict.fromkeys(problems_of(ContentError(tuple(problems)))))
    return Inspection(unique, _extents(material), readability() is not None)


def _kanji(root: Path) -> tuple[Problem, ...]:
    try:
        read_kanji(root)
    except ContentError as error:
        return error.problems
    return ()


def _extents(material: Material) -> tuple[Extent, ...]:
    return tuple(_extent(edition) for edition in material.editions)


def _extent(edition: EditionMaterial) -> Extent:
    pages = [page for chapter in edition.chapters for page in chapter.pages]
    return Extent(
        edition=edition.id,
        chapters=len(edition.chapters),
        pages=len(pages),
        items=sum(len(quiz.quiz.items) for quiz in edition.quizzes),
        scenes=len(edition.scenes),
        characters=sum(page_characters(page) for page in pages),
        minutes=edition.contents.minutes() if edition.contents is not None else (0, 0),
    )
