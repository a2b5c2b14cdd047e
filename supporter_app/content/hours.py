"""The hours of help lines as written in their files, read into rules."""

import re

from supporter_app.content.decoding import Decoder, Form, Record
from supporter_app.domain.helpline import DAY, ClosedRange, HourRule

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TIME = re.compile(r"([0-4]\d):([0-5]\d)")
RANGE = re.compile(r"(\d{2})-(\d{2})\.\.(\d{2})-(\d{2})")
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class RuleForm(Form, frozen=True, rename={"begins": "from"}):
    """One entry of `rules`."""

    begins: str
    until: str
    days: tuple[str, ...] = ()
    nth: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    holidays: bool = False
    except_holidays: bool = False


def hour_rule(decoder: Decoder, record: Record, form: RuleForm) -> HourRule:
    """Read one rule; an end that is not after its beginning is on the next day. Faults are noted."""
    begins, until = _minutes(form.begins), _minutes(form.until)
    if not _sound(form) or begins is None or until is None or begins >= DAY or not 0 < until <= 2 * DAY:
        decoder.problems.append(record.problem("hours-wrong", f"{form.begins}-{form.until}", "rules"))
        return HourRule(0, 0)
    return HourRule(
        begins=begins,
        until=until if until > begins else until + DAY,
        weekdays=frozenset(DAYS.index(day) for day in form.days),
        nth=frozenset(form.nth),
        month_days=frozenset(form.month_days),
        on_holidays=form.holidays,
        except_holidays=form.except_holidays,
    )


def _sound(form: RuleForm) -> bool:
    """Tell whether a rule says on which days it begins, in one way."""
    ways = [bool(form.days), bool(form.month_days), form.holidays]
    known = set(form.days) <= set(DAYS) and all(1 <= each <= 5 for each in form.nth)  # noqa: PLR2004 - five weeks
    dates = all(1 <= each <= 31 for each in form.month_days)  # noqa: PLR2004 - days of a month
    return sum(ways) == 1 and known and dates and (not form.nth or bool(form.days))


def _minutes(written: str) -> int | None:
    found = TIME.fullmatch(written)
    return None if found is None else int(found[1]) * 60 + int(found[2])


def closed_range(decoder: Decoder, record: Record, written: str) -> ClosedRange:
    """Read days of every year, as in 12-29..01-03; a fault is noted."""
    found = RANGE.fullmatch(written)
    first, last = ((int(found[1]), int(found[2])), (int(found[3]), int(found[4]))) if found else ((0, 0), (0, 0))
    if not all(1 <= month <= len(LENGTHS) and 1 <= day <= LENGTHS[month - 1] for month, day in (first, last)):
        decoder.problems.append(record.problem("closed-wrong", written, "closed"))
    return ClosedRange(first, last)
