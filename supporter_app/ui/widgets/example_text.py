"""A few lines of the course that show at once what a choice of letters, colours or furigana does."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from supporter_app.domain.ruby import RubyText, Run
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.frame import label
from supporter_app.ui.widgets.ruby_text import RubyBrowser
from supporter_app.ui.widgets.text_style import BODY_STYLE, HEADING_STYLE

TITLE = RubyText((Run("となりに、だれかがいる"),))
LINES = RubyText(
    (
        Run("孤独", "こどく"),
        Run("や"),
        Run("孤立", "こりつ"),
        Run("は、だれにでも"),
        Run("起", "お"),
        Run("こります。この"),
        Run("講座", "こうざ"),
        Run("では、"),
        Run("身近", "みぢか"),
        Run("なつながりを"),
        Run("考", "かんが"),
        Run("えます。"),
    )
)


class ExampleText(QFrame):
    """The example, in a card."""

    def __init__(self, reader: Reader) -> None:
        """Show the lines."""
        super().__init__()
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * theme.SPACE, 3 * theme.SPACE, 4 * theme.SPACE, 3 * theme.SPACE)
        column.addWidget(label(_("It looks like this"), "small"))
        for text, style in ((TITLE, HEADING_STYLE), (LINES, BODY_STYLE)):
            browser = RubyBrowser(reader)
            browser.show_text(text, style)
            browser.setAccessibleName(text.plain())
            column.addWidget(browser)
        column.addStretch(1)
