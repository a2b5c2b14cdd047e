"""One help line: its name, its number as large as it can be, when it answers, and what to do when it does not."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel

from supporter_app.domain.helpline import Helpline
from supporter_app.domain.ruby import RubyText, read_with, ruby_text
from supporter_app.i18n import _
from supporter_app.services.consultation import Offer
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.qr_code import SIDE, QrCode
from supporter_app.ui.widgets.ruby_lines import Lines
from supporter_app.ui.widgets.text_style import TextStyle

NAME = TextStyle(bold=True)
DETAIL = TextStyle(size=theme.SMALL, colour="text_second")
REACH = 1
"""Where the number or address stands among the texts of a card."""
LINE_HEIGHT = theme.HEADING_LINE_HEIGHT + 0.1
"""In letters: as much as readings need above a line, so that none touches the line before."""
WIDEST = 640
"""Pixels that words ask for at most; more room is taken, and less is enough."""
GAP = 3
"""Pixels between the lines of a card."""

UNCHECKED = "要確認"
"""The state of a line that no person has called or looked up yet."""


class LineCard(QLabel):
    """A card that a screen reader meets as one text; `large` adds the QR code, `short` leaves out what can wait.

    Its words are drawn by the card itself: a page shows several cards, and a label for each of their lines would take
    as long to show as the rest of the page.
    """

    def __init__(self, offer: Offer, reader: Reader, *, large: bool = False, short: bool = False) -> None:
        """Write the card, with the furigana the reader wants."""
        self._drawn: list[tuple[Lines, str]] = []
        self._reaches: list[Lines] = []
        super().__init__()
        self._reader = reader
        self.offer = offer
        line = offer.line
        self.setProperty("role", "card-accent" if large else "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        shown = details(offer)[: 1 if short else None]
        self._reach_styles = _reach_styles(line, large=large)
        self.setAccessibleName(" ".join((line.name, line.reach(), *shown)))
        self._parts: list[tuple[RubyText, TextStyle]] = [
            (self._read(line.name), NAME),
            (ruby_text(line.shown_reach()), self._reach_styles[0]),
            *((self._read(words), DETAIL) for words in shown),
        ]
        self._pad = 3 * theme.SPACE + 2 if large else 2 * theme.SPACE + 1
        self._beside = SIDE + 3 * theme.SPACE if large else 0
        self._code: QrCode | None = None
        if large:
            self._code = QrCode(line.dialled(), _("QR code for {name}").format(name=line.name), reader.look)
            self._code.setParent(self)
            self._code.resize(SIDE, SIDE)

    def _read(self, words: str) -> RubyText:
        return read_with(words, self._reader.kanji.readings)

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of look or furigana."""
        if self._reader.look != reader.look:
            self._drawn = []
            self.updateGeometry()
        self._reader = reader
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Break the words anew when the letters change."""
        self._drawn = []
        super().changeEvent(event)

    def hasHeightForWidth(self) -> bool:
        """Grow with the number of lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height in pixels that the card needs at a width."""
        room = self._room(width)
        lines = sum(part.height(room) for part, _colour in self._lines(room)) + GAP * (len(self._parts) - 1)
        return max(lines, SIDE if self._beside else 0) + 2 * self._pad

    def sizeHint(self) -> QSize:
        """Ask for the words on their lines, within reason."""
        widest = min(max(part.longest for part, _colour in self._lines(WIDEST)), WIDEST)
        width = widest + 2 * self._pad + self._beside
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Never insist on more width than a few letters: words can be broken."""
        lines = sum(round(part.line_height) for part, _colour in self._lines(0)) + GAP * (len(self._parts) - 1)
        return QSize(80 + 2 * self._pad + self._beside, lines + 2 * self._pad)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the QR code in its corner."""
        super().resizeEvent(event)
        if self._code is not None:
            self._code.move(self.width() - self._pad - SIDE, self._pad)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, then its words with their readings."""
        super().paintEvent(event)
        painter, palette = QPainter(self), self._reader.look.palette()
        corner, room = QPointF(self._pad, self._pad), self._room(self.width())
        for part, colour in self._lines(room):
            painter.setPen(QColor(getattr(palette, colour)))
            part.draw(painter, corner, room, self._reader)
            corner += QPointF(0, part.height(room) + GAP)
        painter.end()

    def _room(self, width: int) -> int:
        """Give the width that is left for words."""
        return max(width - 2 * self._pad - self._beside, 1)

    def _lines(self, room: int) -> list[tuple[Lines, str]]:
        """Give the texts of the card in their fonts for a width, each with the name of its colour.

        A number is never broken: where it has no room, it is written smaller.
        """
        if not self._drawn:
            self._drawn = [(self._written(text, style), style.colour) for text, style in self._parts]
            self._reaches = [self._written(self._parts[REACH][0], style) for style in self._reach_styles]
        fits = next((each for each in self._reaches if each.longest <= room), self._reaches[-1])
        return [(fits if at == REACH else part, colour) for at, (part, colour) in enumerate(self._drawn)]

    def reach_is_whole(self, width: int) -> bool:
        """Tell whether the number or address stands on one line in a card of a width."""
        room = self._room(width)
        return self._lines(room)[REACH][0].longest <= room

    def _written(self, text: RubyText, style: TextStyle) -> Lines:
        """Break a text in a style; what is written small keeps room for readings, so that cards have one rhythm."""
        room = None if style.size > theme.BODY else True
        return Lines(text, style.font(self.font(), self._reader.look), LINE_HEIGHT, room=room)


def _reach_styles(line: Helpline, *, large: bool) -> list[TextStyle]:
    """Give the sizes in which a number or an address is written, the best one first."""
    if not line.by_voice():
        return [TextStyle(size=size, bold=True) for size in (theme.BODY, theme.SMALL)]
    sizes = (theme.NUMBER, theme.TITLE, theme.HEADING, theme.BODY)
    return [TextStyle(size=size, bold=True) for size in sizes[0 if large else sizes.index(theme.HEADING) :]]


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
