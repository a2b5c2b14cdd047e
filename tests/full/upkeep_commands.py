"""Commands that look after records, for the kills: backup, restore, erase, export, and the first after an update."""

import shutil
from dataclasses import replace
from pathlib import Path

from supporter_app.bootstrap import App, compose
from supporter_app.domain.session import NameKeeping, SessionId
from supporter_app.services.attendance import Marks
from supporter_app.services.roster import Entry
from supporter_app.storage import attendance, backup, completion, enrolment, person_key
from supporter_app.storage import session as sessions
from supporter_app.storage.database import Storage
from supporter_app.storage.folder import FILE
from tests.full.flows import NAME, PLAN, SCHEMAS, now
from tests.full.work import CREATE, ROWS, Answer, Work, rows_of


class BackingUp(Work):
    """`backup`, in its folder and to a place of one's own in turn."""

    kept = NameKeeping.UNTIL_REPORT

    def words(self) -> list[str]:
        """Make one."""
        return ["backup"] if self.turn % 2 else ["backup", "--out", str(self.out / f"copy-{self.turn}.sqlite")]

    def take(self, answer: Answer) -> None:
        """Remember where it lies."""
        self.promised.append(answer["path"])

    def missing(self, storage: Storage) -> list[str]:
        """Read every backup there is; those carried away must all be there, of the others the newest."""
        del storage
        backups = compose(self.folder, now).backups
        there = {str(each.path) for each in backups.every()} | {str(each) for each in self.out.glob("*.sqlite")}
        unreadable = [each for each in sorted(there) if backups.look(Path(each)).people != ROWS]
        listed = [each for each in self.promised if each.startswith(str(self.folder))][-1:]
        carried = [each for each in self.promised if each.startswith(str(self.out))]
        unlocked = [each for each in carried if len(backup.keys_beside(Path(each)).keys) != ROWS]
        return unreadable + unlocked + [each for each in (*listed, *carried) if each not in there]


class Restoring(Work):
    """`restore`: the records of one backup or of the other, and what was there before kept aside."""

    certain: int | None = None
    """The marks that were promised, and that no later command may have changed."""

    def begin(self, app: App) -> None:
        """Keep two states: as it is, and with everybody marked."""
        app.backups.make_into(self.out / "first.sqlite")
        app.attendance.mark(app.classroom.every()[0], Marks(all_present=True))
        app.backups.make_into(self.out / "second.sqlite")

    def words(self) -> list[str]:
        """Go to the one and the other in turn."""
        self.certain = None
        return ["restore", str(self.out / ("first.sqlite", "second.sqlite")[self.turn % 2]), "--yes"]

    def take(self, answer: Answer) -> None:
        """Remember which, and what lies aside."""
        self.certain = ROWS * (self.turn % 2)
        self.promised = [answer["aside"]]

    def missing(self, storage: Storage) -> list[str]:
        """Find one of the two states whole, the promised one unless a later command was begun."""
        session = sessions.every(storage)[0]
        people, marks = len(enrolment.roster(storage, session.id)), len(attendance.of_session(storage, session.id))
        if people != ROWS or marks not in ({0, ROWS} if self.certain is None else {self.certain}):
            return [f"{people} people, {marks} marks"]
        backups = compose(self.folder, now).backups
        unreadable = [str(each.path) for each in backups.every() if backups.look(each.path).people != ROWS]
        aside = [each for each in self.promised if not Path(each).exists()]
        return unreadable + aside


class Erasing(Work):
    """`erase person` and `erase session`: no name and no key, here and beside the backups."""

    kept = NameKeeping.UNTIL_REPORT

    def begin(self, app: App) -> None:
        """Hold more sessions with names, and have a backup with keys beside it."""
        for _ in range(8):
            app.roster.take(app.classroom.create(replace(PLAN, names=self.kept)), [Entry(NAME)] * 3)
        app.backups.make()

    def words(self) -> list[str]:
        """Erase the next person, every third time the names of a whole session."""
        app = compose(self.folder, now)
        named = [each.id for each in app.classroom.every() if not each.names_erased and each.id != self.session]
        people = [each.person for each in enrolment.roster(app.storage, self.session) if each.sealed is not None]
        app.close()
        if people and (self.turn % 3 or not named):
            return ["erase", "person", people[0], "--yes"]
        return ["erase", "session", named[0] if named else self.session, "--yes"]

    def take(self, answer: Answer) -> None:
        """Remember the session, and how many were erased in all."""
        self.promised += [answer["session"]] * answer["people"]

    def missing(self, storage: Storage) -> list[str]:
        """Count who has neither name nor key any more: at least as many as were promised."""
        beside = backup.keys_beside(self.folder / backup.FOLDER / FILE)
        keys = {each.person for each in person_key.every(storage)}
        wrong: list[str] = []
        for session in {*self.promised}:
            people = enrolment.roster(storage, SessionId(session))
            gone: list[str] = [each.person for each in people if each.sealed is None]
            back = [each for each in gone if each in keys or each in {one.person for one in beside.keys}]
            short = [session] if len(gone) < self.promised.count(session) else []
            wrong += short + back
        return wrong


class Exporting(Work):
    """`export` in its three formats: the file of this time or of the time before, never a half one."""

    kept = NameKeeping.UNTIL_REPORT
    FORMATS = ("xlsx", "csv", "csv-cp932")

    def words(self) -> list[str]:
        """Write over the same three files again and again, with names."""
        form = self.FORMATS[self.turn % 3]
        target = self.out / f"{form}.{form.partition('-')[0]}"
        return ["export", self.session, "--format", form, "--out", str(target), "--names"]

    def take(self, answer: Answer) -> None:
        """Remember the files."""
        assert answer["rows"] == ROWS
        self.promised += answer["files"]

    def missing(self, storage: Storage) -> list[str]:
        """Read what is there with readers that know nothing of the program."""
        del storage
        named = [each for each in self.out.iterdir() if not each.name.startswith(".") and "about" not in each.name]
        half = [each.name for each in named if rows_of(each) != ROWS + 1]
        return half + [each for each in self.promised if not Path(each).exists()]


class Migrating(Work):
    """Any command that writes, over the file of an earlier release."""

    def prepare(self) -> None:
        """Put the first or the second schema there, in turn."""
        self.out.mkdir(exist_ok=True)
        self.promised = []
        self.folder.mkdir(parents=True)
        released = sorted(SCHEMAS.glob("v*.sqlite"))
        shutil.copy(released[self.turn % len(released)], self.folder / FILE)

    def words(self) -> list[str]:
        """Write down one more session."""
        return ["session", "create", "--title", f"T{self.turn}", *CREATE]

    def take(self, answer: Answer) -> None:
        """Remember its id."""
        self.promised.append(answer["id"])

    def missing(self, storage: Storage) -> list[str]:
        """Find what the earlier release recorded, and what was promised since."""
        there = {each.id for each in sessions.every(storage)}
        kept = [] if completion.own(storage) else ["completion"]
        return kept + [each for each in self.promised if each not in there]
