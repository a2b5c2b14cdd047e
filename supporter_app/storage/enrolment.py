"""Rosters as people read them: the fold of the journal, one row for each person who stands on one."""

from supporter_app.domain.enrolment import RECORD, AgeBand, Enrolment, PersonId, Sex, read_enrolment
from supporter_app.domain.journal import Subject
from supporter_app.domain.session import SessionId
from supporter_app.storage.database import Row, Storage
from supporter_app.storage.row import Known, Values

TABLE = RECORD
KEY: tuple[str, ...] = ("person",)
READ = "SELECT session, person, number, age_band, sex, category, sealed_name FROM enrolment"


def rows(subject: Subject, body: bytes, known: Known) -> list[Values]:
    """Give what stands of an enrolment, if its session does; an erased person stays, without the name.

    Of a child nothing is told but a number, whatever somebody's program wrote.
    """
    session, _, person = subject.id.partition("/")[2].partition("/")
    nameless = known.nameless(session)
    if nameless is None:
        return []
    child = nameless and known.audience(session) is not None
    enrolment = read_enrolment(SessionId(session), PersonId(person), body)
    values: Values = {
        "person": person,
        "session": session,
        "nameless": nameless,
        "number": enrolment.number,
        "age_band": (AgeBand.UNDER_20 if child else enrolment.age_band).value,
        "sex": (Sex.UNKNOWN if child else enrolment.sex).value,
        "category": "" if child else enrolment.category,
        "sealed_name": None if subject.erased or not known.names(session) else enrolment.sealed,
    }
    return [values]


def roster(storage: Storage, session: SessionId) -> tuple[Enrolment, ...]:
    """Read the roster of a session in the order of its numbers."""
    rows = storage.rows(f"{READ} WHERE session = ? ORDER BY number, person", (session,))
    return tuple(_enrolment(row) for row in rows)


def beginning_with(storage: Storage, letters: str) -> tuple[Enrolment, ...]:
    """Read the people whose id begins with these letters, two at most."""
    rows = storage.rows(f"{READ} WHERE substr(person, 1, ?) = ? LIMIT 2", (len(letters), letters))
    return tuple(_enrolment(row) for row in rows)


def last_number(storage: Storage, session: SessionId) -> int:
    """Give the highest number on a roster, 0 when nobody is on it."""
    return int(storage.rows("SELECT coalesce(max(number), 0) FROM enrolment WHERE session = ?", (session,))[0][0])


def _enrolment(row: Row) -> Enrolment:
    session, person, number, age_band, sex, category, sealed = row
    return Enrolment(SessionId(session), PersonId(person), number, AgeBand(age_band), Sex(sex), category, sealed)
