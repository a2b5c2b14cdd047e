"""Readings: every kanji of the editions that everybody reads has one, and each is the one that was agreed on."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise

from supporter_app.content.checks.material import EditionMaterial, Material
from supporter_app.content.counters import COUNTERS, is_number
from supporter_app.content.decoding import Record
from supporter_app.content.easy_words import FILE as EASY_WORDS
from supporter_app.content.kanji import READINGS, listed, read_kanji
from supporter_app.content.manuscript import open_manuscript
from supporter_app.content.placed import PlacedText
from supporter_app.content.readings import (
    EVERYWHERE,
    UNREAD_PARTS,
    LockedReading,
    ReadWord,
    lock_file,
    read_lock,
    read_words,
)
from supporter_app.domain.edition import READ_BY_ALL
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.domain.furigana import is_kanji
from supporter_app.domain.ruby import over_kanji, read_with

AS_READ = re.compile(r"[ぁ-ゖー0-9・]+")


def check_readings(material: Material) -> Iterator[Problem]:
    """Check the readings of the children's editions and of easy Japanese."""
    for edition in material.editions:
        if edition.id in READ_BY_ALL:
            yield from _uncovered(edition)
            yield from _locked(material, edition)
    yield from _shared(material)


def _shared(material: Material) -> Iterator[Problem]:
    """Check the short texts that children's editions share with the others: help lines, programmes and worries."""
    try:
        readings = read_kanji(material.root).readings
        manuscript = open_manuscript(material.root, READINGS)
    except ContentError:
        return
    for number, entry in listed(manuscript):
        word, _, reading = entry.partition("\t")
        fits = all(run.reading or not is_kanji(run.text[0]) for run in over_kanji(word, reading))
        if not fits or not AS_READ.fullmatch(reading):
            yield manuscript.problem(number, "lock-line", entry)
    yield from _easy(material, readings)
    for record, words in _short_texts(material):
        yield from (record.problem("ruby-missing", bare) for bare in _unread(words, readings))


def _short_texts(material: Material) -> Iterator[tuple[Record, str]]:
    for record, line in material.helplines:
        shown = (line.name, line.for_whom, line.hours, line.cost, line.note, line.if_not_reached_text)
        yield from ((record, words) for words in shown)
    for record, each in material.programmes:
        yield from ((record, words) for words in (each.name, each.what, each.where_to_apply))
    for record, worry in material.worries:
        yield from ((record, words) for words in (worry.label, worry.child_label, worry.easy_label, worry.none))


def _easy(material: Material, readings: Mapping[str, str]) -> Iterator[Problem]:
    """Check what is said in easy Japanese too: of a sentence there is, with a reading for every kanji."""
    try:
        manuscript = open_manuscript(material.root, EASY_WORDS)
    except ContentError:
        return
    said = {words for _, line in material.helplines for words in (line.hours, line.cost, line.for_whom, line.note)}
    said |= {worry.none for _, worry in material.worries}
    said |= {words for _, each in material.programmes for words in (each.what, each.where_to_apply)}
    for number, entry in listed(manuscript):
        words, _, easy = entry.partition("\t")
        if words not in said or not easy:
            yield manuscript.problem(number, "easy-words", words)
        for bare in _unread(easy, readings):
            yield manuscript.problem(number, "ruby-missing", bare)


def _unread(words: str, readings: Mapping[str, str]) -> Iterator[str]:
    return bare_kanji(run.text for run in read_with(words, readings).runs if run.reading is None)


def _uncovered(edition: EditionMaterial) -> Iterator[Problem]:
    for _, text in edition.placed_texts():
        if text.part not in UNREAD_PARTS:
            yield from _bare(text)
            yield from _counted_apart(text)


def _counted_apart(text: PlacedText) -> Iterator[Problem]:
    """Find numbers whose counter is a word of its own: 一本 is not read as 一 and 本, nor divided by a line."""
    for (line, number), (_line, counter) in pairwise(text.fragments):
        if number.reading and counter.reading and is_number(number.text) and counter.text in COUNTERS:
            yield Problem(text.file, line, "ruby-counter", f"{number.text}{counter.text}")


def _bare(text: PlacedText) -> Iterator[Problem]:
    for line, run in text.fragments:
        if run.reading is None:
            for bare in bare_kanji([run.text]):
                yield Problem(text.file, line, "ruby-missing", bare)


def bare_kanji(texts: Iterable[str]) -> Iterator[str]:
    """Cut the runs of kanji out of texts that carry no reading."""
    for text in texts:
        yield from ("".join(run) for kanji, run in groupby(text, is_kanji) if kanji)


def _locked(material: Material, edition: EditionMaterial) -> Iterator[Problem]:
    problems: list[Problem] = []
    try:
        locked = read_lock(material.root, edition.id, problems)
    except ContentError as error:
        yield from error.problems if edition.chapters else ()
        return
    yield from problems
    words = list(read_words(edition.placed_texts()))
    if words and not locked and not problems:
        yield Problem(lock_file(edition.id), 1, "lock-empty")
        return
    # What stands on a line that does not hold is named there, not at each of its places.
    doubtful = {problem.detail.split("\t")[0] for problem in problems}
    used: set[LockedReading] = set()
    yield from _compared([word for word in words if word.word not in doubtful], locked, used)
    if edition.whole():
        yield from _superfluous(edition, [each for each in locked if each.word not in doubtful], used)


def _compared(words: list[ReadWord], locked: tuple[LockedReading, ...], used: set[LockedReading]) -> Iterator[Problem]:
    """Compare words with the list: what is wrong with a word is named where it first stands, with how often it does."""
    known: dict[str, list[LockedReading]] = {}
    for each in locked:
        known.setdefault(each.word, []).append(each)
    wrong: dict[tuple[str, str, str], list[ReadWord]] = {}
    for word in words:
        found = _agreed(word, known.get(word.word, []))
        if isinstance(found, LockedReading):
            used.add(found)
        else:
            wrong.setdefault((found, word.word, word.reading), []).append(word)
    for (code, *named), places in wrong.items():
        more = f" ×{len(places)}" if len(places) > 1 else ""
        yield Problem(places[0].file, places[0].line, code, " ".join(named) + more)


def _superfluous(
    edition: EditionMaterial, locked: Iterable[LockedReading], used: set[LockedReading]
) -> Iterator[Problem]:
    """Name the lines that say what another has said, and those that no text needs."""
    said: set[tuple[str, str, str]] = set()
    for each in locked:
        line = (each.word, each.reading, each.context)
        if line in said or each not in used:
            code = "lock-twice" if line in said else "lock-unused"
            yield Problem(lock_file(edition.id), each.line, code, f"{each.word} {each.reading}")
        said.add(line)


def _agreed(word: ReadWord, lines: list[LockedReading]) -> LockedReading | str:
    """Find the line that agrees with a word as it is read at a place; else the code of what is wrong."""
    if not lines:
        return "lock-missing"
    several = len({each.reading for each in lines}) > 1
    wanted = word.place if several else EVERYWHERE
    for each in lines:
        if each.reading == word.reading and each.context in {wanted, word.place}:
            return each
    return "lock-context" if any(each.reading == word.reading for each in lines) else "lock-differs"
