"""Numbers and statements with their source: what the course may claim, and who says so."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

FactId = NewType("FactId", str)


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that can be opened; `address` is its page, for people to type or scan."""

    id: str
    title: str
    publisher: str
    date: date
    address: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A number or statement, its source and the place in it, and the day it was true."""

    id: FactId
    value: str
    unit: str
    statement: str
    source: Source
    place: str
    as_of: date
    superseded_by: FactId | None = None

    def shown(self) -> str:
        """Give the exact text a chapter shows for this fact."""
        return self.value + self.unit


@dataclass(frozen=True, slots=True)
class Series:
    """One answer of a survey; series with the same `group` are summed at the end of a bar."""

    id: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A small table behind a figure: `values[row][series]` in `unit`, the headline said as a sentence."""

    id: str
    kind: str
    title: str
    summary: str
    unit: str
    rows: tuple[Series, ...]
    series: tuple[Series, ...]
    values: tuple[tuple[float, ...], ...]
    note: str
    source: Source
    place: str
    as_of: date

    def group_total(self, row: int, group: str) -> float:
        """Sum one row over the series of a group, rounded to a tenth as the survey prints it."""
        pairs = zip(self.series, self.values[row], strict=True)
        return round(sum(value for series, value in pairs if series.group == group), 1)
