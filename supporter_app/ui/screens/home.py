"""The first screen: help at the top, the chapter path, and つづきから."""

from typing import NamedTuple

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from supporter_app.domain.edition import READ_BY_ALL, ChapterEntry, Edition, Place
from supporter_app.domain.progress import Progress
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.destinations import (
    Destination,
    ToAbout,
    ToContents,
    ToEditions,
    ToEnd,
    ToExport,
    ToHelp,
    ToPaper,
    ToPlace,
    ToRecord,
    ToSchool,
    ToVault,
)
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Screen
from supporter_app.ui.widgets.chapter_path import ChapterPath
from supporter_app.ui.widgets.frame import button, card, label
from supporter_app.ui.widgets.picture import PictureView

SIDE_WIDTH = 380
ONE_COLUMN_BELOW = 1100


class Offers(NamedTuple):
    """What else the installed course offers: editions to choose from, and lessons for schools.

    `unnamed`: the window was hidden at once, so the place is offered without saying which it is.
    """

    editions: bool = False
    school: bool = False
    unnamed: bool = False


class HomeScreen(Screen):
    """Where every start that was not in the middle of something begins."""

    WITH_DOOR = True

    def __init__(
        self, reader: Reader, edition: Edition, progress: Progress, place: Place | None, offers: Offers
    ) -> None:
        """Show how far the learner has come, and where they go on."""
        super().__init__(reader)
        self._offers = offers
        self._unnamed = offers.unnamed and place is not None
        self._edition = edition
        self._progress = progress
        self._place = place if self._unnamed else going_on(edition, progress, place)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(4 * theme.SPACE)
        self.column.addLayout(self._row, 1)
        self._row.addWidget(self._learn_card(), 1)
        self._side = self._side_card()
        self._row.addWidget(self._side)
        self.fit(self.width())

    def caption(self) -> Caption:
        """Name the course."""
        return Caption(position=self._edition.title)

    def first_focus(self) -> QWidget | None:
        """Start on つづきから."""
        return self.go_on

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of size."""
        super().set_reader(reader)
        self.picture.set_look(reader.look)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Put the side card below when the window is narrow or the letters large."""
        narrow = width < self.reader.look.pixels(ONE_COLUMN_BELOW)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        if narrow:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16777215)
        else:
            self._side.setFixedWidth(self.reader.look.pixels(SIDE_WIDTH))
        self.picture.setVisible(self.reader.look.step < 150)  # noqa: PLR2004 - large letters need the room

    def _learn_card(self) -> QFrame:
        box = card("card-cool")
        column = QVBoxLayout(box)
        column.setContentsMargins(5 * theme.SPACE, 4 * theme.SPACE, 5 * theme.SPACE, 4 * theme.SPACE)
        column.setSpacing(3 * theme.SPACE)
        column.addWidget(label(_("Learn on my own"), "title"))
        column.addWidget(label(self._today(), "small"))
        self.path = ChapterPath(self.reader, self._edition.counted(), self._progress, self._present())
        self.path.chosen.connect(self._open_chapter)
        column.addWidget(self.path)
        self.picture = PictureView("home-bench", "", self.reader.look, fills=True)
        column.addWidget(self.picture, 1)
        column.addLayout(self._go_on_row())
        return box

    def _go_on_row(self) -> QBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(3 * theme.SPACE)
        place = self._place
        self.go_on = button(self._go_on_words(), "primary")
        self.go_on.setMinimumWidth(260)
        self.go_on.clicked.connect(self._go_on)
        row.addWidget(self.go_on)
        if self._unnamed:
            row.addStretch(1)
            return row
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        if place is not None:
            entry = self._edition.entry(place.chapter)
            words.addWidget(self._title_of(entry))
            words.addWidget(label(place_words(entry, place), "small"))
        else:
            words.addWidget(label(_("You have been through all the chapters."), "strong"))
        words.addStretch(1)
        row.addLayout(words, 1)
        return row

    def _title_of(self, entry: ChapterEntry) -> QLabel:
        if entry.marked == entry.title:
            return label(chapter_words(self._edition, entry), "strong")
        from supporter_app.domain.ruby import marked_text
        from supporter_app.ui.widgets.ruby_label import RubyLabel

        return RubyLabel(self.reader, marked_text(chapter_marked(self._edition, entry)), "strong")

    def _go_on_words(self) -> str:
        if self._unnamed:
            return _("Back to the page of before")
        if self._place is None:
            return _("To the end page")
        return _("Go on") if self._progress.done or self._progress.answered else _("Begin")

    def _side_card(self) -> QFrame:
        box = card()
        column = QVBoxLayout(box)
        column.setContentsMargins(4 * theme.SPACE, 4 * theme.SPACE, 4 * theme.SPACE, 4 * theme.SPACE)
        column.setSpacing(0)
        column.addWidget(label(_("Look up"), "heading"))
        column.addSpacing(theme.SPACE)
        ways: list[tuple[str, Destination]] = [
            (_("Find a help line"), ToHelp("all")),
            (_("Contents: all chapters"), ToContents()),
            (_("About this course material"), ToAbout()),
        ]
        if self._offers.editions:
            ways.insert(2, (_("Choose an edition (now: {name})").format(name=self._edition.name), ToEditions()))
        if self._progress.next_place(self._edition) is None:
            ways.insert(0, (_("Print the paper"), ToPaper()))
            if not self._edition.for_children:
                ways.insert(1, (_("Record slip for a hall"), ToRecord()))
        for words, way in ways:
            link = button(words, "link")
            link.clicked.connect(lambda _checked=False, way=way: self.go(way))
            column.addWidget(link)
        column.addSpacing(3 * theme.SPACE)
        column.addStretch(1)
        column.addWidget(label(_("For those who hold courses"), "heading"))
        column.addSpacing(theme.SPACE)
        holding: list[tuple[str, Destination]] = [
            (_("The vault: names, backups, check-up"), ToVault()),
            (_("Write into a file"), ToExport()),
        ]
        if self._offers.school:
            holding.insert(0, (_("Use it at school"), ToSchool()))
        for words, way in holding:
            link = button(words, "link")
            link.clicked.connect(lambda _checked=False, way=way: self.go(way))
            column.addWidget(link)
        return box

    def _today(self) -> str:
        if self._unnamed:
            return _("Take your time.")
        if self._place is None:
            return _("All eight chapters are done.")
        quick, unhurried = self._edition.entry(self._place.chapter).span()
        return _("One chapter today: about {quick} to {unhurried} minutes").format(quick=quick, unhurried=unhurried)

    def _present(self) -> str:
        return self._place.chapter if self._place is not None and not self._unnamed else ""

    def _go_on(self) -> None:
        self.go(ToPlace(self._place) if self._place is not None else ToEnd())

    def _open_chapter(self, chapter: str) -> None:
        entry = next(each for each in self._edition.chapters if each.id == chapter)
        self.go(ToPlace(Place(entry.id, entry.pages[0])))


