"""A session: one time the course is held, by whom, for whom, and in which way its names are kept."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum
from typing import NewType

from supporter_app.domain.edition import CHILDREN_EDITIONS, EditionId
from supporter_app.domain.journal import Body, parse_body

RECORD = "session"
ROUTES = (45, 60, 90)
"""Minutes of the routes through the course."""
DAYS_AFTER_REPORT = 14
FIRST_DAY, LAST_DAY = date(1989, 1, 8), date(2199, 12, 31)
"""Between these a session is held; anything else is a slip, and days counted on from it may not exist."""
AFTER_REPORT = timedelta(days=DAYS_AFTER_REPORT)
LONGEST_WORDS = 200
"""Letters of a title, a place, or who teaches or holds it."""

SessionId = NewType("SessionId", str)
"""32 hexadecimal letters, random."""


class Audience(Enum):
    """For whom a session is held."""

    GENERAL = "一般"
    ELEMENTARY = "小学生"
    JUNIOR_HIGH = "中学生"
    WORKPLACE = "企業・職域"
    OFFICIALS = "行政職員"


CHILDREN = frozenset({Audience.ELEMENTARY, Audience.JUNIOR_HIGH})


class NameKeeping(Enum):
    """How the names of a session are kept: not at all, sealed until the report is done, sealed under a passphrase."""

    NONE = "none"
    UNTIL_REPORT = "until-report"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of a session before it is held; names in it are those of organiser and lecturer, which are public.

    Times are wall-clock times in Japan. `retain_until` is the day on which keeping the names is asked about.
    """

    title: str
    edition: EditionId
    content_version: str
    day: date
    start: time
    end: time
    place: str
    lecturer: str
    audience: Audience = Audience.GENERAL
    route: int | None = None
    organiser: str = ""
    names: NameKeeping = NameKeeping.NONE
    retain_until: date | None = None

    @property
    def for_children(self) -> bool:
        """Tell whether it is for children, by whom it is for or by its edition."""
        return is_of_children(self.audience, self.edition)

    @property
    def nameless(self) -> bool:
        """Tell whether there is no place for a name."""
        return self.names is NameKeeping.NONE


@dataclass(frozen=True, slots=True)
class Session:
    """A session as it stands; `reported_on` is the day its report was done, `names_erased` that names are gone."""

    id: SessionId
    plan: Plan
    closed: bool = False
    reported_on: date | None = None
    names_erased: bool = False

    @property
    def names_until(self) -> date | None:
        """Give the last day of the names: 14 days after the report, or as chosen; None while nothing is fixed."""
        match self.plan.names:
            case NameKeeping.UNTIL_REPORT:
                return None if self.reported_on is None else min(self.reported_on, LAST_DAY) + AFTER_REPORT
            case NameKeeping.KEPT:
                return self.plan.retain_until
            case NameKeeping.NONE:
                return None


def is_of_children(audience: Audience, edition: EditionId) -> bool:
    """Tell whether a session is for children, by whom it is for or by its edition."""
    return audience in CHILDREN or edition in CHILDREN_EDITIONS


def session_subject(session: SessionId) -> str:
    """Give the subject of a session's events."""
    return f"{RECORD}/{session}"


def session_fields(session: Session) -> dict[str, object]:
    """Write a session as the fields of an event's body; what a person did not fill in is left out."""
    plan = session.plan
    fields: dict[str, object] = {
        "record": RECORD,
        "title": plan.title,
        "edition": plan.edition,
        "content_version": plan.content_version,
        "date": plan.day.isoformat(),
        "start": plan.start.isoformat("minutes"),
        "end": plan.end.isoformat("minutes"),
        "place": plan.place,
        "lecturer": plan.lecturer,
        "kind": plan.audience.value,
        "organiser": plan.organiser,
        "names": plan.names.value,
        "closed": session.closed,
    }
    dates = {"reported_on": session.reported_on, "retain_until": plan.retain_until}
    fields |= {name: day.isoformat() for name, day in dates.items() if day is not None}
    if plan.route is not None:
        fields["route"] = plan.route
    return fields


def read_session(session: SessionId, body: bytes, *, names_erased: bool = False) -> Session:
    """Read a session back; ValueError when the body is malformed."""
    fields = Body(parse_body(body))
    audience, edition = Audience(fields.text("kind")), EditionId(fields.text("edition"))
    # A session of children has no place for names, whatever somebody's program wrote.
    plan = Plan(
        title=fields.text("title"),
        edition=edition,
        content_version=fields.text("content_version"),
        day=date.fromisoformat(fields.text("date")),
        start=time.fromisoformat(fields.text("start")),
        end=time.fromisoformat(fields.text("end")),
        place=fields.text("place"),
        lecturer=fields.text("lecturer"),
        audience=audience,
        route=fields.whole("route") if fields.has("route") else None,
        organiser=fields.text("organiser"),
        names=NameKeeping.NONE if is_of_children(audience, edition) else NameKeeping(fields.text("names")),
        retain_until=_day(fields, "retain_until"),
    )
    return Session(session, plan, fields.flag("closed"), _day(fields, "reported_on"), names_erased)


def _day(fields: Body, name: str) -> date | None:
    return date.fromisoformat(fields.text(name)) if fields.has(name) else None
