"""The seven ways to answer an item, all by buttons: one choice, several, in order, in pairs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from supporter_app.domain.quiz import Choice, Item, Kind
from supporter_app.domain.ruby import RubyText
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.choice_card import ChoiceCard
from supporter_app.ui.widgets.frame import Button, button, label
from supporter_app.ui.widgets.ruby_text import RubyBrowser


class Answers(QWidget):
    """What every way of answering offers: `given` when a response stands, `touched` when it was changed."""

    given = Signal(tuple)
    touched = Signal()

    def response(self) -> tuple[str, ...]:
        """Give the response as `domain.quiz.Response.chosen`; empty while it is not complete."""
        return ()

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of look or furigana."""
        for card in self.findChildren(ChoiceCard):
            card.set_reader(reader)
        for line in self.findChildren(OrderLine):
            line.set_reader(reader)


class OneAnswer(Answers):
    """One choice, answered by pressing it."""

    def __init__(self, reader: Reader, choices: tuple[Choice, ...]) -> None:
        """Show the choices."""
        super().__init__()
        column = _column(self)
        self.cards: dict[str, ChoiceCard] = {}
        for choice in choices:
            made = ChoiceCard(reader, choice.text, mark="one")
            made.clicked.connect(lambda _checked=False, chosen=choice.id: self._choose(chosen))
            self.cards[choice.id] = made
            column.addWidget(made)

    def _choose(self, chosen: str) -> None:
        for each, made in self.cards.items():
            made.setChecked(each == chosen)
        self.given.emit((chosen,))

    def response(self) -> tuple[str, ...]:
        """Give the one chosen."""
        return tuple(each for each, made in self.cards.items() if made.isChecked())


class SeveralAnswers(Answers):
    """Any number of choices, answered by こたえる."""

    def __init__(self, reader: Reader, choices: tuple[Choice, ...]) -> None:
        """Show the choices."""
        super().__init__()
        column = _column(self)
        self.cards: dict[str, ChoiceCard] = {}
        for choice in choices:
            made = ChoiceCard(reader, choice.text, mark="several")
            made.clicked.connect(self.touched)
            self.cards[choice.id] = made
            column.addWidget(made)

    def response(self) -> tuple[str, ...]:
        """Give all that are chosen."""
        return tuple(each for each, made in self.cards.items() if made.isChecked())


class OrderLine(QFrame):
    """One line to be put in order: read, not pressed."""

    def __init__(self, reader: Reader, text: RubyText) -> None:
        """Write the line."""
        super().__init__()
        self.setProperty("role", "card")
        self._words = text.plain()
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.SPACE, 4, 2 * theme.SPACE, theme.SPACE)
        self._number = label("", "strong", wrap=False)
        self._text = RubyBrowser(reader)
        self._text.show_text(text)
        self.set_reader(reader)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(theme.SPACE)
        row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)

    def set_reader(self, reader: Reader) -> None:
        """Keep the number on the line of the words, which have room for readings above them."""
        self._number.setContentsMargins(0, reader.look.pixels(theme.SPACE), 0, 0)

    def show_position(self, position: int) -> None:
        """Say at which place the line stands now."""
        self._number.setText(str(position))
        self._text.setAccessibleName(_("{position}. {words}").format(position=position, words=self._words))


