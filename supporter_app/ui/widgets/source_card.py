"""The source of a number, opened on the page itself: what it says, where it stands, and when it was true."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from supporter_app.domain.fact import Fact, FactId
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.widgets.frame import button, label
from supporter_app.ui.widgets.ruby_text import RubyBrowser


class SourceCard(QFrame):
    """A quiet card below the text, with the sources of one number or of all numbers on a page."""

    closed = Signal()

    def __init__(self, facts: tuple[Fact, ...]) -> None:
        """Show where these facts come from."""
        super().__init__()
        self.setProperty("role", "card-cool")
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * theme.SPACE, 2 * theme.SPACE, 3 * theme.SPACE, 2 * theme.SPACE)
        column.setSpacing(theme.SPACE)
        top = QHBoxLayout()
        top.addWidget(label(_("Sources"), "strong"), 1)
        self.close_button = button(_("Close the sources"))
        self.close_button.clicked.connect(self.closed)
        top.addWidget(self.close_button)
        column.addLayout(top)
        for fact in facts:
            column.addSpacing(theme.SPACE)
            column.addWidget(label(f"{fact.shown()}　{fact.statement}"))
            column.addWidget(label(source_words(fact), "small"))


class Sources:
    """Opens the sources of what a text claims below that text; one card at a time on a screen."""

    def __init__(self, facts: dict[FactId, Fact]) -> None:
        """Take the facts that texts may claim."""
        self._facts = facts
        self._card: SourceCard | None = None
        self._back: QWidget | None = None

    def follow(self, texts: Iterable[RubyBrowser], place: Callable[[QWidget], None], back: QWidget) -> None:
        """Open the source of a claim pressed in these texts; `place` puts the card, `back` has the keyboard then."""

        def show(fact: str) -> None:
            if (found := self._facts.get(FactId(fact))) is not None:
                self.open((found,), place, back)

        for text in texts:
            text.fact_asked.connect(show)

    def open(self, facts: tuple[Fact, ...], place: Callable[[QWidget], None], back: QWidget) -> None:
        """Show where these facts come from, in place of what was shown before."""
        self.close()
        self._card, self._back = SourceCard(facts), back
        self._card.closed.connect(self.close)
        place(self._card)
        self._card.close_button.setFocus()

    def close(self) -> None:
        """Take the card away and give the keyboard back to its text."""
        if self._card is not None and self._back is not None:
            self._card.hide()
            self._card.deleteLater()
            self._card = None
            self._back.setFocus()


def source_words(fact: Fact) -> str:
    """Write a fact's source as one line: title, place in it, publisher, dates."""
    return _("From: {title}, {place} ({publisher}, {date}). As of {as_of}.").format(
        title=fact.source.title,
        place=fact.place,
        publisher=fact.source.publisher,
        date=_("{year}-{month}-{day}").format(
            year=fact.source.date.year, month=fact.source.date.month, day=fact.source.date.day
        ),
        as_of=_("{year}-{month}").format(year=fact.as_of.year, month=fact.as_of.month),
    )
