"""Papers around a lesson as values: handout, picture cards, worksheet, class paper, and what a teacher is given."""

from dataclasses import dataclass
from enum import Enum

from supporter_app.domain.course import BulletList, Care, Heading, Paragraph, Table, Think
from supporter_app.domain.drawing import Drawing
from supporter_app.domain.ruby import RubyText

PlainBlock = Paragraph | Heading | BulletList | Table | Think | Care
"""What paper shows; charts, scenes and lists of help lines have become paragraphs, lists and tables by then."""
WORKSHEET = "people-to-talk-to"
CLASS_PAPER = "class-paper"
GUIDE = "guide"
LETTER = "letter"


@dataclass(frozen=True, slots=True)
class PaperStep:
    """A step of a scene on paper: the moment, and each reply with what comes of it."""

    text: RubyText
    replies: tuple[tuple[RubyText, RubyText], ...]


@dataclass(frozen=True, slots=True)
class PaperScene:
    """A whole scene on paper, its steps in the order in which they are read."""

    title: RubyText
    steps: tuple[PaperStep, ...]


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A page of the course as paper shows it, with its picture and its scene where it has them."""

    title: RubyText
    picture: Drawing | None
    blocks: tuple[PlainBlock, ...]
    scene: PaperScene | None = None


@dataclass(frozen=True, slots=True)
class PaperChapter:
    """A chapter of a handout."""

    title: RubyText
    pages: tuple[PaperPage, ...]


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """A help line as papers show it; `known` says how old that is, `dialled` what a telephone's camera reads."""

    name: RubyText
    reach: str
    number: bool
    when: RubyText
    known: RubyText
    dialled: str


NOTHING_TOLD = RubyText(())


@dataclass(frozen=True, slots=True)
class HelpBox:
    """Help lines under one heading: for whom they are."""

    heading: RubyText
    entries: tuple[HelpEntry, ...]


@dataclass(frozen=True, slots=True)
class Handout:
    """A whole edition for reading on paper, help lines at its end; `version` is that of its content.

    `told` stands at the foot of every page: whom the young can call.
    """

    course: RubyText
    edition: str
    version: str
    chapters: tuple[PaperChapter, ...]
    helped: tuple[HelpBox, ...]
    told: RubyText = NOTHING_TOLD


@dataclass(frozen=True, slots=True)
class Card:
    """A card of a picture-card show: its picture, and what is read while the audience sees it."""

    picture: Drawing
    title: RubyText
    lines: tuple[RubyText, ...]
    hints: tuple[RubyText, ...]


@dataclass(frozen=True, slots=True)
class Show:
    """A picture-card show, its cards in the order in which they are seen."""

    title: RubyText
    edition: str
    version: str
    cards: tuple[Card, ...]


def back_of(cards: tuple[Card, ...], place: int) -> tuple[int, Card]:
    """Give number and card of the text on the back of the card at a place, counted from 0.

    Whoever tells stands behind the stack and draws the front card to the back: what is then before them is the back
    of the card just drawn, while the audience sees the next. So the text of a picture stands on the back of the one
    before it, and the text of the first on the back of the last.
    """
    following = (place + 1) % len(cards)
    return following + 1, cards[following]


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A paper for oneself, neither shown nor collected: people one could talk to, two of them already printed."""

    version: str
    title: RubyText
    kept: RubyText
    ask: RubyText
    printed: tuple[RubyText, ...]
    empty: int
    comfort: RubyText
    opening: RubyText
    openers: tuple[RubyText, ...]
    card: RubyText


@dataclass(frozen=True, slots=True)
class ClassPaper:
    """A paper each child takes home; the name is written on its line by hand."""

    version: str
    title: RubyText
    lines: tuple[RubyText, ...]
    name: RubyText
    picture: str


class SlideShape(Enum):
    """The shape of a lesson's pages on a screen, in points."""

    WIDE = (1280.0, 720.0)
    OLD = (1024.0, 768.0)


@dataclass(frozen=True, slots=True)
class LetterHead:
    """The lines around a letter that a school fills in by itself: to the right above, and whom it is for."""

    right: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeacherPaper:
    """A paper for grown-ups: guide, plan or letter, as PDF and as a file of a word processor.

    `shares` part the width among the columns of its tables.
    """

    title: str
    head: LetterHead | None
    blocks: tuple[PlainBlock, ...]
    foot: str
    shares: tuple[float, ...] = ()
