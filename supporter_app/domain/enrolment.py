"""A person on the roster of a session: number, what is asked for counting, and the sealed name."""

from enum import Enum
from typing import NamedTuple, NewType

from supporter_app.domain.journal import Body, parse_body
from supporter_app.domain.session import SessionId

RECORD = "enrolment"

PersonId = NewType("PersonId", str)
"""32 hexadecimal letters, random; a person has one for each session."""


class AgeBand(Enum):
    """An age as it is asked for; 80plus only where the organiser's setting says so."""

    UNDER_20 = "u20"
    TWENTIES = "20s"
    THIRTIES = "30s"
    FORTIES = "40s"
    FIFTIES = "50s"
    SIXTIES = "60s"
    SEVENTY_PLUS = "70plus"
    EIGHTY_PLUS = "80plus"
    UNKNOWN = "unknown"


class Sex(Enum):
    """A sex as it is asked for; not saying is an answer."""

    MALE = "male"
    FEMALE = "female"
    OTHER = "other"
    UNDISCLOSED = "undisclosed"
    UNKNOWN = "unknown"


class Enrolment(NamedTuple):
    """One person on a roster; `number` counts from 1, `sealed` is the name as only its key opens it."""

    session: SessionId
    person: PersonId
    number: int
    age_band: AgeBand = AgeBand.UNKNOWN
    sex: Sex = Sex.UNKNOWN
    category: str = ""
    sealed: bytes | None = None


def enrolment_subject(session: SessionId, person: PersonId) -> str:
    """Give the subject of a person's events in a session."""
    return f"{RECORD}/{session}/{person}"


def enrolment_fields(enrolment: Enrolment) -> dict[str, object]:
    """Write an enrolment as the fields of an event's body; the sealed name, where there is one, in hexadecimal."""
    fields: dict[str, object] = {
        "record": RECORD,
        "number": enrolment.number,
        "age_band": enrolment.age_band.value,
        "sex": enrolment.sex.value,
        "category": enrolment.category,
    }
    if enrolment.sealed is not None:
        fields["sealed"] = enrolment.sealed.hex()
    return fields


def read_enrolment(session: SessionId, person: PersonId, body: bytes) -> Enrolment:
    """Read an enrolment back; ValueError when the body is malformed."""
    fields = Body(parse_body(body))
    return Enrolment(
        session=session,
        person=person,
        number=fields.whole("number"),
        age_band=AgeBand(fields.text("age_band")),
        sex=Sex(fields.text("sex")),
        category=fields.text("category"),
        sealed=bytes.fromhex(fields.text("sealed")) if fields.has("sealed") else None,
    )
