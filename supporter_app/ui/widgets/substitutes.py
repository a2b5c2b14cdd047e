"""Letters a kind of file cannot hold, each with a field for what to write instead; nothing is put there unasked."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.widgets.frame import label

MOST_LETTERS = 12


class Substitutes(QWidget):
    """Asks for the letters it is given; `fields` are the fields by letter."""

    def __init__(self) -> None:
        """Begin with nothing to ask."""
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.SPACE)
        self.fields: dict[str, QLineEdit] = {}

    def ask(self, letters: tuple[str, ...]) -> None:
        """Ask for some letters, and forget what was asked before."""
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.fields = {}
        self.setVisible(bool(letters))
        if letters:
            self._rows.addWidget(label(_("This kind of file cannot hold some letters. Type what to write instead.")))
        for letter in letters[:MOST_LETTERS]:
            name = _("Instead of {letter}").format(letter=letter)
            self._rows.addWidget(label(name, "strong"))
            field = QLineEdit()
            field.setAccessibleName(name)
            self._rows.addWidget(field)
            self.fields[letter] = field

    def typed(self) -> dict[str, str]:
        """Give what was typed, by letter."""
        return {letter: field.text() for letter, field in self.fields.items() if field.text()}
