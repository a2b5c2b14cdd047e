"""Papers of the course: handouts, picture cards, worksheets, and what a teacher and a class are given."""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from supporter_app.domain.edition import CHILDREN_EDITIONS, EditionId
from supporter_app.domain.errors import RequestRefused
from supporter_app.domain.furigana import Furigana, FuriganaChoice
from supporter_app.domain.lesson import LENGTHS
from supporter_app.domain.school import WORKSHEET, SlideShape, TeacherPaper
from supporter_app.services.papers_from_course import PaperSource
from supporter_app.services.teacher_papers import TeacherSource

if TYPE_CHECKING:
    from supporter_app.content.library import Library
    from supporter_app.documents.handout import Reading
    from supporter_app.services.consultation import Consultation

LOWER = EditionId("lower-elementary")
GENERAL = EditionId("general")


class FileKind(Enum):
    """How a teacher's paper is written: to be printed as it is, or to be changed."""

    PDF = "pdf"
    DOCX = "docx"


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
        self.teacher = TeacherSource(library)

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
        return handout(self.source.handout(edition), self._reading(edition, choice))

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
        drawing, told = self.library.picture(paper.picture), self.source.told()
        return class_paper(paper, drawing, name, self._reading(edition, choice), told)

    def slides(
        self,
        edition: EditionId,
        length: int,
        shape: SlideShape = SlideShape.WIDE,
        choice: FuriganaChoice | None = None,
    ) -> bytes:
        """Make the pages of a lesson for a screen, to be shown from a PDF."""
        from supporter_app.documents.slides import Deck, slides
        from supporter_app.services.lesson_slides import SlideSource

        self._with_length(edition, length)
        entries = self.source.entries()
        made = SlideSource(self.library, entries).slides(edition, length)
        title = self.library.lesson(edition).title.plain()
        return slides(Deck(title, made, self.source.at_the_foot(), shape), self._reading(edition, choice))

    def kamishibai(self, edition: EditionId, paper: str = "a4") -> bytes:
        """Make the picture cards for the youngest, for paper of the size a4 or a3."""
        from supporter_app.documents.kamishibai import kamishibai

        self._there(edition)
        if edition != LOWER:
            raise RequestRefused("no-picture-cards", self.library.edition(edition).name)
        show, entries = self.source.show(LOWER), self.source.entries()
        return kamishibai(show, entries, self.teacher.leading(LOWER), self._reading(LOWER, None), paper)

    def guide(self, edition: EditionId, kind: FileKind = FileKind.PDF) -> bytes:
        """Make the one page from which a teacher prepares."""
        self._for_children(edition)
        return self._written(self.teacher.guide(edition), kind)

    def plan(self, edition: EditionId, length: int, kind: FileKind = FileKind.PDF) -> bytes:
        """Make the plan of a lesson of 40 or 45 minutes."""
        self._with_length(edition, length)
        return self._written(self.teacher.plan(edition, length), kind)

    def letter(self, edition: EditionId, kind: FileKind = FileKind.PDF) -> bytes:
        """Make the letter to guardians."""
        self._with_lesson(edition)
        return self._written(self.teacher.letter(edition), kind)

    def _written(self, paper: TeacherPaper, kind: FileKind) -> bytes:
        if kind is FileKind.DOCX:
            from supporter_app.documents.teacher_docx import teacher_docx

            return teacher_docx(paper)
        from supporter_app.documents.teacher_pdf import teacher_pdf

        return teacher_pdf(paper, self.library.kanji())

    def _for_children(self, edition: EditionId) -> None:
        self._there(edition)
        if edition not in CHILDREN_EDITIONS:
            raise RequestRefused("no-lesson-papers", self.library.edition(edition).name)

    def _there(self, edition: EditionId) -> None:
        if edition not in self.library.editions():
            raise RequestRefused("no-such-edition", edition)

    def _with_lesson(self, edition: EditionId) -> None:
        """Refuse an edition that has no lesson."""
        self._for_children(edition)
        if edition == LOWER:
            raise RequestRefused("no-lesson-papers", self.library.edition(edition).name)

    def _with_length(self, edition: EditionId, length: int) -> None:
        """Refuse an edition without a lesson, and a lesson that is neither 40 nor 45 minutes long."""
        self._with_lesson(edition)
        if length not in LENGTHS:
            raise RequestRefused("no-such-length", str(length))

    def _reading(self, edition: EditionId, choice: FuriganaChoice | None) -> "Reading":
        from supporter_app.documents.handout import Reading

        look = LOOKS.get(edition, OTHER)
        return Reading(choice or look.choice, self.library.kanji(), look.size)
