"""What is done to the records between two openings of the window, while they are closed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from supporter_app.bootstrap import App

Following = Callable[[], object]
"""What is done between two openings of the window."""


class Reopening:
    """Closes the window and keeps what is to be done before it opens again; services are taken while they are there."""

    def __init__(self, app: "App", window: "QWidget") -> None:
        """Take the program and its window."""
        self._app, self._window = app, window
        self.following: Following | None = None

    def begin_again(self, following: Following) -> None:
        """Close the window, do something while the records are closed, and open it again."""
        self.following = following
        self._window.close()

    def restore(self, file: Path) -> None:
        """Bring a backup back, and open the window again."""
        backups = self._app.backups
        self.begin_again(lambda: backups.restore(file))

    def repair(self) -> None:
        """Put right what can be, and open the window again."""
        checkup = self._app.checkup
        self.begin_again(checkup.repair)

    def gather(self) -> None:
        """Gather what is left of damaged records, and open the window again."""
        backups = self._app.backups
        self.begin_again(backups.salvage)

    def set_aside(self) -> None:
        """Put damaged records aside, and open the window on new ones."""
        from supporter_app.services import upkeep

        folder = self._app.data_dir
        if folder is not None:
            self.begin_again(lambda: upkeep.set_aside(folder))

    def move(self, folder: Path, chosen: Path) -> None:
        """Move the records to a folder that was chosen, and open the window there.

        Only staying is noted as an answer to the question for a place: whoever could not move is asked again.
        """
        from supporter_app.services import upkeep

        upkeep.prepare(chosen)
        clock = self._app.clock
        self.begin_again(lambda: upkeep.move(folder, chosen, clock))
