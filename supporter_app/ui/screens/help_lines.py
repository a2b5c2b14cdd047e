"""Help lines at any hour: voice and writing side by side, nothing asked first."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from supporter_app.domain.helpline import Worry
from supporter_app.domain.ruby import read_with
from supporter_app.i18n import EASY_LOCALE, _, in_use
from supporter_app.services.certification import Certification
from supporter_app.services.consultation import Consultation, Offer
from supporter_app.ui import theme
from supporter_app.ui.destinations import Destination, ToClose
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, Screen
from supporter_app.ui.widgets.choice_card import ChoiceCard
from supporter_app.ui.widgets.flow_layout import FlowLayout
from supporter_app.ui.widgets.frame import Button, button, label
from supporter_app.ui.widgets.line_card import LineCard
from supporter_app.ui.widgets.print_row import PrintRow
from supporter_app.ui.widgets.ruby_label import RubyLabel

TWO_FROM = 900
FIRST_TWO_FROM = 1200
"""Where two of the large cards have room for a number on one line, with the code beside it."""
FILE_NAME = "メモ.pdf"
FIRST = 1
NEXT = 4
SHEET_VOICE, SHEET_WRITING = 5, 2


class HelpScreen(Screen):
    """What can be reached now, first; other ways in are one press away on the same screen."""

    def __init__(
        self,
        reader: Reader,
        consultation: Consultation,
        choose: str,
        origin: Destination,
        certification: Certification,
        *,
        for_children: bool,
    ) -> None:
        """Open with the lines of a filter; worries are in the words of whoever reads."""
        super().__init__(reader)
        self._consultation, self._certification, self._origin = consultation, certification, origin
        self._choose, self._for_children = choose, for_children
        self._offers: tuple[Offer, ...] = ()
        self.title = label(_("There are people who listen"), "title")
        self._top = top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.end = button(_("Close the program"))
        self.end.clicked.connect(lambda: self.go(ToClose()))
        top.addWidget(self.title, 1)
        top.addWidget(self.end, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(top)
        self.column.addWidget(label(_("You need not know yet what to say, and you need not give your name.")))
        self.urgent = label(_("When life or health is in danger: 119 (ambulance, fire), 110 (police)"), "strong")
        self.column.addWidget(self.urgent)
        self._body = QVBoxLayout()
        self._body.setSpacing(2 * theme.SPACE)
        self.column.addLayout(self._body)
        self._first: QBoxLayout | None = None
        self._columns: list[QBoxLayout] = []
        self._shown: list[QWidget] = []
        self.ways: dict[str, Button] = {}
        self.column.addWidget(label(_("Find by worry"), "heading"))
        self._worries = self._worry_cards()
        self.column.addLayout(self._worries)
        self.column.addLayout(self._way_buttons())
        self.out = PrintRow(self._sheet, FILE_NAME, landscape=lambda: False)
        self.column.addWidget(self.out)
        self.column.addStretch(1)
        self.open_filter(choose)

    def offers_exit(self, *, for_children: bool) -> bool:
        """Offer to hide at once to everybody."""
        del for_children
        return self.MAY_HIDE

    def add_exit_note(self, note: QWidget) -> None:
        """Put it below the numbers: nothing stands between them and a person in need."""
        self.column.insertWidget(self.column.indexOf(self._body) + 1, note)

    def _way_buttons(self) -> FlowLayout:
        row = FlowLayout()
        ways = [("now", _("Now")), ("under18", _("18 or younger")), ("all", _("All lines"))]
        for choose, words in sorted(ways, key=lambda way: (way[0], self._choose) != ("under18", "under18")):
            made = button(words, "step")
            made.setCheckable(True)
            self._add_way(choose, made)
            row.addWidget(made)
        return row

    def _worry_cards(self) -> QBoxLayout:
        """Offer the worries as cards, whose words wrap."""
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(2 * theme.SPACE)
        worries = self._consultation.worries()
        half = -(-len(worries) // 2)
        for part in (worries[:half], worries[half:]):
            column = QVBoxLayout()
            column.setSpacing(theme.SPACE)
            for worry in part:
                said = read_with(self._label(worry), self.reader.kanji.readings)
                made = ChoiceCard(self.reader, said, mark="one")
                self._add_way(f"worry={worry.id}", made)
                column.addWidget(made)
            column.addStretch(1)
            row.addLayout(column, 1)
        return row

    def _label(self, worry: Worry) -> str:
        """Give a worry in the words of whoever reads: a child, somebody who finds Japanese hard, or a grown-up."""
        if self._for_children:
            return worry.child_label
        return (worry.easy_label if in_use() == EASY_LOCALE else "") or worry.label

    def _add_way(self, choose: str, made: Button) -> None:
        made.clicked.connect(partial(self.open_filter, choose))
        self.ways[choose] = made

    def open_filter(self, choose: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's clicked(bool)
        """Show the lines of a filter in place."""
        self._choose = choose
        for each, made in self.ways.items():
            made.setChecked(each == choose)
        for widget in self._shown:
            self._body.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = []
        self._columns = []
        self._offers = self._consultation.choose(choose, young=self._for_children)
        voice = tuple(offer for offer in self._offers if offer.line.by_voice())
        writing = tuple(offer for offer in self._offers if not offer.line.by_voice())
        self._add_first_row(voice, writing)
        later = (*voice[FIRST:], *writing[FIRST:])
        if choose == "now":
            later = later[:NEXT]
        if later:
            self._add(label(_("When you cannot get through"), "heading"))
            self._add(self._grid_of(later))
        if choose == "all":
            self._add_ended()
        self._add_next_step()
        self.fit(self.width())

    def _add_first_row(self, voice: tuple[Offer, ...], writing: tuple[Offer, ...]) -> None:
        holder = QFrame()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * theme.SPACE)
        for words, offers in ((_("Talk"), voice), (_("Write"), writing)):
            if not offers:
                continue
            column = QVBoxLayout()
            column.setSpacing(theme.SPACE)
            column.addWidget(label(words, "heading"))
            for offer in offers[:FIRST]:
                column.addWidget(LineCard(offer, self.reader, large=True), 1)
            row.addLayout(column, 1)
        self._first = row
        self._add(holder)

    def _grid_of(self, offers: tuple[Offer, ...]) -> QFrame:
        """Lay cards out in two columns that become one on a narrow window."""
        holder = QFrame()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * theme.SPACE)
        half = -(-len(offers) // 2)
        for part in (offers[:half], offers[half:]):
            column = QVBoxLayout()
            column.setSpacing(2 * theme.SPACE)
            for offer in part:
                column.addWidget(LineCard(offer, self.reader))
            column.addStretch(1)
            row.addLayout(column, 1)
        self._columns.append(row)
        return holder

    def _add_ended(self) -> None:
        ended = self._consultation.ended()
        if ended:
            self._add(label(_("Lines whose period has ended"), "heading"))
            for offer in ended:
                line = offer.line
                said = read_with(f"{line.name}　{line.reach()}　{line.hours}", self.reader.kanji.readings)
                self._add(RubyLabel(self.reader, said, "small"))

    def _add_next_step(self) -> None:
        """Say what a grown-up can do where none of the lines of a worry fits."""
        for worry in self._consultation.worries():
            if self._choose == f"worry={worry.id}" and not self._for_children:
                self._add(RubyLabel(self.reader, read_with(worry.none, self.reader.kanji.readings)))

    def _add(self, widget: QWidget) -> None:
        self._body.addWidget(widget)
        self._shown.append(widget)

    def caption(self) -> Caption:
        """Name the screen without naming a topic."""
        return Caption(position=_("Help lines"))

    def foot(self) -> Foot:
        """Offer the way back."""
        return Foot(_("Back"))

    def first_focus(self) -> QWidget | None:
        """Start on the first line."""
        return self.findChild(LineCard)

    def announcement(self) -> str:
        """Say what this is, and the first line."""
        first = self.findChild(LineCard)
        return f"{self.title.text()} {first.accessibleName() if first is not None else ''}".strip()

    def set_reader(self, reader: Reader) -> None:
        """Follow another size."""
        super().set_reader(reader)
        for made in self.ways.values():
            if isinstance(made, ChoiceCard):
                made.set_reader(reader)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Use one column on a narrow window; おわる goes below a title that has no room beside it."""
        margins = self.column.contentsMargins()
        room = width - margins.left() - margins.right() - self._top.spacing() - self.end.sizeHint().width()
        beside = self.title.fontMetrics().horizontalAdvance(self.title.text()) <= room
        self._top.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        rows = [(row, TWO_FROM) for row in (*self._columns, self._worries)]
        for row, least in [*rows, (self._first, FIRST_TWO_FROM)]:
            two = width >= self.reader.look.pixels(least)
            if row is not None:
                row.setDirection(QBoxLayout.Direction.LeftToRight if two else QBoxLayout.Direction.TopToBottom)

    def back(self) -> None:
        """Go back to where this was opened."""
        self.go(self._origin)

    def _sheet(self) -> bytes:
        voice = [offer for offer in self._offers if offer.line.by_voice()]
        writing = [offer for offer in self._offers if not offer.line.by_voice()]
        lines = (*voice[:SHEET_VOICE], *writing[:SHEET_WRITING])
        return self._certification.helpline_sheet(lines, self.reader.furigana)
