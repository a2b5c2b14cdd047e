"""Text with readings: runs of base text, each with an optional reading, and the rule of which readings are shown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from supporter_app.domain.fact import FactId
from supporter_app.domain.furigana import Furigana, FuriganaChoice, KanjiTable, is_kanji


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

    def followed_by(self, other: "RubyText", gap: str = "") -> "RubyText":
        """Put another text behind this one, with plain letters between them."""
        return RubyText((*self.runs, *((Run(gap),) if gap else ()), *other.runs))

    def emphasised(self) -> "RubyText":
        """Give the text in strong letters."""
        return RubyText(tuple(replace(run, strong=True) for run in self.runs))

    def marked(self) -> str:
        """Give the text with the markup of its readings, as `marked_text` takes it."""
        return "".join(f"{{{run.text}|{run.reading}}}" if run.reading else run.text for run in self.runs)

    def cut(self, length: int) -> "tuple[RubyText, RubyText]":
        """Part the text after so many characters; a word with a reading is never cut, and goes where it begins."""
        head: list[Run] = []
        for at, run in enumerate(self.runs):
            if length <= 0:
                return RubyText(tuple(head)), RubyText(self.runs[at:])
            if run.reading is None and len(run.text) > length:
                parts = replace(run, text=run.text[:length]), replace(run, text=run.text[length:])
                return RubyText((*head, parts[0])), RubyText((parts[1], *self.runs[at + 1 :]))
            head.append(run)
            length -= len(run.text)
        return self, RubyText(())


def ruby_text(text: str) -> RubyText:
    """Wrap plain text that has no readings."""
    return RubyText((Run(text),))


TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ"))}
MARKED = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")


def marked_text(text: str) -> RubyText:
    """Read the markup of readings alone, `{孤独|こどく}`, as in the titles of a table of contents."""
    parts = MARKED.split(text)
    runs = []
    for plain, base, reading in zip(parts[::3], [*parts[1::3], ""], [*parts[2::3], ""], strict=True):
        runs += [Run(plain)] if plain else []
        runs += [Run(base, reading)] if base else []
    return RubyText(tuple(runs))


def read_with(words: str, readings: Mapping[str, str]) -> RubyText:
    """Give plain words their readings from a list; at each place the longest word of the list counts.

    A kanji that the list knows alone has no reading beside another that is no part of a longer word: it is read
    otherwise within a word.
    """
    pieces = _pieces(words, readings)
    runs: list[Run] = []
    plain = ""
    for before, piece, after in zip(["", *pieces], pieces, [*pieces[1:], ""], strict=False):
        if piece not in readings or (len(piece) == 1 and (_one_kanji(before) or _one_kanji(after))):
            plain += piece
            continue
        for run in over_kanji(piece, readings[piece]):
            if run.reading is None:
                plain += run.text
                continue
            runs += [Run(plain), run] if plain else [run]
            plain = ""
    return RubyText((*runs, Run(plain)) if plain else tuple(runs))


def _one_kanji(piece: str) -> bool:
    return len(piece) == 1 and is_kanji(piece)


def _pieces(words: str, readings: Mapping[str, str]) -> list[str]:
    """Cut a text into words of the list, and letters where no word begins."""
    listed = _by_first_letter(tuple(readings))
    pieces: list[str] = []
    at = 0
    while at < len(words):
        found = next((word for word in listed.get(words[at], ()) if words.startswith(word, at)), words[at])
        pieces.append(found)
        at += len(found)
    return pieces


@lru_cache(maxsize=4)
def _by_first_letter(listed: tuple[str, ...]) -> Mapping[str, list[str]]:
    """Sort the words of a list by the letter they begin with, the longest first; a screen asks for the same again."""
    found: dict[str, list[str]] = {}
    for word in sorted(filter(None, listed), key=len, reverse=True):
        found.setdefault(word[0], []).append(word)
    return found


def over_kanji(word: str, reading: str) -> tuple[Run, ...]:
    """Lay the reading of a word over its kanji; kana and digits in it stand for themselves, in hiragana.

    Where they do not, nothing can be said, and every kanji stays without a reading.
    """
    if all(map(is_kanji, word)):
        return (Run(word, reading),)
    pieces = ["".join(group) for _, group in groupby(word, is_kanji)]
    pattern = "".join("(.+?)" if is_kanji(piece[0]) else re.escape(in_hiragana(piece)) for piece in pieces)
    found = re.fullmatch(pattern, reading)
    read = iter(found.groups() if found is not None else ())
    return tuple(Run(piece, next(read, None)) if is_kanji(piece[0]) else Run(piece) for piece in pieces)


def in_hiragana(text: str) -> str:
    """Write katakana as hiragana."""
    return text.translate(TO_HIRAGANA)


def shows_reading(run: Run, choice: FuriganaChoice, kanji: KanjiTable) -> bool:
    """Tell whether a word shows its reading: when any of its kanji is above the reader's grade, or it always does.

    Raises ValueError where the choice goes by a grade that there is not.
    """
    if run.reading is None or choice.amount is Furigana.NONE:
        return False
    if choice.amount is Furigana.ALL or run.text in kanji.always:
        return True
    return any(kanji.above(run.text, choice.known_grade))