class OrderAnswer(Answers):
    """Lines that are moved up and down by buttons."""

    def __init__(self, reader: Reader, choices: tuple[Choice, ...]) -> None:
        """Show the lines in the order given."""
        super().__init__()
        self._choices = list(choices)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.SPACE)
        grid.setColumnStretch(0, 1)
        self._grid = grid
        self._rows: dict[str, tuple[OrderLine, Button, Button]] = {}
        for choice in choices:
            self._rows[choice.id] = self._row(reader, choice)
        self._place()

    def _row(self, reader: Reader, choice: Choice) -> tuple[OrderLine, Button, Button]:
        words = choice.text.plain()
        made = OrderLine(reader, choice.text)
        up = button("↑", name=_("Move up: {words}").format(words=words))
        down = button("↓", name=_("Move down: {words}").format(words=words))
        up.clicked.connect(lambda: self._move(choice, -1))
        down.clicked.connect(lambda: self._move(choice, 1))
        for each in (up, down):
            each.setMinimumWidth(theme.TARGET)
        return made, up, down

    def up_button(self, choice: str) -> Button:
        """Give the button that moves a line up."""
        return self._rows[choice][1]

    def _move(self, choice: Choice, step: int) -> None:
        at = self._choices.index(choice)
        to = at + step
        if 0 <= to < len(self._choices):
            self._choices[at], self._choices[to] = self._choices[to], self._choices[at]
            self._place()
            self.touched.emit()

    def _place(self) -> None:
        former: QWidget | None = None
        for at, choice in enumerate(self._choices):
            for across, widget in enumerate(self._rows[choice.id]):
                self._grid.removeWidget(widget)
                self._grid.addWidget(widget, at, across)
                if former is not None:
                    QWidget.setTabOrder(former, widget)
                former = widget
            self._rows[choice.id][0].show_position(at + 1)

    def response(self) -> tuple[str, ...]:
        """Give the ids in the order they stand."""
        return tuple(choice.id for choice in self._choices)


class MatchAnswer(Answers):
    """Choose one on the left, then its partner on the right."""

    def __init__(self, reader: Reader, item: Item, partners: tuple[Choice, ...]) -> None:
        """Show both columns; the first on the left waits for its partner."""
        super().__init__()
        self._reader = reader
        self._item = item
        self._given: dict[str, str] = {}
        self._partner_text = {choice.id: choice.partner or choice.text for choice in item.choices}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(label(_("Choose one on the left, then what goes with it on the right."), "small"))
        row = QHBoxLayout()
        row.setSpacing(2 * theme.SPACE)
        outer.addLayout(row)
        self.lefts: dict[str, ChoiceCard] = {}
        self.rights: dict[str, ChoiceCard] = {}
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(theme.SPACE)
            row.addLayout(column, 1)
        for choice in item.choices:
            self.lefts[choice.id] = ChoiceCard(reader, choice.text, mark="one")
            self.lefts[choice.id].clicked.connect(lambda _checked=False, at=choice.id: self._wait_for(at))
            left.addWidget(self.lefts[choice.id])
        for choice in partners:
            made = ChoiceCard(reader, self._partner_text[choice.id])
            made.clicked.connect(lambda _checked=False, to=choice.id: self._pair(to))
            self.rights[choice.id] = made
            right.addWidget(made)
        left.addStretch(1)
        right.addStretch(1)
        self._show_pairs()
        self._wait_for(item.choices[0].id)

    def _wait_for(self, choice: str) -> None:
        self._waiting = choice
        for each, left in self.lefts.items():
            left.setChecked(each == choice)

    def _pair(self, partner: str) -> None:
        self._given = {each: given for each, given in self._given.items() if given != partner}
        self._given[self._waiting] = partner
        self._show_pairs()
        left_over = next((choice.id for choice in self._item.choices if choice.id not in self._given), None)
        if left_over is not None:
            self._wait_for(left_over)
        self.touched.emit()

    def _show_pairs(self) -> None:
        for each, left in self.lefts.items():
            given = self._given.get(each)
            words = self._partner_text[given].plain() if given is not None else _("not paired yet")
            left.show_below(_("→ {partner}").format(partner=words))

    def response(self) -> tuple[str, ...]:
        """Give the partners in the item's order; empty while one is missing."""
        if len(self._given) < len(self._item.choices):
            return ()
        return tuple(self._given[choice.id] for choice in self._item.choices)


def _column(parent: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    return column


def answers_for(reader: Reader, item: Item, shown: tuple[Choice, ...]) -> Answers:
    """Choose the way of answering that fits an item; `shown` is the order in which choices stand."""
    match item.kind:
        case Kind.SEVERAL:
            return SeveralAnswers(reader, shown)
        case Kind.ORDER:
            return OrderAnswer(reader, shown)
        case Kind.MATCH:
            return MatchAnswer(reader, item, shown)
        case _:
            return OneAnswer(reader, shown)
