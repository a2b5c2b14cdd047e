"""控え: made now, carried away, or brought back after reading what would be lost."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from supporter_app.domain.backup import Backup, Occasion
from supporter_app.domain.errors import SupporterError
from supporter_app.i18n import N_, _
from supporter_app.services.backups import Backups
from supporter_app.services.wording import lost
from supporter_app.ui import theme
from supporter_app.ui.destinations import ToVault
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.end_folder import EndFolderSection
from supporter_app.ui.screens.screen import Caption, Foot, Screen, bring_up
from supporter_app.ui.widgets.frame import label
from supporter_app.ui.widgets.section import Section

if TYPE_CHECKING:
    from supporter_app.domain.backup import Loss
    from supporter_app.services.end_folder import EndFolders
    from supporter_app.ui.tasks import Tasks
    from supporter_app.ui.widgets.frame import Button

FEW = 6
OCCASIONS = {
    Occasion.BY_ITSELF.value: N_("backup: made by itself"),
    Occasion.BY_HAND.value: N_("backup: made by hand"),
    Occasion.BEFORE_RESTORE.value: N_("backup: before going back"),
}
FILTER = "*.sqlite"


class BackupsScreen(Screen):
    """Lists the backups; going back takes a press on one, and one more after what would be lost was read."""

    def __init__(
        self,
        reader: Reader,
        backups: Backups,
        folders: "EndFolders",
        tasks: "Tasks",
        restore: Callable[[Path], None],
    ) -> None:
        """`restore` closes the records, brings a backup back, and opens the window again."""
        super().__init__(reader)
        self.backups, self._tasks, self._restore = backups, tasks, restore
        self.work = 0
        self.chosen: Path | None = None
        self.column.addWidget(label(_("Backups"), "title"))
        words = _("A backup is made by itself every half hour of work and when the program is closed.")
        self.now = Section(_("Make one now"), words)
        self.make = self.now.offer(_("Make a backup now"), "primary")
        self.carry = self.now.offer(_("Choose a place and put a backup there"))
        self.make.clicked.connect(self._make)
        self.carry.clicked.connect(self._ask_where)
        self.stop = self.now.offer(_("Stop"))
        self.stop.clicked.connect(self._stop)
        self.stop.hide()
        self.column.addWidget(self.now)
        self.question = self._question()
        self.column.addWidget(self.question)
        self.list = Section(
            _("Go back to a backup"), _("Press one to read what would be lost. Nothing is changed yet.")
        )
        self.rows = QVBoxLayout()
        self.rows.setSpacing(theme.SPACE)
        self.list.parts.addLayout(self.rows)
        self.other = self.list.offer(_("Go back to another file"))
        self.other.clicked.connect(self._ask_which)
        self.column.addWidget(self.list)
        self.end = EndFolderSection(folders, self._begin)
        self.column.addWidget(self.end)
        self.column.addStretch(1)
        self.ways: list[Button] = []
        self.follow()

    def _question(self) -> Section:
        made = Section(_("Go back to this backup?"), role="card-warm")
        self.stay = made.offer(_("Leave everything as it is"), "primary")
        self.go_back = made.offer(_("Go back"))
        self.stay.clicked.connect(self._leave)
        self.go_back.clicked.connect(self._do)
        made.hide()
        return made

    def follow(self) -> None:
        """Show the backups there are, the newest first."""
        while self.rows.count():
            item = self.rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.ways = []
        try:
            listed = self.backups.every()
        except SupporterError as error:
            self.list.explain(error)
            return
        for each in listed[:FEW]:
            self._add(each)
        if not listed:
            self.rows.addWidget(label(_("There is no backup yet.")))

    def _add(self, backup: Backup) -> None:
        from supporter_app.ui.widgets.frame import button

        words = told(backup)
        made = button(words, "second")
        made.clicked.connect(lambda: self.choose(backup.path, words))
        self.ways.append(made)
        self.rows.addWidget(made)

    def choose(self, file: Path, words: str) -> None:
        """Read a backup, and say what going back to it would lose."""
        self.question.hide()

        def read(found: object) -> None:
            self.chosen = file
            losses = lost(cast("Loss", found))
            self.question.write("\n".join([words, *losses, _("What is there now is kept aside as a backup.")]))
            self.list.tell("")
            bring_up(self.question, self.stay)

        self._begin(self.list, lambda _stop: self.backups.loss(file), read)

    def _begin(self, section: Section, call: Callable[[Event], object], done: Callable[[object], None]) -> None:
        """Do something with backups beside the window, one thing at a time; 中止 leaves it without a result."""
        self._tasks.stop(self.work)
        section.tell(_("Reading and writing… This takes a moment."))
        self.stop.show()

        def over(found: object) -> None:
            self.stop.hide()
            done(found)

        def failed(error: Exception) -> None:
            self.stop.hide()
            if not isinstance(error, SupporterError):
                raise error
            section.explain(error)

        self.work = self._tasks.start(call, over, failed)

    def _stop(self) -> None:
        self._tasks.stop(self.work)
        self.stop.hide()
        for each in (self.now, self.list, self.end):
            each.tell("")
        self.make.setFocus()

    @property
    def working(self) -> bool:
        """Tell whether something is still going on."""
        return not self.stop.isHidden()

    def hideEvent(self, event: QHideEvent) -> None:
        """Wait for no result any more, whichever way leads away."""
        self._tasks.stop(self.work)
        super().hideEvent(event)

    def _leave(self) -> None:
        self.chosen = None
        self.question.hide()
        self.make.setFocus()

    def _do(self) -> None:
        if self.chosen is not None:
            self._restore(self.chosen)

    def _make(self) -> None:
        def made(found: object) -> None:
            nothing, done = _("backup: nothing was recorded yet"), _("A backup was made and read back.")
            self.now.tell(nothing if found is None else done)
            self.follow()

        self._begin(self.now, lambda _stop: self.backups.make(Occasion.BY_HAND), made)

    def _ask_where(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Make a backup"), "つながりサポーターの控え.sqlite", FILTER
        )
        if chosen:
            self.carry_to(Path(chosen))

    def carry_to(self, target: Path) -> None:
        """Write a backup to a chosen place, and say what lies there."""
        place = target if target.suffix == ".sqlite" else target.with_name(target.name + ".sqlite")

        def written(_nothing: object) -> None:
            self.now.tell(_("A backup was put there and read back: {name}").format(name=place.name))

        self._begin(self.now, lambda _stop: self.backups.make_into(place), written)

    def _ask_which(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Go back to another file"), "", FILTER)
        if chosen:
            self.choose(Path(chosen), Path(chosen).name)

    def caption(self) -> Caption:
        """Name the screen."""
        return Caption(_("The vault"), _("Backups"))

    def foot(self) -> Foot:
        """Offer the way back."""
        return Foot(_("Back"))

    def first_focus(self) -> QWidget | None:
        """Start on the first button."""
        return self.make

    def back(self) -> None:
        """Go back to the vault."""
        self.go(ToVault())


def told(backup: Backup) -> str:
    """Say of when a backup is, and why it was made."""
    moment = backup.name.made_at
    day = _("{month}/{day} at {time}").format(month=moment.month, day=moment.day, time=f"{moment:%H:%M}")
    return f"{day}　{_(OCCASIONS[backup.name.occasion])}"
