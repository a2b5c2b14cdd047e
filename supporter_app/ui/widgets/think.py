"""A question to think about: what is typed stays on this screen only and is gone with it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout

from supporter_app.domain.course import Think
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.frame import label
from supporter_app.ui.widgets.ruby_text import RubyBrowser
from supporter_app.ui.widgets.text_style import BODY_STYLE

LINES = 3


class ThinkArea(QPlainTextEdit):
    """Room to type; Tab leads on instead of being typed."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(True)
        self.setAccessibleName(_("Room to write for yourself; nothing is kept"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Alt with an arrow to the window."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
            return
        super().keyPressEvent(event)


class ThinkBox(QFrame):
    """The question and room to write."""

    def __init__(self, block: Think, reader: Reader) -> None:
        """Show the question over an empty field."""
        super().__init__()
        self.setProperty("role", "card-cool")
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * theme.SPACE, 3 * theme.SPACE, 3 * theme.SPACE, 3 * theme.SPACE)
        column.setSpacing(theme.SPACE)
        column.addWidget(label(_("Think for yourself"), "strong"))
        question = RubyBrowser(reader)
        question.show_blocks([(line, BODY_STYLE) for line in block.lines])
        column.addWidget(question)
        self.area = ThinkArea()
        column.addWidget(self.area)
        column.addWidget(label(_("What you write is not kept anywhere. Paper is just as good."), "small"))
        self._fit(reader)

    def _fit(self, reader: Reader) -> None:
        self.area.setFixedHeight(reader.look.pixels(LINES * 31) + 24)

    def set_reader(self, reader: Reader) -> None:
        """Follow another size; what was typed stays."""
        self._fit(reader)
