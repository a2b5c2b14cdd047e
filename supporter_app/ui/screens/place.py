"""Where the records lie, asked once when the usual place does not last."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from supporter_app.domain.errors import SupporterError
from supporter_app.i18n import _
from supporter_app.paths import Ground, ground
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, Screen
from supporter_app.ui.widgets.flow_layout import FlowLayout
from supporter_app.ui.widgets.frame import button, card, label


class PlaceScreen(Screen):
    """Says what can be promised where the records lie, and offers another place."""

    WITH_DOOR = True

    def __init__(
        self, reader: Reader, folder: Path, found: Ground, choose: Callable[[Path], None], stay: Callable[[], None]
    ) -> None:
        """`choose` takes a folder that lasts; `stay` goes on with the present one."""
        super().__init__(reader)
        self._choose = choose
        self.column.addWidget(label(_("Where your records are kept"), "title"))
        box = card("card-warm")
        column = QVBoxLayout(box)
        column.setContentsMargins(4 * theme.SPACE, 3 * theme.SPACE, 4 * theme.SPACE, 3 * theme.SPACE)
        column.setSpacing(2 * theme.SPACE)
        self.words = label(promise(found), "heading")
        column.addWidget(self.words)
        column.addWidget(label(_("You can read the whole course and print the paper today all the same.")))
        column.addWidget(label(_("A stick or a disk of this computer keeps the records for next time.")))
        self.column.addWidget(box)
        self.column.addWidget(label(str(folder), "small"))
        row = FlowLayout()
        self.other = button(_("Choose a place"), "primary")
        self.stay = button(_("Go on with this place"), "second")
        self.other.clicked.connect(self._ask)
        self.stay.clicked.connect(stay)
        row.addWidget(self.other)
        row.addWidget(self.stay)
        holder = QWidget()
        holder.setLayout(row)
        self.column.addWidget(holder)
        self.column.addStretch(1)

    def caption(self) -> Caption:
        """Name what is asked."""
        return Caption(position=_("Where your records are kept"))

    def foot(self) -> Foot:
        """Offer nothing below: both answers stand on the screen."""
        return Foot()

    def first_focus(self) -> QWidget | None:
        """Start on the first answer."""
        return self.other

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Choose a place"))
        if chosen:
            self.take(Path(chosen))

    def take(self, chosen: Path) -> None:
        """Take a folder that lasts and can be written to; of another, say what is wrong with it and ask again."""
        found = ground(chosen)
        if found is not Ground.LASTING:
            self.words.setText(_("The place you chose: {words}").format(words=promise(found)))
            return
        try:
            self._choose(chosen)
        except SupporterError:
            self.words.setText(_("Nothing can be written in the place you chose. Choose another one."))


def promise(found: Ground) -> str:
    """Say what can be promised on a ground that does not last."""
    if found is Ground.SHARE:
        return _("This place is a folder on the network: records may break when the connection does.")
    return _("This place may be emptied when the computer is switched off.")
