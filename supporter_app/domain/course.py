"""The course as values: chapter, page and the blocks a page is made of."""

from collections.abc import Iterator
from dataclasses import dataclass

from supporter_app.domain.edition import ChapterId, PageId, SceneId
from supporter_app.domain.ruby import RubyText

BOX_TO_TICK = "□"
"""A line of a list that begins with it has no other mark."""


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
    """One chapter with its pages in order; its title may hold the markup of readings."""

    id: ChapterId
    title: str
    version: str
    pages: tuple[Page, ...]

    def page(self, page: PageId) -> Page | None:
        """Find a page by its id; None when an edit of the course removed it."""
        return next((each for each in self.pages if each.id == page), None)


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
