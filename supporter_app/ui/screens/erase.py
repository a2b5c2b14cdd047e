"""記録を消しておわる: what goes, what stays, and one more press."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.destinations import ToHome
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, Screen
from supporter_app.ui.widgets.frame import button, card, label


class EraseScreen(Screen):
    """Says what is erased before anything is; もどる stands first, so that a press too many erases nothing."""

    def __init__(self, reader: Reader, erase: Callable[[], None]) -> None:
        """`erase` removes the records and ends the program, or explains why it could not."""
        super().__init__(reader)
        self.column.addWidget(label(_("Erase my records and close"), "title"))
        box = card("card-warm")
        column = QVBoxLayout(box)
        column.setContentsMargins(4 * theme.SPACE, 3 * theme.SPACE, 4 * theme.SPACE, 3 * theme.SPACE)
        column.setSpacing(2 * theme.SPACE)
        column.addWidget(label(_("Erased from this computer"), "heading"))
        column.addWidget(label(_("Pages read, answers, completions, and the choice of letters and colours.")))
        column.addWidget(label(_("Backups made before are erased too; a new one holds what stays.")))
        column.addWidget(label(_("What stays"), "heading"))
        column.addWidget(label(_("Papers printed and files saved stay where they are.")))
        column.addWidget(label(_("What is erased cannot be brought back."), "strong"))
        self.column.addWidget(box)
        row = QHBoxLayout()
        self.erase = button(_("Erase my records and close"), "second")
        self.erase.clicked.connect(erase)
        row.addWidget(self.erase)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def caption(self) -> Caption:
        """Name what is asked."""
        return Caption(position=_("Erase my records and close"))

    def foot(self) -> Foot:
        """Offer the way back."""
        return Foot(_("Back"))

    def first_focus(self) -> QWidget | None:
        """Leave it to もどる: a press too many erases nothing."""
        return None

    def back(self) -> None:
        """Go back to the first screen."""
        self.go(ToHome())
