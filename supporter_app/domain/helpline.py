"""Help lines: whom to call or write to, when they answer, and how old that knowledge is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from typing import NewType

from supporter_app.domain.clock import JAPAN
from supporter_app.domain.fact import Source

HelplineId = NewType("HelplineId", str)
WorryId = NewType("WorryId", str)

DAY = 24 * 60
WEEK = 7 * DAY
CHECK_AFTER_MONTHS = 24


class Channel(Enum):
    """How one reaches a help line."""

    PHONE = "phone"
    CHAT = "chat"
    MAIL = "mail"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class HourRule:
    """When a help line begins and how long it stays, in minutes from the midnight before; `until` may pass 24:00.

    Days are 0 (Monday) to 6. `nth` narrows them to the n-th such weekday of a month. A rule counts for the day on
    which it begins.
    """

    begins: int
    until: int
    weekdays: frozenset[int] = frozenset()
    nth: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    on_holidays: bool = False
    except_holidays: bool = False


@dataclass(frozen=True, slots=True)
class ClosedRange:
    """Days of every year, both ends included, as (month, day); it may run over the end of the year."""

    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        place = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= place <= self.last
        return place >= self.first or place <= self.last


@dataclass(frozen=True, slots=True)
class Holidays:
    """National holidays between two days; nothing is known of the days outside."""

    days: frozenset[date]
    first: date
    last: date

    def known(self, day: date) -> bool:
        """Tell whether the table says anything about a day."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Helpline:
    """One way to reach one help line; `hours` is the sentence shown, `rules` are the same hours to reckon with."""

    id: HelplineId
    name: str
    channel: Channel
    for_whom: str
    under18: bool
    urgent: bool
    worries: tuple[WorryId, ...]
    hours: str
    cost: str
    languages: tuple[str, ...]
    source: Source
    place: str
    as_of: date
    state: str
    number: str = ""
    address: str = ""
    rules: tuple[HourRule, ...] = ()
    closed: tuple[ClosedRange, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    note: str = ""
    if_not_reached: HelplineId | None = None
    if_not_reached_text: str = ""
    permanent: bool = False
    also: tuple[Source, ...] = ()

    def said(self, words: Mapping[str, str]) -> "Helpline":
        """Give the line with its sentences in other words, where there are some; names and numbers stay."""
        return replace(
            self,
            hours=words.get(self.hours, self.hours),
            cost=words.get(self.cost, self.cost),
            for_whom=words.get(self.for_whom, self.for_whom),
            note=words.get(self.note, self.note),
        )

    def by_voice(self) -> bool:
        """Tell whether one speaks, rather than writes."""
        return self.channel is Channel.PHONE

    def reach(self) -> str:
        """Give what is dialled or opened."""
        return self.number or self.address

    def dialled(self) -> str:
        """Give what a telephone's camera should do: dial (RFC 3966, with # written as %23), or open the address."""
        if not self.by_voice():
            return self.address
        return "tel:" + self.number.replace("-", "").replace("#", "%23")

    def shown_reach(self) -> str:
        """Give the number, or the address without what a browser adds by itself."""
        return self.number or self.address.removeprefix("https://").removesuffix("/")


@dataclass(frozen=True, slots=True)
class Worry:
    """One way into the help lines, in a grown-up's words and in a child's; `none` is the step when no line fits.

    `easy_label` is for whoever finds Japanese hard; empty where the grown-up's words serve them too.
    """

    id: WorryId
    order: int
    label: str
    child_label: str
    none: str
    source: Source
    easy_label: str = ""

    def said(self, words: Mapping[str, str]) -> "Worry":
        """Give the worry with its next step in other words, where there are some."""
        return replace(self, none=words.get(self.none, self.none))


def open_at(line: Helpline, moment: datetime, holidays: Holidays) -> bool:
    """Tell whether a moment lies in the hours of a line; False where its hours or the holidays are not known."""
    local = moment.astimezone(JAPAN)
    if not offered(line, local.date()):
        return False
    minute = local.hour * 60 + local.minute
    yesterday = local.date() - timedelta(days=1)
    return any(
        (_begins(rule, local.date(), line.closed, holidays) and rule.begins <= minute < rule.until)
        or (_begins(rule, yesterday, line.closed, holidays) and minute + DAY < rule.until)
        for rule in line.rules
    )


def _begins(rule: HourRule, day: date, closed: tuple[ClosedRange, ...], holidays: Holidays) -> bool:
    """Tell whether a rule begins on a day."""
    if any(each.holds(day) for each in closed):
        return False
    if rule.on_holidays:
        return day in holidays.days
    if rule.except_holidays and (day in holidays.days or not holidays.known(day)):
        return False
    if rule.month_days:
        return day.day in rule.month_days
    return day.weekday() in rule.weekdays and (not rule.nth or (day.day + 6) // 7 in rule.nth)


def ended(line: Helpline, day: date) -> bool:
    """Tell whether the last day of a line has passed."""
    return line.valid_until is not None and day > line.valid_until


def begun(line: Helpline, day: date) -> bool:
    """Tell whether the first day of a line has come."""
    return line.valid_from is None or day >= line.valid_from


def offered(line: Helpline, day: date) -> bool:
    """Tell whether a line exists on a day, open or not."""
    return begun(line, day) and not ended(line, day)


def check_first(line: Helpline, day: date) -> bool:
    """Tell whether what is known of a line is 24 months old or more; 110, 119 and 189 never are."""
    months = (day.year - line.as_of.year) * 12 + day.month - line.as_of.month
    if day.day < line.as_of.day and day.day < _last_day(day):
        months -= 1
    return not line.permanent and months >= CHECK_AFTER_MONTHS


def _last_day(day: date) -> int:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


def is_always(line: Helpline) -> bool:
    """Tell whether a line answers at every minute of every week of the year, holidays too."""
    if line.closed or line.valid_from or line.valid_until:
        return False
    stretches = sorted(
        (day * DAY + rule.begins + shift, day * DAY + rule.until + shift)
        for rule in line.rules
        if not (rule.nth or rule.month_days or rule.except_holidays)
        for day in rule.weekdays
        for shift in (0, -WEEK)
    )
    reached = 0
    for begins, until in stretches:
        if begins > reached:
            break
        reached = max(reached, until)
    return reached >= WEEK
