"""A head count: how many people of each age band, sex and category were there, without a list of people."""

from dataclasses import dataclass

from supporter_app.domain.enrolment import AgeBand, Sex
from supporter_app.domain.journal import Body, parse_body
from supporter_app.domain.session import SessionId

RECORD = "headcount"
MOST = 100_000


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people of one age band, sex and category."""

    age_band: AgeBand
    sex: Sex
    category: str
    count: int


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
