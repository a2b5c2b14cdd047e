"""Everything the checks look at, read once; a file that cannot be read is named and left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from supporter_app.content.activities import read_activities
from supporter_app.content.acts import read_acts
from supporter_app.content.chapters import read_chapter
from supporter_app.content.contents import contents_file, read_contents
from supporter_app.content.datasets import dataset_ids, read_placed_dataset
from supporter_app.content.decoding import Record
from supporter_app.content.facts import read_facts
from supporter_app.content.helplines import read_helplines, read_holidays, read_worries
from supporter_app.content.lessons import PlacedLesson, lesson_file, read_lesson
from supporter_app.content.manuscript import open_manuscript
from supporter_app.content.placed import PlacedChapter, PlacedQuiz, PlacedScene, PlacedText
from supporter_app.content.programmes import read_programmes
from supporter_app.content.quizzes import read_quiz
from supporter_app.content.scenes import read_scene
from supporter_app.content.school_papers import PlacedPaper, paper_files, read_paper
from supporter_app.content.sources import SourceShelf
from supporter_app.content.terms import Term, read_terms
from supporter_app.domain.activity import Activity, Programme, SmallAct
from supporter_app.domain.course import SceneBlock
from supporter_app.domain.edition import READ_BY_ALL, Edition, EditionId
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.domain.fact import Dataset, Fact
from supporter_app.domain.helpline import Helpline, Worry

GENERAL = EditionId("general")
SHARED_FOLDERS = frozenset({"facts", "data", "helplines", "programmes", "activities"})
REFERENCE = "reference"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class EditionMaterial:
    """One edition; `unread` names the files that could not be read, `contents_lines` are those of the entries."""

    id: EditionId
    contents: Edition | None
    contents_lines: tuple[int, ...]
    chapters: tuple[PlacedChapter, ...]
    quizzes: tuple[PlacedQuiz, ...]
    scenes: tuple[PlacedScene, ...]
    acts: tuple[tuple[Record, SmallAct], ...]
    terms: tuple[tuple[Record, Term], ...]
    lesson: PlacedLesson | None
    papers: tuple[PlacedPaper, ...]
    unread: frozenset[str]

    def has_chapters(self) -> bool:
        """Tell whether every chapter of the table of contents was there and could be read."""
        chapters = {stem(chapter.file) for chapter in self.chapters}
        return self.contents is not None and all(entry.id in chapters for entry in self.contents.chapters)

    def whole(self) -> bool:
        """Tell whether all that the table of contents lists was there and could be read."""
        quizzes = {stem(quiz.file) for quiz in self.quizzes}
        scenes = {scene.scene.id for scene in self.scenes}
        pages = [page for chapter in self.chapters for page in chapter.pages]
        blocks = [block.block for page in pages for block in page.blocks]
        entries = self.contents.chapters if self.contents is not None else ()
        asked = all(entry.id in quizzes for entry in entries if entry.items)
        played = all(block.scene in scenes for block in blocks if isinstance(block, SceneBlock))
        return not self.unread and self.has_chapters() and asked and played

    def texts(self) -> Iterator[tuple[str, PlacedText]]:
        """Go through every text with the name of the file it stands in, without folder and ending."""
        return ((place.split("/", 1)[0], text) for place, text in self.placed_texts())

    def placed_texts(self) -> Iterator[tuple[str, PlacedText]]:
        """Go through every text with the place of the page, item, scene or act it belongs to."""
        for chapter in self.chapters:
            name = stem(chapter.file)
            yield f"{name}/title", chapter.title
            yield from ((f"{name}/{page.id}", text) for page in chapter.pages for text in page.texts())
        for quiz in self.quizzes:
            name = stem(quiz.file)
            for item, texts in zip(quiz.quiz.items, quiz.texts, strict=True):
                yield from ((f"{name}/{item.id}", text) for text in texts)
        for scene in self.scenes:
            name = stem(scene.file)
            yield from ((f"{name}/scene", text) for text in scene.texts)
        for record, act in self.acts:
            fragments = tuple((record.line("text"), run) for run in act.text.runs)
            yield f"acts/{act.id}", PlacedText(record.manuscript.file, act.text, fragments)
        if self.lesson is not None:
            yield "lesson/title", self.lesson.title
        for paper in self.papers:
            yield from ((f"{paper.name}/paper", text) for text in paper.texts)


@dataclass(frozen=True, slots=True)
class Material:
    """The whole course."""

    root: Path
    facts: tuple[tuple[Record, Fact], ...]
    datasets: tuple[tuple[Record, Dataset], ...]
    helplines: tuple[tuple[Record, Helpline], ...]
    worries: tuple[tuple[Record, Worry], ...]
    programmes: tuple[tuple[Record, Programme], ...]
    activities: tuple[tuple[Record, Activity], ...]
    editions: tuple[EditionMaterial, ...]


def stem(file: str) -> str:
    """Give a file's name without folder and ending."""
    return PurePosixPath(file).stem


