"""The lesson of a children's edition: one route through its pages and items in the minutes of a school lesson."""

from dataclasses import dataclass
from enum import Enum

from supporter_app.domain.edition import ChapterId, EditionId, ItemId, PageId
from supporter_app.domain.ruby import RubyText

LENGTHS = (40, 45)
"""Minutes of a lesson at an elementary school that counts 40, and of one that counts 45."""
MOST_PAGES, MOST_ITEMS, SCENES, WORKSHEETS, QUIET_MINUTES = 14, 6, 1, 1, 5


class StopKind(Enum):
    """What a stop is: a page, an item by show of hands, a worksheet, or quiet time with the help lines."""

    PAGE = "page"
    ITEM = "item"
    WORKSHEET = "worksheet"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the lesson; `minutes` stand for the lengths in `LENGTHS`, 0 leaves the stop out of one."""

    kind: StopKind
    minutes: tuple[int, int]
    chapter: ChapterId | None = None
    page: PageId | None = None
    item: ItemId | None = None
    worksheet: str = ""


@dataclass(frozen=True, slots=True)
class TimedStop:
    """A stop of a lesson of one length, with the minute at which it begins."""

    stop: Stop
    begins: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """The lesson of one edition."""

    edition: EditionId
    title: RubyText
    stops: tuple[Stop, ...]

    def route(self, length: int) -> tuple[TimedStop, ...]:
        """Give the stops of a lesson of 40 or 45 minutes in order; raises ValueError for another."""
        if length not in LENGTHS:
            raise ValueError(length)
        at = LENGTHS.index(length)
        timed: list[TimedStop] = []
        minute = 0
        for stop in self.stops:
            if stop.minutes[at]:
                timed.append(TimedStop(stop, minute, stop.minutes[at]))
                minute += stop.minutes[at]
        return tuple(timed)

    def pages(self) -> frozenset[tuple[ChapterId, PageId]]:
        """Give the pages of the lesson; the others are for whoever wants to know more."""
        return frozenset((stop.chapter, stop.page) for stop in self.stops if stop.chapter and stop.page)
