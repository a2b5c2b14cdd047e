"""What has to be said once below the header, above all why nothing can be recorded now; reading goes on."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from supporter_app.domain.errors import StorageError
from supporter_app.explain import explain
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.widgets.announcing import announce
from supporter_app.ui.widgets.frame import label


class Notice(QFrame):
    """A band below the header that says why nothing can be recorded now; reading goes on."""

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        self.setProperty("role", "band-warm")
        row = QHBoxLayout(self)
        row.setContentsMargins(5 * theme.SPACE, theme.SPACE, 5 * theme.SPACE, theme.SPACE)
        self.words = label("")
        row.addWidget(self.words)
        self.hide()

    def tell(self, error: StorageError) -> bool:
        """Say what stands in the way, and what to do; tells whether it is new."""
        told = explain(error)
        return self.say("\n".join((_("You can go on reading. Nothing is recorded now."), told.what, told.next)))

    def say(self, words: str) -> bool:
        """Show words, and announce them when they are new; tells whether they are."""
        news = self.isHidden() or words != self.words.text()
        self.words.setText(words)
        self.show()
        if news:
            announce(self, words)
        return news
