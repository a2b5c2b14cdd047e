"""What happened, what is safe, what to do: the screen for anything that went wrong."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from supporter_app.domain.errors import (
    FileError,
    RequestRefused,
    StorageDamaged,
    StorageFull,
    StorageLocked,
    StorageReadOnly,
    StorageUnavailable,
    SupporterError,
)
from supporter_app.explain import explain
from supporter_app.files import write_whole
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.destinations import Destination, ToHome
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, Screen
from supporter_app.ui.widgets.flow_layout import FlowLayout
from supporter_app.ui.widgets.frame import Button, button, card, label
from supporter_app.ui.widgets.section import Section

BUG = "bug"
REPORT_NAME = "不具合の記録.txt"
PASSING = (FileError, StorageFull, StorageLocked, StorageReadOnly, StorageUnavailable)
"""What may be over once the person has done something: put the stick back, closed the other window."""


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
    if isinstance(error, StorageDamaged):
        column.addWidget(label(_("Whichever you choose, the file stays in the same folder under another name.")))
    return made


class TroubleScreen(Screen):
    """Explains an error; もどる leads to where the person was."""

    def __init__(
        self,
        reader: Reader,
        error: SupporterError,
        origin: Destination,
        gather: Callable[[], None],
        set_aside: Callable[[], None],
        report: Callable[[], str],
    ) -> None:
        """Show the sentences; damaged records can be gathered or set aside, and of a bug a report can be saved."""
        super().__init__(reader)
        self._report = report
        self.error = error
        self._origin = origin
        self.column.addWidget(trouble_card(error))
        if isinstance(error, StorageDamaged):
            self.gather = button(_("Gather what can be read, with the newest backup"), "primary")
            self.set_aside = button(_("Set it aside and begin anew"), "second")
            self.gather.clicked.connect(gather)
            self.set_aside.clicked.connect(set_aside)
            self.column.addWidget(row_of(self.gather, self.set_aside))
        if isinstance(error, RequestRefused) and error.code == BUG:
            self.saving = Section(
                _("For whoever looks after the program"), _("Read it before you send it. It has no names.")
            )
            self.saving.offer(_("Save what was found")).clicked.connect(self._ask_where)
            self.column.addWidget(self.saving)
        self.column.addStretch(1)

    def _ask_where(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save what was found"), REPORT_NAME, "*.txt")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, target: Path) -> None:
        """Write the report, and say where it is."""
        try:
            write_whole(target, self._report().encode())
        except SupporterError as error:
            self.saving.explain(error)
            return
        self.saving.tell(_("Saved: {name}").format(name=target.name))

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

    def __init__(
        self,
        reader: Reader,
        error: SupporterError,
        gather: Callable[[], None],
        set_aside: Callable[[], None],
        usual: Callable[[], None] | None,
        again: Callable[[], None],
    ) -> None:
        """Show the sentences and the ways on: gather or set aside damaged records, try again, leave a missing place."""
        super().__init__(reader)
        self.error = error
        self.column.addWidget(trouble_card(error))
        self.ways: list[Button] = []
        if isinstance(error, StorageDamaged):
            self._offer(_("Gather what can be read, with the newest backup"), gather, "primary")
            self._offer(_("Set it aside and begin anew"), set_aside)
        if isinstance(error, PASSING):
            self._offer(_("Try again"), again)
        if isinstance(error, StorageUnavailable) and usual is not None:
            self._offer(_("Begin in the usual place"), usual)
        self.column.addWidget(row_of(*self.ways))
        self.column.addStretch(1)

    def _offer(self, words: str, way: Callable[[], None], role: str = "second") -> None:
        made = button(words, role)
        made.clicked.connect(way)
        self.ways.append(made)

    def caption(self) -> Caption:
        """Say calmly that something did not work."""
        return Caption(position=_("That did not work"))

    def first_focus(self) -> QWidget | None:
        """Start on the first way on, if there is one."""
        return self.ways[0] if self.ways else None


def row_of(*buttons: Button) -> QWidget:
    """Stand some buttons side by side, or below each other where there is no room."""
    holder = QWidget()
    row = FlowLayout()
    for each in buttons:
        row.addWidget(each)
    holder.setLayout(row)
    return holder
