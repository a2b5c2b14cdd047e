"""What is done while the power goes, the process is killed or a call fails: flows of acknowledged writes.

`python -m tests.full.flows NAME FOLDER STEPS` does a flow in a real data folder through the program's own services, and
says each step on standard output only after the service has come back. A flow can be prepared, done, and looked at
afterwards: what was said must be there. A new flow is a class and a line in FLOWS.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Protocol

from supporter_app.bootstrap import App, compose
from supporter_app.domain.edition import EditionId, ItemId, PageId
from supporter_app.domain.quiz import Response
from supporter_app.domain.session import NameKeeping, Plan, Session
from supporter_app.services.attendance import Marks
from supporter_app.services.learning import Learning
from supporter_app.services.roster import Entry
from supporter_app.storage import attendance, completion, enrolment, journal, migration, person_key, preferences
from supporter_app.storage import session as sessions
from supporter_app.storage.database import SCHEMA, Storage, open_database
from supporter_app.storage.folder import FILE
from tests.unit.services.conftest import FIRST, SECOND, SmallCourse

CONTROL = "TSUNAGARI_CONTROL"
"""In the environment: write as most guides say (WAL, NORMAL), to show that the looking finds what is lost."""
PEOPLE = 12
MOST_NAMES = 60
NAME = "見本 花子"
SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"
LOADED = migration
"""So that a child is killed at its work and not while it loads libraries."""

Say = Callable[[str], None]


def now() -> datetime:
    """Read the clock of this computer."""
    return datetime.now(UTC)


class Flow(Protocol):
    """One thing people do, again and again."""

    def prepare(self, folder: Path) -> None:
        """Record what has to be there before."""

    def run(self, folder: Path, say: Say) -> Iterator[None]:
        """Do one step after the other, without end, saying each."""

    def missing(self, storage: Storage, said: list[str]) -> list[str]:
        """Give what was said and is not there."""


class Completing:
    """A learner reads, answers, and completes one edition after the other."""

    def prepare(self, folder: Path) -> None:
        """Begin with nothing."""

    def run(self, folder: Path, say: Say) -> Iterator[None]:
        """Leave pages, answer, complete."""
        storage = open_database(folder, now)
        learning = Learning(storage, SmallCourse(), now)
        number = len(completion.own(storage))
        while True:
            edition = EditionId(f"e{number}")
            for chapter, pages in ((FIRST, ("p1", "p2")), (SECOND, ("p1",))):
                for page in pages:
                    learning.leave_page(edition, chapter, PageId(page))
            for item in ("q1", "q2"):
                learning.answer(edition, FIRST, Response(ItemId(item), ("a",)))
            learning.complete(edition)
            say(edition)
            number += 1
            yield

    def missing(self, storage: Storage, said: list[str]) -> list[str]:
        """Compare with the completions of this computer."""
        there = {each.edition for each in completion.own(storage).values()}
        return [each for each in said if each not in there]


class Enrolling:
    """An organiser makes sessions and enrols people with names."""

    def prepare(self, folder: Path) -> None:
        """Have a key for this log-on, so that only the records are at stake."""
        app = compose(folder, now)
        app.roster.add(held(app), Entry(NAME))
        app.close()

    def run(self, folder: Path, say: Say) -> Iterator[None]:
        """Enrol one person after the other."""
        app = compose(folder, now)
        while True:
            session = held(app)
            say(f"session {session.id}")
            yield
            for _ in range(3):
                entry = Entry(NAME if person_key.count(app.storage) < MOST_NAMES else "")
                say(f"person {session.id} {app.roster.add(session, entry).person}")
                yield

    def missing(self, storage: Storage, said: list[str]) -> list[str]:
        """Compare with sessions, rosters and keys."""
        there = {f"session {each.id}" for each in sessions.every(storage)}
        for each in sessions.every(storage):
            keys = person_key.of_session(storage, each.id)
            people = enrolment.roster(storage, each.id)
            there |= {f"person {each.id} {who.person}" for who in people if who.sealed is None or who.person in keys}
        return [each for each in said if each not in there]


class Marking:
    """A trainer marks the roll, and puts marks right."""

    def prepare(self, folder: Path) -> None:
        """Hold a session with a roster."""
        app = compose(folder, now)
        session = app.classroom.create(PLAN)
        app.roster.take(session, [Entry()] * PEOPLE)
        app.close()

    def run(self, folder: Path, say: Say) -> Iterator[None]:
        """Mark one number after the other, each round with other minutes."""
        app = compose(folder, now)
        session = app.classroom.every()[0]
        known = attendance.of_session(app.storage, session.id)
        minutes = max((each.late_minutes for each in known.values()), default=0)
        while True:
            minutes += 1
            for number in range(1, PEOPLE + 1):
                app.attendance.mark(session, Marks(late={number: minutes}))
                say(f"{number} {minutes}")
                yield

    def missing(self, storage: Storage, said: list[str]) -> list[str]:
        """Compare the minutes last said for a number; later ones may be there."""
        session = sessions.every(storage)[0]
        numbers = {each.person: each.number for each in enrolment.roster(storage, session.id)}
        marks = attendance.of_session(storage, session.id)
        there = {numbers[person]: mark.late_minutes for person, mark in marks.items()}
        pairs = [tuple(map(int, each.split())) for each in said]
        return [f"{number} {minutes}" for number, minutes in pairs if there.get(number, 0) < minutes]


class Erasing:
    """Somebody erases one name after the other."""

    def prepare(self, folder: Path) -> None:
        """Hold a session with names, and have a backup."""
        app = compose(folder, now)
        app.roster.take(held(app), [Entry(NAME)] * 40)
        app.backups.make()
        app.close()

    def run(self, folder: Path, say: Say) -> Iterator[None]:
        """Erase as long as there are names, then enrol more."""
        app = compose(folder, now)
        session = app.classroom.every()[0]
        while True:
            people = [each for each in enrolment.roster(app.storage, session.id) if each.sealed is not None]
            for each in people:
                app.erasure.erase_person(each.person)
                say(each.person)
                yield
            app.roster.take(session, [Entry(NAME)] * 10)

    def missing(self, storage: Storage, said: list[str]) -> list[str]:
        """Whoever was erased has neither name nor key, here and beside the backups."""
        from supporter_app.storage import backup

        assert storage.path is not None
        session = sessions.every(storage)[0]
        sealed = {each.person for each in enrolment.roster(storage, session.id) if each.sealed is not None}
        beside = backup.keys_beside(storage.path.parent / backup.FOLDER / "x.sqlite")
        keys = {each.person for each in (*person_key.every(storage), *beside.keys)}
        return [each for each in said if each in sealed or each in keys]


class BackingUp(Marking):
    """A roll is marked and backed up."""

    def run(self, folder: Path, say: Say) -> Iterator[None]:
        """Make a backup after each mark."""
        app = compose(folder, now)
        steps = super().run(folder, lambda _: None)
        while True:
            next(steps)
            made = app.backups.make()
            assert made is not None
            say(made.path.name)
            yield

    def missing(self, storage: Storage, said: list[str]) -> list[str]:
        """Every listed backup can be read, and the last one that was said is among them."""
        assert storage.path is not None
        backups = compose(storage.path.parent, now).backups
        listed = {each.path.name for each in backups.every() if backups.look(each.path).people == PEOPLE}
        unreadable = [each.path.name for each in backups.every() if each.path.name not in listed]
        return unreadable + [each for each in said[-1:] if each not in listed]


class Restoring(Marking):
    """A backup is brought back, again and again."""

    def prepare(self, folder: Path) -> None:
        """Have a backup of a roll that is not marked."""
        super().prepare(folder)
        made = compose(folder, now).backups.make()
        assert made is not None
        shutil.copy(made.path, folder / "first.sqlite")

    def run(self, folder: Path, say: Say) -> Iterator[None]:
        """Mark, go back, and say both."""
        kept = folder / "first.sqlite"
        while True:
            app = compose(folder, now)
            session = app.classroom.every()[0]
            app.attendance.mark(session, Marks(late={1: 7}))
            app.close()
            done = app.backups.restore(kept)
            assert done.aside is not None
            say(done.aside.name)
            yield

    def missing(self, storage: Storage, said: list[str]) -> list[str]:
        """Find the session in either state, and what was kept aside last as a backup that can be read."""
        assert storage.path is not None
        session = sessions.every(storage)[0]
        people = len(enrolment.roster(storage, session.id))
        backups = compose(storage.path.parent, now).backups
        folder = storage.path.parent / "backups"
        aside = [each for each in said[-1:] if backups.look(folder / each).people != PEOPLE]
        return aside + ([] if people == PEOPLE else ["roster"])


class Migrating:
    """A database of an earlier release is written for the first time."""

    def __init__(self, schema: Path) -> None:
        """Take the file of that release."""
        self.schema = schema

    def prepare(self, folder: Path) -> None:
        """Put it there."""
        folder.mkdir(parents=True)
        shutil.copy(self.schema, folder / FILE)

    def run(self, folder: Path, say: Say) -> Iterator[None]:
        """Write, and write again."""
        storage = open_database(folder, now)
        number = _trial(storage)
        while True:
            number += 1
            with storage.write() as db:
                preferences.save(db, {"trial": str(number)})
            say(str(number))
            yield

    def missing(self, storage: Storage, said: list[str]) -> list[str]:
        """Find what that release recorded, and the last number said, or a later one."""
        found = _trial(storage)
        kept = [] if completion.own(storage) else ["completion"]
        return kept + [each for each in said if int(each) > found]


def _trial(storage: Storage) -> int:
    return int(str(preferences.load(storage).get("trial", 0)))


PLAN = Plan("講座", EditionId("general"), "1.0", date(2026, 11, 20), time(14), time(15, 30), "公民館", "講師")
FLOWS: dict[str, Flow] = {
    "completion": Completing(),
    "roster": Enrolling(),
    "attendance": Marking(),
    "erase": Erasing(),
    "backup": BackingUp(),
    "restore": Restoring(),
    "migration": Migrating(SCHEMAS / "v1.sqlite"),
}
FLOWS.update({f"migration {number}": Migrating(SCHEMAS / f"v{number}.sqlite") for number in range(2, SCHEMA)})
"""A migration from each schema there was; the present one is none."""


def held(app: App) -> Session:
    """Make a session whose names are kept until the report."""
    from dataclasses import replace

    return app.classroom.create(replace(PLAN, names=NameKeeping.UNTIL_REPORT))


def look(flow: Flow, folder: Path, said: list[str]) -> list[str]:
    """Open what is left as the next start would, and give everything that is wrong."""
    return sound(folder, lambda storage: flow.missing(storage, said))


def sound(folder: Path, missing: Callable[[Storage], list[str]]) -> list[str]:
    """Open the records of a folder, and give everything that is wrong with them, and what is missing."""
    storage = open_database(folder, now)
    try:
        whole = storage.rows("PRAGMA integrity_check") in ([("ok",)], [])
        faults = [f"{each.kind.value} {each.seq}" for each in journal.check(storage)]
        wrong = ([] if whole else ["integrity"]) + faults + [f"fold {each}" for each in journal.differing(storage)]
        return wrong + missing(storage)
    finally:
        storage.close()


def as_usual() -> None:
    """Write as most guides say in this process: a write-ahead log, synced now and then."""
    from supporter_app.storage import connection

    others = connection.PRAGMAS[2:]
    connection.PRAGMAS = (("journal_mode", "WAL", "wal"), ("synchronous", "NORMAL", 1), *others)


def main(name: str, folder: Path, steps: int) -> None:
    """Do some steps of a flow, saying each."""
    if os.environ.get(CONTROL):
        as_usual()

    def say(words: str) -> None:
        os.write(1, f"{words}\n".encode())

    running = FLOWS[name].run(folder, say)
    for _ in range(steps):
        next(running)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
