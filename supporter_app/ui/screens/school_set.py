"""学校セット on its screen: one folder with all papers, written beside the window, with a way to stop."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QFileDialog

from supporter_app.domain.errors import SupporterError
from supporter_app.i18n import _
from supporter_app.services.school_set import SchoolSet
from supporter_app.ui.widgets.section import Section

if TYPE_CHECKING:
    from supporter_app.ui.tasks import Pace, Tasks


class SchoolSetSection(Section):
    """Asks for a place and writes the folder there; stopped or failed, nothing stays."""

    def __init__(self, current: Callable[[], SchoolSet], tasks: "Tasks") -> None:
        """Take what gives the set as it is chosen now."""
        words = _("Everything in one folder, for a computer on which nothing may be installed: put it on a stick.")
        super().__init__(_("School set"), words, role="card-cool")
        self._current, self._tasks, self._work = current, tasks, 0
        self.write_button = self.offer(_("Make the school set"), "primary")
        self.stop = self.offer(_("Stop"))
        self.write_button.clicked.connect(self._ask_where)
        self.stop.clicked.connect(self._stop)
        self.stop.hide()

    @property
    def working(self) -> bool:
        """Tell whether a folder is still being written."""
        return not self.stop.isHidden()

    def _ask_where(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Where shall the folder be?"))
        if chosen:
            self.write_to(Path(chosen) / self._current().name())

    def write_to(self, target: Path) -> None:
        """Write the folder beside the window, and say what was written."""
        made = self._current()

        def beside(pace: "Pace") -> object:
            return made.write(target, pace.watch)

        def over(found: object) -> None:
            self._at_rest()
            count = len(cast("tuple[str, ...]", found))
            self.tell(_("Saved: {name} ({count} files)").format(name=target.name, count=count))

        def failed(error: Exception) -> None:
            self._at_rest()
            if not isinstance(error, SupporterError):
                raise error
            self.explain(error)

        self.tell(_("Writing the folder… This takes a moment."))
        self.write_button.setEnabled(False)
        self.stop.show()
        self._work = self._tasks.start(beside, over, failed, self.show_pace)

    def leave(self) -> None:
        """Stop what is still going on, whichever way leads away."""
        self._tasks.stop(self._work)

    def _stop(self) -> None:
        # Whether the folder is there all the same says the work itself: it may have been at its end.
        self._tasks.ask_to_end(self._work)

    def _at_rest(self) -> None:
        self.stop.hide()
        self.write_button.setEnabled(True)
