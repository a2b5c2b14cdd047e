"""Pages: what stands on them, how much, and whether everything they call for is there."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from supporter_app.content.checks.material import EditionMaterial, Material
from supporter_app.content.measure import page_characters
from supporter_app.content.placed import PlacedBlock, PlacedChapter, PlacedPage
from supporter_app.domain.course import (
    ActivitiesBlock,
    Care,
    Figure,
    HelplinesBlock,
    Note,
    Picture,
    ProgrammesBlock,
    SceneBlock,
)
from supporter_app.domain.edition import READ_BY_ALL, EditionId
from supporter_app.domain.errors import Problem

LONGEST = 360
BESIDE = (Picture, Figure, SceneBlock, HelplinesBlock, ActivitiesBlock, ProgrammesBlock)
HELP_FILTERS = frozenset({"now", "under18", "urgent", "languages", "all"})
ACTIVITY_FILTERS = frozenset({"all", "prefecture"})


@dataclass(frozen=True, slots=True)
class Known:
    """The names a page may call for."""

    scenes: frozenset[str]
    datasets: frozenset[str]
    worries: frozenset[str]
    tags: frozenset[str]
    kinds: frozenset[str]
    picture: Callable[[str], bool]

    def missing(self, placed: PlacedBlock) -> tuple[str, str] | None:
        """Say what a block calls for in vain: the code of the problem, and the name."""
        match placed.block:
            case SceneBlock(scene) if scene not in self.scenes:
                return "scene-unknown", scene
            case Figure(dataset) if dataset not in self.datasets:
                return "dataset-unknown", dataset
            case Picture(name) if not self.picture(name):
                return "picture-missing", name
            case HelplinesBlock(choose) if not self._help(choose):
                return "filter-unknown", choose
            case ActivitiesBlock(choose) if not self._activities(choose):
                return "filter-unknown", choose
        return None

    def _help(self, choose: str) -> bool:
        key, _, value = choose.partition("=")
        return choose in HELP_FILTERS or (key == "worry" and value in self.worries)

    def _activities(self, choose: str) -> bool:
        key, _, value = choose.partition("=")
        named = {"for": self.tags, "kind": self.kinds}
        return choose in ACTIVITY_FILTERS or value in named.get(key, frozenset())


def known(material: Material, edition: EditionMaterial) -> Known:
    """Gather what there is."""
    folder = material.root / "assets" / "illustrations"
    scenes = {file.rsplit("/", 1)[1].removesuffix(".toml") for file in edition.unread if "/scenes/" in file}
    return Known(
        scenes=frozenset({scene.scene.id for scene in edition.scenes} | scenes),
        datasets=frozenset(dataset.id for _, dataset in material.datasets),
        worries=frozenset(worry.id for _, worry in material.worries),
        tags=frozenset(tag for _, activity in material.activities for tag in activity.tags),
        kinds=frozenset(activity.kind for _, activity in material.activities),
        picture=lambda name: (folder / f"{name}.svg").is_file(),
    )


def check_pages(material: Material) -> Iterator[Problem]:
    """Check every page of every chapter."""
    for edition in material.editions:
        there = known(material, edition)
        called: set[str] = set()
        for chapter in edition.chapters:
            for page in chapter.pages:
                yield from _page(chapter, page, there)
                yield from _beside(edition.id, chapter, page)
                called.update(block.block.scene for block in page.blocks if isinstance(block.block, SceneBlock))
            yield from _announced(chapter)
        if edition.has_chapters():
            for scene in edition.scenes:
                if scene.scene.id not in called:
                    yield Problem(scene.file, 1, "scene-unused", scene.scene.id)


def _page(chapter: PlacedChapter, page: PlacedPage, there: Known) -> Iterator[Problem]:
    count = page_characters(page)
    if count > LONGEST:
        yield Problem(chapter.file, page.line, "page-long", f"{page.id}: {count}")
    kinds = Counter(type(block.block) for block in page.blocks)
    if kinds[Note] != 1:
        yield Problem(chapter.file, page.line, "page-note", f"{page.id}: {kinds[Note]}")
    if not any(not isinstance(block.block, Note) for block in page.blocks):
        yield Problem(chapter.file, page.line, "page-empty", page.id)
    for block in page.blocks:
        if missing := there.missing(block):
            yield Problem(chapter.file, block.line, *missing)


def _announced(chapter: PlacedChapter) -> Iterator[Problem]:
    """Name a page that announces the next where there is none."""
    for page in chapter.pages[-1:]:
        for block in page.blocks:
            if isinstance(block.block, Care):
                yield Problem(chapter.file, block.line, "care-last", page.id)


def _beside(edition: EditionId, chapter: PlacedChapter, page: PlacedPage) -> Iterator[Problem]:
    """Check what is looked at: one thing a page; where everybody reads, one picture and at most one thing more."""
    kinds = Counter(type(block.block) for block in page.blocks)
    others = sum(kinds[kind] for kind in BESIDE) - kinds[Picture]
    pictured = edition in READ_BY_ALL
    if pictured and kinds[Picture] != 1:
        yield Problem(chapter.file, page.line, "page-picture", f"{page.id}: {kinds[Picture]}")
    if others > 1 or (not pictured and others + kinds[Picture] > 1):
        yield Problem(chapter.file, page.line, "page-crowded", page.id)
