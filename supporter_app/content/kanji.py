"""The table of kanji by school grade, and the words that always show their reading."""

from pathlib import Path

from supporter_app.content.manuscript import Manuscript, open_manuscript
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.domain.furigana import KanjiTable

TABLE = "assets/kanji/kyoiku_kanji_2020.txt"
READINGS = "assets/kanji/readings.txt"
ALWAYS = "assets/kanji/always_ruby.txt"
COMMENT = "#"
SIZES = {1: 80, 2: 160, 3: 200, 4: 202, 5: 193, 6: 191}


def read_kanji(root: Path) -> KanjiTable:
    """Read both lists; raises ContentError when a grade is not whole."""
    manuscript = open_manuscript(root, TABLE)
    grade_of: dict[str, int] = {}
    problems: list[Problem] = []
    for number, line in listed(manuscript):
        fields = line.split("\t")
        grade = int(fields[0]) if len(fields) == 3 and fields[0].isdigit() else 0  # noqa: PLR2004 - grade, size, kanji
        if len(set(fields[-1])) != SIZES.get(grade):
            problems.append(manuscript.problem(number, "kanji-table", fields[0]))
        grade_of.update(dict.fromkeys(fields[-1], grade))
    if len(grade_of) != sum(SIZES.values()):
        problems.append(manuscript.problem(1, "kanji-table", str(len(grade_of))))
    if problems:
        raise ContentError(tuple(problems))
    words = frozenset(line for _, line in listed(open_manuscript(root, ALWAYS)))
    return KanjiTable(grade_of, words, _readings(open_manuscript(root, READINGS)))


def _readings(manuscript: Manuscript) -> dict[str, str]:
    """Read the list of shared readings as it stands: every start does, so whether they fit is for the check to say."""
    pairs = (line.partition("\t") for _, line in listed(manuscript))
    return {word: reading for word, _, reading in pairs}


def listed(manuscript: Manuscript) -> list[tuple[int, str]]:
    """Give the numbered lines that are neither empty nor a comment."""
    numbered = ((number, line.strip()) for number, line in enumerate(manuscript.lines(), 1))
    return [(number, line) for number, line in numbered if line and not line.startswith(COMMENT)]
