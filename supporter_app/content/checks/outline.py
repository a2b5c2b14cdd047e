"""The table of contents: every chapter listed once and truly, and the whole way short enough."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from supporter_app.content.chapters import chapter_file
from supporter_app.content.checks.material import GENERAL, EditionMaterial, Material, stem
from supporter_app.content.contents import contents_file
from supporter_app.content.manuscript import open_manuscript
from supporter_app.content.placed import PlacedChapter, PlacedQuiz
from supporter_app.content.quizzes import quiz_file
from supporter_app.content.toc import computed
from supporter_app.domain.edition import ChapterEntry, Edition, EditionId
from supporter_app.domain.errors import Problem

GRADES = {
    EditionId("lower-elementary"): (1, 3),
    EditionId("upper-elementary"): (4, 6),
    EditionId("junior-high"): (7, 9),
}
"""The school years an edition for children is written for; its words and its levels are those of these years."""
LONGEST_WAY = 80
"""Minutes of the unhurried reader over the chapters that count, in the general edition."""


def check_outline(material: Material) -> Iterator[Problem]:
    """Check every edition's table of contents."""
    for edition in material.editions:
        if edition.contents is not None:
            yield from _edition(edition, edition.contents)
            yield from _published(material.root, edition.contents)
            yield from _grades(material.root, edition.contents)


def _published(root: Path, contents: Edition) -> Iterator[Problem]:
    """Check the day of an edition: what lines are said to be open is measured by it where the clock cannot be right."""
    try:
        date.fromisoformat(contents.published)
    except ValueError:
        manuscript = open_manuscript(root, contents_file(contents.id))
        yield manuscript.problem(manuscript.line_of(("published",)), "day-wrong", contents.published)


def _grades(root: Path, contents: Edition) -> Iterator[Problem]:
    """Check the school years: an edition for children has years of its own school, the others have none."""
    years, grades = GRADES.get(contents.id), contents.grades
    if (years is None) != (grades is None) or (years and grades and not years[0] <= grades[0] <= grades[1] <= years[1]):
        manuscript = open_manuscript(root, contents_file(contents.id))
        given = "―" if grades is None else "-".join(map(str, grades))
        wanted = "―" if years is None else "-".join(map(str, years))
        yield manuscript.problem(manuscript.line_of(("grades",)), "grade-edition", f"{given} / {wanted}")


def _edition(edition: EditionMaterial, contents: Edition) -> Iterator[Problem]:
    file = contents_file(edition.id)
    chapters = {stem(chapter.file): chapter for chapter in edition.chapters}
    quizzes = {stem(quiz.file): quiz for quiz in edition.quizzes}
    listed: list[str] = []
    stale = False
    for number, entry in enumerate(contents.chapters):
        line = edition.contents_lines[number]
        if entry.id in listed:
            yield Problem(file, line, "duplicate-chapter", entry.id)
        listed.append(entry.id)
        for code, detail in _entry(edition, entry, chapters.get(entry.id), quizzes.get(entry.id)):
            stale = stale or code == "contents-stale"
            yield Problem(file, line, code, detail)
    for code, files in (("chapter-unlisted", edition.chapters), ("quiz-unlisted", edition.quizzes)):
        for name in (each.file for each in files if stem(each.file) not in listed):
            yield Problem(name, 1, code, stem(name))
    if edition.id == GENERAL and not stale and contents.minutes()[1] > LONGEST_WAY:
        yield Problem(file, 1, "way-long", f"{contents.minutes()[1]}/{LONGEST_WAY}")


def _entry(
    edition: EditionMaterial, entry: ChapterEntry, chapter: PlacedChapter | None, quiz: PlacedQuiz | None
) -> Iterator[tuple[str, str]]:
    unread = {chapter_file(edition.id, entry.id), quiz_file(edition.id, entry.id)} & edition.unread
    if unread:
        return
    if chapter is None:
        yield "chapter-missing", entry.id
        return
    if quiz is None and entry.counted:
        yield "quiz-missing", entry.id
        return
    if entry.phrases and "".join(entry.phrases) != "".join(entry.title.split()):
        yield "phrases-differ", "".join(entry.phrases)
    if computed(entry, chapter, quiz) != entry:
        yield "contents-stale", entry.id
