"""An edition's table of contents, and a place in it: all that is known before a chapter is opened."""

from dataclasses import dataclass
from typing import NewType

EditionId = NewType("EditionId", str)
ChapterId = NewType("ChapterId", str)
PageId = NewType("PageId", str)
ItemId = NewType("ItemId", str)
SceneId = NewType("SceneId", str)


@dataclass(frozen=True, slots=True)
class ChapterEntry:
    """A chapter as the table of contents knows it, without opening it.

    `minutes` are the quick and the unhurried reader's; `phrases` is the title cut where a line may end.
    """

    id: ChapterId
    title: str
    pages: tuple[PageId, ...]
    items: tuple[ItemId, ...]
    minutes: tuple[int, int]
    counted: bool = True
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """The table of contents of one edition; `version` is the content version printed on papers."""

    id: EditionId
    title: str
    name: str
    version: str
    published: str
    chapters: tuple[ChapterEntry, ...]

    def entry(self, chapter: ChapterId) -> ChapterEntry:
        """Find a chapter's entry; raises KeyError when the edition has no such chapter."""
        for each in self.chapters:
            if each.id == chapter:
                return each
        raise KeyError(chapter)

    def counted(self) -> tuple[ChapterEntry, ...]:
        """Give the chapters that count towards completion (all but the reference part)."""
        return tuple(each for each in self.chapters if each.counted)

    def minutes(self) -> tuple[int, int]:
        """Add up the minutes of the chapters that count, for a quick and for an unhurried reader."""
        counted = self.counted()
        return sum(entry.minutes[0] for entry in counted), sum(entry.minutes[1] for entry in counted)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a learner is: a page, or an item of the chapter's quiz when `item` is set."""

    chapter: ChapterId
    page: PageId | None = None
    item: ItemId | None = None
