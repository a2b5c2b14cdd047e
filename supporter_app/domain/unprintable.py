"""Letters that cannot be printed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unprintable:
    """One character that no available font can draw: `position` counts from 1 in the text as typed."""

    position: int
    character: str

    def code(self) -> str:
        """Write the code points as U+XXXX, joined by a space for a base with its selector."""
        return " ".join(f"U+{ord(each):04X}" for each in self.character)
