"""The course as values: edition, chapter, page and the blocks a page is made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NewType

from supporter_app.domain.ruby import RubyText

EditionId = NewType("EditionId", str)
ChapterId = NewType("ChapterId", str)
PageId = NewType("PageId", str)
ItemId = NewType("ItemId", str)
SceneId = NewType("SceneId", str)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: RubyText


@dataclass(frozen=True, slots=True)
class Heading:
    """A small heading inside a page."""

    text: RubyText


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list of lines, numbered when their order matters."""

    lines: tuple[RubyText, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading row; every row has as many cells as the heading."""

    heading: tuple[RubyText, ...]
    rows: tuple[tuple[RubyText, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of our own, by name in assets/illustrations, with the words that stand for it."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Think:
    """A question to think about; the answer is typed on the screen or written on paper and is never stored."""

    lines: tuple["Paragraph | BulletList", ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Words for the trainer only, never on a learner's or the audience's screen."""

    lines: tuple["Paragraph | BulletList", ...]


@dataclass(frozen=True, slots=True)
class Care:
    """Announces that the next page may weigh on the reader; skipping that page counts as done."""

    lines: tuple["Paragraph | BulletList", ...]


@dataclass(frozen=True, slots=True)
class SceneBlock:
    """The place of a branching scene."""

    scene: SceneId


@dataclass(frozen=True, slots=True)
class Figure:
    """The place of a chart: a sentence, a picture and a table drawn from one dataset."""

    dataset: str


@dataclass(frozen=True, slots=True)
class HelplinesBlock:
    """The place of help lines chosen by a filter (`now`, `under18`, `urgent`, `worry=ID`, `all`)."""

    choose: str


@dataclass(frozen=True, slots=True)
class ActivitiesBlock:
    """The place of activities chosen by a filter (`all`, `prefecture`, `for=TAG`, `kind=KIND`)."""

    choose: str


@dataclass(frozen=True, slots=True)
class ProgrammesBlock:
    """The place of the list of programmes and first desks."""


Block = (
    Paragraph
    | Heading
    | BulletList
    | Table
    | Picture
    | Think
    | Note
    | Care
    | SceneBlock
    | Figure
    | HelplinesBlock
    | ActivitiesBlock
    | ProgrammesBlock
)


@dataclass(frozen=True, slots=True)
class Page:
    """One screen of a chapter; `id` is unique inside its chapter (p1, p2 ...)."""

    id: PageId
    title: RubyText
    blocks: tuple[Block, ...]

    def announces_next(self) -> bool:
        """Tell whether this page announces that the next one may be skipped."""
        return any(isinstance(block, Care) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter with its pages in order."""

    id: ChapterId
    title: str
    version: str
    pages: tuple[Page, ...]

    def page(self, page: PageId) -> Page | None:
        """Find a page by its id; None when an edit of the course removed it."""
        return next((each for each in self.pages if each.id == page), None)


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


@dataclass(frozen=True, slots=True)
class Place:
    """Where a learner is: a page, or an item of the chapter's quiz when `item` is set."""

    chapter: ChapterId
    page: PageId | None = None
    item: ItemId | None = None


@dataclass(frozen=True, slots=True)
class SmallAct:
    """One small thing a learner may choose to do; the choice is theirs and is not stored."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary."""

    word: RubyText
    meaning: RubyText


def texts(block: Block) -> Iterator[RubyText]:
    """Go through every piece of text a block holds, in reading order."""
    match block:
        case Paragraph(text) | Heading(text):
            yield text
        case BulletList(lines):
            yield from lines
        case Table(heading, rows):
            yield from heading
            for row in rows:
                yield from row
        case Think(lines) | Note(lines) | Care(lines):
            for line in lines:
                yield from texts(line)
        case _:
            return
