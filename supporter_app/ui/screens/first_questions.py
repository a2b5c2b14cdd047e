"""The questions of the first start: language, size of letters and furigana, all skippable, all seen at once."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from supporter_app.i18n import _
from supporter_app.services.preferences import Preferences
from supporter_app.ui.destinations import ToHome
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, TwoColumnScreen
from supporter_app.ui.widgets.example_text import ExampleText
from supporter_app.ui.widgets.frame import label
from supporter_app.ui.widgets.preference_rows import PreferenceRows


class FirstQuestionsScreen(TwoColumnScreen):
    """Asked once; はじめる keeps the choices, and all can be changed at any time."""

    WITH_DOOR = True

    def __init__(self, reader: Reader, preferences: Preferences, save: Callable[[Preferences], None]) -> None:
        """Show the three questions beside an example."""
        super().__init__(reader)
        self._save = save
        self.column.addWidget(label(_("Welcome. How would you like to read?"), "title"))
        self.column.addWidget(label(_("You can change this at any time, and you can go on without choosing."), "small"))
        self.rows = PreferenceRows(preferences, save)
        self.rows.add_languages()
        self.rows.add_sizes()
        self.rows.add_furigana()
        self.column.addLayout(self.row)
        self.row.addWidget(self.rows, 3)
        beside = QVBoxLayout()
        beside.addWidget(ExampleText(reader))
        beside.addStretch(1)
        self.row.addLayout(beside, 2)
        self.column.addStretch(1)

    def caption(self) -> Caption:
        """Name the course."""
        return Caption(position=_("Tsunagari Supporter course"))

    def foot(self) -> Foot:
        """Offer to begin."""
        return Foot(forward=_("Begin"))

    def first_focus(self) -> QWidget | None:
        """Start on the language."""
        return self.rows.first()

    def set_reader(self, reader: Reader) -> None:
        """Follow what was chosen, also from the header."""
        super().set_reader(reader)
        self.rows.follow(reader)

    def forward(self) -> None:
        """Remember that the questions were asked, and open the first screen."""
        self._save(self.rows.preferences()._replace(asked=True))
        self.go(ToHome())
