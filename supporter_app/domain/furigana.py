"""Readings beside kanji: how many a reader wants, and the school year in which each kanji is taught."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

KNOWS_SCHOOL_KANJI = 6
KANJI_BLOCKS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


class Furigana(Enum):
    """How much furigana a reader wants."""

    NONE = "none"
    BY_GRADE = "by-grade"
    ALL = "all"


class FuriganaChoice(NamedTuple):
    """A reader's setting; `known_grade` 0-6 is the last school year whose kanji they read without help."""

    amount: Furigana = Furigana.BY_GRADE
    known_grade: int = KNOWS_SCHOOL_KANJI


def known_before(year: int) -> int:
    """Give the last school year whose kanji a class knows: one of year n knows those of year n-1."""
    return max(0, min(year - 1, KNOWS_SCHOOL_KANJI))


class KanjiTable(NamedTuple):
    """Kanji by the school grade in which they are taught (the 2020 table of 1,026), and words that always keep ruby.

    `readings` are those of the short texts that every edition shares, such as the names of help lines.
    """

    grade_of: dict[str, int]
    always: frozenset[str] = frozenset()
    readings: Mapping[str, str] = MappingProxyType({})

    def grade(self, character: str) -> int | None:
        """Give the grade 1-6, 7 for any other kanji, None for what is not a kanji."""
        if not is_kanji(character):
            return None
        return self.grade_of.get(character, KNOWS_SCHOOL_KANJI + 1)


def is_kanji(character: str) -> bool:
    """Tell whether a character is a kanji (Unified Ideographs, extensions, compatibility forms, and the mark 々)."""
    point = ord(character)
    return character == "々" or any(first <= point <= last for first, last in KANJI_BLOCKS)
