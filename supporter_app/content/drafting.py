"""Readings drafted for an edition: markup put around every bare kanji, and the list of readings brought up to date.

The analyser is SudachiPy of the extra `authoring`; it is no part of the program that people run.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from supporter_app.content.chapters import chapter_file
from supporter_app.content.checks.material import EditionMaterial, gather_edition
from supporter_app.content.contents import contents_file
from supporter_app.content.counters import counted, is_number
from supporter_app.content.inline import HIRAGANA
from supporter_app.content.manuscript import open_manuscript, problems_of, rewrite
from supporter_app.content.quizzes import quiz_file
from supporter_app.content.readings import COMMENT, LockedReading, lock_file, locked_words, read_lock, read_words
from supporter_app.content.spellings import spelling
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.domain.furigana import is_kanji
from supporter_app.domain.ruby import in_hiragana, over_kanji
from supporter_app.files import write_whole

BRACES = re.compile(r"\{[^{}]*\}")
RUBY = re.compile(r"\{([^{}|]+?)\\?\|[^{}|]+\}")
FACT = re.compile(r"\{(?:fact=[^{}]*|#[^{}]*)\}")
KEYS = "title|prompt|explanation|text|feedback|match|kept|ask|comfort|opening|card|name"
TOML_TEXT = re.compile(rf'^(\s*(?:(?:{KEYS})\s*=\s*)?")(.*)("\s*,?)(\s*)$')
LONGEST = 40_000
"""Bytes of a line that the analyser takes."""
BROKEN = re.compile(r"[{}]")
UNMARKED = ("!", "{#", ":::")
HEAD = "# 語\t読み\t文脈(* はこの版のどこでも)\t状態\n"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an analysed sentence: where it stands, and how the whole of it is read, in hiragana."""

    begin: int
    end: int
    reading: str


class Analyser(Protocol):
    """Cuts a sentence into words with their readings."""

    def __call__(self, text: str) -> Iterator[Word]:
        """Go through the words in order."""


def sudachi() -> Analyser:
    """Give the analyser; raises ImportError where the extra `authoring` is not installed."""
    from sudachipy import dictionary, tokenizer  # type: ignore[import-untyped] # comes without types

    cutter = dictionary.Dictionary().tokenizer()

    def analyse(text: str) -> Iterator[Word]:
        if len(text.encode()) > LONGEST:
            return
        for each in cutter.tokenize(text, tokenizer.Tokenizer.SplitMode.B):
            reading = in_hiragana(each.reading_form())
            yield Word(each.begin(), each.end(), reading)

    return analyse


def marked(line: str, analyse: Analyser, bar: str = "|") -> str:
    """Put readings around the bare kanji of one line of markup; `bar` is how the stroke is written there."""
    if BROKEN.search(FACT.sub("", RUBY.sub("", line))):
        return line  # what is half written is for its writer to mend; check-content names it
    plain, origin = _plain(line)
    pieces: list[str] = []
    done = 0
    for first, end, reading in _kanji_words(plain, analyse):
        if any(origin[at] is None for at in range(first, end)):
            continue
        begin = origin[first] or 0
        pieces += [line[done:begin], f"{{{plain[first:end]}{bar}{reading}}}"]
        done = begin + end - first
    return "".join([*pieces, line[done:]])


def _plain(line: str) -> tuple[str, list[int | None]]:
    """Give a line without markup, and for each of its letters its place in the line; None inside a reading's base."""
    plain: list[str] = []
    origin: list[int | None] = []
    at = 0
    for braces in BRACES.finditer(line):
        plain += line[at : braces.start()]
        origin += range(at, braces.start())
        ruby = RUBY.fullmatch(braces[0])
        if ruby is not None:
            plain += ruby[1]
            origin += [None] * len(ruby[1])
        at = braces.end()
    plain += line[at:]
    origin += range(at, len(line))
    return "".join(plain), origin


def _kanji_words(text: str, analyse: Analyser) -> Iterator[tuple[int, int, str]]:
    """Go through the runs of kanji, word by word, with their readings; a number and what it counts are one word."""
    held: tuple[int, int, str] | None = None
    for begin, end, said in _read_words(text, analyse):
        if held is not None and held[1] == begin and is_number(text[held[0] : begin]):
            whole = counted(text[held[0] : begin], held[2], text[begin:end])
            if whole is not None:
                held = (held[0], end, whole)
                continue
        if held is not None:
            yield held
        held = (begin, end, said)
    if held is not None:
        yield held


