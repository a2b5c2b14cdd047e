"""Era dates at the days eras began."""

from datetime import date, timedelta

import pytest

from supporter_app.domain.wareki import ERAS, era_year, fiscal_year, seireki, wareki


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 20), "令和8年11月20日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1873, 1, 1), "明治6年1月1日"),
    ],
)
def test_days_at_the_borders(day: date, words: str) -> None:
    """The first and the last day of every era."""
    assert wareki(day) == words


def test_before_the_calendar_there_is_no_date() -> None:
    """Before 1873 another calendar was in use."""
    with pytest.raises(ValueError, match="1872"):
        wareki(date(1872, 12, 31))


def test_years_only_grow_within_an_era() -> None:
    """Each first of January adds one, from the first era to the year 2100."""
    day = ERAS[-1][0]
    while day.year < 2100:
        following = day + timedelta(days=1)
        (era, year), (next_era, next_year) = era_year(day), era_year(following)
        if era == next_era:
            assert next_year - year == following.year - day.year
        else:
            assert next_year == 1
        day = following


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026), (date(2027, 1, 1), 2026)]
)
def test_the_fiscal_year_begins_in_april(day: date, year: int) -> None:
    """The last of March belongs to the year before."""
    assert fiscal_year(day) == year


def test_the_western_date() -> None:
    """Without leading zeros."""
    assert seireki(date(2026, 1, 5)) == "2026年1月5日"
