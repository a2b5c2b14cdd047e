"""What time it is, and whether the computer's clock can be believed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import Enum
from functools import cache

Clock = Callable[[], datetime]
"""Gives the present moment, aware of its time zone."""

JAPAN = timezone(timedelta(hours=9), "JST")


BUILT = date(2026, 11, 20)
"""The day this version was finished; a clock that shows an earlier one is wrong."""


class ClockMark(Enum):
    """Why a moment is doubtful; it is written down and said, and nothing is refused for it."""

    BEFORE_BUILD = "before-build"
    WENT_BACK = "went-back"


def today(clock: Clock) -> date:
    """Give the day in Japan, whatever time zone the computer is set to."""
    return clock().astimezone(JAPAN).date()


def stamp(moment: datetime) -> str:
    """Write a moment in UTC to the second, as in 2026-11-20T05:00:00Z."""
    return moment.astimezone(UTC).isoformat("T", "seconds").removesuffix("+00:00") + "Z"


def clock_marks(now: str, built: date | None, last: str | None) -> tuple[ClockMark, ...]:
    """Compare a stamp with the day, in Japan, something was published and with the last stamp; both may be unknown."""
    marks = []
    if built is not None and now < _beginning(built):
        marks.append(ClockMark.BEFORE_BUILD)
    if last is not None and now < last:
        marks.append(ClockMark.WENT_BACK)
    return tuple(marks)


@cache
def _beginning(day: date) -> str:
    """Give the stamp of midnight in Japan; kept, because every record asks for the same one."""
    return stamp(datetime.combine(day, time(), JAPAN))
