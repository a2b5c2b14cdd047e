"""How far a learner has come, by stable ids: pages that vanished do not count, new pages are not done."""

from collections.abc import Iterator
from typing import NamedTuple

from supporter_app.domain.edition import ChapterEntry, ChapterId, Edition, EditionId, ItemId, PageId, Place


class Progress(NamedTuple):
    """The pages done and the items answered in one edition."""

    edition: EditionId
    done: frozenset[tuple[ChapterId, PageId]] = frozenset()
    answered: frozenset[tuple[ChapterId, ItemId]] = frozenset()

    def open_places(self, entry: ChapterEntry) -> Iterator[Place]:
        """Go through what is left of a chapter: its pages in order, then its items."""
        for page in entry.pages:
            if (entry.id, page) not in self.done:
                yield Place(entry.id, page=page)
        for item in entry.items:
            if (entry.id, item) not in self.answered:
                yield Place(entry.id, item=item)

    def chapter_done(self, entry: ChapterEntry) -> bool:
        """Tell whether every page of a chapter is done and every item answered."""
        return next(self.open_places(entry), None) is None

    def chapter_begun(self, entry: ChapterEntry) -> bool:
        """Tell whether anything of a chapter is done."""
        pages = any((entry.id, page) in self.done for page in entry.pages)
        return pages or any((entry.id, item) in self.answered for item in entry.items)

    def next_place(self, edition: Edition) -> Place | None:
        """Give the first place that is left in the chapters that count; None when nothing is left."""
        return next((place for entry in edition.counted() for place in self.open_places(entry)), None)
