"""The source of a number, opened on the page itself: what it says, where it stands, and when it was true."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from supporter_app.domain.fact import Fact
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.widgets.frame import button, label


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
            column.addWidget(label(f"{fact.shown()}　{fact.statement}"))
            column.addWidget(label(source_words(fact), "small"))


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
