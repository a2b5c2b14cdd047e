"""Erasing names for good: of one person, of one session, and of those whose day has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from supporter_app.domain.clock import JAPAN, Clock, today
from supporter_app.domain.enrolment import Enrolment, PersonId, enrolment_subject
from supporter_app.domain.errors import RequestRefused
from supporter_app.domain.journal import EventKind
from supporter_app.domain.session import NameKeeping, Session, session_subject
from supporter_app.services.end_folder import forget_people
from supporter_app.storage import backup, carried_copy, enrolment, journal, person_key
from supporter_app.storage import session as sessions
from supporter_app.storage.folder import damaged_files, forget_copies

if TYPE_CHECKING:
    from supporter_app.services.backups import Backups
    from supporter_app.storage.carried_copy import CarriedCopy
    from supporter_app.storage.database import Storage

FEWEST_LETTERS = 4
LONGEST_PAUSE = timedelta(days=400)
"""A clock this far ahead of the last record is doubted; nothing is erased by itself on its word."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did: names erased, where they were searched, and copies that were carried away before."""

    session: Session
    people: int
    searched: tuple[str, ...]
    carried: tuple["CarriedCopy", ...]


def after_a_backup(backups: "Backups", session: Session, stop: Event) -> Erased | None:
    """Make a backup, then erase all names of a session; stopped before that, nothing is erased and None is given.

    Opens the records for itself, so any thread may call. Raises StorageError's and FileError's families.
    """
    backups.make()
    if stop.is_set():
        return None
    with backups.opened() as storage:
        return Erasure(storage, backups.clock).erase_session(session)


def due_after_a_backup(backups: "Backups", stop: Event) -> tuple[Erased, ...]:
    """Make a backup, then erase the names whose day has come; stopped before that, they wait for the next start.

    Opens the records for itself, so any thread may call. Raises StorageError's and FileError's families.
    """
    backups.make()
    if stop.is_set():
        return ()
    with backups.opened() as storage:
        return Erasure(storage, backups.clock).erase_due()


class Erasure:
    """Erases names; numbers, attendance and completions stay to be counted, unless somebody is taken off a roster."""

    def __init__(self, storage: "Storage", clock: Clock) -> None:
        """Take the database and the clock."""
        self.storage = storage
        self.clock = clock

    def person(self, name: str) -> tuple[Session, Enrolment]:
        """Find a person by the id or its beginning; raises RequestRefused no-such-person, several-people."""
        wanted = name.strip().lower()
        if len(wanted) < FEWEST_LETTERS:
            raise RequestRefused("no-such-person", name)
        found = enrolment.beginning_with(self.storage, wanted)
        if not found:
            raise RequestRefused("no-such-person", name)
        if len(found) > 1:
            raise RequestRefused("several-people", name)
        session = sessions.one(self.storage, found[0].session)
        assert session is not None, "an enrolment refers to a session that stands"
        return session, found[0]

    def erase_person(self, person: PersonId) -> Erased:
        """Erase one person's name everywhere; raises RequestRefused no-such-person."""
        session, enrolled = self.person(person)
        left = self._forget_beside([enrolled])
        with self.storage.write() as db:
            person_key.drop_person(db, enrolled.person)
            if enrolled.sealed is not None:
                subject = enrolment_subject(session.id, enrolled.person)
                journal.append(self.storage, db, EventKind.ERASE, subject)
        return self._erased(session, [enrolled], left)

    def take_off(self, session: Session, enrolled: Enrolment) -> Erased:
        """Take off a roster whoever stands on it by mistake, with all that was marked; a name goes everywhere.

        The number is free again if it was the last. Whoever was taken off does not come back: they are enrolled anew.
        """
        left = self._forget_beside([enrolled])
        subject = enrolment_subject(session.id, enrolled.person)
        with self.storage.write() as db:
            person_key.drop_person(db, enrolled.person)
            if enrolled.sealed is not None:
                journal.append(self.storage, db, EventKind.ERASE, subject)
            journal.append(self.storage, db, EventKind.VOID, subject)
        return self._erased(session, [enrolled], left)

    def erase_session(self, session: Session) -> Erased:
        """Erase all names of a session everywhere."""
        people = enrolment.roster(self.storage, session.id)
        left = self._forget_beside(people)
        with self.storage.write() as db:
            person_key.drop_session(db, session.id)
            if not session.names_erased:
                journal.append(self.storage, db, EventKind.ERASE, session_subject(session.id))
        return self._erased(session, people, left)

    def due(self) -> tuple[Session, ...]:
        """List the sessions whose day has come: those erased by themselves, and those a person is asked about."""
        return tuple(each for each, until in self._with_names() if until < self._day())

    def coming(self, days: int) -> tuple[Session, ...]:
        """List the sessions whose names go, or are asked about, within some days from now."""
        first, last = self._day(), self._day() + timedelta(days=days)
        return tuple(each for each, until in self._with_names() if first <= until <= last)

    def due_by_itself(self) -> tuple[Session, ...]:
        """List those whose report is done for 14 days, so that nobody is asked; none by a clock that is far ahead."""
        until_report = tuple(each for each in self.due() if each.plan.names is NameKeeping.UNTIL_REPORT)
        return () if until_report and self._far_ahead() else until_report

    def erase_due(self) -> tuple[Erased, ...]:
        """Erase the names that go by themselves; a backup is the caller's."""
        return tuple(self.erase_session(each) for each in self.due_by_itself())

    def _with_names(self) -> list[tuple[Session, date]]:
        """Give the sessions that still have names, with the last day of these where one is fixed."""
        named = [each for each in sessions.every(self.storage) if not each.names_erased]
        return [(each, each.names_until) for each in named if each.names_until is not None]

    def _forget_beside(self, people: Iterable[Enrolment]) -> tuple[Path, ...]:
        """Take the keys from beside the backups first: cut off then, it has forgotten too much, never too little.

        Gives where in the folder for a copy at the end they could not be taken away now.
        """
        folder = self._folder()
        if folder is None:
            return ()
        gone = frozenset(each.person for each in people)
        backup.forget_keys(self.storage, folder / backup.FOLDER / backup.KEYS, gone)
        return forget_people(folder, gone)

    def _erased(self, session: Session, people: Iterable[Enrolment], left: Iterable[Path]) -> Erased:
        """Take the names out of what lies beside the database too, and say where was searched."""
        searched = ["database"]
        folder = self._folder()
        if folder is not None:
            forget_copies(folder)
            searched += ["copies-before-migration", "backups", "keys"]
        named = sum(each.sealed is not None for each in people)
        unreached = [carried_copy.CarriedCopy("", "end-folder", str(each), None, 0) for each in left]
        carried = (*carried_copy.with_names(self.storage, session.id), *self._set_aside(), *unreached)
        return Erased(session, named, tuple(searched), carried)

    def _set_aside(self) -> tuple["CarriedCopy", ...]:
        """List the damaged files that were set aside: they cannot be written any more and may hold names and keys."""
        folder = self._folder()
        files = () if folder is None else damaged_files(folder)
        return tuple(carried_copy.CarriedCopy("", "damaged", str(each), None, 0) for each in files)

    def _folder(self) -> Path | None:
        return None if self.storage.path is None else self.storage.path.parent

    def _day(self) -> date:
        return today(self.clock)

    def _far_ahead(self) -> bool:
        last = journal.last_stamp(self.storage)
        if last is None:
            return False
        return self.clock() - datetime.fromisoformat(last).astimezone(JAPAN) > LONGEST_PAUSE
