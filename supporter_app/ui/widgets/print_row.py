"""印刷する and ファイルに保存, side by side, with what came of it said below."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from supporter_app.domain.errors import FileError
from supporter_app.explain import explain
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.widgets.announcing import announce
from supporter_app.ui.widgets.flow_layout import FlowLayout
from supporter_app.ui.widgets.frame import Button, button, label


class PrintRow(QWidget):
    """Two buttons for one PDF; `make` gives its bytes, or None when it cannot be made now."""

    def __init__(self, make: Callable[[], bytes | None], name: str, *, landscape: Callable[[], bool]) -> None:
        """`name` is the file name offered; it never holds a person's name."""
        super().__init__()
        self._make, self._name, self._landscape = make, name, landscape
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        self._row = row = FlowLayout()
        self.print_button = button(_("Print"), "primary")
        self.save_button = button(_("Save as a file"), "second")
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        row.addWidget(self.print_button)
        row.addWidget(self.save_button)
        column.addLayout(row)
        self.words = label("")
        self.words.hide()
        column.addWidget(self.words)

    def add(self, another: Button) -> None:
        """Put one more button beside the two."""
        self._row.addWidget(another)

    def rename(self, name: str) -> None:
        """Offer another file name, where the same row serves several papers."""
        self._name = name

    def tell(self, words: str) -> None:
        """Say what came of it, in place."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        announce(self, words)

    def _print(self) -> None:
        from supporter_app.ui.printing import print_pdf

        pdf = self._make()
        if pdf is not None and print_pdf(self, pdf, landscape=self._landscape()):
            self.tell(_("It was handed to the printer."))

    def _save(self) -> None:
        from supporter_app.ui.printing import save_pdf

        pdf = self._make()
        if pdf is None:
            return
        try:
            path = save_pdf(self, pdf, self._name)
        except FileError as error:
            told = explain(error)
            self.tell(f"{told.what}\n{told.safe}\n{told.next}")
            return
        if path is not None:
            self.tell(_("Saved: {name}").format(name=path.name))
