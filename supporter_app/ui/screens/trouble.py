"""What happened, what is safe, what to do: the screen for anything that went wrong."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from supporter_app.bootstrap import App
from supporter_app.domain.errors import SupporterError
from supporter_app.explain import explain
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.destinations import Destination, ToHome
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, Screen
from supporter_app.ui.widgets.frame import button, card, label


def trouble_card(error: SupporterError) -> QFrame:
    """Make the card with the three sentences."""
    told = explain(error)
    made = card("card-warm")
    column = QVBoxLayout(made)
    column.setContentsMargins(4 * theme.SPACE, 3 * theme.SPACE, 4 * theme.SPACE, 3 * theme.SPACE)
    column.setSpacing(2 * theme.SPACE)
    column.addWidget(label(told.what, "heading"))
    column.addWidget(label(told.safe))
    column.addWidget(label(told.next, "strong"))
    return made


class TroubleScreen(Screen):
    """Explains an error; もどる leads to where the person was."""

    def __init__(self, reader: Reader, error: SupporterError, origin: Destination) -> None:
        """Show the sentences."""
        super().__init__(reader)
        self.error = error
        self._origin = origin
        self.column.addWidget(trouble_card(error))
        self.column.addStretch(1)

    def caption(self) -> Caption:
        """Say calmly that something did not work."""
        return Caption(position=_("That did not work"))

    def foot(self) -> Foot:
        """Offer the way back."""
        return Foot(_("Back"), _("To the first screen"))

    def back(self) -> None:
        """Go back to where the person was."""
        self.go(self._origin)

    def forward(self) -> None:
        """Go to the first screen."""
        self.go(ToHome())


class StartTroubleScreen(Screen):
    """Explains why the program cannot start as it should; help lines are there all the same."""

    WITH_DOOR = True

    def __init__(self, reader: Reader, error: SupporterError, app: App) -> None:
        """Show the sentences and a way to end."""
        super().__init__(reader)
        self.app = app
        self.column.addWidget(trouble_card(error))
        self.end = button(_("Close the program"), "second")
        self.column.addWidget(self.end)
        self.column.addStretch(1)

    def first_focus(self) -> QWidget | None:
        """Start on the way out."""
        return self.end
