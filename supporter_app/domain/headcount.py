"""A head count: how many people of each age band, sex and category were there, without a list of people."""

import re
import unicodedata
from dataclasses import dataclass

from supporter_app.domain.enrolment import AgeBand, Sex
from supporter_app.domain.journal import Body, parse_body
from supporter_app.domain.session import Audience, SessionId

RECORD = "headcount"
MOST = 100_000


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people of one age band, sex and category."""

    age_band: AgeBand
    sex: Sex
    category: str
    count: int


GROUP_OF_CHILDREN = re.compile(r"(?:小学校?|中学校?)?(?P<grade>[1-9])年(?:生)?(?P<group>[^\s年]{1,8})?")
GRADES = {Audience.ELEMENTARY: range(1, 7), Audience.JUNIOR_HIGH: range(1, 4)}


def of_children(rows: tuple[Counted, ...], audience: Audience) -> tuple[Counted, ...]:
    """Leave of a count of children their school year and class; raises ValueError naming what is neither.

    The year is one of the school there is: 1 to 6, or 1 to 3; other audiences have years 1 to 9.
    """
    return tuple(_of_children(row, GRADES.get(audience, range(1, 10))) for row in rows)


def _of_children(row: Counted, grades: range) -> Counted:
    category = unicodedata.normalize("NFKC", row.category).replace(" ", "")
    found = GROUP_OF_CHILDREN.fullmatch(category)
    if found is None or int(found["grade"]) not in grades:
        raise ValueError(row.category)
    return Counted(AgeBand.UNDER_20, Sex.UNKNOWN, f"{found['grade']}年{found['group'] or ''}", row.count)


def headcount_subject(session: SessionId) -> str:
    """Give the subject of a session's head counts."""
    return f"{RECORD}/{session}"


def summed(rows: tuple[Counted, ...]) -> tuple[Counted, ...]:
    """Add up rows of the same group, keeping the order in which groups first appear; empty groups are left out."""
    counts: dict[tuple[AgeBand, Sex, str], int] = {}
    for row in rows:
        group = (row.age_band, row.sex, row.category)
        counts[group] = counts.get(group, 0) + row.count
    return tuple(Counted(*group, count) for group, count in counts.items() if count)


def headcount_fields(rows: tuple[Counted, ...]) -> dict[str, object]:
    """Write a head count as the fields of an event's body."""
    groups = [[row.age_band.value, row.sex.value, row.category, row.count] for row in rows]
    return {"record": RECORD, "groups": groups}


def read_headcount(body: bytes) -> tuple[Counted, ...]:
    """Read a head count back; ValueError when the body is malformed."""
    return tuple(_counted(group) for group in Body(parse_body(body)).items("groups"))


def _counted(group: object) -> Counted:
    match group:
        case [str(age_band), str(sex), str(category), int(count)] if 0 < count <= MOST:
            return Counted(AgeBand(age_band), Sex(sex), category, count)
    raise ValueError(group)
