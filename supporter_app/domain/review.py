"""The review of an edition: which of its texts a real person has read and found right, in which role, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum


@dataclass(frozen=True, slots=True)
class ReviewText:
    """What one row of the review holds: a page, an item, a scene or an act, as it reads now.

    `place` is its stable id inside the edition; `digest` is the SHA-256 of its texts and readings, in hexadecimal.
    """

    place: str
    words: str
    readings: str
    digest: str


class Mark(Enum):
    """What a person put into the box beside a text: that it is right, that it is not, or nothing, only a remark."""

    RIGHT = "right"
    WRONG = "wrong"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Review:
    """What a person in a role (a school nurse, say; never a name) said of one text, for the text of that digest.

    Whoever only remarks on a text may leave role and day out.
    """

    place: str
    digest: str
    role: str
    day: date | None
    remark: str = ""
    mark: Mark = Mark.RIGHT


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
    """Count the texts found right with the words they have now, and of which nobody says that they are wrong."""
    known: dict[tuple[str, str], list[Review]] = {}
    for each in reviews:
        if each.mark is not Mark.OPEN:
            known.setdefault((each.place, each.digest), []).append(each)
    total, checked, found = 0, 0, list[Review]()
    for text in texts:
        total += 1
        said = known.get((text.place, text.digest), [])
        if said and all(each.mark is Mark.RIGHT for each in said):
            checked += 1
            found += said
    days = [each.day for each in found if each.day is not None]
    roles = tuple(sorted({each.role for each in found}))
    return ReviewState(checked, total - checked, roles, max(days, default=None))
