"""The course as the rest of the program sees it: read on demand, and kept."""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from supporter_app.content.contents import edition_ids, read_contents
from supporter_app.domain.edition import ChapterId, Edition, EditionId, SceneId
from supporter_app.domain.errors import ContentError, Problem

if TYPE_CHECKING:
    from supporter_app.content.sources import SourceShelf
    from supporter_app.domain.activity import Activity, Programme, SmallAct
    from supporter_app.domain.course import Chapter
    from supporter_app.domain.drawing import Drawing
    from supporter_app.domain.fact import Dataset, Fact, FactId
    from supporter_app.domain.furigana import KanjiTable
    from supporter_app.domain.helpline import Helpline, Holidays, Worry
    from supporter_app.domain.lesson import Lesson
    from supporter_app.domain.quiz import Quiz, Scene
    from supporter_app.domain.school import ClassPaper, Worksheet

T = TypeVar("T")


class Library:
    """Reads the course under one root; every reading raises ContentError with all problems of what it reads.

    Only the table of contents is read without the libraries for Markdown and TOML forms, so that the first screen
    opens at once; the others are imported by the first reading that needs them.
    """

    def __init__(self, root: Path) -> None:
        """Take the folder that holds curriculum, quizzes and assets."""
        self.root = root
        self._kept: dict[tuple[str, ...], object] = {}

    def editions(self) -> tuple[EditionId, ...]:
        """List the editions of the course."""
        return self._keep(("editions",), lambda: edition_ids(self.root))

    def edition(self, edition: EditionId) -> Edition:
        """Give an edition's table of contents."""
        return self._keep(("edition", edition), lambda: read_contents(self.root, edition))

    def chapter(self, edition: EditionId, chapter: ChapterId) -> "Chapter":
        """Give a chapter with its pages."""
        from supporter_app.content.chapters import chapter_file, read_chapter

        file = chapter_file(edition, chapter)
        return self._keep(("chapter", edition, chapter), lambda: read_chapter(self.root, file).chapter)

    def quiz(self, edition: EditionId, chapter: ChapterId) -> "Quiz":
        """Give the items of a chapter; a chapter that lists none has an empty quiz."""
        from supporter_app.content.quizzes import quiz_file, read_quiz
        from supporter_app.domain.quiz import Quiz

        contents = self.edition(edition)
        if any(entry.id == chapter and not entry.items for entry in contents.chapters):
            return Quiz(chapter, contents.version, ())
        file = quiz_file(edition, chapter)
        return self._keep(("quiz", edition, chapter), lambda: read_quiz(self.root, file).quiz)

    def scene(self, edition: EditionId, scene: SceneId) -> "Scene":
        """Give a branching scene."""
        from supporter_app.content.scenes import read_scene, scene_file

        file = scene_file(edition, scene)
        return self._keep(("scene", edition, scene), lambda: read_scene(self.root, file).scene)

    def facts(self) -> "dict[FactId, Fact]":
        """Give every fact by its id."""
        from supporter_app.content.facts import read_facts

        return self._keep(("facts",), lambda: {fact.id: fact for fact in self._values(read_facts, self._shelf)})

    def dataset(self, dataset: str) -> "Dataset":
        """Give the table behind a figure."""
        from supporter_app.content.datasets import read_dataset

        return self._keep(
            ("dataset", dataset),
            lambda: _whole(lambda problems: read_dataset(self.root, dataset, self._shelf, problems)),
        )

    def helplines(self) -> "tuple[Helpline, ...]":
        """Give every help line, in the order of the files."""
        from supporter_app.content.helplines import read_helplines

        return self._keep(("helplines",), lambda: self._values(read_helplines, self._shelf))

    def worries(self) -> "tuple[Worry, ...]":
        """Give the worries that lead to help lines, in the order in which they are offered."""
        from supporter_app.content.helplines import read_worries

        return self._keep(("worries",), lambda: self._values(read_worries, self._shelf))

    def easy_words(self) -> dict[str, str]:
        """Give the sentences of help lines and programmes that are said in easy Japanese too."""
        from supporter_app.content.easy_words import read_easy_words

        return self._keep(("easy-words",), lambda: read_easy_words(self.root))

    def holidays(self) -> "Holidays":
        """Give the table of national holidays."""
        from supporter_app.content.helplines import read_holidays

        return self._keep(
            ("holidays",), lambda: _whole(lambda problems: read_holidays(self.root, self._shelf, problems))
        )

    def programmes(self) -> "tuple[Programme, ...]":
        """Give the programmes and first desks."""
        from supporter_app.content.programmes import read_programmes

        return self._keep(("programmes",), lambda: self._values(read_programmes, self._shelf))

    def activities(self) -> "tuple[Activity, ...]":
        """Give the examples of activities."""
        from supporter_app.content.activities import read_activities

        return self._keep(("activities",), lambda: self._values(read_activities, self._shelf))

    def acts(self, edition: EditionId) -> "tuple[SmallAct, ...]":
        """Give the small acts an edition offers for tomorrow."""
        from supporter_app.content.acts import read_acts

        return self._keep(("acts", edition), lambda: self._values(read_acts, edition))

    def lesson(self, edition: EditionId) -> "Lesson":
        """Give the lesson of a children's edition."""
        from supporter_app.content.lessons import read_lesson

        return self._keep(("lesson", edition), lambda: read_lesson(self.root, edition).lesson)

    def picture(self, name: str) -> "Drawing":
        """Give a picture as shapes, for paper."""
        from supporter_app.content.pictures import read_picture

        return self._keep(("picture", name), lambda: read_picture(self.root, name))

    def worksheet(self, edition: EditionId, name: str) -> "Worksheet":
        """Give a worksheet of a children's edition."""
        from supporter_app.content.school_papers import read_worksheet

        return self._keep(("worksheet", edition, name), lambda: read_worksheet(self.root, edition, name))

    def class_paper(self, edition: EditionId) -> "ClassPaper":
        """Give the paper that a child takes home."""
        from supporter_app.content.school_papers import read_class_paper

        return self._keep(("class paper", edition), lambda: read_class_paper(self.root, edition))

    def teacher_text(self, edition: EditionId, name: str) -> "Chapter":
        """Give a text for teachers, guide or letter."""
        from supporter_app.content.school_papers import read_teacher_text

        return self._keep(("teacher text", edition, name), lambda: read_teacher_text(self.root, edition, name))

    def kanji(self) -> "KanjiTable":
        """Give the table of kanji by school grade."""
        from supporter_app.content.kanji import read_kanji

        return self._keep(("kanji",), lambda: read_kanji(self.root))

    @cached_property
    def _shelf(self) -> "SourceShelf":
        from supporter_app.content.sources import SourceShelf

        return SourceShelf(self.root)

    def _keep(self, key: tuple[str, ...], read: Callable[[], T]) -> T:
        """Read once; later the same value comes back. What failed is read again, so that a repair is seen."""
        if key not in self._kept:
            self._kept[key] = read()
        kept: T = self._kept[key]  # type: ignore[assignment] # one key stands for one kind of value
        return kept

    def _values(
        self, read: "Callable[[Path, U, list[Problem]], Sequence[tuple[object, T]]]", over: "U"
    ) -> tuple[T, ...]:
        """Take the values of a reading that also gives their places."""
        return _whole(lambda problems: tuple(value for _, value in read(self.root, over, problems)))


U = TypeVar("U")


def _whole(read: Callable[[list[Problem]], T]) -> T:
    """Run a reading that gathers problems; raises ContentError when there are any."""
    problems: list[Problem] = []
    value = read(problems)
    if problems:
        raise ContentError(tuple(problems))
    return value
