"""Catalogues with a modifier (ja@kids, ja@easy): they hold only what differs, and a fourth-grader reads what is shown.

What a learner is shown is the sentence of such a catalogue, or the plain one behind it. Screens carry no furigana,
so either has only kanji of the first three school years.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from supporter_app.content.checks.levels import easy_faults
from supporter_app.content.checks.safety import unfit_words
from supporter_app.content.kanji import read_kanji
from supporter_app.content.learner_words import learner_words
from supporter_app.domain.edition import EASY_JAPANESE, EditionId
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.i18n import EASY_LOCALE

KNOWN_GRADE = 3
"""A pupil of the fourth year has learnt the kanji of three."""
YOUNGEST_ALONE = EditionId("upper-elementary")
"""The youngest who read the screens themselves."""
SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")


class Said(NamedTuple):
    """What is said for a msgid, in one form or in several, and in which line of the catalogue."""

    forms: list[str]
    line: int


Words = Mapping[str, Said]
NOTHING = Said([], 1)


def check_plain_words(root: Path, file: str, own: Words, plain: Words) -> Iterator[Problem]:
    """Check what differs, and what stands behind it for the sentences a learner meets."""
    for asked in sorted(own.keys() - plain.keys()):
        yield Problem(file, own[asked].line, "words-unknown", asked)
    try:
        kanji = read_kanji(root)
    except ContentError:
        return  # the check of the table itself names what is wrong
    for asked in sorted(own.keys() | learner_words(root)):
        forms = own[asked].forms if asked in own else plain.get(asked, NOTHING).forms
        line = own.get(asked, NOTHING).line
        hard = {letter for each in forms for letter in kanji.above(each, KNOWN_GRADE)}
        if hard:
            yield Problem(file, line, "words-kanji", f"{''.join(sorted(hard))}: {asked}")
        edition = EASY_JAPANESE if EASY_LOCALE in file else YOUNGEST_ALONE
        for unfit in (unfit for each in forms for unfit in unfit_words(edition, each)):
            yield Problem(file, line, "safety-child", f"{unfit}: {asked}")
        if EASY_LOCALE in file:
            yield from (Problem(file, line, "easy-rule", fault) for each in forms for fault in _hard_to_say(each))


def _hard_to_say(words: str) -> Iterator[str]:
    for sentence in SENTENCE.findall(words):
        yield from easy_faults(sentence.strip())
