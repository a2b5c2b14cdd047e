"""A card with a heading, some words, buttons in a row, and one line that says what came of the last press."""

from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from supporter_app.domain.errors import SupporterError
from supporter_app.explain import explain
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.widgets.announcing import announce
from supporter_app.ui.widgets.flow_layout import FlowLayout
from supporter_app.ui.widgets.frame import Button, button, label


class Section(QFrame):
    """One thing on a screen that has several: what it is about, how it stands, what can be done."""

    def __init__(self, title: str, words: str = "", role: str = "card") -> None:
        """Write heading and words; buttons and other parts are added."""
        super().__init__()
        self.setProperty("role", role)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(4 * theme.SPACE, 3 * theme.SPACE, 4 * theme.SPACE, 3 * theme.SPACE)
        self.column.setSpacing(2 * theme.SPACE)
        self.column.addWidget(label(title, "heading"))
        self.words = label(words)
        self.column.addWidget(self.words)
        # Only now: shown before it has a parent, it would be a window of its own and take the keyboard.
        self.words.setVisible(bool(words))
        self.parts = QVBoxLayout()
        self.parts.setSpacing(theme.SPACE)
        self.column.addLayout(self.parts)
        self._row = FlowLayout()
        self._holder = QWidget()
        self._holder.setLayout(self._row)
        self._holder.hide()
        self.column.addWidget(self._holder)
        self.said = label("", "strong")
        self.said.hide()
        self.column.addWidget(self.said)

    def offer(self, words: str, role: str = "second", name: str = "") -> Button:
        """Add a button to the row."""
        made = button(words, role, name)
        self._row.addWidget(made)
        self._holder.show()
        return made

    def ask(self, field: QLineEdit) -> QLabel:
        """Add a field below its name, which stays while one types; gives the name."""
        if self.parts.count():
            self.parts.addSpacing(theme.SPACE)
        named = label(field.accessibleName(), "strong")
        named.setBuddy(field)
        self.parts.addWidget(named)
        self.parts.addWidget(field)
        return named

    def write(self, words: str) -> None:
        """Change the words below the heading."""
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def tell(self, words: str) -> None:
        """Say what came of a press, in place and to a screen reader; nothing takes the line away."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
        if words:
            announce(self, words)

    def show_pace(self, done: int, steps: int, seconds: float) -> None:
        """Say how far a piece of work is and how long it will take; not to a screen reader, which would never stop."""
        words = [_("About {percent} per cent is done.").format(percent=100 * done // steps)]
        if done:
            left = max(1, round(seconds * (steps - done) / done))
            words.append(_("About {seconds} seconds are left.").format(seconds=left))
        self.said.setText("".join(words))
        self.said.show()

    def explain(self, error: SupporterError) -> None:
        """Say what happened, what is safe and what to do."""
        told = explain(error)
        self.tell(f"{told.what}\n{told.safe}\n{told.next}")
