"""Japanese era dates, by the cabinet orders on era names (元号を改める政令), from 明治6年 on."""

from datetime import date

ERAS = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
    (date(1912, 7, 30), "大正"),
    (date(1873, 1, 1), "明治"),
)
FIRST_YEAR = {"令和": 2019, "平成": 1989, "昭和": 1926, "大正": 1912, "明治": 1868}


def wareki(day: date) -> str:
    """Write a day as 令和8年11月20日, year one as 元年; raises ValueError before 1873-01-01."""
    era, year = era_year(day)
    return f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def era_year(day: date) -> tuple[str, int]:
    """Give the era and the year in it; raises ValueError before 1873-01-01, when the calendar was another."""
    for start, era in ERAS:
        if day >= start:
            return era, day.year - FIRST_YEAR[era] + 1
    raise ValueError(day)


def seireki(day: date) -> str:
    """Write a day as 2026年11月20日."""
    return f"{day.year}年{day.month}月{day.day}日"


def fiscal_year(day: date) -> int:
    """Give the Japanese fiscal year, April to March."""
    return day.year if day.month >= 4 else day.year - 1  # noqa: PLR2004 - April begins the fiscal year
