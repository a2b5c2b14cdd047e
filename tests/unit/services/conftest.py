"""A small course, a clock that can be set, and the services over them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from supporter_app.content.library import Library
from supporter_app.domain.edition import ChapterEntry, ChapterId, Edition, EditionId, ItemId, PageId
from supporter_app.domain.quiz import Choice, Item, Kind, Quiz, Verdict
from supporter_app.domain.ruby import ruby_text
from supporter_app.services.learning import Learning
from supporter_app.storage.database import Storage, open_database

FIRST, SECOND = ChapterId("c1"), ChapterId("c2")
NOON = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def item(name: str) -> Item:
    """Make an item with a right and a wrong choice."""
    choices = tuple(
        Choice(each, ruby_text(each), verdict, ruby_text(f"because {each}"))
        for each, verdict in (("a", Verdict.BEST), ("b", Verdict.AVOID))
    )
    return Item(ItemId(name), Kind.SINGLE, ruby_text("?"), choices, ruby_text("so"), PageId("p1"))


class SmallCourse(Library):
    """A library without files, with one edition of two chapters."""

    def __init__(self) -> None:
        """Make the course."""
        super().__init__(Path(os.devnull))
        first = ChapterEntry(FIRST, "1", (PageId("p1"), PageId("p2")), (ItemId("q1"), ItemId("q2")), (5, 8))
        second = ChapterEntry(SECOND, "2", (PageId("p1"),), (), (5, 8))
        self.contents = Edition(EditionId("general"), "t", "n", "1.0", "2026-11-01", (first, second))

    def edition(self, edition: EditionId) -> Edition:
        """Give the table of contents under any id."""
        return self.contents._replace(id=edition)

    def quiz(self, edition: EditionId, chapter: ChapterId) -> Quiz:
        """Give the items of a chapter."""
        return Quiz(chapter, "1", tuple(item(name) for name in self.edition(edition).entry(chapter).items))


@dataclass
class Desk:
    """One computer: its folder, its clock and its course."""

    folder: Path
    library: SmallCourse
    moment: datetime = NOON
    storage: Storage | None = None

    def now(self) -> datetime:
        """Read the clock."""
        return self.moment

    def start(self) -> Learning:
        """Start the program again."""
        self.stop()
        self.storage = open_database(self.folder, self.now)
        return Learning(self.storage, self.library, self.now)

    def stop(self) -> None:
        """End the program."""
        if self.storage is not None:
            self.storage.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give a computer nobody has learned on."""
    made = Desk(tmp_path / "records", SmallCourse())
    yield made
    made.stop()
