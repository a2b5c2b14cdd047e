"""終わるときに控えを置くフォルダー: choosing it, and the last thing before the end where that takes time or fails."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from supporter_app.domain.clock import JAPAN
from supporter_app.domain.errors import FileUnreachable, SupporterError
from supporter_app.explain import explain
from supporter_app.i18n import _
from supporter_app.ui.destinations import ToClose
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, Screen
from supporter_app.ui.widgets.section import Section

if TYPE_CHECKING:
    from supporter_app.services.end_folder import EndFolders
    from supporter_app.ui.tasks import Tasks

Begin = Callable[[Section, Callable[[Event], object], Callable[[object], None]], None]
"""Does something beside the window and says in the section how it goes."""


class EndFolderSection(Section):
    """Says which folder is chosen and when a copy was last put there; choosing one puts a copy there at once."""

    def __init__(self, folders: "EndFolders", begin: Begin) -> None:
        """Take the service and the way to work beside the window."""
        super().__init__(_("A folder for a copy when the program ends"))
        self._folders, self._begin = folders, begin
        self.choose = self.offer(_("Choose a folder"))
        self.forget = self.offer(_("Put no more copies there"))
        self.choose.clicked.connect(self._ask)
        self.forget.clicked.connect(self._forget)
        self.follow()

    def follow(self) -> None:
        """Show how it stands now."""
        chosen = self._folders.chosen()
        self.forget.setVisible(chosen is not None)
        if chosen is None:
            self.write(_("None is chosen. A stick or a shared folder gets one more copy whenever the program ends."))
            return
        last = _("No copy lies there yet.")
        if chosen.put_at is not None:
            last = _("The last copy was put there on {moment}.").format(moment=moment(chosen.put_at))
        self.write(f"{chosen.folder}\n{last}")

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Choose a folder"))
        if chosen:
            self.take(Path(chosen))

    def take(self, folder: Path) -> None:
        """Take a folder, and put a copy there, so that whoever chose it sees that it works."""
        try:
            self._folders.choose(folder)
        except SupporterError as error:
            self.explain(error)
            return

        def put(found: object) -> None:
            self.follow()
            if found is None:
                self.tell(_("When the program ends, a copy is put there."))
            else:
                self.tell(_("A copy was put there and read back. From now on one is put there at every end."))

        self.follow()
        self._begin(self, self._make, put)

    def _make(self, stop: Event) -> object:
        if self._folders.backups.changed():
            self._folders.backups.make()
        return self._folders.put(stop)

    def _forget(self) -> None:
        try:
            self._folders.forget()
        except SupporterError as error:
            self.explain(error)
            return
        self.follow()
        self.choose.setFocus()
        self.tell(_("No more copies are put there. Those that are there stay as they are."))


class LastCopyScreen(Screen):
    """Shown after the window was closed, only while a copy takes its time or when it could not be put there."""

    troubled = Signal()

    def __init__(self, reader: Reader, folders: "EndFolders", tasks: "Tasks", over: Callable[[], None]) -> None:
        """`over` is called when nothing is left to wait for."""
        super().__init__(reader)
        self._folders, self._tasks, self._over = folders, tasks, over
        self._work = 0
        self.failed = False
        chosen = folders.chosen()
        self._folder = "" if chosen is None else str(chosen.folder)
        self.card = Section(_("A copy before the end"), self._folder, role="card-cool")
        self.again = self.card.offer(_("Try again"))
        self.again.clicked.connect(self.begin)
        self.column.addWidget(self.card)
        self.column.addStretch(1)

    def begin(self) -> None:
        """Put the copy there."""
        self.failed = False
        self.again.hide()
        self.card.write(self._folder)
        self.card.tell(_("A copy is being put there. You need not wait for it; your records are safe already."))
        self._work = self._tasks.start(self._folders.put, self._put, self._not_put)

    def _put(self, _where: object) -> None:
        self._over()

    def _not_put(self, error: Exception) -> None:
        if not isinstance(error, SupporterError):
            raise error
        self.failed = True
        self.again.show()
        self.card.write("")
        self.card.tell("\n".join(not_put(self._folder, error)))
        self.troubled.emit()
        self.again.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Wait for nothing any more, whichever way leads away."""
        self._tasks.stop(self._work)
        super().hideEvent(event)

    def caption(self) -> Caption:
        """Name what is going on."""
        return Caption(position=_("A copy before the end"))

    def foot(self) -> Foot:
        """End all the same."""
        return Foot(forward=_("Close the program"))

    def forward(self) -> None:
        """End without waiting."""
        self.go(ToClose())

    def first_focus(self) -> QWidget | None:
        """Leave it to おわる."""
        return None


def not_put(folder: str, error: SupporterError) -> list[str]:
    """Say calmly that a copy could not be put into a folder, what is safe and what to do."""
    lines = [_("No copy could be put into {folder} just now.").format(folder=folder)]
    if not isinstance(error, FileUnreachable):
        lines.append(explain(error).what)
    lines.append(_("Your records and their backups are safe on this computer; nothing is lost."))
    lines.append(_("Connect the stick or the share and try again, or just close: it is tried at the next end."))
    return lines


def moment(stamp: str) -> str:
    """Say a moment in the time of Japan."""
    found = datetime.fromisoformat(stamp).astimezone(JAPAN)
    return _("{month}/{day} at {time}").format(month=found.month, day=found.day, time=f"{found:%H:%M}")
