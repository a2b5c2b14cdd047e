"""学校セット: one folder with all a lesson needs, for a computer on which nothing may be installed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import RequestRefused
from supporter_app.domain.furigana import FuriganaChoice
from supporter_app.domain.school import SlideShape
from supporter_app.files import make_folder_whole, write_whole
from supporter_app.i18n import _
from supporter_app.services.school import LOWER, FileKind

if TYPE_CHECKING:
    from supporter_app.services.school import SchoolPapers

Watch = Callable[[int, int], None]
"""Told how many files are done, of how many; raises RequestRefused stopped where the work shall end."""
Make = Callable[[], bytes]


def unwatched(done: int, steps: int) -> None:
    """Let the work go on."""
    del done, steps


@dataclass(frozen=True, slots=True)
class SchoolPaper:
    """One paper a school may want: its title, how it is made, whether it can be changed, and whether it lies."""

    title: str
    make: Callable[[FileKind], bytes]
    editable: bool = False
    lying: bool = False


class SchoolSet:
    """The files of a set, each made when its turn comes."""

    def __init__(
        self,
        school: "SchoolPapers",
        edition: EditionId,
        length: int,
        shape: SlideShape = SlideShape.WIDE,
        choice: FuriganaChoice | None = None,
    ) -> None:
        """Take what the papers are made by, and what was chosen."""
        self.school, self.edition, self.length, self.shape, self.choice = school, edition, length, shape, choice

    def name(self) -> str:
        """Give the name of the folder that is offered."""
        edition = self.school.library.edition(self.edition).name
        return _("School set {edition}").format(edition=edition)

    def papers(self) -> tuple[SchoolPaper, ...]:
        """List the papers in the order in which a teacher needs them; raises RequestRefused for another edition."""
        return tuple(self._cards() if self.edition == LOWER else self._lesson())

    def files(self) -> tuple[tuple[str, Make], ...]:
        """List the files of the folder, those of one paper under one number."""
        listed = [
            (f"{number:02}_{paper.title}.{kind.value}", partial(paper.make, kind))
            for number, paper in enumerate(self.papers(), 1)
            for kind in (FileKind if paper.editable else (FileKind.PDF,))
        ]
        return ((_("set: 00 read me first.txt"), lambda: self._read_me(tuple(name for name, _make in listed))), *listed)

    def write(self, target: Path, watch: Watch = unwatched) -> tuple[str, ...]:
        """Write the whole folder, or nothing; raises RequestRefused set-is-there, FileError's family.

        Gives the names of the files.
        """
        if target.exists():
            raise RequestRefused("set-is-there", target.name)
        files = self.files()

        def make(folder: Path) -> None:
            for done, (name, content) in enumerate(files):
                watch(done, len(files))
                write_whole(folder / name, content())
            watch(len(files), len(files))

        make_folder_whole(target, make)
        return tuple(name for name, _make in files)

    def _lesson(self) -> Iterator[SchoolPaper]:
        school, edition, choice = self.school, self.edition, self.choice
        yield SchoolPaper(_("set: guide"), partial(school.guide, edition), editable=True)
        yield SchoolPaper(_("set: plan"), partial(school.plan, edition, self.length), editable=True)
        yield SchoolPaper(_("set: letter"), partial(school.letter, edition), editable=True)
        slides = partial(school.slides, edition, self.length, self.shape, choice)
        yield SchoolPaper(_("set: pages of the lesson"), _only_pdf(slides), lying=True)
        yield SchoolPaper(_("set: worksheet"), _only_pdf(partial(school.worksheet, edition, choice)))
        yield SchoolPaper(_("set: class paper"), _only_pdf(partial(school.class_paper, edition, choice)), lying=True)
        yield SchoolPaper(_("set: handout"), _only_pdf(partial(school.handout, edition, choice)))

    def _cards(self) -> Iterator[SchoolPaper]:
        school, edition = self.school, self.edition
        yield SchoolPaper(_("set: guide"), partial(school.guide, edition), editable=True)
        for paper in ("a4", "a3"):
            name = _("set: picture cards {paper}").format(paper=paper.upper())
            yield SchoolPaper(name, _only_pdf(partial(school.kamishibai, edition, paper)), lying=True)

    def _read_me(self, names: tuple[str, ...]) -> bytes:
        """Say what lies in the folder and how it is used; a text that every Windows opens."""
        contents = self.school.library.edition(self.edition)
        told = (
            self.name(),
            _("{edition}  Content: {version}").format(edition=contents.name, version=contents.version),
            "",
            _("set: nothing is installed"),
            _("set: begin with the guide"),
            *self._used(),
            "",
            *(f"- {name}" for name in names),
            "",
            _("set: what this is"),
            _("set: help lines may change"),
        )
        return "\r\n".join((*told, "")).encode("utf-8-sig")

    def _used(self) -> tuple[str, ...]:
        """Say of the papers that lie in this folder how they are used, and of no others."""
        if self.edition == LOWER:
            return _("set: how the picture cards are printed"), _("set: what may be changed")
        return (
            _("set: how the pages are shown"),
            _("set: what may be changed"),
            _("set: fill in the letter before it is handed out"),
        )


def _only_pdf(make: Make) -> Callable[[FileKind], bytes]:
    """Make a paper that is not for a word processor."""
    return lambda _kind: make()
