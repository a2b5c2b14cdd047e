"""授業の紙: what a teacher prints or changes, one paper at a time with its preview, or all of them in one folder."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from supporter_app.domain.edition import Edition
from supporter_app.domain.errors import FileError, SupporterError
from supporter_app.domain.lesson import LENGTHS
from supporter_app.domain.school import SlideShape
from supporter_app.files import write_whole
from supporter_app.i18n import N_, _
from supporter_app.services.certification import Certification
from supporter_app.services.school import FileKind, SchoolPapers
from supporter_app.services.school_set import SchoolPaper, SchoolSet
from supporter_app.ui import theme
from supporter_app.ui.destinations import ToSchool
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.lesson import furigana_choices
from supporter_app.ui.screens.school_set import SchoolSetSection
from supporter_app.ui.screens.screen import Caption, Foot, TwoColumnScreen
from supporter_app.ui.widgets.choice_row import ChoiceRow
from supporter_app.ui.widgets.flow_layout import FlowLayout
from supporter_app.ui.widgets.frame import button, label
from supporter_app.ui.widgets.paper_view import PREVIEW_DPI, PaperView, Pixels
from supporter_app.ui.widgets.print_row import PrintRow
from supporter_app.ui.widgets.section import Section

if TYPE_CHECKING:
    from supporter_app.ui.tasks import Tasks

SHAPES = {SlideShape.WIDE: N_("papers: wide screen"), SlideShape.OLD: N_("papers: older screen")}


class Made(NamedTuple):
    """A paper as it is shown: its PDF, its first page as pixels, its words, and how many pages it has."""

    pdf: bytes
    pixels: Pixels
    words: str
    pages: int


class SchoolPapersScreen(TwoColumnScreen):
    """Shows the paper that is chosen as it will be printed; papers are made beside the window."""

    def __init__(
        self, reader: Reader, edition: Edition, school: SchoolPapers, certification: Certification, tasks: "Tasks"
    ) -> None:
        """Begin with the guide, the lesson of 45 minutes, and the furigana of the edition."""
        super().__init__(reader)
        self.edition, self._school, self._certification, self._tasks = edition, school, certification, tasks
        self.length, self.shape, self.furigana = LENGTHS[-1], SlideShape.WIDE, school.furigana(edition.id)
        self.made: Made | None = None
        self.running = False
        self._work = self.chosen = self.page = 0
        self.column.addWidget(label(_("Papers of the lesson"), "title"))
        self.column.addLayout(self.row)
        left = QVBoxLayout()
        left.setSpacing(2 * theme.SPACE)
        self.one, self.all = self._one(), SchoolSetSection(self.set_of, tasks)
        for each in (self.one, self.all):
            left.addWidget(each)
        left.addStretch(1)
        self.row.addLayout(left, 3)
        self.view = PaperView(reader.look)
        self.row.addLayout(self._preview(), 2)
        self.column.addStretch(1)
        self.follow()

    def _one(self) -> Section:
        """Choose a paper, and how it is set; the picture cards have one way to be set."""
        made = Section(_("One paper"))
        self._grades = [choice for _words, choice in furigana_choices()]
        self.titles = ChoiceRow(_("Which paper"), [paper.title for paper in self.papers()], self.choose)
        minutes = [_("{minutes} minutes").format(minutes=each) for each in LENGTHS]
        self.lengths = ChoiceRow(_("Minutes of the lesson"), minutes, self._set_length)
        self.shapes = ChoiceRow(_("Shape of the screen"), [_(each) for each in SHAPES.values()], self._set_shape)
        words = [words for words, _choice in furigana_choices()]
        self.grades = ChoiceRow(_("Furigana on paper"), words, self._set_furigana)
        self.out = PrintRow(self._pdf, "", landscape=lambda: self.papers()[self.chosen].lying)
        self.titles.add_to(made.parts)
        made.parts.addSpacing(theme.SPACE)
        made.parts.addWidget(self.out)
        made.parts.addSpacing(theme.SPACE)
        for row in (self.lengths, self.grades, self.shapes):
            row.add_to(made.parts)
            row.show(wanted=self.edition.for_self_study())
        self.word = button(_("Save as a Word file to change"), "second")
        self.word.clicked.connect(self._ask_where)
        self.out.add(self.word)
        return made

    def _preview(self) -> QVBoxLayout:
        """Show a page of the paper, with buttons to the others."""
        column, turns = QVBoxLayout(), FlowLayout()
        column.setSpacing(theme.SPACE)
        self.before, self.after = button(_("Page before"), "step"), button(_("Next page"), "step")
        for each, step in ((self.before, -1), (self.after, 1)):
            each.clicked.connect(lambda _checked=False, step=step: self.turn(step))
            turns.addWidget(each)
        column.addWidget(self.view)
        column.addLayout(turns)
        column.addStretch(1)
        return column

    def turn(self, step: int) -> None:
        """Show another page of the paper."""
        assert self.made is not None
        self.page = min(max(self.page + step, 0), self.made.pages - 1)
        self.view.show_page(self._certification.render(self.made.pdf, self.page, PREVIEW_DPI), self.made.words)
        self._tell_page(self.made)

    def _tell_page(self, made: Made) -> None:
        """Say which page is shown, and which way there are others."""
        told = _("{title}: page {page} of {pages}")
        title = self.papers()[self.chosen].title
        self.one.write(told.format(title=title, page=self.page + 1, pages=made.pages))
        self.before.setEnabled(self.page > 0)
        self.after.setEnabled(self.page < made.pages - 1)

    def set_of(self) -> SchoolSet:
        """Give the set as it is chosen now."""
        return SchoolSet(self._school, self.edition.id, self.length, self.shape, self.furigana)

    def papers(self) -> tuple[SchoolPaper, ...]:
        """Give the papers as they are chosen now."""
        return self.set_of().papers()

    def follow(self) -> None:
        """Mark what is chosen, and make the paper beside the window."""
        self.titles.mark(self.chosen)
        self.lengths.mark(LENGTHS.index(self.length))
        self.shapes.mark(list(SHAPES).index(self.shape))
        self.grades.mark(self._grades.index(self.furigana) if self.furigana in self._grades else -1)
        paper = self.papers()[self.chosen]
        self.word.setVisible(paper.editable)
        self.out.rename(f"{paper.title}.pdf")
        self.made, self.running = None, True
        self.before.setEnabled(False)
        self.after.setEnabled(False)
        self.one.tell("")
        self._tasks.stop(self._work)
        self._work = self._tasks.start(lambda _pace: self._make(paper), self._show, self._failed)

    def _make(self, paper: SchoolPaper) -> Made:
        pdf, look = paper.make(FileKind.PDF), self._certification
        return Made(pdf, look.render(pdf, 0, PREVIEW_DPI), look.words(pdf), look.pages(pdf))

    def _show(self, found: object) -> None:
        self.made, self.running = cast("Made", found), False
        self.view.show_page(self.made.pixels, self.made.words)
        self.page = 0
        self._tell_page(self.made)

    def _failed(self, error: Exception) -> None:
        self.running = False
        if not isinstance(error, SupporterError):
            raise error
        self.one.explain(error)

    def choose(self, at: int) -> None:
        """Show another paper."""
        self.chosen = at
        self.follow()

    def _set_length(self, at: int) -> None:
        self.length = LENGTHS[at]
        self.follow()

    def _set_shape(self, at: int) -> None:
        self.shape = list(SHAPES)[at]
        self.follow()

    def _set_furigana(self, at: int) -> None:
        self.furigana = self._grades[at]
        self.follow()

    def _pdf(self) -> bytes | None:
        return None if self.made is None else self.made.pdf

    def _ask_where(self) -> None:
        name = f"{self.papers()[self.chosen].title}.docx"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save as a Word file to change"), name, "*.docx")
        if chosen:
            self.save_word(Path(chosen))

    def save_word(self, target: Path) -> None:
        """Write the paper as a file of a word processor."""
        try:
            write_whole(target, self.papers()[self.chosen].make(FileKind.DOCX))
        except FileError as error:
            self.one.explain(error)
            return
        self.one.tell(_("Saved: {name}").format(name=target.name))

    def hideEvent(self, event: QHideEvent) -> None:
        """Wait for nothing any more, whichever way leads away."""
        self._tasks.stop(self._work)
        self.all.leave()
        super().hideEvent(event)

    def set_reader(self, reader: Reader) -> None:
        """Follow another look."""
        super().set_reader(reader)
        self.view.set_look(reader.look)

    def caption(self) -> Caption:
        """Name the edition and the screen."""
        return Caption(self.edition.name, _("Papers of the lesson"))

    def foot(self) -> Foot:
        """Offer the way back."""
        return Foot(_("Back"))

    def first_focus(self) -> QWidget | None:
        """Start on the first paper."""
        return self.titles.buttons[0]

    def back(self) -> None:
        """Go back to the door for schools."""
        self.go(ToSchool())
