"""Sessions as a trainer plans, holds and closes them."""

import os
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from supporter_app.domain.attendance import RULE, hindrance
from supporter_app.domain.clock import Clock, today
from supporter_app.domain.errors import RequestRefused
from supporter_app.domain.journal import EventKind
from supporter_app.domain.names import NameTrouble, troubles
from supporter_app.domain.session import (
    FIRST_DAY,
    LAST_DAY,
    LONGEST_WORDS,
    NameKeeping,
    Plan,
    Session,
    SessionId,
    session_fields,
    session_subject,
)
from supporter_app.domain.session_completion import (
    SessionCompletion,
    session_completion_fields,
    session_completion_subject,
)
from supporter_app.storage import attendance, enrolment, journal, session_completion
from supporter_app.storage import session as sessions

if TYPE_CHECKING:
    from supporter_app.content.library import Library
    from supporter_app.services.names import Names
    from supporter_app.storage.database import Storage, Transaction

ID_BYTES = 16
FEWEST_LETTERS = 4
"""Of an id, to name a session by its beginning."""
KEPT_DAYS = 365
"""After this the program asks whether names kept under a passphrase are still needed; a day can be chosen instead."""


class Classroom:
    """The sessions of this computer."""

    def __init__(self, storage: "Storage", library: "Library", names: "Names", clock: Clock) -> None:
        """Take the database, the course, the vault and the clock."""
        self.storage = storage
        self.library = library
        self.names = names
        self.clock = clock

    def over(self, storage: "Storage", names: "Names") -> "Classroom":
        """Give the same over another connection to the same records."""
        return Classroom(storage, self.library, names, self.clock)

    def create(self, plan: Plan) -> Session:
        """Write down a session; the version of the course is filled in.

        Raises what `refuse` does, and RequestRefused vault-not-there.
        """
        self.refuse(plan)
        if plan.names is NameKeeping.KEPT and not self.names.founded:
            raise RequestRefused("vault-not-there")
        if plan.names is NameKeeping.KEPT and plan.retain_until is None:
            plan = replace(plan, retain_until=plan.day + timedelta(days=KEPT_DAYS))
        version = self.library.edition(plan.edition).version
        session = Session(SessionId(os.urandom(ID_BYTES).hex()), replace(plan, content_version=version))
        self._record(EventKind.DONE, session)
        return session

    def refuse(self, plan: Plan) -> None:
        """Raise RequestRefused no-such-edition, title-missing, ends-before-start or children-have-no-names.

        Also day-out-of-reach, and words-unusable for a text that is too long or holds what cannot be seen.
        """
        if plan.edition not in self.library.editions():
            raise RequestRefused("no-such-edition", plan.edition)
        if not plan.title.strip():
            raise RequestRefused("title-missing")
        if any(_unusable(each) for each in (plan.title, plan.place, plan.lecturer, plan.organiser)):
            raise RequestRefused("words-unusable", str(LONGEST_WORDS))
        _refuse_day(plan.day)
        if plan.end <= plan.start:
            raise RequestRefused("ends-before-start")
        if not plan.nameless and plan.for_children:
            raise RequestRefused("children-have-no-names")

    def every(self) -> tuple[Session, ...]:
        """Give all sessions, by day and time."""
        return sessions.every(self.storage)

    def session(self, name: str) -> Session:
        """Find a session by its id or the beginning of it; raises RequestRefused no-such-session, several-sessions."""
        wanted = name.strip().lower()
        found = [each for each in self.every() if each.id.startswith(wanted)] if len(wanted) >= FEWEST_LETTERS else []
        if not found:
            raise RequestRefused("no-such-session", name)
        if len(found) > 1:
            raise RequestRefused("several-sessions", name)
        return found[0]

    def close(self, session: SessionId) -> Session:
        """Close a session and record who has completed the course by it; closing twice changes nothing."""
        closed = replace(self.session(session), closed=True)
        with self.storage.write() as db:
            self._append(db, EventKind.FIX, closed)
            self.settle(db, closed)
        return closed

    def report_done(self, session: SessionId, day: date | None = None) -> Session:
        """Write down that the report is done, today unless told: names kept until then go 14 days later.

        Raises RequestRefused report-before-session, day-out-of-reach.
        """
        found = self.session(session)
        if day is not None:
            _refuse_day(day)
            if day < found.plan.day:
                raise RequestRefused("report-before-session", found.plan.day.isoformat())
        reported = replace(found, reported_on=day or today(self.clock))
        self._record(EventKind.FIX, reported)
        return reported

    def retain(self, session: SessionId, until: date) -> Session:
        """Choose the day on which keeping the names of a session is asked about; raises day-out-of-reach."""
        _refuse_day(until)
        found = self.session(session)
        changed = replace(found, plan=replace(found.plan, retain_until=until))
        self._record(EventKind.FIX, changed)
        return changed

    def completed(self, session: Session) -> int:
        """Count who has completed the course by a session."""
        return sum(not each.withdrawn for each in session_completion.of_session(self.storage, session.id))

    def settle(self, db: "Transaction", session: Session) -> None:
        """Bring the completions of a closed session to what its roll says, inside the caller's transaction."""
        if not session.closed:
            return
        roll = attendance.of_session(self.storage, session.id)
        known = {each.person: each for each in session_completion.of_session(self.storage, session.id)}
        for person in (each.person for each in enrolment.roster(self.storage, session.id)):
            entitled, before = hindrance(roll.get(person)) is None, known.get(person)
            if before is None and entitled:
                plan = session.plan
                came = SessionCompletion(session.id, person, plan.edition, plan.content_version, RULE, plan.day)
                self._settle(db, EventKind.DONE, came)
            elif before is not None and before.withdrawn is entitled:
                self._settle(db, EventKind.FIX, replace(before, withdrawn=not entitled))

    def _settle(self, db: "Transaction", kind: EventKind, completion: SessionCompletion) -> None:
        subject = session_completion_subject(completion.session, completion.person)
        journal.append(self.storage, db, kind, subject, session_completion_fields(completion))

    def _record(self, kind: EventKind, session: Session) -> None:
        with self.storage.write() as db:
            self._append(db, kind, session)

    def _append(self, db: "Transaction", kind: EventKind, session: Session) -> None:
        journal.append(self.storage, db, kind, session_subject(session.id), session_fields(session))


def _refuse_day(day: date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise RequestRefused("day-out-of-reach", day.isoformat())


def _unusable(text: str) -> bool:
    return len(text) > LONGEST_WORDS or any(each.refuses for each in troubles(text) if each is not NameTrouble.TOO_LONG)
