"""Sessions as people read them: the fold of the journal, one row for each that stands."""

from datetime import date, time

from supporter_app.domain.edition import EditionId
from supporter_app.domain.journal import Subject
from supporter_app.domain.session import RECORD, Audience, NameKeeping, Plan, Session, SessionId, read_session
from supporter_app.storage.database import Row, Storage, Value
from supporter_app.storage.row import Known, Values

TABLE = RECORD
KEY: tuple[str, ...] = ("id",)
COLUMNS = """
id, title, edition, content_version, date, start, "end", place, lecturer, kind, route, organiser, names, retain_until,
closed, reported_on, names_erased
"""


def rows(subject: Subject, body: bytes, known: Known) -> list[Values]:
    """Give what stands of a session; an erased one stays, without names."""
    del known
    name = SessionId(subject.id.partition("/")[2])
    return [_values(read_session(name, body, names_erased=subject.erased), subject.owner)]


def one(storage: Storage, session: SessionId) -> Session | None:
    """Read one session."""
    rows = storage.rows(f"SELECT {COLUMNS} FROM session WHERE id = ?", (session,))  # noqa: S608 - our own columns
    return _session(rows[0]) if rows else None


def every(storage: Storage) -> tuple[Session, ...]:
    """Read all sessions, by day and time."""
    sql = f'SELECT {COLUMNS} FROM session ORDER BY date, start, "end", id'  # noqa: S608 - our own columns
    return tuple(_session(row) for row in storage.rows(sql))


def _values(session: Session, owner: bytes | None) -> dict[str, Value]:
    plan = session.plan
    return {
        "id": session.id,
        "installation": owner,
        "title": plan.title,
        "edition": plan.edition,
        "content_version": plan.content_version,
        "date": plan.day.isoformat(),
        "start": plan.start.isoformat("minutes"),
        "end": plan.end.isoformat("minutes"),
        "place": plan.place,
        "lecturer": plan.lecturer,
        "kind": plan.audience.value,
        "route": plan.route,
        "organiser": plan.organiser,
        "names": plan.names.value,
        "nameless": int(plan.nameless),
        "retain_until": _iso(plan.retain_until),
        "closed": int(session.closed),
        "reported_on": _iso(session.reported_on),
        "names_erased": int(session.names_erased),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _session(row: Row) -> Session:
    name, title, edition, version, day, start, end, place, lecturer, kind, route, organiser, names, retain, *state = row
    closed, reported, erased = state
    plan = Plan(
        title=title,
        edition=EditionId(edition),
        content_version=version,
        day=date.fromisoformat(day),
        start=time.fromisoformat(start),
        end=time.fromisoformat(end),
        place=place,
        lecturer=lecturer,
        audience=Audience(kind),
        route=route,
        organiser=organiser,
        names=NameKeeping(names),
        retain_until=retain and date.fromisoformat(retain),
    )
    return Session(SessionId(name), plan, bool(closed), reported and date.fromisoformat(reported), bool(erased))
