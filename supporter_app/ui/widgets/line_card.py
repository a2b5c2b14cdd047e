"""One help line: its name, its number as large as it can be, when it answers, and what to do when it does not."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from supporter_app.domain.helpline import Helpline
from supporter_app.domain.ruby import read_with
from supporter_app.i18n import _
from supporter_app.services.consultation import Offer
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.frame import label
from supporter_app.ui.widgets.qr_code import QrCode
from supporter_app.ui.widgets.ruby_text import RubyBrowser, TextStyle

NAME_STYLE = TextStyle(bold=True, line_height=theme.HEADING_LINE_HEIGHT, gap=0)
DETAIL_STYLE = TextStyle(size=theme.SMALL, line_height=theme.HEADING_LINE_HEIGHT, gap=0, colour="text_second")

UNCHECKED = "要確認"
"""The state of a line that no person has called or looked up yet."""


class LineCard(QLabel):
    """A card that a screen reader meets as one text; `large` adds the QR code, `short` leaves out what can wait."""

    def __init__(self, offer: Offer, reader: Reader, *, large: bool = False, short: bool = False) -> None:
        """Write the card, with the furigana the reader wants."""
        super().__init__()
        self._reader = reader
        self.offer = offer
        line = offer.line
        self.setProperty("role", "card-accent" if large else "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        shown = details(offer)[: 1 if short else None]
        self.setAccessibleName(" ".join((line.name, line.reach(), *shown)))
        self._row = row = QHBoxLayout(self)
        pad = 3 * theme.SPACE if large else 2 * theme.SPACE
        row.setContentsMargins(pad, pad, pad, pad)
        row.setSpacing(3 * theme.SPACE)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._text(line.name, NAME_STYLE))
        column.addWidget(label(line.shown_reach(), _reach_role(line, large=large)))
        for words in shown:
            column.addWidget(self._text(words, DETAIL_STYLE))
        column.addStretch(1)
        row.addLayout(column, 1)
        if large:
            row.addWidget(QrCode(line.dialled(), _("QR code for {name}").format(name=line.name), reader.look), 0, _TOP)

    def _text(self, words: str, style: TextStyle) -> RubyBrowser:
        """Write words with readings; the card itself takes the keyboard and tells the screen reader all of them."""
        made = RubyBrowser(self._reader)
        made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        made.show_text(read_with(words, self._reader.kanji.readings), style)
        return made

    def hasHeightForWidth(self) -> bool:
        """Follow what the card holds: a label of its own would ask for the room of its empty text."""
        return self._row.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """Give the height of what the card holds."""
        return self._row.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        """Ask for the room of what the card holds."""
        return self._row.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Never be smaller than what the card holds."""
        return self._row.totalMinimumSize()


_TOP = Qt.AlignmentFlag.AlignTop


def _reach_role(line: Helpline, *, large: bool) -> str:
    if not line.by_voice():
        return "strong"
    return "number" if large else "heading"


def details(offer: Offer) -> tuple[str, ...]:
    """Say when a line answers, what it costs, for whom it is, and how old this is."""
    line = offer.line
    parts = [_("{hours}. {cost}").format(hours=line.hours, cost=line.cost), line.for_whom, state_words(offer)]
    if line.note:
        parts.append(line.note)
    return tuple(part for part in parts if part)


def state_words(offer: Offer) -> str:
    """Say whether the line answers now, and how old that knowledge is; never more than is known."""
    asked = {"year": offer.line.as_of.year, "month": offer.line.as_of.month}
    checked = offer.line.state != UNCHECKED
    if offer.check_first:
        known = _("Checked in {year}-{month}.") if checked else _("Known from papers of {year}-{month}.")
        return known.format(**asked) + _("If it has changed, go on to the next line.")
    if offer.open is None:
        return (_("Checked in {year}-{month}.") if checked else _("Known from papers of {year}-{month}.")).format(
            **asked
        )
    since = _("hours checked in {year}-{month}") if checked else _("hours as in papers of {year}-{month}")
    words = (
        _("Within its hours ({since}). It may be hard to get through.")
        if offer.open
        else _("Outside its hours now ({since}).")
    )
    return words.format(since=since.format(**asked))
