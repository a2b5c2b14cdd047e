"""The list of readings of an edition, `readings.lock`: each word with its reading, where it counts, who checked it.

One word a line, four fields parted by tabs: word, reading, context, state. The context `*` is the whole edition; a
word with more than one reading has a line for each place it is read in, such as `03-think-about-connections/p2`.
The state is `drafted`, or `checked ROLE DATE` once a real person has looked.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from supporter_app.content.inline import HIRAGANA
from supporter_app.content.manuscript import open_manuscript
from supporter_app.content.placed import Part, PlacedText
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import Problem
from supporter_app.domain.furigana import all_kanji

EVERYWHERE = "*"
DRAFTED = "drafted"
CHECKED = re.compile(r"checked \S+ (\d{4}-\d{2}-\d{2})")
COMMENT = "#"
FIELDS = 4
UNREAD_PARTS = frozenset({Part.PICTURE, Part.NOTE})
"""Texts that no child reads: words standing for a picture, and notes for the trainer."""


@dataclass(frozen=True, slots=True)
class LockedReading:
    """One line of the list."""

    word: str
    reading: str
    context: str
    state: str
    line: int = 0

    def written(self) -> str:
        """Write the line."""
        return f"{self.word}\t{self.reading}\t{self.context}\t{self.state}"


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word with its reading as a text has it, and where."""

    word: str
    reading: str
    place: str
    file: str
    line: int


def lock_file(edition: EditionId) -> str:
    """Name an edition's list of readings, from the root of the course."""
    return f"curriculum/{edition}/readings.lock"


def read_lock(root: Path, edition: EditionId, problems: list[Problem]) -> tuple[LockedReading, ...]:
    """Read the list; lines that are wrong are noted and left out. Raises ContentError when there is no list."""
    manuscript = open_manuscript(root, lock_file(edition))
    locked = []
    for number, line in enumerate(manuscript.lines(), 1):
        if not line.strip() or line.startswith(COMMENT):
            continue
        fields = line.split("\t")
        if not _right(fields):
            problems.append(manuscript.problem(number, "lock-line", line[:40]))
            continue
        word, reading, context, state = fields
        locked.append(LockedReading(word, reading, context, state, number))
    return tuple(locked)


def _right(fields: list[str]) -> bool:
    if len(fields) != FIELDS or not all(fields):
        return False
    word, reading, _, state = fields
    return all_kanji(word) and bool(HIRAGANA.fullmatch(reading)) and _state(state)


def _state(state: str) -> bool:
    """Tell whether a state is drafted, or checked in a role on a day there is."""
    checked = CHECKED.fullmatch(state)
    if checked is None:
        return state == DRAFTED
    try:
        date.fromisoformat(checked[1])
    except ValueError:
        return False
    return True


def read_words(texts: Iterable[tuple[str, PlacedText]]) -> Iterator[ReadWord]:
    """Go through the words of texts that carry a reading."""
    for place, text in texts:
        if text.part in UNREAD_PARTS:
            continue
        for line, run in text.fragments:
            if run.reading is not None:
                yield ReadWord(run.text, run.reading, place, text.file, line)


def locked_words(words: Iterable[ReadWord], former: Iterable[LockedReading]) -> tuple[LockedReading, ...]:
    """Make the list for the words of an edition; what was checked before stays checked while it reads the same."""
    states = {(each.word, each.reading, each.context): each.state for each in former}
    places: dict[str, dict[str, list[str]]] = {}
    for each in words:
        found = places.setdefault(each.word, {}).setdefault(each.reading, [])
        if each.place not in found:
            found.append(each.place)
    locked = []
    for word in sorted(places):
        readings = places[word]
        for reading in sorted(readings):
            contexts = [EVERYWHERE] if len(readings) == 1 else readings[reading]
            locked += [
                LockedReading(word, reading, context, states.get((word, reading, context), DRAFTED))
                for context in contexts
            ]
    return tuple(locked)
