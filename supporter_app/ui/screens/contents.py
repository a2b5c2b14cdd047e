"""The list of all chapters: what is done, where the learner is, and the way to each page."""

from PySide6.QtWidgets import QGridLayout, QWidget

from supporter_app.domain.edition import ChapterEntry, Edition, Place
from supporter_app.domain.progress import Progress
from supporter_app.domain.ruby import marked_text
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.destinations import Destination, ToEditions, ToHome, ToPlace
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.home import chapter_marked, course_caption
from supporter_app.ui.screens.screen import Caption, Foot, Screen
from supporter_app.ui.widgets.choice_card import ChoiceCard
from supporter_app.ui.widgets.flow_layout import FlowLayout
from supporter_app.ui.widgets.frame import button, label

TWO_FROM = 1000


class ContentsScreen(Screen):
    """Every chapter on one screen; one press opens it at its first page, or where it was left."""

    def __init__(self, reader: Reader, edition: Edition, progress: Progress, origin: Destination) -> None:
        """List the chapters with their state and minutes."""
        super().__init__(reader)
        self._edition, self._progress, self._origin = edition, progress, origin
        self.column.addWidget(label(_("Contents"), "title"))
        self.cards: list[ChoiceCard] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.SPACE + 4)
        self.column.addLayout(self._grid)
        for entry in edition.chapters:
            made = ChoiceCard(reader, marked_text(chapter_marked(edition, entry)), self._state(entry))
            made.clicked.connect(lambda _checked=False, entry=entry: self._open(entry))
            self.cards.append(made)
        choose = button(_("Choose an edition (now: {name})").format(name=edition.name), "link")
        choose.clicked.connect(lambda: self.go(ToEditions()))
        row = FlowLayout()
        row.addWidget(choose)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self._columns = 0
        self.fit(self.width())

    def caption(self) -> Caption:
        """Name the course and the list."""
        return course_caption(self._edition, self.reader, _("Contents"))

    def foot(self) -> Foot:
        """Offer the way back and the first screen."""
        return Foot(_("Back"), _("To the first screen"))

    def first_focus(self) -> QWidget | None:
        """Start on the first chapter."""
        return self.cards[0] if self.cards else None

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of size in every card."""
        super().set_reader(reader)
        for each in self.cards:
            each.set_reader(reader)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Use two columns where there is room."""
        columns = 2 if width >= self.reader.look.pixels(TWO_FROM) else 1
        if columns == self._columns:
            return
        self._columns = columns
        rows = -(-len(self.cards) // columns)
        for at, made in enumerate(self.cards):
            self._grid.removeWidget(made)
            self._grid.addWidget(made, at % rows, at // rows)

    def back(self) -> None:
        """Go back to where the list was opened."""
        self.go(self._origin)

    def forward(self) -> None:
        """Go to the first screen."""
        self.go(ToHome())

    def _state(self, entry: ChapterEntry) -> str:
        quick, unhurried = entry.span()
        words = (
            _("{pages} pages, {items} questions, about {quick} to {unhurried} minutes")
            if entry.items
            else _("{pages} pages, about {quick} to {unhurried} minutes")
        )
        size = words.format(pages=len(entry.pages), items=len(entry.items), quick=quick, unhurried=unhurried)
        if self._progress.chapter_done(entry):
            return _("done").join(("✓ ", f"　{size}"))
        if self._progress.chapter_begun(entry):
            return _("begun") + f"　{size}"
        return size

    def _open(self, entry: ChapterEntry) -> None:
        left = next(self._progress.open_places(entry), None)
        self.go(ToPlace(left or Place(entry.id, page=entry.pages[0])))
