"""Where the window can go: one value a screen, never changed, sent by screens and understood by the navigator.

These are written by hand, because making a dataclass of each would hold up the first frame.
"""

from typing import Final

from supporter_app.domain.edition import EditionId, Place


class Way:
    """What all destinations share: two are the same when they are of one kind and hold the same."""

    __slots__: tuple[str, ...] = ()

    def _held(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __eq__(self, other: object) -> bool:
        """Compare kind and contents."""
        return isinstance(other, Way) and type(other) is type(self) and self._held() == other._held()

    def __hash__(self) -> int:
        """Agree with the comparison."""
        return hash((type(self), self._held()))

    def __repr__(self) -> str:
        """Name kind and contents, for messages of tests."""
        return f"{type(self).__name__}{self._held()}"


class ToHome(Way):
    """The first screen with the doors and the chapter path."""

    __slots__ = ()


class ToFirstQuestions(Way):
    """The questions of the first start."""

    __slots__ = ()


class ToPlace(Way):
    """A page of a chapter, or an item of its quiz."""

    __slots__ = __match_args__ = ("place",)

    def __init__(self, place: Place) -> None:
        """Hold where in the course."""
        self.place: Final = place


class ToContents(Way):
    """The list of all chapters and their pages."""

    __slots__ = ()


class ToEditions(Way):
    """The editions one can take alone."""

    __slots__ = ()


class ToSchool(Way):
    """What there is for schools: a lesson by grade, and the picture-card show."""

    __slots__ = ()


class ToHelp(Way):
    """Help lines; `choose` as in the `:::helplines` filter."""

    __slots__ = __match_args__ = ("choose",)

    def __init__(self, choose: str = "now") -> None:
        """Hold which lines."""
        self.choose: Final = choose


class ToAppearance(Way):
    """Letters, colours and furigana."""

    __slots__ = ()


class ToGuide(Way):
    """How to use the program."""

    __slots__ = ()


class ToAbout(Way):
    """Versions, sources and the state of review of the course."""

    __slots__ = ()


class ToLesson(Way):
    """The plan of the lesson of a children's edition."""

    __slots__ = __match_args__ = ("edition",)

    def __init__(self, edition: EditionId) -> None:
        """Hold the edition."""
        self.edition: Final = edition


class ToLessonPages(Way):
    """What a teacher reads before the lesson."""

    __slots__ = __match_args__ = ("edition",)

    def __init__(self, edition: EditionId) -> None:
        """Hold the edition."""
        self.edition: Final = edition


class ToPapers(Way):
    """The papers of a lesson, and the folder with all of them."""

    __slots__ = __match_args__ = ("edition",)

    def __init__(self, edition: EditionId) -> None:
        """Hold the edition."""
        self.edition: Final = edition


class ToEnd(Way):
    """After the last chapter: one small act, chosen and private."""

    __slots__ = ()


class ToPaper(Way):
    """The paper with a name, and its preview."""

    __slots__ = ()


class ToRecord(Way):
    """The record slip without a name."""

    __slots__ = ()


class ToErase(Way):
    """The question before the learner's records are erased."""

    __slots__ = ()


class ToVault(Way):
    """The vault: names, backups, check-up and days of names."""

    __slots__ = ()


class ToFounding(Way):
    """Choosing a passphrase."""

    __slots__ = ()


class ToRecovery(Way):
    """Opening the vault by the printed code."""

    __slots__ = ()


class ToBackups(Way):
    """The list of backups, and going back to one."""

    __slots__ = ()


class ToCheckup(Way):
    """The check-up of the records."""

    __slots__ = ()


class ToRetention(Way):
    """The days of names, and erasing them."""

    __slots__ = ()


class ToExport(Way):
    """Sessions, rolls and completions into a file."""

    __slots__ = ()


class ToClose(Way):
    """The end of the program."""

    __slots__ = ()


Destination = (
    ToHome
    | ToFirstQuestions
    | ToPlace
    | ToContents
    | ToEditions
    | ToSchool
    | ToHelp
    | ToAppearance
    | ToGuide
    | ToAbout
    | ToLesson
    | ToLessonPages
    | ToPapers
    | ToEnd
    | ToPaper
    | ToRecord
    | ToErase
    | ToVault
    | ToFounding
    | ToRecovery
    | ToBackups
    | ToCheckup
    | ToRetention
    | ToExport
    | ToClose
)
