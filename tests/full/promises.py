"""What the program promises (promises.toml), and what was counted for it.

A test counts with `showed("kills.command", kills=1)`; whole numbers add up, other figures replace. What none of the
tests of a part counted was not possible on this machine, and the table says so.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

TITLE = "{part}：{about}"
_FILE = tomllib.loads(Path(__file__).with_name("promises.toml").read_text(encoding="utf-8"))
PARTS: dict[str, str] = _FILE["parts"]
ASKED: list[dict[str, str]] = _FILE["asked"]
"""What such a program is asked to promise, and where each is shown."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise: its words, and how its figure and that of its control are told."""

    words: str
    reached: str
    control: str = ""


PROMISES: dict[str, dict[str, Promise]] = {
    part: {name: Promise(**fields) for name, fields in named.items()} for part, named in _FILE["promises"].items()
}


class Counts(dict[str, float]):
    """What was counted for a promise; a figure nobody counted is 0."""

    def __missing__(self, name: str) -> int:
        """Give nothing for what was not counted."""
        return 0

    def take(self, counts: dict[str, float]) -> None:
        """Add whole numbers up; other figures replace what was there."""
        for name, value in counts.items():
            self[name] = self[name] + value if isinstance(value, int) else value
