"""After the last chapter: one small act, chosen in private, and then the paper."""

from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from supporter_app.domain.activity import SmallAct
from supporter_app.domain.completion import missing
from supporter_app.domain.edition import Edition
from supporter_app.domain.ruby import marked_text
from supporter_app.i18n import _
from supporter_app.services.learning import Learning
from supporter_app.ui import theme
from supporter_app.ui.destinations import ToHome, ToPaper, ToPlace, ToRecord
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.home import chapter_marked, course_caption
from supporter_app.ui.screens.screen import Caption, Foot, Screen
from supporter_app.ui.widgets.choice_card import ChoiceCard
from supporter_app.ui.widgets.flow_layout import FlowLayout
from supporter_app.ui.widgets.frame import button, card, label

TWO_FROM = 1000


class EndScreen(Screen):
    """Records the completion when all is done; says what is left when it is not."""

    def __init__(self, reader: Reader, edition: Edition, learning: Learning, acts: tuple[SmallAct, ...]) -> None:
        """Complete the course if it can be completed."""
        super().__init__(reader)
        self.edition, self.learning = edition, learning
        self.acts: list[ChoiceCard] = []
        self.chapters: list[ChoiceCard] = []
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(12)
        self.left = learning.progress(edition.id).next_place(edition)
        if self.left is not None:
            self._show_left()
            return
        self.completion = learning.complete(edition.id)
        self.column.addWidget(label(_("You have been through the whole course"), "title"))
        self.column.addWidget(label(self._thanks()))
        self.column.addWidget(self._ways())
        self.column.addWidget(self._acts_card(acts))
        self.column.addStretch(1)

    def _show_left(self) -> None:
        progress = self.learning.progress(self.edition.id)
        count = len(missing(self.edition, progress))
        self.column.addWidget(label(_("Something is left"), "title"))
        self.column.addWidget(label(_("{count} pages or questions are still open.").format(count=count)))
        for entry in self.edition.counted():
            if open_places := tuple(progress.open_places(entry)):
                words = _("{count} left").format(count=len(open_places))
                made = ChoiceCard(self.reader, marked_text(chapter_marked(self.edition, entry)), words)
                made.clicked.connect(lambda _checked=False, place=open_places[0]: self.go(ToPlace(place)))
                self.chapters.append(made)
        self.column.addLayout(self._in_columns(self.chapters))
        self.column.addStretch(1)

    def _ways(self) -> QFrame:
        made = card("card-cool")
        column = QVBoxLayout(made)
        column.setContentsMargins(4 * theme.SPACE, 3 * theme.SPACE, 4 * theme.SPACE, 3 * theme.SPACE)
        column.setSpacing(theme.SPACE)
        column.addWidget(label(_("Take a paper with you"), "heading"))
        column.addWidget(label(self._about_the_paper(), "small"))
        row = FlowLayout()
        self.paper_button = button(_("Make the paper"), "second")
        self.paper_button.clicked.connect(lambda: self.go(ToPaper()))
        row.addWidget(self.paper_button)
        if not self.edition.for_children:
            self.record_button = button(_("Record slip for a hall"), "second")
            self.record_button.clicked.connect(lambda: self.go(ToRecord()))
            row.addWidget(self.record_button)
        column.addLayout(row)
        return made

    def _thanks(self) -> str:
        if self.edition.for_children:
            return _("Thank you. That it was finished is kept on this computer, without a name.")
        return _("Thank you for your time. It is recorded on this computer.")

    def _about_the_paper(self) -> str:
        if self.edition.for_children:
            return _("You may type a name and print the paper. The name is kept nowhere.")
        return _("The paper carries the name you type. A hall may ask for the record slip instead.")

    def _acts_card(self, acts: tuple[SmallAct, ...]) -> QFrame:
        made = card()
        column = QVBoxLayout(made)
        column.setContentsMargins(4 * theme.SPACE, 3 * theme.SPACE, 4 * theme.SPACE, 3 * theme.SPACE)
        column.setSpacing(12)
        column.addWidget(label(_("One small thing for tomorrow"), "heading"))
        column.addWidget(label(_("Choose one if you like. It is for you alone and is not kept."), "small"))
        for act in acts:
            each = ChoiceCard(self.reader, act.text, mark="one")
            each.clicked.connect(lambda _checked=False, chosen=each: self._choose(chosen))
            self.acts.append(each)
        column.addLayout(self._in_columns(self.acts))
        return made

    def _in_columns(self, cards: list[ChoiceCard]) -> QBoxLayout:
        """Stand cards in two columns, or below each other; they are read down the first, then down the second."""
        half = -(-len(cards) // 2)
        for part in (cards[:half], cards[half:]):
            side = QVBoxLayout()
            side.setSpacing(12)
            for each in part:
                side.addWidget(each)
            side.addStretch(1)
            self._columns.addLayout(side, 1)
        return self._columns

    def _choose(self, chosen: ChoiceCard) -> None:
        for each in self.acts:
            each.setChecked(each is chosen)

    def caption(self) -> Caption:
        """Name the course and its end."""
        return course_caption(self.edition, self.reader, _("At the end"))

    def foot(self) -> Foot:
        """Lead to what is left, or to the first screen."""
        if self.left is not None:
            return Foot(_("Back"), _("To what is left"))
        return Foot(_("Back"), _("To the first screen"))

    def first_focus(self) -> QWidget | None:
        """Start on the paper."""
        return self.paper_button if self.left is None else None

    def set_reader(self, reader: Reader) -> None:
        """Follow another size; what was chosen stays."""
        super().set_reader(reader)
        for each in (*self.acts, *self.chapters):
            each.set_reader(reader)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Stand the cards in two columns where there is room."""
        two = width >= self.reader.look.pixels(TWO_FROM)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if two else QBoxLayout.Direction.TopToBottom)

    def back(self) -> None:
        """Go to the first screen."""
        self.go(ToHome())

    def forward(self) -> None:
        """Go to what is left, or to the first screen."""
        self.go(ToPlace(self.left) if self.left is not None else ToHome())
