"""An edition's table of contents, and a place in it: all that is known before a chapter is opened."""

from typing import NamedTuple, NewType

from supporter_app.domain.furigana import Furigana, FuriganaChoice, known_before

EditionId = NewType("EditionId", str)
ChapterId = NewType("ChapterId", str)
PageId = NewType("PageId", str)
ItemId = NewType("ItemId", str)
SceneId = NewType("SceneId", str)

GENERAL = EditionId("general")
"""The edition for adults, and the one a first start opens."""
CHILDREN_EDITIONS = frozenset(map(EditionId, ("lower-elementary", "upper-elementary", "junior-high")))
"""The editions for children: a session with one of these is nameless, whoever it is for."""
EASY_JAPANESE = EditionId("easy-japanese")
READ_BY_ALL = frozenset({*CHILDREN_EDITIONS, EASY_JAPANESE})
"""The editions in which every kanji has its reading."""


class ChapterEntry(NamedTuple):
    """A chapter as the table of contents knows it, without opening it.

    `minutes` are the quick and the unhurried reader's; `phrases` is the title cut where a line may end, and `marked`
    the title with the markup of its readings.
    """

    id: ChapterId
    title: str
    pages: tuple[PageId, ...]
    items: tuple[ItemId, ...]
    minutes: tuple[int, int]
    counted: bool = True
    phrases: tuple[str, ...] = ()
    marked: str = ""

    def span(self) -> tuple[int, int]:
        """Give the minutes as people are told them: from the quick reader's to at least one more."""
        quick, unhurried = self.minutes
        return quick, max(unhurried, quick + 1)


class Edition(NamedTuple):
    """The table of contents of one edition; `version` is the content version printed on papers.

    `grades` are the first and last school year it is written for; None where it is not for schools.
    """

    id: EditionId
    title: str
    name: str
    version: str
    published: str
    chapters: tuple[ChapterEntry, ...]
    grades: tuple[int, int] | None = None

    @property
    def for_children(self) -> bool:
        """Tell whether it is one of the children's editions, which keep neither name nor score."""
        return self.id in CHILDREN_EDITIONS

    def for_self_study(self) -> bool:
        """Tell whether one can take it alone; a picture-card show read by an adult has nothing that counts."""
        return bool(self.counted())

    def furigana(self) -> FuriganaChoice:
        """Give the furigana a reader of this edition begins with: that of its first class, or all where all read it."""
        if self.grades is not None:
            return FuriganaChoice(Furigana.BY_GRADE, known_before(self.grades[0]))
        return FuriganaChoice(Furigana.ALL) if self.id in READ_BY_ALL else FuriganaChoice()

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


class Place(NamedTuple):
    """Where a learner is: a page, or an item of the chapter's quiz when `item` is set."""

    chapter: ChapterId
    page: PageId | None = None
    item: ItemId | None = None

    def inside(self, edition: Edition) -> "Place | None":
        """Find the same place in another edition: there, or at the first page of its chapter; None without it."""
        entry = next((each for each in edition.chapters if each.id == self.chapter), None)
        if entry is None or not entry.pages:
            return None
        kept = self.item in entry.items if self.item is not None else self.page in entry.pages
        return self if kept else Place(entry.id, entry.pages[0])
