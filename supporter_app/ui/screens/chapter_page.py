"""One page of a chapter, as wide as it reads well, with the sources of its numbers one press away."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from supporter_app.domain.course import HelplinesBlock, Note, Page, texts
from supporter_app.domain.edition import Edition, PageId, Place
from supporter_app.domain.fact import Fact, FactId
from supporter_app.i18n import _
from supporter_app.ui.destinations import ToHome, ToPlace
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.home import chapter_marked, chapter_words, place_words
from supporter_app.ui.screens.screen import Caption, Foot, Screen
from supporter_app.ui.speech import Speaker
from supporter_app.ui.widgets.block_view import BlockView, WidgetMaker
from supporter_app.ui.widgets.flow_layout import FlowLayout
from supporter_app.ui.widgets.frame import button
from supporter_app.ui.widgets.read_aloud import ReadAloud
from supporter_app.ui.widgets.ruby_text import RubyBrowser
from supporter_app.ui.widgets.source_card import Sources
from supporter_app.ui.widgets.text_style import TITLE_STYLE

Leave = Callable[[PageId], None]


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a page needs besides itself: where it stands, the facts it may claim, and how it is counted as done."""

    edition: Edition
    place: Place
    facts: dict[FactId, Fact]
    make: WidgetMaker
    leave: Leave
    skip: Leave
    speaker: Speaker | None = None


class PageScreen(Screen):
    """A page; つぎへ counts it as done and goes to the next page, or to the quiz after the last."""

    def __init__(self, reader: Reader, page: Page, context: PageContext) -> None:
        """Lay the page out."""
        super().__init__(reader)
        self.page = page
        self.context = context
        self.entry = context.edition.entry(context.place.chapter)
        self.title = RubyBrowser(reader)
        self.title.show_text(page.title, TITLE_STYLE)
        self.title.setAccessibleName(page.title.plain())
        self.view = BlockView(reader, self.title, context.make)
        self.view.fill(tuple(block for block in page.blocks if not isinstance(block, Note)))
        self.column.addWidget(self.view)
        self._sources = Sources(context.facts)
        self._add_foot_of_page()
        self.column.addStretch(1)
        self._sources.follow((self.title, *self.view.findChildren(RubyBrowser)), self.view.add_below, self.title)

    def _add_foot_of_page(self) -> None:
        """Offer to skip an announced page, and to see where the claims of this page come from."""
        row = FlowLayout()
        if self.page.announces_next():
            skip = button(_("Skip the next page"), "second")
            skip.clicked.connect(self._skip)
            row.addWidget(skip)
        self._row = row
        if self.context.speaker is not None:
            self.aloud = ReadAloud(self.context.speaker, self.view)
            row.addWidget(self.aloud)
        self.facts = tuple(facts_on(self.page, self.context.facts))
        if self.facts:
            self.sources_button = button(_("Sources of this page"), "link")
            self.sources_button.clicked.connect(lambda: self._sources.open(self.facts, self.view.add_below, self.title))
            row.addWidget(self.sources_button)
        self._holder: QWidget | None = None
        if row.count():
            self._hold_row()

    def _hold_row(self) -> None:
        self._holder = QWidget()
        self._holder.setLayout(self._row)
        self.view.add_below(self._holder)

    def offer_voice(self, speaker: Speaker) -> None:
        """Take the button that reads the page aloud."""
        self.aloud = ReadAloud(speaker, self.view)
        self._row.addWidget(self.aloud)
        if self._holder is None:
            self._hold_row()

    def caption(self) -> Caption:
        """Say which chapter and page this is."""
        edition, entry = self.context.edition, self.entry
        position = place_words(entry, self.context.place)
        return Caption(chapter_words(edition, entry), position, chapter_marked(edition, entry))

    def offers_exit(self, *, for_children: bool) -> bool:
        """Offer it to everybody where help lines are."""
        lines = any(isinstance(block, HelplinesBlock) for block in self.page.blocks)
        return self.MAY_HIDE and (for_children or lines)

    def announcement(self) -> str:
        """Say the place and the page's title."""
        return f"{super().announcement()} {self.page.title.plain()}"

    def foot(self) -> Foot:
        """Offer both ways."""
        return Foot(_("Back"), _("Next"))

    def first_focus(self) -> QWidget | None:
        """Read the title first."""
        return self.title

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of look or furigana."""
        super().set_reader(reader)
        self.view.set_reader(reader)

    def fit(self, width: int) -> None:
        """Stand picture and text side by side where there is room."""
        margins = self.column.contentsMargins()
        self.view.arrange(width - margins.left() - margins.right())

    def back(self) -> None:
        """Go to the page before; from the first page, to the first screen."""
        place = neighbour(self.context.edition, self.context.place, -1)
        self.go(ToPlace(place) if place is not None else ToHome())

    def forward(self) -> None:
        """Count this page as done and go on."""
        self.context.leave(self.page.id)
        self._go_on(self.context.place)

    def _skip(self) -> None:
        """Count this page and the next as done, and go on behind them."""
        self.context.leave(self.page.id)
        following = neighbour(self.context.edition, self.context.place, 1)
        if following is None or following.page is None:
            self._go_on(self.context.place)
            return
        self.context.skip(following.page)
        self._go_on(following)

    def _go_on(self, place: Place) -> None:
        following = neighbour(self.context.edition, place, 1)
        self.go(ToPlace(following) if following is not None else ToHome())


def neighbour(edition: Edition, place: Place, step: int) -> Place | None:
    """Give the place one step on or back inside a chapter: its pages, then its items; None beyond its ends."""
    entry = edition.entry(place.chapter)
    places = [Place(entry.id, page=page) for page in entry.pages] + [Place(entry.id, item=item) for item in entry.items]
    at = places.index(place) + step
    return places[at] if 0 <= at < len(places) else None


def facts_on(page: Page, facts: dict[FactId, Fact]) -> list[Fact]:
    """Collect the facts a page shows to learners, each once, in order."""
    shown: dict[FactId, Fact] = {}
    for block in page.blocks:
        if isinstance(block, Note):
            continue
        for text in texts(block):
            for run in text.runs:
                if run.fact is not None and run.fact in facts:
                    shown[run.fact] = facts[run.fact]
    return list(shown.values())
