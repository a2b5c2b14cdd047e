"""Text with readings: runs of base text, each with an optional reading, and the rule of which readings are shown."""

from dataclasses import dataclass
from enum import Enum

from supporter_app.domain.fact import FactId

KNOWS_SCHOOL_KANJI = 6


class Furigana(Enum):
    """How much furigana a reader wants."""

    NONE = "none"
    BY_GRADE = "by-grade"
    ALL = "all"


KANJI_BLOCKS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is drawn alike; `reading` is hiragana, `fact` the source of what it claims."""

    text: str
    reading: str | None = None
    strong: bool = False
    fact: FactId | None = None


@dataclass(frozen=True, slots=True)
class RubyText:
    """One line or paragraph of course text."""

    runs: tuple[Run, ...]

    def plain(self) -> str:
        """Give the base text, as copied, searched and handed to a screen reader."""
        return "".join(run.text for run in self.runs)

    def spoken(self) -> str:
        """Give the text with every reading in place of its base, for reading aloud."""
        return "".join(run.reading or run.text for run in self.runs)


def ruby_text(text: str) -> RubyText:
    """Wrap plain text that has no readings."""
    return RubyText((Run(text),))


@dataclass(frozen=True, slots=True)
class KanjiTable:
    """Kanji by the school grade in which they are taught (the 2020 table of 1,026), and words that always keep ruby."""

    grade_of: dict[str, int]
    always: frozenset[str] = frozenset()

    def grade(self, character: str) -> int | None:
        """Give the grade 1-6, 7 for any other kanji, None for what is not a kanji."""
        if not is_kanji(character):
            return None
        return self.grade_of.get(character, KNOWS_SCHOOL_KANJI + 1)


@dataclass(frozen=True, slots=True)
class FuriganaChoice:
    """A reader's setting; `known_grade` 0-6 is the last school year whose kanji they read without help."""

    amount: Furigana = Furigana.BY_GRADE
    known_grade: int = KNOWS_SCHOOL_KANJI


def is_kanji(character: str) -> bool:
    """Tell whether a character is a kanji (Unified Ideographs, extensions, compatibility forms, and the mark 々)."""
    point = ord(character)
    return character == "々" or any(first <= point <= last for first, last in KANJI_BLOCKS)


def shows_reading(run: Run, choice: FuriganaChoice, kanji: KanjiTable) -> bool:
    """Tell whether a word shows its reading: when any of its kanji is above the reader's grade, or it always does."""
    if run.reading is None or choice.amount is Furigana.NONE:
        return False
    if choice.amount is Furigana.ALL or run.text in kanji.always:
        return True
    grades = [kanji.grade(character) for character in run.text]
    return any(grade is not None and grade > choice.known_grade for grade in grades)
