"""授業の前に読む: the guide of one page, then all that the class will be shown, from top to bottom on one screen."""

from collections.abc import Callable

from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from supporter_app.domain.course import Block, Picture
from supporter_app.domain.edition import Edition
from supporter_app.domain.fact import Fact, FactId
from supporter_app.domain.ruby import RubyText, ruby_text
from supporter_app.i18n import _
from supporter_app.services.preparation import Reading
from supporter_app.ui import theme
from supporter_app.ui.destinations import ToLesson
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.lesson import kind_words
from supporter_app.ui.screens.screen import Caption, Foot, Screen
from supporter_app.ui.widgets.block_view import SIDE_FROM, TEXT_WIDTH, BlockView, WidgetMaker
from supporter_app.ui.widgets.frame import label
from supporter_app.ui.widgets.picture import PictureView
from supporter_app.ui.widgets.ruby_text import RubyBrowser
from supporter_app.ui.widgets.source_card import Sources
from supporter_app.ui.widgets.text_style import HEADING_STYLE

PICTURE = 240, 165
"""Width and height in pixels of a picture: enough to know it by, and the words come first."""


class LessonPagesScreen(Screen):
    """全ページを読みました stands at the foot; it lets the lesson of this version begin."""

    def __init__(
        self,
        reader: Reader,
        edition: Edition,
        reading: Reading,
        facts: dict[FactId, Fact],
        make: WidgetMaker,
        note_read: Callable[[], None],
    ) -> None:
        """Show guide and stops; `make` makes what is no running text, `note_read` keeps that all of it was read."""
        super().__init__(reader)
        self.edition, self._make, self._note_read = edition, make, note_read
        self._sources = Sources(facts)
        self.cards: list[ReadCard] = []
        self.column.addWidget(label(_("Read before the lesson"), "title"))
        told = _("First the guide, then everything the class will see. It takes about {minutes} minutes.")
        self.column.addWidget(label(told.format(minutes=round(reading.minutes()))))
        self._add("", ruby_text(reading.guide.title), reading.guide.blocks)
        self.column.addWidget(label(_("What the class sees"), "heading"))
        for number, stop in enumerate(reading.stops, 1):
            words = _("{number}. {kind}").format(number=number, kind=kind_words(stop.planned))
            self._add(words, stop.planned.title, stop.blocks, heavy=stop.planned.sensitive)
        self.column.addWidget(label(_("The other pages are for those who want to know more, after the lesson.")))
        self.column.addStretch(1)

    def _add(self, words: str, title: RubyText, blocks: tuple[Block, ...], *, heavy: bool = False) -> None:
        made = ReadCard(self.reader, words, title, heavy=heavy)
        made.fill(blocks, self._make)
        self._sources.follow(made.findChildren(RubyBrowser), made.view.add_below, made.title)
        self.cards.append(made)
        self.column.addWidget(made)

    def caption(self) -> Caption:
        """Name the edition and the screen."""
        return Caption(self.edition.name, _("Read before the lesson"))

    def foot(self) -> Foot:
        """Let the teacher say that all of it was read."""
        return Foot(_("Back"), _("I have read every page"))

    def first_focus(self) -> QWidget | None:
        """Start at the guide."""
        return self.cards[0].title

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of look or furigana."""
        super().set_reader(reader)
        for each in self.cards:
            each.set_reader(reader)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Stand words and pictures side by side where there is room."""
        margins = self.column.contentsMargins()
        for each in self.cards:
            each.arrange(width - margins.left() - margins.right())

    def back(self) -> None:
        """Go back to the plan."""
        self.go(ToLesson(self.edition.id))

    def forward(self) -> None:
        """Keep that every page was read, and go back to the plan, where the lesson can now begin."""
        self._note_read()
        self.back()


class ReadCard(QFrame):
    """The guide or one stop: what it is, its words, and its picture at the right; a heavy one stands on warm ground."""

    def __init__(self, reader: Reader, words: str, title: RubyText, *, heavy: bool) -> None:
        """Begin with what it is and its title."""
        super().__init__()
        self.setProperty("role", "card-warm" if heavy else "card")
        self._reader = reader
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(3 * theme.SPACE, 2 * theme.SPACE, 3 * theme.SPACE, 2 * theme.SPACE)
        self._row.setSpacing(4 * theme.SPACE)
        self.title = RubyBrowser(reader)
        self.title.show_text(title, HEADING_STYLE)
        self.title.setAccessibleName(title.plain())
        self._left = QVBoxLayout()
        self._left.setSpacing(theme.SPACE // 2)
        if words:
            self._left.addWidget(label(words, "small"))
        self._row.addLayout(self._left, 1)

    def fill(self, blocks: tuple[Block, ...], make: WidgetMaker) -> None:
        """Put the words on the left and the picture on the right."""
        self.view = BlockView(self._reader, self.title, make)
        self.view.fill(tuple(block for block in blocks if not isinstance(block, Picture)))
        self._left.addWidget(self.view)
        self._left.addStretch(1)
        self.pictures = [made for block in blocks if isinstance(made := make(block), PictureView)]
        for each in self.pictures:
            self._row.addWidget(each)

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of size."""
        self._reader = reader

    def arrange(self, width: int) -> None:
        """Stand words and picture side by side, or below each other, for a width; lines stay as short as on a page."""
        look = self._reader.look
        beside = width >= look.pixels(SIDE_FROM)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        margins = self._row.contentsMargins()
        words = look.pixels(TEXT_WIDTH * 18)
        wide, high = map(look.pixels, PICTURE)
        self.setMaximumWidth(words + wide + self._row.spacing() + margins.left() + margins.right())
        self.view.arrange(min(width, words))
        for each in self.pictures:
            each.setMaximumWidth(wide)
            each.stay_below(high)
