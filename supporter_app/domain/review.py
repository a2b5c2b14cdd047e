"""The review of an edition: which of its texts a real person has read and found right, in which role, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReviewText:
    """What one row of the review holds: a page, an item, a scene or an act, as it reads now.

    `place` is its stable id inside the edition; `digest` is the SHA-256 of its texts and readings, in hexadecimal.
    """

    place: str
    words: str
    readings: str
    digest: str


@dataclass(frozen=True, slots=True)
class Review:
    """One text found right by a person in a role (a school nurse, say; never a name), for the text of that digest."""

    place: str
    digest: str
    role: str
    day: date
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ReviewState:
    """How far the review of an edition is; a text that changed since it was checked is drafted again."""

    checked: int
    drafted: int
    roles: tuple[str, ...] = ()
    last: date | None = None

    @property
    def whole(self) -> bool:
        """Tell whether every text was checked."""
        return self.drafted == 0


def review_state(texts: Iterable[ReviewText], reviews: Iterable[Review]) -> ReviewState:
    """Count the texts whose review is of the words they have now."""
    known = {(each.place, each.digest): each for each in reviews}
    total, found = 0, []
    for text in texts:
        total += 1
        review = known.get((text.place, text.digest))
        if review is not None:
            found.append(review)
    days = [each.day for each in found]
    roles = tuple(sorted({each.role for each in found}))
    return ReviewState(len(found), total - len(found), roles, max(days, default=None))
