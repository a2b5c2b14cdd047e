"""How to use the program, on one page."""

from PySide6.QtWidgets import QWidget

from supporter_app.domain.course import BulletList, Heading, Paragraph
from supporter_app.domain.ruby import ruby_text
from supporter_app.i18n import _
from supporter_app.ui.destinations import Destination
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, Screen
from supporter_app.ui.widgets.exit_note import not_done
from supporter_app.ui.widgets.ruby_document import TextBlock
from supporter_app.ui.widgets.ruby_text import RubyBrowser
from supporter_app.ui.widgets.text_style import BODY_STYLE, HEADING_STYLE, TITLE_STYLE, TextStyle


class GuideScreen(Screen):
    """Short answers to what people ask first."""

    def __init__(self, reader: Reader, origin: Destination) -> None:
        """Write the page."""
        super().__init__(reader)
        self._origin = origin
        text = RubyBrowser(reader)
        text.show_blocks(tuple(_words()))
        text.setAccessibleName(_("How to use"))
        self.column.addWidget(text)
        self.column.addStretch(1)

    def caption(self) -> Caption:
        """Name the page."""
        return Caption(position=_("How to use"))

    def foot(self) -> Foot:
        """Offer the way back."""
        return Foot(_("Back"))

    def back(self) -> None:
        """Go back to where this was opened."""
        self.go(self._origin)

    def first_focus(self) -> QWidget | None:
        """Read from the top."""
        return self.findChild(RubyBrowser)


def _words() -> list[tuple[TextBlock, TextStyle]]:
    parts: list[tuple[TextBlock, TextStyle]] = [(Paragraph(ruby_text(_("How to use"))), TITLE_STYLE)]
    chapters = (
        (
            _("Going on and back"),
            (
                _("Next and Back stand at the bottom of every page. You can stop at any time."),
                _("When you open the program again, you are at the page you left."),
                _("You may read the chapters in any order, and any chapter again."),
            ),
        ),
        (
            _("Reading"),
            (
                _("The button Aa changes the size of letters and the colours."),
                _("The button Furigana changes which words show their reading."),
                _("A number with dots below it opens its source."),
            ),
        ),
        (
            _("By keyboard"),
            (
                _("Tab moves on, Shift and Tab move back, Space or Enter presses."),
                _("Alt and the arrow keys turn the page. F1 opens this page."),
            ),
        ),
        (
            _("Hide now"),
            (
                _("Press Hide now, or Ctrl, Shift and X together: the window is away at once and the program ends."),
                _("The next start shows the first screen. Back to the page of before leads to where you were."),
                _("What was half written is not shown again."),
                *not_done(),
            ),
        ),
        (
            _("What is kept"),
            (
                _("This computer keeps which pages you read and what you answered. No name is kept."),
                _("What you write under Think for yourself is not kept."),
                _("Nothing is sent anywhere: the program never uses the network."),
            ),
        ),
    )
    for title, lines in chapters:
        parts.append((Heading(ruby_text(title)), HEADING_STYLE))
        parts.append((BulletList(tuple(ruby_text(line) for line in lines)), BODY_STYLE))
    return parts
