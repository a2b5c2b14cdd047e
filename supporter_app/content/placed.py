"""Course texts together with where they stand, so that what is wrong with them can be named by file and line."""

from dataclasses import dataclass
from enum import Enum

from supporter_app.domain.course import Block, Chapter
from supporter_app.domain.edition import PageId
from supporter_app.domain.quiz import Quiz, Scene
from supporter_app.domain.ruby import RubyText, Run


class Part(Enum):
    """What a text is in its page or item."""

    TITLE = "title"
    BODY = "body"
    CELL = "cell"
    PICTURE = "picture"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text with the line of each of its runs, which are cut at line ends here."""

    file: str
    text: RubyText
    fragments: tuple[tuple[int, Run], ...]
    part: Part = Part.BODY

    def line(self) -> int:
        """Give the line where the text begins."""
        return self.fragments[0][0] if self.fragments else 1

    def for_learner(self) -> bool:
        """Tell whether learners see it; notes are for the trainer only."""
        return self.part is not Part.NOTE


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block with its line and its texts."""

    line: int
    block: Block
    texts: tuple[PlacedText, ...]


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page with its line, its title and its blocks."""

    line: int
    id: PageId
    title: PlacedText
    blocks: tuple[PlacedBlock, ...]

    def texts(self) -> tuple[PlacedText, ...]:
        """Give every text of the page, the title first."""
        return (self.title, *(text for block in self.blocks for text in block.texts))


@dataclass(frozen=True, slots=True)
class PlacedChapter:
    """A chapter as read from its file."""

    file: str
    chapter: Chapter
    pages: tuple[PlacedPage, ...]
    title: PlacedText


@dataclass(frozen=True, slots=True)
class PlacedQuiz:
    """A quiz as read from its file; `lines` are those of its items, `texts` those of each item."""

    file: str
    quiz: Quiz
    lines: tuple[int, ...]
    texts: tuple[tuple[PlacedText, ...], ...]


@dataclass(frozen=True, slots=True)
class PlacedScene:
    """A scene as read from its file; `lines` are those of its steps, `texts` all its texts."""

    file: str
    scene: Scene
    lines: tuple[int, ...]
    texts: tuple[PlacedText, ...]
