"""The roll of a session: marking it, counting heads, and saying who may get the paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from supporter_app.domain.attendance import (
    Attendance,
    Hindrance,
    Status,
    attendance_fields,
    attendance_subject,
    hindrance,
    uncalled_fields,
)
from supporter_app.domain.errors import RequestRefused
from supporter_app.domain.headcount import MOST, Counted, headcount_fields, headcount_subject, of_children, summed
from supporter_app.domain.journal import EventKind
from supporter_app.domain.roster import HeadCount
from supporter_app.domain.session import Session
from supporter_app.files import read_limited
from supporter_app.i18n import _
from supporter_app.storage import attendance, enrolment, headcount, journal

if TYPE_CHECKING:
    from supporter_app.domain.enrolment import Enrolment
    from supporter_app.services.classroom import Classroom
    from supporter_app.services.names import Names
    from supporter_app.services.roster import Line, RosterService
    from supporter_app.storage.database import Storage

MOST_FILE_BYTES = 16 * 1024 * 1024
MOST_MINUTES = 24 * 60
LONGEST_DETAIL = 20


@dataclass(frozen=True, slots=True)
class Marks:
    """A roll call by numbers: who was there, who was not, minutes missed by number, and whose mark is taken back."""

    all_present: bool = False
    present: frozenset[int] = frozenset()
    absent: frozenset[int] = frozenset()
    late: Mapping[int, int] = field(default_factory=dict)
    left_early: Mapping[int, int] = field(default_factory=dict)
    planned: frozenset[int] = frozenset()

    def numbers(self) -> frozenset[int]:
        """Give every number that is named."""
        return self.present | self.absent | frozenset(self.late) | frozenset(self.left_early) | self.planned

    def twice(self) -> frozenset[int]:
        """Give the numbers that are named in ways that exclude each other."""
        there = self.present | frozenset(self.late) | frozenset(self.left_early)
        return (self.absent & there) | (self.planned & (self.absent | there))


@dataclass(frozen=True, slots=True)
class Called:
    """A line of the roll: the person, the attendance if called, and what stands between them and the paper."""

    line: "Line"
    attendance: Attendance | None

    @property
    def status(self) -> Status:
        """Give the word of the roll."""
        return Status.PLANNED if self.attendance is None else self.attendance.status

    @property
    def hindrance(self) -> Hindrance | None:
        """Give why the person may not get the paper; None when they may."""
        return hindrance(self.attendance)


class AttendanceService:
    """The rolls and head counts of this computer's sessions."""

    def __init__(self, storage: "Storage", classroom: "Classroom", roster: "RosterService") -> None:
        """Take the database, the sessions and the rosters."""
        self.storage = storage
        self.classroom = classroom
        self.roster = roster

    def over(self, storage: "Storage", names: "Names") -> "AttendanceService":
        """Give the same over another connection to the same records."""
        from supporter_app.services.roster import RosterService

        return AttendanceService(storage, self.classroom.over(storage, names), RosterService(storage, names))

    def roll(self, session: Session) -> tuple[Called, ...]:
        """Read the roll in the order of the roster."""
        known = attendance.of_session(self.storage, session.id)
        return tuple(Called(line, known.get(line.enrolment.person)) for line in self.roster.lines(session))

    def mark(self, session: Session, marks: Marks) -> int:
        """Mark the roll, all or nothing; gives how many marks changed. Marking again puts a mark right.

        A mark that is taken back leaves the person as not called yet; that too is an event.
        Raises RequestRefused no-such-number, number-twice, minutes-wrong, nobody-enrolled, nothing-to-mark, and
        children-are-counted.
        """
        if session.plan.for_children:
            raise RequestRefused("children-are-counted")
        people = {each.number: each for each in enrolment.roster(self.storage, session.id)}
        _refuse(marks, people)
        known = attendance.of_session(self.storage, session.id)
        called = (people.keys() if marks.all_present else marks.numbers()) - marks.planned
        wanted = [_marked(each, marks) for number, each in people.items() if number in called]
        changed = [each for each in wanted if known.get(each.person) != each]
        taken_back = [people[number].person for number in sorted(marks.planned) if people[number].person in known]
        with self.storage.write() as db:
            for each in changed:
                kind = EventKind.FIX if each.person in known else EventKind.DONE
                subject = attendance_subject(each.session, each.person)
                journal.append(self.storage, db, kind, subject, attendance_fields(each))
            for person in taken_back:
                journal.append(
                    self.storage, db, EventKind.FIX, attendance_subject(session.id, person), uncalled_fields()
                )
            if changed or taken_back:
                self.classroom.settle(db, session)
        return len(changed) + len(taken_back)

    def headcount(self, session: Session) -> tuple[Counted, ...]:
        """Read the head count of a session."""
        return headcount.of_session(self.storage, session.id)

    def read(self, file: Path) -> HeadCount:
        """Read a head count from a file, without writing it down; raises FileError's family, ImportWrong."""
        from supporter_app.exchange.roster import read_head_count

        return read_head_count(read_limited(file, MOST_FILE_BYTES), file.name)

    def count(self, session: Session, rows: Sequence[Counted]) -> tuple[Counted, ...]:
        """Write down a head count, in place of an earlier one; raises RequestRefused count-wrong.

        Of children only school year and class are kept; raises RequestRefused count-by-class where a row has neither.
        """
        given = tuple(rows)
        if session.plan.for_children:
            try:
                given = of_children(given, session.plan.audience)
            except ValueError as error:
                raise RequestRefused("count-by-class", str(error)[:LONGEST_DETAIL] or _("roll: nothing")) from error
        counted = summed(given)
        if not counted or any(not 0 < each.count <= MOST for each in counted):
            raise RequestRefused("count-wrong", str(MOST))
        kind = EventKind.FIX if self.headcount(session) else EventKind.DONE
        with self.storage.write() as db:
            journal.append(self.storage, db, kind, headcount_subject(session.id), headcount_fields(counted))
        return counted


def _marked(person: "Enrolment", marks: Marks) -> Attendance:
    number = person.number
    minutes = (marks.late.get(number, 0), marks.left_early.get(number, 0))
    return Attendance(person.session, person.person, number in marks.absent, *minutes)


def _refuse(marks: Marks, people: Mapping[int, object]) -> None:
    if not people:
        raise RequestRefused("nobody-enrolled")
    if not (marks.all_present or marks.numbers()):
        raise RequestRefused("nothing-to-mark")
    unknown = sorted(marks.numbers() - people.keys())
    if unknown:
        raise RequestRefused("no-such-number", "、".join(map(str, unknown)))
    twice = sorted(marks.twice())
    if twice:
        raise RequestRefused("number-twice", "、".join(map(str, twice)))
    if any(not 0 <= minutes <= MOST_MINUTES for minutes in (*marks.late.values(), *marks.left_early.values())):
        raise RequestRefused("minutes-wrong", str(MOST_MINUTES))
