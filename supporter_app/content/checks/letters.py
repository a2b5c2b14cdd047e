"""Letters that nobody sees, or that come apart: they make a search miss, a reader stumble, a line look like another."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from supporter_app.content.checks.material import Material
from supporter_app.content.manuscript import open_manuscript
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.domain.furigana import is_kanji

FOLDERS = ("curriculum", "quizzes")
ENDINGS = frozenset({".md", ".toml", ".csv", ".lock"})
PARTED = frozenset("\u3099\u309a")
"""Voicing marks of their own; a kana and its mark are one letter in every text of ours."""
LOST = "\ufffd"
"""What a program leaves where it could not read a letter."""
UNSEEN = frozenset({"Cc", "Cf", "Co", "Cn", "Zl", "Zp", "Zs"})
SEEN = frozenset(" \u3000\t")
"""The spaces and the tab that a text may hold."""


def check_letters(material: Material) -> Iterator[Problem]:
    """Look at each letter of each text file of the course."""
    for folder in FOLDERS:
        for path in sorted((material.root / folder).rglob("*")):
            if path.suffix in ENDINGS and path.is_file():
                yield from _letters(material.root, path)


def _letters(root: Path, path: Path) -> Iterator[Problem]:
    """Look through a file line by line; one that cannot be read was named before."""
    try:
        manuscript = open_manuscript(root, path.relative_to(root).as_posix())
    except ContentError:
        return
    for number, line in enumerate(manuscript.lines(), 1):
        for letter in dict.fromkeys(line):
            if letter in PARTED:
                yield manuscript.problem(number, "letter-parted", f"U+{ord(letter):04X}")
            elif letter == LOST or (letter not in SEEN and unicodedata.category(letter) in UNSEEN):
                yield manuscript.problem(number, "letter-unseen", f"U+{ord(letter):04X}")
            elif disguised(letter):
                yield manuscript.problem(number, "letter-alike", f"{letter} -> {unicodedata.normalize('NFKC', letter)}")


def disguised(letter: str) -> bool:
    """Tell whether a sign stands for kanji without being one: it would need no reading, and no search finds it."""
    return not is_kanji(letter) and any(map(is_kanji, unicodedata.normalize("NFKC", letter)))
