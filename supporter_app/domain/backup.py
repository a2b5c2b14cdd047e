"""A backup of the records: how its file is called, which ones are kept, and what going back to one would lose."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

NEWEST, DAYS, MONTHS, BEFORE_RESTORES = 10, 14, 6, 3
NAME = re.compile(r"supporter-(\d{6,9})-(\d{8}-\d{6})-(auto|hand|before-restore)\.sqlite")
MOMENT = "%Y%m%d-%H%M%S"


class Occasion(Enum):
    """Why a backup was made: by itself, because somebody pressed, or because an older one was brought back."""

    BY_ITSELF = "auto"
    BY_HAND = "hand"
    BEFORE_RESTORE = "before-restore"


@dataclass(frozen=True, slots=True, order=True)
class BackupName:
    """What the name of a file says: its number in the order of making, the clock's moment (no zone), and why."""

    number: int
    made_at: datetime
    occasion: str

    def file(self) -> str:
        """Write the name; it sorts in the order of making, whatever the clock showed."""
        return f"supporter-{self.number:06}-{self.made_at.strftime(MOMENT)}-{self.occasion}.sqlite"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup in the folder of backups: its size in bytes, and when what it copied was written, in nanoseconds."""

    path: Path
    name: BackupName
    size: int
    written: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds: sessions, people on rosters, completions of both kinds, pages read alone."""

    sessions: int
    people: int
    completions: int
    pages: int


@dataclass(frozen=True, slots=True)
class Loss:
    """What going back would lose: records made since by kind of subject, pages and answers since, what is there now."""

    records: tuple[tuple[str, int], ...]
    pages: int
    answers: int
    present: Contents
    then: Contents
    present_readable: bool = True

    def nothing(self) -> bool:
        """Tell whether nothing at all would be lost."""
        return self.present_readable and not (self.records or self.pages or self.answers)


def read_name(text: str) -> BackupName | None:
    """Read the name of a file; None when it is none of ours."""
    found = NAME.fullmatch(text)
    if found is None:
        return None
    try:
        moment = datetime.strptime(found[2], MOMENT)  # noqa: DTZ007 - the moment as it was shown, in no zone
    except ValueError:
        return None
    return BackupName(int(found[1]), moment, found[3])


def kept(names: Iterable[BackupName]) -> frozenset[BackupName]:
    """Choose which backups stay: the 10 newest, the last of each of 14 days and of 6 months, and 3 before restores.

    Days and months are counted where there are backups, not back from today, so that a wrong clock removes nothing.
    """
    ordered = sorted(names, reverse=True)
    before = [each for each in ordered if each.occasion == Occasion.BEFORE_RESTORE.value]
    days = _last_of_each(ordered, lambda each: each.made_at.strftime("%Y%m%d"))[:DAYS]
    months = _last_of_each(ordered, lambda each: each.made_at.strftime("%Y%m"))[:MONTHS]
    return frozenset([*ordered[:NEWEST], *days, *months, *before[:BEFORE_RESTORES]])


def _last_of_each(ordered: list[BackupName], group: Callable[[BackupName], str]) -> list[BackupName]:
    found: dict[str, BackupName] = {}
    for each in ordered:
        found.setdefault(group(each), each)
    return list(found.values())
