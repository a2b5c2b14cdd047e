"""Papers of the course: handouts, picture cards, worksheets, and what a teacher and a class are given."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supporter_app.domain.edition import CHILDREN_EDITIONS, EditionId
from supporter_app.domain.errors import RequestRefused
from supporter_app.domain.furigana import Furigana, FuriganaChoice
from supporter_app.domain.school import WORKSHEET
from supporter_app.services.papers_from_course import PaperSource

if TYPE_CHECKING:
    from supporter_app.content.library import Library
    from supporter_app.documents.handout import Reading
    from supporter_app.services.consultation import Consultation

LOWER = EditionId("lower-elementary")
GENERAL = EditionId("general")


@dataclass(frozen=True, slots=True)
class PaperLook:
    """How an edition is set on paper unless told otherwise: its furigana, and the size of its text in points."""

    choice: FuriganaChoice
    size: float


LOOKS = {
    GENERAL: PaperLook(FuriganaChoice(Furigana.NONE), 10.5),
    EditionId("upper-elementary"): PaperLook(FuriganaChoice(Furigana.BY_GRADE, 3), 12),
    EditionId("junior-high"): PaperLook(FuriganaChoice(Furigana.BY_GRADE, 6), 11),
    LOWER: PaperLook(FuriganaChoice(Furigana.ALL), 14),
}
OTHER = PaperLook(FuriganaChoice(Furigana.ALL), 12)
"""Editions that everybody reads, such as easy Japanese, show every reading."""


class SchoolPapers:
    """Makes papers from the course; fonts and the drawing library are loaded with the first one."""

    def __init__(self, library: "Library", consultation: "Consultation") -> None:
        """Take the course and the help lines."""
        self.library = library
        self.consultation = consultation
        self.source = PaperSource(library, consultation)

    def editions(self) -> tuple[EditionId, ...]:
        """List the editions that a school uses."""
        return tuple(each for each in self.library.editions() if each in CHILDREN_EDITIONS)

    def furigana(self, edition: EditionId) -> FuriganaChoice:
        """Give the furigana of an edition unless told otherwise."""
        return LOOKS.get(edition, OTHER).choice

    def handout(self, edition: EditionId, choice: FuriganaChoice | None = None) -> bytes:
        """Make the handout of an edition."""
        from supporter_app.documents.handout import handout

        self._there(edition)
        return handout(self.source.handout(edition), self.source.entries(), self._reading(edition, choice))

    def worksheet(self, edition: EditionId, choice: FuriganaChoice | None = None) -> bytes:
        """Make the worksheet of a children's edition."""
        from supporter_app.documents.worksheet import worksheet

        self._with_lesson(edition)
        paper = self.library.worksheet(edition, WORKSHEET)
        return worksheet(paper, self.source.entries(), self._reading(edition, choice))

    def class_paper(self, edition: EditionId, choice: FuriganaChoice | None = None) -> bytes:
        """Make the paper that a child takes home, with a line for a name."""
        from supporter_app.documents.worksheet import class_paper

        self._with_lesson(edition)
        paper = self.library.class_paper(edition)
        name = self.library.edition(edition).name
        return class_paper(paper, self.library.picture(paper.picture), name, self._reading(edition, choice))

    def _there(self, edition: EditionId) -> None:
        if edition not in self.library.editions():
            raise RequestRefused("no-such-edition", edition)

    def _with_lesson(self, edition: EditionId) -> None:
        """Refuse an edition that has no lesson."""
        self._there(edition)
        if edition not in CHILDREN_EDITIONS or edition == LOWER:
            raise RequestRefused("no-lesson-papers", self.library.edition(edition).name)

    def _reading(self, edition: EditionId, choice: FuriganaChoice | None) -> "Reading":
        from supporter_app.documents.handout import Reading

        look = LOOKS.get(edition, OTHER)
        return Reading(choice or look.choice, self.library.kanji(), look.size)
