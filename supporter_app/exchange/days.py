"""How people and spreadsheets write a day: 2026-11-28, 2026/11/28, 令和8年11月28日, R8.11.28, or as a number."""

import re
import unicodedata
from datetime import date, timedelta

from supporter_app.domain.wareki import FIRST_YEAR

ERAS = {**FIRST_YEAR, **dict(zip("RHSTM", FIRST_YEAR.values(), strict=True))}
"""The year one of an era, by its name or its letter."""
DAY = re.compile(
    r"(?:(?P<era>令和|平成|昭和|大正|明治|[RHSTM])(?P<of_era>元|\d{1,2})|(?P<year>\d{4}))"
    r"[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
    r"(?:\([月火水木金土日](?:曜日?)?\))?(?:T[0-9:.+]*)?"
)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
SERIAL = re.compile(r"\d{5}")
EPOCH = date(1899, 12, 30)
"""Day 0 of the numbers that spreadsheets keep for days (ECMA-376 part 1, 18.17.4.1)."""


def day_of(text: str) -> date | None:
    """Understand a day; None where it is not understood, or is no day there is."""
    said = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    if SERIAL.fullmatch(said):
        return EPOCH + timedelta(days=int(said))
    found = DAY.fullmatch(said) or COMPACT.fullmatch(said)
    if found is None:
        return None
    if found.re is COMPACT:
        year, month, day = map(int, found.groups())
    else:
        month, day = int(found["month"]), int(found["day"])
        year = int(found["year"]) if found["year"] else _western(found["era"], found["of_era"])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _western(era: str, year: str) -> int:
    return ERAS[era] + (1 if year == "元" else int(year)) - 1
