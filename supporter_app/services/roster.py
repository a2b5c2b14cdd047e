"""Rosters: who is enrolled in a session, one by one or from a list."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from supporter_app.domain.enrolment import AgeBand, Enrolment, PersonId, Sex, enrolment_fields, enrolment_subject
from supporter_app.domain.errors import RequestRefused
from supporter_app.domain.journal import EventKind
from supporter_app.domain.names import MOST_LETTERS, NameTrouble, trimmed, troubles
from supporter_app.domain.roster import Roster, RosterProblem, Trouble
from supporter_app.domain.session import Session
from supporter_app.files import read_limited
from supporter_app.storage import enrolment, journal

if TYPE_CHECKING:
    from supporter_app.keys.seal import PersonName
    from supporter_app.services.names import Names
    from supporter_app.storage.database import Storage, Transaction

ID_BYTES = 16
MOST_FILE_BYTES = 16 * 1024 * 1024
"""Read at most; which of these is too large to be a roster says the reader."""
NAME_COLUMNS = frozenset({"name", "family"})
MOST = 5000
"""People on one roster."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A person to be enrolled, names as typed."""

    name: str = ""
    kana: str = ""
    age_band: AgeBand = AgeBand.UNKNOWN
    sex: Sex = Sex.UNKNOWN
    category: str = ""

    @property
    def named(self) -> bool:
        """Tell whether there is a name to keep."""
        return bool(self.name or self.kana)


@dataclass(frozen=True, slots=True)
class Line:
    """A person on a roster as read; the name is None where none was given, it is erased, or the vault is locked."""

    enrolment: Enrolment
    name: "PersonName | None"


class RosterService:
    """The rosters of this computer's sessions."""

    def __init__(self, storage: "Storage", names: "Names") -> None:
        """Take the database and the vault."""
        self.storage = storage
        self.names = names

    def lines(self, session: Session) -> tuple[Line, ...]:
        """Read a roster in the order of its numbers, with names while they can be read."""
        people = enrolment.roster(self.storage, session.id)
        names = {} if self.names.locked(session.plan.names) else self.names.read(session, people)
        return tuple(Line(each, names.get(each.person)) for each in people)

    def count(self, session: Session) -> int:
        """Count the people on a roster."""
        return len(enrolment.roster(self.storage, session.id))

    def numbered(self, session: Session, number: int) -> Enrolment:
        """Find who has a number on a roster; raises RequestRefused no-such-number."""
        found = [each for each in enrolment.roster(self.storage, session.id) if each.number == number]
        if not found:
            raise RequestRefused("no-such-number", str(number))
        return found[0]

    def add(self, session: Session, entry: Entry) -> Enrolment:
        """Enrol one person; raises what `take` does."""
        return self.take(session, [entry])[0]

    def take(self, session: Session, entries: Sequence[Entry]) -> tuple[Enrolment, ...]:
        """Enrol people in the order given, all or none, numbered on from the last.

        Raises RequestRefused children-are-counted, session-is-nameless, names-are-erased, name-unusable, name-too-long,
        roster-too-long, too-many-names,
        and KeysError's family where names cannot be sealed now.
        """
        if session.plan.for_children:
            raise RequestRefused("children-are-counted")
        kept = [replace(each, name=trimmed(each.name), kana=trimmed(each.kana)) for each in entries]
        self._refuse(session, kept)
        with self.storage.write() as db:
            last = enrolment.last_number(self.storage, session.id)
            if last + len(kept) > MOST:
                raise RequestRefused("roster-too-long", str(MOST))
            return tuple(self._enrol(db, session, number, each) for number, each in enumerate(kept, start=last + 1))

    def read(self, session: Session, file: Path) -> Roster:
        """Read the people of a CSV, TSV or XLSX, without taking them.

        Raises FileError's family, ImportWrong, and RequestRefused children-are-counted, or session-is-nameless when
        there are names in it that this session has no place for.
        """
        from supporter_app.exchange.roster import read_roster

        if session.plan.for_children:
            raise RequestRefused("children-are-counted")
        found = read_roster(read_limited(file, MOST_FILE_BYTES), file.name)
        if found.has_names and session.plan.nameless:
            raise RequestRefused("session-is-nameless")
        return replace(found, problems=(*found.problems, *self._on_roster(session, found)))

    def _on_roster(self, session: Session, read: Roster) -> tuple[RosterProblem, ...]:
        """Find who stands on the roster already, as far as names can be read: the same file may come twice."""
        there = {(each.name.name, each.name.kana) for each in self.lines(session) if each.name is not None}
        heading = next((each.heading for each in read.columns_found if each.id in NAME_COLUMNS), "")
        again = (each for each in read.rows if each.name and (each.name, each.kana or "") in there)
        return tuple(RosterProblem(each.row, heading, Trouble.ON_ROSTER) for each in again)

    def take_read(self, session: Session, read: Roster) -> tuple[Enrolment, ...]:
        """Enrol the people of a file, all or none; raises what `take` does."""
        entries = [
            Entry(each.name or "", each.kana or "", each.age_band, each.sex, each.category) for each in read.rows
        ]
        return self.take(session, entries)

    def _enrol(self, db: "Transaction", session: Session, number: int, entry: Entry) -> Enrolment:
        from supporter_app.keys.seal import PersonName

        person = PersonId(os.urandom(ID_BYTES).hex())
        sealed = self.names.seal(db, session, person, PersonName(entry.name, entry.kana)) if entry.named else None
        enrolled = Enrolment(session.id, person, number, entry.age_band, entry.sex, entry.category.strip(), sealed)
        subject = enrolment_subject(session.id, person)
        journal.append(self.storage, db, EventKind.DONE, subject, enrolment_fields(enrolled))
        return enrolled

    def _refuse(self, session: Session, entries: Sequence[Entry]) -> None:
        named = [each for each in entries if each.named]
        if named and session.plan.nameless:
            raise RequestRefused("session-is-nameless")
        if named and session.names_erased:
            raise RequestRefused("names-are-erased")
        for text in (text for each in entries for text in (each.name, each.kana, each.category)):
            refused = [trouble for trouble in troubles(text) if trouble.refuses]
            if refused == [NameTrouble.TOO_LONG]:
                raise RequestRefused("name-too-long", str(MOST_LETTERS))
            if refused:
                raise RequestRefused("name-unusable")
        self.names.refuse_too_many(session, len(named))
