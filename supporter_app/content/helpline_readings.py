"""Readings of the words in which help lines are described, for the papers and screens of children."""

from pathlib import Path

from supporter_app.content.decoding import Decoder, Record
from supporter_app.content.helplines import FOLDER, READINGS
from supporter_app.content.inline import HIRAGANA
from supporter_app.content.manuscript import open_manuscript
from supporter_app.domain.errors import Problem
from supporter_app.domain.furigana import is_kanji

FILE = f"{FOLDER}/{READINGS}"


def read_helpline_readings(root: Path, problems: list[Problem]) -> dict[str, str]:
    """Read the list, word to reading; what is wrong is noted and left out.

    A number read together with its counter (3日 as みっか) is a word of the list too.
    """
    decoder = Decoder(open_manuscript(root, FILE), problems)
    decoder.only("readings")
    found = decoder.tables.get("readings", {})
    readings: dict[str, str] = {}
    for word, reading in found.items() if isinstance(found, dict) else ():
        record = Record(decoder.manuscript, ("readings",))
        if not all(is_kanji(letter) or letter.isdigit() for letter in word):
            problems.append(record.problem("ruby-base", word, word))
        elif not isinstance(reading, str) or not HIRAGANA.fullmatch(reading):
            problems.append(record.problem("ruby-reading", word, word))
        else:
            readings[word] = reading
    return readings
