"""A heading and a row of buttons of which one is chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QBoxLayout, QWidget

from supporter_app.ui.widgets.flow_layout import FlowLayout
from supporter_app.ui.widgets.frame import Button, button, label


class ChoiceRow:
    """Buttons that stay pressed; heading and row stand in the column by themselves, so that each gets its height."""

    def __init__(self, title: str, words: Sequence[str], choose: Callable[[int], None]) -> None:
        """Offer the words in their order; `choose` is told the place of the one that was pressed."""
        self._title, self._holder, row = label(title, "strong"), QWidget(), FlowLayout()
        self.buttons: list[Button] = []
        for at, each in enumerate(words):
            made = button(each, "step", f"{title} {each}")
            made.setCheckable(True)
            made.clicked.connect(lambda _checked=False, at=at: choose(at))
            row.addWidget(made)
            self.buttons.append(made)
        self._holder.setLayout(row)

    def add_to(self, column: QBoxLayout) -> None:
        """Stand at the end of a column."""
        column.addWidget(self._title)
        column.addWidget(self._holder)

    def show(self, *, wanted: bool) -> None:
        """Be there, or not."""
        self._title.setVisible(wanted)
        self._holder.setVisible(wanted)

    def mark(self, chosen: int) -> None:
        """Show which one is chosen."""
        for at, each in enumerate(self.buttons):
            each.setChecked(at == chosen)
