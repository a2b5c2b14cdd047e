"""Attendance: who was there and for how long, and who may get the paper."""

from enum import Enum
from typing import NamedTuple

from supporter_app.domain.enrolment import PersonId
from supporter_app.domain.journal import Body, parse_body
from supporter_app.domain.session import SessionId

RECORD = "attendance"
RULE = "present-less-than-15-minutes-missed"
LIMIT = 15
"""Minutes; whoever comes so late, or leaves so early, gets no paper, as prefectures hold it for this kind of course."""


class Status(Enum):
    """What the roll says: not called yet, there, away, or there for too little of it."""

    PLANNED = "planned"
    PRESENT = "present"
    ABSENT = "absent"
    PARTIAL = "partial"


class Hindrance(Enum):
    """Why a person may not get the paper; the value is the id of a sentence."""

    NOT_CALLED = "not-called"
    ABSENT = "absent"
    LATE = "late"
    LEFT_EARLY = "left-early"


class Attendance(NamedTuple):
    """One person's attendance; the minutes missed at the beginning and at the end."""

    session: SessionId
    person: PersonId
    absent: bool = False
    late_minutes: int = 0
    early_minutes: int = 0

    @property
    def status(self) -> Status:
        """Give the word of the roll."""
        if self.absent:
            return Status.ABSENT
        return Status.PRESENT if max(self.late_minutes, self.early_minutes) < LIMIT else Status.PARTIAL


def hindrance(attendance: Attendance | None) -> Hindrance | None:
    """Give the first reason why a person may not get the paper; None when they may."""
    if attendance is None:
        return Hindrance.NOT_CALLED
    if attendance.absent:
        return Hindrance.ABSENT
    if attendance.late_minutes >= LIMIT:
        return Hindrance.LATE
    return Hindrance.LEFT_EARLY if attendance.early_minutes >= LIMIT else None


def attendance_subject(session: SessionId, person: PersonId) -> str:
    """Give the subject of a person's roll calls in a session."""
    return f"{RECORD}/{session}/{person}"


def attendance_fields(attendance: Attendance) -> dict[str, object]:
    """Write an attendance as the fields of an event's body."""
    return {
        "record": RECORD,
        "absent": attendance.absent,
        "late_minutes": attendance.late_minutes,
        "early_minutes": attendance.early_minutes,
    }


def uncalled_fields() -> dict[str, object]:
    """Write that a person was not called after all, as the fields of an event's body."""
    return {"record": RECORD, "called": False}


def read_attendance(session: SessionId, person: PersonId, body: bytes) -> Attendance | None:
    """Read an attendance back; None when the mark was taken back. ValueError when the body is malformed."""
    fields = Body(parse_body(body))
    if fields.has("called") and not fields.flag("called"):
        return None
    minutes = (fields.whole("late_minutes"), fields.whole("early_minutes"))
    return Attendance(session, person, fields.flag("absent"), *minutes)