def going_on(edition: Edition, progress: Progress, place: Place | None) -> Place | None:
    """Give the place to go on at: where the learner was, or the next open place when that chapter is done."""
    if place is None:
        return progress.next_place(edition)
    entry = edition.entry(place.chapter)
    if progress.chapter_done(entry) or not entry.counted:
        return progress.next_place(edition)
    return place


def chapter_words(edition: Edition, entry: ChapterEntry) -> str:
    """Name a chapter with its number; the reference part has none."""
    return _numbered(edition, entry, entry.title)


def course_caption(edition: Edition, reader: Reader, position: str) -> Caption:
    """Name the course, with readings in the editions that everybody reads, and where in it the reader is."""
    from supporter_app.domain.ruby import read_with

    marked = read_with(edition.title, reader.kanji.readings).marked() if edition.id in READ_BY_ALL else ""
    return Caption(edition.title, position, marked)


def chapter_marked(edition: Edition, entry: ChapterEntry) -> str:
    """Name a chapter with its number, and with the markup of its readings."""
    return _numbered(edition, entry, entry.marked or entry.title)


def _numbered(edition: Edition, entry: ChapterEntry, title: str) -> str:
    counted = edition.counted()
    if entry not in counted:
        return title
    return _("Chapter {number} {title}").format(number=counted.index(entry) + 1, title=title)


def place_words(entry: ChapterEntry, place: Place) -> str:
    """Say which page or item of a chapter this is, out of how many."""
    if place.item is not None and place.item in entry.items:
        return _("Let's check: item {number} of {total}").format(
            number=entry.items.index(place.item) + 1, total=len(entry.items)
        )
    number = entry.pages.index(place.page) + 1 if place.page in entry.pages else 1
    return _("Page {number} of {total}").format(number=number, total=len(entry.pages))
