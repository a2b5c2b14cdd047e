"""Language, letters, colours and furigana: chosen here, seen at once."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from supporter_app.i18n import _
from supporter_app.services.preferences import Preferences
from supporter_app.ui.destinations import Destination
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, TwoColumnScreen
from supporter_app.ui.speech import Silence, Speaker
from supporter_app.ui.widgets.example_text import ExampleText
from supporter_app.ui.widgets.frame import label
from supporter_app.ui.widgets.preference_rows import PreferenceRows


class AppearanceScreen(TwoColumnScreen):
    """Rows of choices beside an example; every press is kept at once."""

    def __init__(
        self,
        reader: Reader,
        preferences: Preferences,
        save: Callable[[Preferences], None],
        origin: Destination,
        voice: Speaker | Silence | None = None,
    ) -> None:
        """Show what is chosen now, and why nothing is read aloud where nothing is."""
        super().__init__(reader)
        self._origin = origin
        self.column.addWidget(label(_("Letters and colours"), "title"))
        self.rows = PreferenceRows(preferences, save)
        self.rows.add_languages()
        self.rows.add_sizes()
        self.rows.add_themes()
        self.rows.add_furigana()
        self.rows.add_grades()
        self.column.addLayout(self.row)
        self.row.addWidget(self.rows, 3)
        beside = QVBoxLayout()
        beside.addWidget(ExampleText(reader))
        beside.addStretch(1)
        self.row.addLayout(beside, 2)
        self.aloud = label(_aloud(voice), "small")
        self.column.addWidget(self.aloud)
        self.column.addStretch(1)

    def caption(self) -> Caption:
        """Name the screen."""
        return Caption(position=_("Letters and colours"))

    def foot(self) -> Foot:
        """Offer the way back."""
        return Foot(_("Back"))

    def first_focus(self) -> QWidget | None:
        """Start on the first row."""
        return self.rows.first()

    def set_reader(self, reader: Reader) -> None:
        """Follow what was chosen, also from the header."""
        super().set_reader(reader)
        self.rows.follow(reader)

    def back(self) -> None:
        """Go back to where this was opened."""
        self.go(self._origin)


def _aloud(voice: Speaker | Silence | None) -> str:
    """Say whether pages can be read aloud on this computer, and what is missing where they cannot."""
    if voice is Silence.NO_VOICE:
        return _("Pages cannot be read aloud: this computer has no Japanese voice.")
    if isinstance(voice, Speaker):
        return _("Pages can be read aloud: press Read aloud below the text.")
    return _("Pages cannot be read aloud: the part for speech is not installed.")
