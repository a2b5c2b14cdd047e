"""What has to be known about すぐにかくす before anybody relies on it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.widgets.flow_layout import FlowLayout
from supporter_app.ui.widgets.frame import button, label


class ExitNote(QFrame):
    """Says what hiding at once does and what it does not; it stays until it has been read."""

    read = Signal()
    more_asked = Signal()

    def __init__(self) -> None:
        """Write the note."""
        super().__init__()
        self.setProperty("role", "card-warm")
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * theme.SPACE, 2 * theme.SPACE, 3 * theme.SPACE, 2 * theme.SPACE)
        column.setSpacing(theme.SPACE)
        lines = (_("The button Hide now takes this window away at once and ends the program."), *not_done())
        column.addWidget(label(_("About Hide now"), "strong"))
        column.addWidget(label("\n".join(lines)))
        row = FlowLayout()
        self.understood = button(_("I understand"), "second")
        self.understood.setAccessibleDescription(" ".join(lines))
        self.more = button(_("More about it"), "link")
        row.addWidget(self.understood)
        row.addWidget(self.more)
        holder = QWidget()
        holder.setLayout(row)
        column.addWidget(holder)
        self.understood.clicked.connect(self.read)
        self.more.clicked.connect(self.more_asked)


def not_done() -> tuple[str, ...]:
    """Say what hiding at once does not do, in the same words wherever it is said."""
    return (
        _("It does not hide everything: it is no complete protection."),
        _("The bar of the screen, the list of files, other programs and who manages the computer may show its use."),
        _("Files you saved and papers you printed stay."),
        _("While a small window for saving or printing is open, it may have to be closed first."),
    )
