"""The editions of the course, one to choose: each keeps its own progress and its own furigana."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from supporter_app.domain.edition import Edition, EditionId
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.destinations import Destination
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, Screen
from supporter_app.ui.widgets.choice_card import ChoiceCard
from supporter_app.ui.widgets.frame import label


class EditionsScreen(Screen):
    """A card for each installed edition; one press uses it, at the place where the person is."""

    def __init__(
        self,
        reader: Reader,
        editions: tuple[Edition, ...],
        present: EditionId,
        choose: Callable[[EditionId], None],
        origin: Destination,
    ) -> None:
        """List the editions; the one in use is marked."""
        super().__init__(reader)
        self._origin = origin
        self.column.addWidget(label(_("Which edition would you like to read?"), "title"))
        self.column.addWidget(
            label(_("You can change it at any time. How far you are is kept for each edition."), "small")
        )
        self.column.addSpacing(theme.SPACE)
        self.cards: dict[EditionId, ChoiceCard] = {}
        for each in editions:
            made = ChoiceCard(reader, each.name, about(each), mark="one")
            made.setChecked(each.id == present)
            made.clicked.connect(lambda _checked=False, chosen=each.id: choose(chosen))
            self.cards[each.id] = made
            self.column.addWidget(made)
        self.column.addStretch(1)

    def caption(self) -> Caption:
        """Name the screen."""
        return Caption(position=_("Editions"))

    def foot(self) -> Foot:
        """Offer the way back."""
        return Foot(_("Back"))

    def first_focus(self) -> QWidget | None:
        """Start on the edition in use."""
        return next((made for made in self.cards.values() if made.isChecked()), None)

    def set_reader(self, reader: Reader) -> None:
        """Follow another size."""
        super().set_reader(reader)
        for made in self.cards.values():
            made.set_reader(reader)

    def back(self) -> None:
        """Go back to where this was opened."""
        self.go(self._origin)


def about(edition: Edition) -> str:
    """Say of an edition for whom it is, and how long it takes."""
    chapters = len(edition.counted())
    quick, unhurried = edition.minutes()
    size = _("{chapters} chapters, about {quick} to {unhurried} minutes in all").format(
        chapters=chapters, quick=quick, unhurried=unhurried
    )
    if edition.grades is None:
        return size
    return _("{title}. {size}. Furigana to go with the school year.").format(title=edition.title, size=size)
