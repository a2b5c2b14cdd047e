"""A lesson as a teacher prepares it: its stops by the minute, its furigana, and whether every page was read before."""

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supporter_app.domain.edition import Edition, EditionId
from supporter_app.domain.errors import ContentError, RequestRefused
from supporter_app.domain.furigana import FuriganaChoice
from supporter_app.domain.lesson import LENGTHS, Lesson, StopKind, TimedStop
from supporter_app.i18n import _
from supporter_app.services.preferences import furigana_in
from supporter_app.storage import preferences
from supporter_app.storage.database import Storage

if TYPE_CHECKING:
    from supporter_app.content.library import Library
    from supporter_app.domain.course import Page
    from supporter_app.domain.quiz import Item
    from supporter_app.domain.ruby import RubyText
    from supporter_app.services.reviews import Reviews


@dataclass(frozen=True, slots=True)
class PlannedStop:
    """A stop with what a teacher wants to know: its words, its minute, and whether it may weigh on a child."""

    timed: TimedStop
    title: "RubyText"
    sensitive: bool


class Lessons:
    """The lessons of the children's editions."""

    def __init__(self, storage: Storage, library: "Library", reviews: "Reviews") -> None:
        """Take the database, the course and what people have checked of it."""
        self.storage = storage
        self.library = library
        self.reviews = reviews
        self._read: set[tuple[EditionId, str]] = set()

    def edition(self, edition: EditionId) -> Edition:
        """Give an edition's table of contents; raises RequestRefused no-lesson where it has none."""
        found = self.library.edition(edition)
        if not (found.for_children and found.for_self_study()):
            raise RequestRefused("no-lesson", edition)
        return found

    def editions(self) -> tuple[Edition, ...]:
        """Give the children's editions that are installed, the oldest pupils last; one that fails is left out."""
        found = []
        for each in self.library.editions():
            with suppress(ContentError):
                found.append(self.library.edition(each))
        return tuple(sorted((each for each in found if each.for_children), key=lambda each: each.grades or (0, 0)))

    def lesson(self, edition: EditionId) -> Lesson:
        """Give the lesson of an edition; raises RequestRefused no-lesson where it has none."""
        return self.library.lesson(self.edition(edition).id)

    def plan(self, edition: EditionId, length: int) -> tuple[PlannedStop, ...]:
        """Give the stops of a lesson of 40 or 45 minutes, each with its title and minute."""
        route = self.lesson(edition).route(length)
        return tuple(
            PlannedStop(timed, self._title(edition, timed), self._sensitive(edition, timed)) for timed in route
        )

    def page(self, edition: EditionId, timed: TimedStop) -> "Page | None":
        """Give the page of a stop; None at a stop that is no page."""
        stop = timed.stop
        if stop.chapter is None or stop.page is None:
            return None
        return self.library.chapter(edition, stop.chapter).page(stop.page)

    def item(self, edition: EditionId, timed: TimedStop) -> "Item | None":
        """Give the item of a stop; None at a stop that is no item."""
        stop = timed.stop
        if stop.chapter is None or stop.item is None:
            return None
        return next((each for each in self.library.quiz(edition, stop.chapter).items if each.id == stop.item), None)

    def _title(self, edition: EditionId, timed: TimedStop) -> "RubyText":
        from supporter_app.domain.ruby import ruby_text

        page, item = self.page(edition, timed), self.item(edition, timed)
        if page is not None:
            return page.title
        if item is not None:
            return item.prompt
        if timed.stop.kind is StopKind.WORKSHEET:
            return self.library.worksheet(edition, timed.stop.worksheet).title
        return ruby_text(_("The help lines stay on the screen"))

    def _sensitive(self, edition: EditionId, timed: TimedStop) -> bool:
        """Tell whether the page before announces this one."""
        stop = timed.stop
        if stop.kind is not StopKind.PAGE or stop.chapter is None:
            return False
        pages = self.library.chapter(edition, stop.chapter).pages
        at = next((number for number, page in enumerate(pages) if page.id == stop.page), 0)
        return at > 0 and pages[at - 1].announces_next()

    def read_through(self, edition: EditionId) -> bool:
        """Tell whether a teacher read all that a class sees of this version, or people have checked all of it."""
        version = self.edition(edition).version
        return (
            (edition, version) in self._read
            or self.reviews.checked(edition)
            or preferences.load(self.storage).get(_name(edition)) == version
        )

    def note_read_through(self, edition: EditionId) -> None:
        """Keep that all that a class sees of this version was read; nothing of who read it.

        Where the disk takes nothing, it counts until the program ends: a class is waiting.
        """
        import json

        version = self.edition(edition).version
        self._read.add((edition, version))
        with self.storage.write() as db:
            preferences.save(db, {_name(edition): json.dumps(version)})

    def length(self, edition: EditionId) -> int:
        """Give the minutes chosen for the lesson of an edition; the longest where none were chosen."""
        chosen = preferences.load(self.storage).get(_length_name(edition))
        return next((length for length in LENGTHS if length == chosen), LENGTHS[-1])

    def choose_length(self, edition: EditionId, length: int) -> None:
        """Keep the minutes of the lesson of an edition."""
        import json

        with self.storage.write() as db:
            preferences.save(db, {_length_name(edition): json.dumps(length)})

    def furigana(self, edition: EditionId) -> FuriganaChoice:
        """Give the furigana chosen for the lessons of an edition; that of the edition where none was chosen."""
        return furigana_in(preferences.load(self.storage), *_furigana_names(edition), self.edition(edition).furigana())

    def choose_furigana(self, edition: EditionId, wanted: FuriganaChoice) -> None:
        """Keep the furigana for the lessons of an edition: a class is asked for once, whoever reads alone between."""
        import json

        values = (wanted.amount.value, wanted.known_grade)
        with self.storage.write() as db:
            preferences.save(db, dict(zip(_furigana_names(edition), map(json.dumps, values), strict=True)))


def _name(edition: EditionId) -> str:
    return f"read-through/{edition}"


def _length_name(edition: EditionId) -> str:
    return f"lesson-minutes/{edition}"


def _furigana_names(edition: EditionId) -> tuple[str, str]:
    return f"lesson-furigana/{edition}", f"lesson-known-grade/{edition}"