def _read_words(text: str, analyse: Analyser) -> Iterator[tuple[int, int, str]]:
    """Go through the runs of kanji, word by word, with their readings; what cannot be read is left bare."""
    for word in analyse(text):
        begin = word.begin
        for run in over_kanji(text[word.begin : word.end], word.reading):
            until = begin + len(run.text)
            known = spelling(text, begin, until) or run.reading
            if known and HIRAGANA.fullmatch(known) and is_kanji(run.text[0]):
                yield begin, until, known
            begin = until


def draft(root: Path, edition: EditionId, analyse: Analyser) -> tuple[Problem, ...]:
    """Mark every file of an edition and write its list of readings; gives what is wrong in files that cannot be read.

    A file is written only where its text changes, whole; raises FileError's family when it cannot be.
    """
    home = f"curriculum/{edition}"
    for file in _files(root, home, "*.md"):
        _mark(root, file, lambda text: markdown(text, analyse))
    for folder in (home, f"{home}/scenes", f"{home}/papers", f"quizzes/{edition}"):
        for file in _files(root, folder, "*.toml"):
            if file != contents_file(edition):
                _mark(root, file, lambda text: toml(text, analyse))
    return write_lock(root, edition)


def _files(root: Path, folder: str, pattern: str) -> list[str]:
    return [f"{folder}/{name}" for name in sorted(path.name for path in (root / folder).glob(pattern))]


def write_lock(root: Path, edition: EditionId) -> tuple[Problem, ...]:
    """Bring the list of readings up to date with the texts.

    Where a text or the list itself cannot be read, it stays as it is: it holds what people have checked.
    """
    problems: list[Problem] = []
    found = gather_edition(root, edition, problems)
    file = lock_file(edition)
    former: tuple[LockedReading, ...] = ()
    notes: list[str] = []
    if os.path.lexists(root / file):
        try:
            former = read_lock(root, edition, problems)
            lines = open_manuscript(root, file).lines()
            notes = [f"{line}\n" for line in lines if line.startswith(COMMENT) and f"{line}\n" != HEAD]
        except ContentError as error:
            problems += error.problems
    problems += _away(root, found)
    if problems:
        return problems_of(ContentError(tuple(problems)))
    locked = locked_words(read_words(found.placed_texts()), former)
    text = HEAD + "".join([*notes, *(f"{each.written()}\n" for each in locked)])
    if os.path.lexists(root / file):
        rewrite(root, open_manuscript(root, file), text)
    else:
        write_whole(root / file, text.encode())
    return ()


def _away(root: Path, found: EditionMaterial) -> Iterator[Problem]:
    """Name the chapters and quizzes that the table of contents lists and that are not there."""
    for entry in found.contents.chapters if found.contents is not None else ():
        wanted = [chapter_file(found.id, entry.id), *([quiz_file(found.id, entry.id)] if entry.items else [])]
        yield from (Problem(file, 1, "file-missing") for file in wanted if not os.path.lexists(root / file))


def _mark(root: Path, file: str, change: Callable[[str], str]) -> None:
    """Rewrite a file; one that cannot be read stays, and is named when the edition is gathered."""
    try:
        manuscript = open_manuscript(root, file)
    except ContentError:
        return
    changed = change(manuscript.text)
    if changed != manuscript.text:
        rewrite(root, manuscript, changed)


def markdown(text: str, analyse: Analyser) -> str:
    """Mark a chapter: its title, and all that learners read."""
    front, inside = False, ""
    lines = []
    for number, line in enumerate(text.split("\n")):
        if line == "---":
            front = number == 0
            lines.append(line)
        elif front:
            lines.append(_toml_line(line, analyse))
        elif line.startswith(":::"):
            inside = line.removeprefix(":::").split(" ")[0].strip()
            lines.append(line)
        elif inside == "note" or line.startswith(UNMARKED):
            lines.append(line)
        else:
            lines.append(marked(line, analyse, "\\|" if line.startswith("|") else "|"))
    return "\n".join(lines)


def toml(text: str, analyse: Analyser) -> str:
    """Mark a quiz, a scene, acts or a lesson: the values of the keys that people read."""
    return "\n".join(_toml_line(line, analyse) for line in text.split("\n"))


def _toml_line(line: str, analyse: Analyser) -> str:
    found = TOML_TEXT.match(line)
    return line if found is None else f"{found[1]}{marked(found[2], analyse)}{found[3]}{found[4]}"
