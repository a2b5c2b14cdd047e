"""Readings beside kanji: how many a reader wants, and the school year in which each kanji is taught."""

from collections.abc import Iterator, Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

KNOWS_SCHOOL_KANJI = 6
SCHOOL_YEARS = range(1, 10)
"""Years of elementary (1-6) and junior high school (7-9)."""
REPEATS = "々"
"""The mark that stands for the kanji before it."""
VARIANT_MARKS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
"""Marks behind a letter that ask for one of its shapes; the letter stays the same."""
KANJI_BLOCKS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


KNOWN_GRADES = range(KNOWS_SCHOOL_KANJI + 1)
"""What a reader may know already: 0 is no kanji at all."""


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
    """Give the last school year whose kanji a class knows: one of year n knows those of year n-1.

    Raises ValueError for what is no school year.
    """
    if year not in SCHOOL_YEARS:
        raise ValueError(f"a school year is one of 1 to {SCHOOL_YEARS[-1]}, not {year}")
    return min(year - 1, KNOWS_SCHOOL_KANJI)


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

    def above(self, words: str, known_grade: int) -> Iterator[str]:
        """Go through the kanji of a text that are taught after a grade; 々 behind a kanji is as hard as that one.

        Raises ValueError where the grade is none of 0 to 6.
        """
        if known_grade not in KNOWN_GRADES:
            raise ValueError(f"a known grade is one of 0 to {KNOWS_SCHOOL_KANJI}, not {known_grade}")
        before: int | None = None
        for character in words:
            grade = self.grade(character)
            if grade is not None and grade > known_grade and not (character == REPEATS and before is not None):
                yield character
            before = before if is_variant_mark(character) else grade


def is_kanji(character: str) -> bool:
    """Tell whether a character is a kanji (Unified Ideographs, extensions, compatibility forms, and the mark 々)."""
    point = ord(character)
    return character == REPEATS or any(first <= point <= last for first, last in KANJI_BLOCKS)


def is_variant_mark(character: str) -> bool:
    """Tell whether a character only asks for a shape of the letter before it (a variation selector)."""
    point = ord(character)
    return any(first <= point <= last for first, last in VARIANT_MARKS)


def all_kanji(word: str) -> bool:
    """Tell whether a word is written in kanji alone, in whatever shapes."""
    letters = [character for character in word if not is_variant_mark(character)]
    return is_kanji(word[:1] or " ") and all(map(is_kanji, letters))
