"""学校でつかう: a lesson for each age, and the picture-card show that an adult reads."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from supporter_app.domain.edition import Edition, EditionId
from supporter_app.domain.furigana import KNOWS_SCHOOL_KANJI
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.destinations import ToHome, ToLesson, ToPapers
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, TwoColumnScreen
from supporter_app.ui.widgets.flow_layout import FlowLayout
from supporter_app.ui.widgets.frame import Button, button, card, label


class SchoolScreen(TwoColumnScreen):
    """A card for each installed edition for children: lessons side by side, the show below."""

    def __init__(self, reader: Reader, editions: tuple[Edition, ...], choose: Callable[[EditionId], None]) -> None:
        """Offer what is installed; `choose` uses an edition for reading alone."""
        super().__init__(reader)
        self._choose = choose
        self._first: Button | None = None
        self.column.addWidget(label(_("Use it at school"), "title"))
        self.column.addWidget(label(_("No name, no mark and no answer of a child is kept."), "small"))
        self.column.addLayout(self.row)
        for each in editions:
            if each.for_self_study():
                self.row.addWidget(self._lesson_card(each), 1)
            else:
                self.column.addWidget(self._show_card(each))
        self.column.addStretch(1)

    def _lesson_card(self, edition: Edition) -> QFrame:
        box, column = _box(classes(edition))
        column.addWidget(label(_("One lesson of 40 or 45 minutes, shown to the whole class page by page."), "small"))
        column.addSpacing(theme.SPACE)
        row = FlowLayout()
        words = _("Prepare the lesson"), _("Papers of the lesson"), _("Read the pages as pupils do")
        prepare, papers, read = (
            button(each, role, name=f"{classes(edition)} {each}")
            for each, role in zip(words, ("second", "second", "link"), strict=True)
        )
        prepare.clicked.connect(lambda: self.go(ToLesson(edition.id)))
        papers.clicked.connect(lambda: self.go(ToPapers(edition.id)))
        read.clicked.connect(lambda: self._choose(edition.id))
        for each in (prepare, papers, read):
            row.addWidget(each)
        column.addLayout(row)
        self._first = self._first or prepare
        return box

    def _show_card(self, edition: Edition) -> QFrame:
        """Say how the picture-card show is used; it has no lesson on the screen."""
        box, column = _box(classes(edition))
        pages = sum(len(entry.pages) for entry in edition.chapters)
        words = _("A picture-card show of {pages} pictures. An adult prints it and reads it to the children.")
        column.addWidget(label(words.format(pages=pages), "small"))
        column.addSpacing(theme.SPACE)
        row = FlowLayout()
        said = _("Print the picture cards")
        cards = button(said, "second", name=f"{classes(edition)} {said}")
        cards.clicked.connect(lambda: self.go(ToPapers(edition.id)))
        row.addWidget(cards)
        column.addLayout(row)
        return box

    def caption(self) -> Caption:
        """Name the screen."""
        return Caption(position=_("Use it at school"))

    def foot(self) -> Foot:
        """Offer the way back."""
        return Foot(_("Back"))

    def first_focus(self) -> QWidget | None:
        """Start on the first lesson."""
        return self._first

    def back(self) -> None:
        """Go to the first screen."""
        self.go(ToHome())


def _box(title: str) -> tuple[QFrame, QVBoxLayout]:
    box = card()
    column = QVBoxLayout(box)
    column.setContentsMargins(3 * theme.SPACE, 2 * theme.SPACE, 3 * theme.SPACE, 2 * theme.SPACE)
    column.setSpacing(theme.SPACE)
    column.addWidget(label(title, "heading"))
    return box, column


def classes(edition: Edition) -> str:
    """Name an edition as schools do, by its classes."""
    match edition.grades:
        case (first, last) if last <= KNOWS_SCHOOL_KANJI:
            words = (
                _("Elementary school, years {first} to {last}")
                if edition.for_self_study()
                else _("Picture-card show for years {first} to {last}")
            )
            return words.format(first=first, last=last)
        case (_first, _last):
            return _("Junior high school")
    return edition.name
