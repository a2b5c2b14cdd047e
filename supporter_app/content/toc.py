"""The computed part of a table of contents: pages, items and minutes, taken from the chapters and written whole."""

import json
import os
import re
from pathlib import Path

from supporter_app.content.chapters import chapter_file, read_chapter
from supporter_app.content.contents import contents_file, read_contents, without_readings
from supporter_app.content.manuscript import open_manuscript, problems_of, rewrite
from supporter_app.content.measure import minutes
from supporter_app.content.placed import PlacedChapter, PlacedQuiz
from supporter_app.content.quizzes import quiz_file, read_quiz
from supporter_app.content.toml_lines import PIECE
from supporter_app.domain.edition import ChapterEntry, Edition, EditionId
from supporter_app.domain.errors import ContentError, Problem

CHAPTER_TABLE = re.compile(r"^[ \t]*\[\[[ \t]*chapters[ \t]*\]\]", re.MULTILINE)


def computed(entry: ChapterEntry, chapter: PlacedChapter, quiz: PlacedQuiz | None) -> ChapterEntry:
    """Give an entry as its chapter and quiz say it should be."""
    items = tuple(item.id for item in quiz.quiz.items) if quiz is not None else ()
    return entry._replace(
        title=without_readings(chapter.chapter.title),
        marked=chapter.chapter.title,
        pages=tuple(page.id for page in chapter.pages),
        items=items,
        minutes=minutes(chapter, len(items)),
    )


def write_contents(root: Path, edition: EditionId) -> tuple[Edition, tuple[Problem, ...]]:
    """Bring a table of contents up to date; its head, and the entries of chapters that cannot be read, stay.

    Gives what is written now and the problems of those chapters; raises ContentError when the table itself is broken,
    FileError's family when it cannot be written.
    """
    problems: list[Problem] = []
    old = read_contents(root, edition)
    entries = tuple(_current(root, edition, entry, problems) for entry in old.chapters)
    manuscript = open_manuscript(root, contents_file(edition))
    head, *tables = CHAPTER_TABLE.split(manuscript.text)
    if len(tables) != len(entries):
        raise ContentError((manuscript.problem(manuscript.line_of(("chapters",)), "contents-form"),))
    blocks = [head.rstrip()]
    above: list[str] = []
    for entry, table in zip(entries, tables, strict=True):
        own, following = comments(table)
        opened, *keys = entry_toml(entry).split("\n")
        blocks.append("\n".join([*above, opened, *own, *keys]))
        above = following
    rewrite(root, manuscript, "\n\n".join([*blocks, *above]) + "\n")
    return old._replace(chapters=entries), problems_of(ContentError(tuple(problems)))


def comments(table: str) -> tuple[list[str], list[str]]:
    """Give what people wrote beside the keys of a table, and what they wrote below them, above the next."""
    own: list[str] = []
    below: list[str] = []
    for line in table.split("\n"):
        found = [piece for piece in PIECE.findall(line) if piece.startswith("#")]
        if line.strip() and not line.lstrip().startswith("#"):
            own, below = [*own, *below, *found], []
        else:
            below += found
    return own, below


def _current(root: Path, edition: EditionId, entry: ChapterEntry, problems: list[Problem]) -> ChapterEntry:
    try:
        chapter = read_chapter(root, chapter_file(edition, entry.id))
        quiz = quiz_file(edition, entry.id)
        return computed(entry, chapter, read_quiz(root, quiz) if os.path.lexists(root / quiz) else None)
    except ContentError as error:
        problems.extend(error.problems)
        return entry


def entry_toml(entry: ChapterEntry) -> str:
    """Write one `[[chapters]]`."""
    lines = [
        "[[chapters]]",
        f"id = {_toml(entry.id)}",
        f"title = {_toml(entry.marked)}",
        f"phrases = {_toml(entry.phrases)}" if entry.phrases else "",
        f"pages = {_toml(entry.pages)}",
        f"items = {_toml(entry.items)}",
        f"minutes = {_toml(entry.minutes)}",
        "" if entry.counted else "counted = false",
    ]
    return "\n".join(line for line in lines if line)


def _toml(value: str | tuple[str, ...] | tuple[int, int]) -> str:
    """Write a string or a list; JSON's strings are TOML's, but for the one control character JSON leaves as it is."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
