"""Learning alone: place, answers, progress and completion, each on disk before it is acknowledged."""

from contextlib import suppress
from typing import TYPE_CHECKING

from supporter_app.domain.clock import Clock, stamp
from supporter_app.domain.edition import GENERAL, ChapterId, Edition, EditionId, ItemId, PageId, Place, SceneId
from supporter_app.domain.errors import ContentError, RequestRefused
from supporter_app.domain.progress import Progress
from supporter_app.storage import progress
from supporter_app.storage.database import Storage

if TYPE_CHECKING:
    from supporter_app.content.library import Library
    from supporter_app.domain.completion import Completion
    from supporter_app.domain.course import Chapter
    from supporter_app.domain.quiz import Item, Judgement, Quiz, Response, Scene


ORDER = (GENERAL, *map(EditionId, ("upper-elementary", "junior-high", "easy-japanese")))
"""In which order editions are offered; others follow."""


class Learning:
    """One learner's way through the course on this computer."""

    def __init__(self, storage: Storage, library: "Library", clock: Clock) -> None:
        """Take the database, the course and the clock."""
        self.storage = storage
        self.library = library
        self.clock = clock

    def edition(self, edition: EditionId) -> Edition:
        """Give an edition's table of contents."""
        return self.library.edition(edition)

    def chapter(self, edition: EditionId, chapter: ChapterId) -> "Chapter":
        """Give a chapter with its pages."""
        return self.library.chapter(edition, chapter)

    def quiz(self, edition: EditionId, chapter: ChapterId) -> "Quiz":
        """Give the items of a chapter."""
        return self.library.quiz(edition, chapter)

    def scene(self, edition: EditionId, scene: SceneId) -> "Scene":
        """Give a branching scene."""
        return self.library.scene(edition, scene)

    def seed(self) -> str:
        """Give the seed of the order in which choices are shown; the same on every resume."""
        return self.storage.installation().hex()

    def editions(self) -> tuple[Edition, ...]:
        """Give the editions one can take alone, that of adults first; one whose table of contents fails is left out."""
        found = []
        for each in self.library.editions():
            with suppress(ContentError):
                found.append(self.library.edition(each))
        offered = sorted(found, key=lambda each: ORDER.index(each.id) if each.id in ORDER else len(ORDER))
        return tuple(each for each in offered if each.for_self_study())

    def last_edition(self) -> EditionId | None:
        """Tell which edition was opened last; None at the first start."""
        return progress.last_edition(self.storage)

    def place(self, edition: EditionId) -> Place | None:
        """Tell where the learner was last; where that was removed from the course, what is open in its chapter."""
        found = progress.place(self.storage, edition)
        if found is None:
            return None
        contents = self.library.edition(edition)
        entry = next((each for each in contents.chapters if each.id == found.chapter), None)
        if entry is None:
            return self.progress(edition).next_place(contents)
        if found.page in entry.pages or found.item in entry.items or (found.page is None and found.item is None):
            return found
        return next(self.progress(edition).open_places(entry), Place(entry.id, page=entry.pages[0]))

    def arrive(self, edition: EditionId, place: Place) -> None:
        """Remember where the learner is."""
        with self.storage.write() as db:
            progress.arrive(db, edition, place)

    def choose(self, edition: EditionId) -> None:
        """Remember which edition is in use, at the place where it was left."""
        contents = self.library.edition(edition)
        first = contents.chapters[0]
        self.arrive(edition, self.place(edition) or Place(first.id, page=first.pages[0]))

    def leave_page(self, edition: EditionId, chapter: ChapterId, page: PageId, *, skipped: bool = False) -> None:
        """Count a page as done; one that may weigh on the reader may be skipped and counts too."""
        with self.storage.write() as db:
            progress.leave_page(db, (edition, chapter, page), stamp(self.clock()), skipped=skipped)

    def progress(self, edition: EditionId) -> Progress:
        """Give the pages done and the items answered."""
        return progress.progress(self.storage, edition)

    def answer(self, edition: EditionId, chapter: ChapterId, response: "Response") -> "Judgement":
        """Keep a response and judge it, わからない too; raises RequestRefused no-such-item or no-such-choice.

        Of a child it is kept that an item was answered, and neither what was chosen nor whether it was right.
        """
        from supporter_app.domain.quiz import UNSURE, Response, judge

        item = self._item(edition, chapter, response)
        judgement = judge(item, response)
        contents = self.library.edition(edition)
        nameless = contents.for_children
        kept = Response(response.item, UNSURE) if nameless else response
        with self.storage.write() as db:
            key = (edition, chapter, contents.version)
            progress.answer(db, key, kept, stamp(self.clock()), right=judgement.right and not nameless)
        return judgement

    def last_response(self, edition: EditionId, chapter: ChapterId, item: ItemId) -> "Response | None":
        """Give what was answered last to an item."""
        return progress.last_response(self.storage, edition, chapter, item)

    def completion(self, edition: EditionId) -> "Completion | None":
        """Give the learner's completion of an edition."""
        from supporter_app.services import completing

        return completing.known(self.storage, edition)

    def complete(self, edition: EditionId) -> "Completion":
        """Record the completion, once; raises RequestRefused not-finished when pages or items are left."""
        from supporter_app.services import completing

        return completing.complete(self.storage, self.library.edition(edition), self.clock)

    def erase_own(self) -> None:
        """Remove progress, answers, preferences and completions of the learner, for good (記録を消しておわる)."""
        from supporter_app.services import completing

        completing.erase_own(self.storage)

    def _item(self, edition: EditionId, chapter: ChapterId, response: "Response") -> "Item":
        items = self.library.quiz(edition, chapter).items
        item = next((each for each in items if each.id == response.item), None)
        if item is None:
            raise RequestRefused("no-such-item", response.item)
        if not {choice.id for choice in item.choices}.issuperset(response.chosen):
            raise RequestRefused("no-such-choice", response.item)
        return item
