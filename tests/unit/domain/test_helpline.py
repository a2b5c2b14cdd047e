"""When help lines answer, how long they last, and how old what is known of them is."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.domain.clock import JAPAN
from supporter_app.domain.fact import Source
from supporter_app.domain.helpline import (
    Channel,
    ClosedRange,
    Helpline,
    HelplineId,
    Holidays,
    HourRule,
    begun,
    check_first,
    ended,
    is_always,
    offered,
    open_at,
)

ALL_WEEK = frozenset(range(7))
HOLIDAYS = Holidays(frozenset({date(2026, 11, 23), date(2027, 1, 1)}), date(2026, 1, 1), date(2027, 12, 31))
LINE = Helpline(
    id=HelplineId("line"),
    name="窓口",
    channel=Channel.PHONE,
    for_whom="だれでも",
    under18=False,
    urgent=False,
    worries=(),
    hours="いつでも",
    cost="かかりません",
    languages=("ja",),
    source=Source("s", "t", "p", date(2026, 1, 1)),
    place="はじめ",
    as_of=date(2025, 1, 31),
    state="要確認",
    number="0120",
)


def line(*rules: HourRule, closed: tuple[ClosedRange, ...] = ()) -> Helpline:
    return replace(LINE, rules=rules, closed=closed)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JAPAN)


def hours(begins: int, until: int, days: frozenset[int] = ALL_WEEK) -> HourRule:
    return HourRule(begins * 60, until * 60, days)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-20T15:59:59", False),
        ("2026-11-20T16:00:00", True),
        ("2026-11-20T20:59:59", True),
        ("2026-11-20T21:00:00", False),
        ("2026-11-22T17:00:00", False),
    ],
)
def test_hours_on_some_weekdays(moment: str, expected: bool) -> None:  # noqa: FBT001 - a table of moments
    # 2026-11-20 is a Friday, 11-22 a Sunday.
    assert open_at(line(hours(16, 21, frozenset({1, 2, 3, 4, 5}))), at(moment), HOLIDAYS) is expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-20T21:59:00", False),
        ("2026-11-20T22:00:00", True),
        ("2026-11-21T04:59:00", True),
        ("2026-11-21T05:00:00", False),
        ("2026-11-20T03:00:00", False),
    ],
)
def test_hours_across_midnight_belong_to_the_day_they_begin(moment: str, expected: bool) -> None:  # noqa: FBT001 - a table of moments
    friday = frozenset({4})
    assert open_at(line(hours(22, 29, friday)), at(moment), HOLIDAYS) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-12-07", True),
        ("2026-12-14", False),
        ("2026-12-21", True),
        ("2026-12-28", False),
        ("2026-12-01", False),
        ("2027-02-01", True),
        ("2027-02-15", True),
    ],
)
def test_first_and_third_mondays(day: str, expected: bool) -> None:  # noqa: FBT001 - a table of days
    rule = HourRule(16 * 60, 21 * 60, frozenset({0}), nth=frozenset({1, 3}))
    assert open_at(line(rule), at(f"{day}T18:00"), HOLIDAYS) is expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-12-10T07:59", False),
        ("2026-12-10T08:00", True),
        ("2026-12-11T07:59", True),
        ("2026-12-11T08:00", False),
        ("2027-02-28T09:00", False),
    ],
)
def test_a_day_of_the_month_until_the_next_morning(moment: str, expected: bool) -> None:  # noqa: FBT001 - a table of moments
    rule = HourRule(8 * 60, 32 * 60, month_days=frozenset({10}))
    assert open_at(line(rule), at(moment), HOLIDAYS) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("12-28", True), ("12-29", False), ("12-31", False), ("01-01", False), ("01-03", False), ("01-04", True)],
)
def test_closed_over_the_end_of_the_year(day: str, expected: bool) -> None:  # noqa: FBT001 - a table of days
    year = 2026 if day > "06" else 2027
    closed = line(hours(0, 24), closed=(ClosedRange((12, 29), (1, 3)),))
    assert open_at(closed, at(f"{year}-{day}T12:00"), HOLIDAYS) is expected


def test_a_night_that_began_before_the_closed_days_is_finished() -> None:
    night = line(hours(22, 29), closed=(ClosedRange((12, 29), (1, 3)),))
    assert open_at(night, at("2026-12-29T04:00"), HOLIDAYS)
    assert not open_at(night, at("2026-12-29T23:00"), HOLIDAYS)
    assert not open_at(night, at("2027-01-04T04:00"), HOLIDAYS)


def test_holidays() -> None:
    weekdays = line(replace(hours(9, 17, frozenset(range(5))), except_holidays=True))
    on_holidays = line(HourRule(10 * 60, 22 * 60, on_holidays=True))
    monday = at("2026-11-23T12:00")
    assert not open_at(weekdays, monday, HOLIDAYS)
    assert open_at(weekdays, at("2026-11-24T12:00"), HOLIDAYS)
    assert open_at(on_holidays, monday, HOLIDAYS)
    assert not open_at(on_holidays, at("2026-11-24T12:00"), HOLIDAYS)


def test_beyond_the_table_of_holidays_nothing_that_depends_on_it_is_called_open() -> None:
    later = at("2028-01-05T12:00")
    assert not open_at(line(replace(hours(9, 17), except_holidays=True)), later, HOLIDAYS)
    assert open_at(line(hours(9, 17)), later, HOLIDAYS)


def test_the_computer_may_stand_in_another_time_zone() -> None:
    assert open_at(line(hours(16, 21)), datetime.fromisoformat("2026-11-20T07:30:00+00:00"), HOLIDAYS)
    assert not open_at(line(hours(16, 21)), datetime.fromisoformat("2026-11-20T16:30:00+00:00"), HOLIDAYS)


def test_a_line_of_certain_weeks() -> None:
    weeks = replace(line(hours(0, 24)), valid_from=date(2026, 12, 28), valid_until=date(2027, 1, 4))
    assert [offered(weeks, day) for day in (date(2026, 12, 27), date(2026, 12, 28), date(2027, 1, 4))] == [
        False,
        True,
        True,
    ]
    assert not begun(weeks, date(2026, 12, 27))
    assert ended(weeks, date(2027, 1, 5))
    assert not ended(weeks, date(2026, 12, 27))
    assert not open_at(weeks, at("2027-01-05T00:00"), HOLIDAYS)
    assert open_at(weeks, at("2027-01-04T23:59"), HOLIDAYS)


@pytest.mark.parametrize(
    ("as_of", "day", "expected"),
    [
        (date(2025, 1, 31), date(2027, 1, 30), False),
        (date(2025, 1, 31), date(2027, 1, 31), True),
        (date(2024, 2, 29), date(2026, 2, 27), False),
        (date(2024, 2, 29), date(2026, 2, 28), True),
        (date(2024, 11, 20), date(2026, 11, 19), False),
        (date(2024, 11, 20), date(2026, 11, 20), True),
        (date(2026, 12, 31), date(2026, 12, 31), False),
    ],
)
def test_after_two_years_a_line_is_checked_first(as_of: date, day: date, expected: bool) -> None:  # noqa: FBT001 - a table of days
    assert check_first(replace(LINE, as_of=as_of), day) is expected
    assert not check_first(replace(LINE, as_of=as_of, permanent=True), day)


def test_round_the_clock() -> None:
    assert is_always(line(hours(0, 24)))
    assert is_always(line(hours(0, 12), hours(12, 24)))
    assert is_always(line(hours(8, 32)))
    assert is_always(line(hours(22, 32), hours(8, 22)))


def test_nearly_round_the_clock() -> None:
    assert not is_always(line())
    assert not is_always(line(hours(0, 23)))
    assert not is_always(line(hours(0, 24, frozenset(range(6)))))
    assert not is_always(line(replace(hours(0, 24), except_holidays=True)))
    assert not is_always(line(replace(hours(0, 24), nth=frozenset({1}))))
    assert not is_always(line(hours(0, 24), closed=(ClosedRange((1, 1), (1, 1)),)))
    assert not is_always(replace(line(hours(0, 24)), valid_until=date(2027, 1, 1)))


MINUTES = st.integers(0, 1439)
RULES = st.builds(
    lambda begins, length, days: HourRule(begins, begins + length, frozenset(days)),
    MINUTES,
    st.integers(1, 1440),
    st.sets(st.integers(0, 6), max_size=7),
)


@given(st.lists(RULES, max_size=4), st.integers(0, 7 * 1440 - 1))
def test_a_line_that_is_always_open_is_open(rules: list[HourRule], minute: int) -> None:
    made = line(*rules)
    moment = at("2026-11-16T00:00") + timedelta(minutes=minute)
    if is_always(made):
        assert open_at(made, moment, HOLIDAYS)


@given(st.lists(RULES, max_size=3), st.integers(0, 7 * 1440 - 1))
def test_opening_hours_agree_with_counting_them_out(rules: list[HourRule], minute: int) -> None:
    monday = at("2026-11-16T00:00")
    stretches = [
        (day * 1440 + rule.begins, day * 1440 + rule.until)
        for rule in rules
        for day in range(-7, 8)
        if day % 7 in rule.weekdays
    ]
    expected = any(begins <= minute < until for begins, until in stretches)
    assert open_at(line(*rules), monday + timedelta(minutes=minute), HOLIDAYS) is expected
