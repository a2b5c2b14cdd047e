"""Papers: every children's edition has those a lesson needs."""

from collections.abc import Iterator

from supporter_app.content.checks.material import EditionMaterial, Material
from supporter_app.content.manuscript import SLUG, open_manuscript
from supporter_app.content.pictures import FOLDER
from supporter_app.content.school_papers import is_worksheet, papers_folder
from supporter_app.domain.edition import CHILDREN_EDITIONS
from supporter_app.domain.errors import Problem
from supporter_app.domain.lesson import Stop, StopKind
from supporter_app.domain.school import CLASS_PAPER, GUIDE, LETTER, ClassPaper


def check_papers(material: Material) -> Iterator[Problem]:
    """Check the papers of every edition."""
    for edition in material.editions:
        if edition.lesson is not None:
            yield from _missing(edition, _wanted(edition.lesson.lesson.stops))
        elif edition.id in CHILDREN_EDITIONS and edition.contents is not None:
            yield from _missing(edition, [f"{GUIDE}.md"])
        for paper in edition.papers:
            picture = paper.value.picture if isinstance(paper.value, ClassPaper) else ""
            if picture and not (SLUG.fullmatch(picture) and (material.root / FOLDER / f"{picture}.svg").is_file()):
                manuscript = open_manuscript(material.root, paper.file)
                yield manuscript.problem(manuscript.line_of(("picture",)), "picture-missing", picture)


def _wanted(stops: tuple[Stop, ...]) -> list[str]:
    """List the papers a lesson needs; a worksheet whose name is none is named with its stop."""
    sheets = [stop.worksheet for stop in stops if stop.kind is StopKind.WORKSHEET and is_worksheet(stop.worksheet)]
    return [*(f"{name}.toml" for name in (*sheets, CLASS_PAPER)), f"{GUIDE}.md", f"{LETTER}.md"]


def _missing(edition: EditionMaterial, wanted: list[str]) -> Iterator[Problem]:
    """Name the papers that are not there; one that cannot be read was named before."""
    folder = papers_folder(edition.id)
    there = {paper.file for paper in edition.papers} | edition.unread
    for name in dict.fromkeys(wanted):
        if f"{folder}/{name}" not in there:
            yield Problem(f"{folder}/{name}", 1, "paper-missing", name)
