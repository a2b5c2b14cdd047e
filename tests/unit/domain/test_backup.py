"""Names of backups and which of them stay."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.domain.backup import BEFORE_RESTORES, DAYS, MONTHS, NEWEST, BackupName, Occasion, kept, read_name

NOON = datetime(2026, 11, 20, 12)  # noqa: DTZ001 - as shown, in no zone
FIRST, LAST = datetime(1970, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001 - like the moment above
moments = st.datetimes(FIRST, LAST).map(lambda each: each.replace(microsecond=0))
names = st.builds(BackupName, st.integers(1, 10**8), moments, st.sampled_from([each.value for each in Occasion]))
rows = st.lists(names, max_size=80, unique_by=lambda each: each.number)


def made(days: list[float]) -> list[BackupName]:
    """Make backups, one after the other, at some days from noon."""
    moments = [NOON + timedelta(days=day) for day in days]
    return [BackupName(number, each, Occasion.BY_ITSELF.value) for number, each in enumerate(moments, start=1)]


@given(names)
def test_a_name_is_read_as_it_was_written(name: BackupName) -> None:
    """The file's name says all of it."""
    assert read_name(name.file()) == name


@pytest.mark.parametrize(
    "text", ["supporter.sqlite", "supporter-000001-20261332-120000-auto.sqlite", "keys", "supporter-1-2-auto.sqlite"]
)
def test_other_files_are_no_backups(text: str) -> None:
    """What lies beside the backups is left alone."""
    assert read_name(text) is None


@given(rows)
def test_few_stay_and_the_newest_are_among_them(found: list[BackupName]) -> None:
    """The newest ten by number stay whatever the clock showed; nothing is kept that was not there; twice is once."""
    stay = kept(found)
    assert stay <= set(found)
    assert set(sorted(found)[-NEWEST:]) <= stay
    assert len(stay) <= NEWEST + DAYS + MONTHS + BEFORE_RESTORES
    assert kept(stay) == stay


def test_ten_newest_fourteen_days_and_six_months_stay() -> None:
    """Half a year, every two hours of every day."""
    found = made([hour / 24 for hour in range(0, 200 * 24, 2)])
    stay = sorted(kept(found), reverse=True)
    assert stay[:NEWEST] == sorted(found, reverse=True)[:NEWEST]
    days = {each.made_at.date() for each in stay}
    assert {(NOON + timedelta(days=200 - back)).date() for back in range(1, DAYS)} <= days
    assert len({day.strftime("%Y%m") for day in days}) == MONTHS
    assert len(stay) < NEWEST + DAYS + MONTHS


def test_what_stood_before_a_restore_stays_longer() -> None:
    """Three of them, however many came after."""
    found = made([0.001 * number for number in range(60)])
    for place in (3, 5, 7, 9):
        found[place] = BackupName(found[place].number, found[place].made_at, Occasion.BEFORE_RESTORE.value)
    assert {found[5], found[7], found[9]} <= kept(found)
    assert found[3] not in kept(found)
