"""Where the window can go: one frozen value a screen, sent by screens and understood by the navigator."""

from dataclasses import dataclass

from supporter_app.domain.edition import Place


@dataclass(frozen=True, slots=True)
class ToHome:
    """The first screen with the doors and the chapter path."""


@dataclass(frozen=True, slots=True)
class ToFirstQuestions:
    """The questions of the first start."""


@dataclass(frozen=True, slots=True)
class ToPlace:
    """A page of a chapter, or an item of its quiz."""

    place: Place


@dataclass(frozen=True, slots=True)
class ToContents:
    """The list of all chapters and their pages."""


@dataclass(frozen=True, slots=True)
class ToHelp:
    """Help lines; `choose` as in the `:::helplines` filter."""

    choose: str = "now"


@dataclass(frozen=True, slots=True)
class ToAppearance:
    """Letters, colours and furigana."""


@dataclass(frozen=True, slots=True)
class ToGuide:
    """How to use the program."""


@dataclass(frozen=True, slots=True)
class ToAbout:
    """Versions, sources and the state of review of the course."""


@dataclass(frozen=True, slots=True)
class ToEnd:
    """After the last chapter: one small act, chosen and private."""


@dataclass(frozen=True, slots=True)
class ToPaper:
    """The paper with a name, and its preview."""


@dataclass(frozen=True, slots=True)
class ToRecord:
    """The record slip without a name."""


@dataclass(frozen=True, slots=True)
class ToClose:
    """The end of the program."""


Destination = (
    ToHome
    | ToFirstQuestions
    | ToPlace
    | ToContents
    | ToHelp
    | ToAppearance
    | ToGuide
    | ToAbout
    | ToEnd
    | ToPaper
    | ToRecord
    | ToClose
)
