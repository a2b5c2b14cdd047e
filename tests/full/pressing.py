"""The real window over a real data folder, pressed as a person would and saying what it has shown as done.

`python -m tests.full.pressing WAY FOLDER [early]` opens the window as the program does and goes a way without end; each
line on standard output is something that stood on the screen. `early` breaks the program first, for the control;
`unlocked` lets a second window open over the same folder.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from supporter_app.bootstrap import App
from supporter_app.domain.errors import SupporterError
from supporter_app.paths import Ground
from supporter_app.storage.folder import make_folder
from supporter_app.ui import opening, trouble
from supporter_app.ui.navigator import Navigator
from tests.full import early
from tests.full.ways import WAYS, Presser, Wait, Way, say

BEGUN, OVER, BROKEN = "begun", "over", "BROKEN"
EARLY, UNLOCKED = "early", "unlocked"
REFUSED = "refused"
"""Said with its reason when the window over the records does not open, but the one that says why."""
EVERY_MS = 2


class Walk(QObject):
    """Goes a way step by step, each from the window's own loop; what breaks is said."""

    def __init__(self, navigator: Navigator, way: Callable[[Presser], Way]) -> None:
        """Begin when the window has painted."""
        super().__init__(navigator)
        self.way = way(Presser(navigator))
        self.waiting: Wait | None = None
        QTimer.singleShot(EVERY_MS, self, self.on)

    def on(self) -> None:
        """Do the next step, unless the last one is still going on."""
        try:
            if self.waiting is None or self.waiting():
                self.waiting = next(self.way)
        except StopIteration:
            say(OVER)
            return
        except Exception as error:  # noqa: BLE001 - whatever breaks the way is told to the check
            say(f"{BROKEN} {type(error).__name__} {error}")
            return
        QTimer.singleShot(EVERY_MS, self, self.on)


class Opened(Navigator):
    """The program's navigator, whose window is pressed from its first frame on."""

    way: Callable[[Presser], Way]

    def start(self, ground: Ground = Ground.LASTING) -> None:
        """Show the first screen, and begin to press."""
        super().start(ground)
        self.window.painted.connect(lambda: QTimer.singleShot(0, self, self.walk))

    def walk(self) -> None:
        """Say that the window stands, and go."""
        if Presser.once_more is not None:
            Presser.once_more()
            Presser.once_more = None
        say(BEGUN)
        self.walking = Walk(self, Opened.way)


class Refused(trouble.StartTrouble):
    """The program's window that says why the records cannot be opened."""

    def __init__(self, app: App, error: SupporterError) -> None:
        """Say which reason stands in it once it is painted."""
        super().__init__(app, error)
        self.window.painted.connect(lambda: say(f"{REFUSED} {type(error).__name__}"))


def main(name: str, folder: Path, *words: str) -> int:
    """Open the window and go a way until it is killed or the way is over."""
    if EARLY in words:
        early.plant()
    if UNLOCKED in words:
        # As where a lock is not kept by the file system.
        vars(opening)["hold"] = make_folder
    vars(trouble)["StartTrouble"] = Refused
    Opened.way = WAYS[name]
    # The one place where the program builds its window.
    vars(opening)["Navigator"] = Opened
    code = opening.open_window(folder)
    say("closed")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:]))
