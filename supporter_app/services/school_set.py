"""学校セット: one folder with all a lesson needs, for a computer on which nothing may be installed."""

from collections.abc import Callable, Iterator
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

    def files(self) -> tuple[tuple[str, Make], ...]:
        """List the files in the order in which a teacher needs them; raises RequestRefused for another edition."""
        papers = tuple(self._cards() if self.edition == LOWER else self._lesson())
        numbered = tuple((f"{number:02}_{name}", make) for number, (name, make) in enumerate(papers, 1))
        read_me = (_("set: 00 read me first.txt"), lambda: self._read_me(tuple(name for name, _make in numbered)))
        return (read_me, *numbered)

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

    def _lesson(self) -> Iterator[tuple[str, Make]]:
        school, edition, choice = self.school, self.edition, self.choice
        yield from self._both(_("set: guide"), lambda kind: school.guide(edition, kind))
        yield from self._both(_("set: plan"), lambda kind: school.plan(edition, self.length, kind))
        yield from self._both(_("set: letter"), lambda kind: school.letter(edition, kind))
        yield _pdf(_("set: pages of the lesson")), lambda: school.slides(edition, self.length, self.shape, choice)
        yield _pdf(_("set: worksheet")), lambda: school.worksheet(edition, choice)
        yield _pdf(_("set: class paper")), lambda: school.class_paper(edition, choice)
        yield _pdf(_("set: handout")), lambda: school.handout(edition, choice)

    def _cards(self) -> Iterator[tuple[str, Make]]:
        school, edition = self.school, self.edition
        yield from self._both(_("set: guide"), lambda kind: school.guide(edition, kind))
        for paper in ("a4", "a3"):
            name = _("set: picture cards {paper}").format(paper=paper.upper())
            yield _pdf(name), partial(school.kamishibai, edition, paper)

    def _both(self, name: str, make: Callable[[FileKind], bytes]) -> Iterator[tuple[str, Make]]:
        for kind in FileKind:
            yield f"{name}.{kind.value}", partial(make, kind)

    def _read_me(self, names: tuple[str, ...]) -> bytes:
        """Say what lies in the folder and how it is used; a text that every Windows opens."""
        contents = self.school.library.edition(self.edition)
        told = (
            self.name(),
            _("{edition}  Content: {version}").format(edition=contents.name, version=contents.version),
            "",
            _("set: nothing is installed"),
            _("set: begin with the guide"),
            _("set: how the pages are shown"),
            _("set: what may be changed"),
            "",
            *(f"- {name}" for name in names),
            "",
            _("set: what this is"),
            _("set: help lines may change"),
        )
        return "\r\n".join((*told, "")).encode("utf-8-sig")


def _pdf(name: str) -> str:
    return f"{name}.pdf"
