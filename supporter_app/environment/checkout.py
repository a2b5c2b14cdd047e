"""Where things lie in a checkout, and how set-up speaks and stops."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

ON_WINDOWS = sys.platform == "win32"


class SetupStoppedError(Exception):
    """Set-up cannot go on; the message is the sentence for the person."""


@dataclass(frozen=True, slots=True)
class Checkout:
    """The folder that holds run, requirements.txt and the package."""

    root: Path

    @property
    def venv(self) -> Path:
        """Give the folder of the virtual environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Give the Python of the virtual environment."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """Give the place of a program that the virtual environment holds."""
        if ON_WINDOWS:
            return self.venv / "Scripts" / f"{name}.exe"
        return self.venv / "bin" / name


def say(sentence: str) -> None:
    """Tell the person something; it goes to standard error, which leaves output to the program itself."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def surroundings(**changes: str) -> dict[str, str]:
    """Give the environment for a child process, without what belonged to the starting script."""
    inherited = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    return inherited | changes
