"""Lists inside a page: help lines, activities, programmes; a few at a time, the rest one press further."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from supporter_app.domain.activity import Activity, Programme
from supporter_app.domain.ruby import read_with
from supporter_app.i18n import _
from supporter_app.services.consultation import Offer
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.frame import button, card, label
from supporter_app.ui.widgets.ruby_label import RubyLabel

Maker = Callable[[Reader], QWidget]
LINES_AT_A_TIME = 3
PROGRAMMES_AT_A_TIME = 3
ACTIVITIES_AT_A_TIME = 2


class PagedList(QFrame):
    """Shows some entries at a time, with buttons for those before and after."""

    def __init__(self, reader: Reader, title: str, makers: Sequence[Maker], at_a_time: int, below: str = "") -> None:
        """`makers` build the entries when they are shown, for whoever reads then."""
        super().__init__()
        self._reader = reader
        self._makers = tuple(makers)
        self._at_a_time = at_a_time
        self._from = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        if title:
            column.addWidget(label(title, "heading"))
        self._entries = QVBoxLayout()
        self._entries.setSpacing(theme.SPACE)
        column.addLayout(self._entries)
        self._shown: list[QWidget] = []
        self._way: _Way | None = None
        if len(self._makers) > at_a_time:
            self._way = _Way()
            column.addWidget(self._way)
            self._way.before.clicked.connect(lambda: self._turn(-self._at_a_time))
            self._way.after.clicked.connect(lambda: self._turn(self._at_a_time))
        if below:
            column.addWidget(label(below, "small"))
        column.addStretch(1)
        self._turn(0)

    def set_reader(self, reader: Reader) -> None:
        """Remember who reads, for the entries that are turned to later; those that are shown follow by themselves."""
        self._reader = reader

    def _turn(self, step: int) -> None:
        self._from = max(0, min(self._from + step, max(len(self._makers) - 1, 0)))
        for widget in self._shown:
            self._entries.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        until = min(self._from + self._at_a_time, len(self._makers))
        self._shown = [make(self._reader) for make in self._makers[self._from : until]]
        for widget in self._shown:
            self._entries.addWidget(widget)
        if self._way is not None:
            self._way.show_place(self._from + 1, until, len(self._makers))


class _Way(QWidget):
    """The buttons to the entries before and after, and how many there are."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.SPACE)
        self.before = button(_("Show those before"))
        self.after = button(_("Show more"))
        self._count = label("", "small", wrap=False)
        for each in (self.before, self.after, self._count):
            row.addWidget(each)
        row.addStretch(1)

    def show_place(self, first: int, last: int, total: int) -> None:
        self.before.setEnabled(first > 1)
        self.after.setEnabled(last < total)
        self._count.setText(_("{first} to {last} of {total}").format(first=first, last=last, total=total))


def line_list(offers: Sequence[Offer], reader: Reader) -> PagedList:
    """List help lines; every one of them stands under 相談先 too."""
    from supporter_app.ui.widgets.line_card import LineCard

    makers = [partial(LineCard, offer, short=True) for offer in offers]
    return PagedList(reader, "", makers, LINES_AT_A_TIME)


def programme_list(programmes: Sequence[Programme], reader: Reader, *, read: bool) -> PagedList:
    """List programmes and first desks: what they do, and where one asks; with `read` their words have readings."""
    makers = [
        partial(
            entry_card,
            each.name,
            (each.what, _("Ask at: {place}").format(place=each.where_to_apply)),
            read=read,
        )
        for each in programmes
    ]
    return PagedList(reader, "", makers, PROGRAMMES_AT_A_TIME)


def activity_list(activities: Sequence[Activity], choose: str, reader: Reader, *, read: bool) -> PagedList:
    """List examples of activities that a page asks for: all, those for someone, or those of a kind.

    Who does them, and in which town, are names; how these are read is not known of all of them,
    so they stand without readings.
    """
    makers = [
        partial(
            entry_card,
            each.title,
            (each.for_whom, each.summary),
            read=read,
            names=_("{organisation} ({where})").format(organisation=each.organisation, where=where(each)),
        )
        for each in activities
        if each.fits(choose)
    ]
    return PagedList(
        reader,
        _("Examples"),
        makers,
        ACTIVITIES_AT_A_TIME,
        _("Ask the group or the municipality whether it still takes place."),
    )


def where(activity: Activity) -> str:
    """Give the prefecture and the town."""
    return f"{activity.prefecture}{activity.municipality}" or _("nationwide")


def entry_card(title: str, lines: Sequence[str], reader: Reader, *, read: bool, names: str = "") -> QFrame:
    """Make a small card with a title, names that are shown as they are, and a few lines."""
    made = card()
    column = QVBoxLayout(made)
    column.setContentsMargins(2 * theme.SPACE, 12, 2 * theme.SPACE, 12)
    column.setSpacing(theme.SPACE // 2)
    column.addWidget(_said(title, "strong", reader if read else None))
    if names:
        column.addWidget(label(names, "small"))
    for line in filter(None, lines):
        column.addWidget(_said(line, "small", reader if read else None))
    return made


def _said(words: str, role: str, reader: Reader | None) -> QLabel:
    """Show words with readings to a reader, else without room for any."""
    if reader is None:
        return label(words, role)
    text = read_with(words, reader.kanji.readings)
    return RubyLabel(reader, text, role, line_height=theme.HEADING_LINE_HEIGHT)