def gather(root: Path, problems: list[Problem]) -> Material:
    """Read the whole course; what cannot be read is added to `problems`."""
    shelf = SourceShelf(root)
    facts = read_facts(root, shelf, problems)
    read_holidays(root, shelf, problems)
    datasets = [read_placed_dataset(root, each, shelf, problems) for each in dataset_ids(root)]
    return Material(
        root=root,
        facts=tuple(facts),
        datasets=tuple(each for each in datasets if each is not None),
        helplines=tuple(read_helplines(root, shelf, problems)),
        worries=tuple(read_worries(root, shelf, problems)),
        programmes=tuple(read_programmes(root, shelf, problems)),
        activities=tuple(read_activities(root, shelf, problems)),
        editions=tuple(gather_edition(root, each, problems) for each in _editions(root)),
    )


def _editions(root: Path) -> list[EditionId]:
    folders = {path.name for path in (root / "curriculum").glob("*") if path.is_dir()} - SHARED_FOLDERS
    return [EditionId(name) for name in sorted(folders | {GENERAL, *READ_BY_ALL})]


def gather_edition(root: Path, edition: EditionId, problems: list[Problem]) -> EditionMaterial:
    """Read one edition; what cannot be read is added to `problems`."""
    unread: set[str] = set()

    def attempt(read: Callable[[Path, str], T], file: str) -> T | None:
        try:
            return read(root, file)
        except ContentError as error:
            problems.extend(error.problems)
            unread.add(file)
            return None

    def every(read: Callable[[Path, str], T], folder: str, ending: str) -> tuple[T, ...]:
        names = sorted(path.name for path in (root / folder).glob(f"*{ending}") if path.name != "README.md")
        found = (attempt(read, f"{folder}/{name}") for name in names)
        return tuple(each for each in found if each is not None)

    home = f"curriculum/{edition}"
    contents = attempt(lambda place, _: read_contents(place, edition), contents_file(edition))
    return EditionMaterial(
        id=edition,
        contents=contents,
        contents_lines=_entry_lines(root, edition, contents),
        chapters=every(read_chapter, home, ".md"),
        quizzes=every(read_quiz, f"quizzes/{edition}", ".toml"),
        scenes=every(read_scene, f"{home}/scenes", ".toml"),
        acts=tuple(read_acts(root, edition, problems)),
        terms=tuple(read_terms(root, edition, problems)),
        lesson=_lesson(root, edition, attempt),
        papers=tuple(paper for file in paper_files(root, edition) if (paper := attempt(read_paper, file)) is not None),
        unread=frozenset(unread),
    )


def _lesson(
    root: Path, edition: EditionId, attempt: "Callable[[Callable[[Path, str], PlacedLesson], str], PlacedLesson | None]"
) -> PlacedLesson | None:
    file = lesson_file(edition)
    return attempt(lambda place, _: read_lesson(place, edition), file) if (root / file).exists() else None


def _entry_lines(root: Path, edition: EditionId, contents: Edition | None) -> tuple[int, ...]:
    if contents is None:
        return ()
    manuscript = open_manuscript(root, contents_file(edition))
    return tuple(manuscript.line_of(("chapters", number)) for number in range(len(contents.chapters)))
