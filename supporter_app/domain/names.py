"""Which names can be taken down: everything a register may hold, and nothing that hides or turns letters about."""

import unicodedata
from collections.abc import Iterator
from enum import Enum

MOST_LETTERS = 60
MOST_CODE_POINTS = 200
DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Bidirectional controls (UAX #9): they can make one name look like another."""
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters by their category that show nothing."""
JOINERS = "\u200c\u200d"
VIRAMA = 9
"""The combining class of the sign that mutes a vowel (UAX #44)."""
IDEOGRAPHS = range(0x20000, 0x40000)
"""Planes 2 and 3 hold nothing but ideographs; a letter younger than our tables is still a letter there."""


class NameTrouble(Enum):
    """What is the matter with a name; the value is the id of a sentence."""

    CONTROL = "control"
    DIRECTION = "direction"
    INVISIBLE = "invisible"
    TOO_LONG = "too-long"
    PRIVATE_USE = "private-use"

    @property
    def refuses(self) -> bool:
        """Tell whether the name is not taken; letters of a computer's own (外字) are, with a warning."""
        return self is not NameTrouble.PRIVATE_USE


def trimmed(text: str) -> str:
    """Take white space off both ends, the ideographic space included, and change nothing else."""
    return text.strip()


def troubles(name: str) -> tuple[NameTrouble, ...]:
    """Name what is the matter with a name, each once, in the order of the letters."""
    return tuple(dict.fromkeys(_troubles(name)))


def _troubles(name: str) -> Iterator[NameTrouble]:
    for place, character in enumerate(name):
        trouble = None if character in JOINERS and _joins(name, place) else _trouble(character)
        if trouble is not None:
            yield trouble
    letters = sum(unicodedata.category(each)[0] != "M" for each in name)
    if name and not letters:
        yield NameTrouble.INVISIBLE
    if letters > MOST_LETTERS or len(name) > MOST_CODE_POINTS:
        yield NameTrouble.TOO_LONG


def _joins(name: str, place: int) -> bool:
    """Tell whether a joiner belongs to the spelling, by RFC 5892, A.1 and A.2: Nepali, Sinhala and Persian need it."""
    before, after = name[place - 1 : place], name[place + 1 : place + 2]
    if before and unicodedata.combining(before) == VIRAMA:
        return True
    return name[place] == "\u200c" and all(each and unicodedata.bidirectional(each) == "AL" for each in (before, after))


def _trouble(character: str) -> NameTrouble | None:
    if character in DIRECTIONS or character in FILLERS:
        return NameTrouble.DIRECTION if character in DIRECTIONS else NameTrouble.INVISIBLE
    match unicodedata.category(character):
        case "Cf":
            return NameTrouble.INVISIBLE
        case "Co":
            return NameTrouble.PRIVATE_USE
        case "Cn" if ord(character) in IDEOGRAPHS and ord(character) & 0xFFFE != 0xFFFE:  # noqa: PLR2004 - U+xFFFE, U+xFFFF
            return None
        case "Cc" | "Cs" | "Cn" | "Zl" | "Zp":
            return NameTrouble.CONTROL
    return None
