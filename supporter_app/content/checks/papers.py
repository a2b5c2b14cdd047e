"""Papers: every children's edition has those a lesson needs."""

from collections.abc import Iterator

from supporter_app.content.checks.material import EditionMaterial, Material
from supporter_app.content.pictures import FOLDER
from supporter_app.content.school_papers import papers_folder
from supporter_app.domain.errors import Problem
from supporter_app.domain.lesson import StopKind
from supporter_app.domain.school import CLASS_PAPER, GUIDE, LETTER, ClassPaper


def check_papers(material: Material) -> Iterator[Problem]:
    """Check the papers of every edition."""
    for edition in material.editions:
        if edition.lesson is not None:
            yield from _missing(edition)
        for paper in edition.papers:
            picture = paper.value.picture if isinstance(paper.value, ClassPaper) else ""
            if picture and not (material.root / FOLDER / f"{picture}.svg").is_file():
                yield Problem(paper.file, 1, "picture-missing", picture)


def _missing(edition: EditionMaterial) -> Iterator[Problem]:
    """Name the papers a lesson needs and does not have; one that cannot be read was named before."""
    assert edition.lesson is not None
    stops = edition.lesson.lesson.stops
    wanted = [f"{stop.worksheet}.toml" for stop in stops if stop.kind is StopKind.WORKSHEET]
    wanted += [f"{CLASS_PAPER}.toml", f"{GUIDE}.md", f"{LETTER}.md"]
    folder = papers_folder(edition.id)
    there = {paper.file for paper in edition.papers} | edition.unread
    for name in dict.fromkeys(wanted):
        if f"{folder}/{name}" not in there:
            yield Problem(f"{folder}/{name}", 1, "paper-missing", name)
