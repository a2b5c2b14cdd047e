"""Work that people do by commands, for the kills: which command comes next, and what it said must be there."""

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook

from supporter_app.bootstrap import App, compose
from supporter_app.domain.session import NameKeeping, SessionId
from supporter_app.services.attendance import Marks
from supporter_app.services.roster import Entry
from supporter_app.storage import attendance, backup, completion, enrolment, headcount, person_key, session_completion
from supporter_app.storage import session as sessions
from supporter_app.storage.database import Storage
from supporter_app.storage.folder import FILE
from tests.full.flows import NAME, PLAN, SCHEMAS, now

Answer = dict[str, Any]
ROWS = 12
CREATE = [
    "--edition",
    "general",
    "--date",
    "2026-11-20",
    "--start",
    "14:00",
    "--end",
    "15:30",
    "--place",
    "P",
    "--lecturer",
    "L",
]


class Work:
    """One kind of work: the next command of it, what its answer promises, and whether that is there."""

    kept = NameKeeping.NONE

    def __init__(self, folder: Path) -> None:
        """Work in a data folder; what is written for people goes beside it."""
        self.folder, self.out = folder, folder.parent / "out"
        self.turn = 0
        self.promised: list[str] = []
        self.session = SessionId("")

    def prepare(self) -> None:
        """Hold a session with a roster."""
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir()
        self.promised = []
        app = compose(self.folder, now)
        held = app.classroom.create(replace(PLAN, names=self.kept))
        self.session = held.id
        named = "" if held.plan.nameless else NAME
        app.roster.take(held, [Entry(named)] * ROWS)
        self.begin(app)
        app.close()

    def begin(self, app: App) -> None:
        """Record what else has to be there before."""

    def words(self) -> list[str]:
        """Give the next command."""
        raise NotImplementedError

    def take(self, answer: Answer) -> None:
        """Remember what an answer promises."""
        raise NotImplementedError

    def missing(self, storage: Storage) -> list[str]:
        """Give what was promised and is not there."""
        raise NotImplementedError


class Creating(Work):
    """`session create`."""

    def words(self) -> list[str]:
        """Write down one more session."""
        return ["session", "create", "--title", f"T{self.turn}", *CREATE]

    def take(self, answer: Answer) -> None:
        """Remember its id."""
        self.promised.append(answer["id"])

    def missing(self, storage: Storage) -> list[str]:
        """Compare with the sessions."""
        there = {each.id for each in sessions.every(storage)}
        return [each for each in self.promised if each not in there]


class Adding(Work):
    """`roster add` with a name: a person, and the key to the name."""

    kept = NameKeeping.UNTIL_REPORT

    def words(self) -> list[str]:
        """Enrol one more person."""
        return ["roster", "add", self.session, "--name", NAME]

    def take(self, answer: Answer) -> None:
        """Remember the person."""
        self.promised.append(answer["person"])

    def missing(self, storage: Storage) -> list[str]:
        """Compare with the roster and the keys."""
        there = {each.person for each in enrolment.roster(storage, sessions.every(storage)[0].id)}
        keys = {each.person for each in person_key.every(storage)}
        return [each for each in self.promised if each not in there or each not in keys]


class Importing(Work):
    """`roster import`: everybody in a file, or nobody."""

    def begin(self, app: App) -> None:
        """Write the file."""
        del app
        rows = ["番号,区分", *(f"{each},住民" for each in range(ROWS))]
        (self.out / "roster.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")

    def words(self) -> list[str]:
        """Enrol the people of the file once more."""
        return ["roster", "import", self.session, str(self.out / "roster.csv")]

    def take(self, answer: Answer) -> None:
        """Remember how many were taken."""
        assert answer["taken"] == ROWS
        self.promised.append(answer["taken"])

    def missing(self, storage: Storage) -> list[str]:
        """Count the roster: whole files, and all that were promised."""
        there = len(enrolment.roster(storage, sessions.every(storage)[0].id))
        return [f"{there} people"] if there % ROWS or there < ROWS * (1 + len(self.promised)) else []


class Marking(Work):
    """`attendance mark`."""

    def words(self) -> list[str]:
        """Mark everybody with more minutes than before."""
        return ["attendance", "mark", self.session, "--late", ",".join(f"{n}={self.turn + 1}" for n in (1, 2, 3))]

    def take(self, answer: Answer) -> None:
        """Remember the minutes."""
        assert answer["changed"] == len((1, 2, 3))
        self.promised.append(str(self.turn + 1))

    def missing(self, storage: Storage) -> list[str]:
        """Find these minutes or more, the same for all of them."""
        marks = attendance.of_session(storage, sessions.every(storage)[0].id)
        there = {each.late_minutes for each in marks.values()}
        short = [each for each in self.promised if int(each) > max(there, default=0)]
        return short if len(there) <= 1 else [f"half marked: {there}"]


class Counting(Work):
    """`attendance headcount`: all groups of one file, in place of those before."""

    GROUPS = ("住民", "学校", "会社")

    def words(self) -> list[str]:
        """Count one more of each group than before."""
        rows = ["age_band,sex,category,count", *(f"40s,female,{each},{self.turn + 1}" for each in self.GROUPS)]
        (self.out / "counted.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        return ["attendance", "headcount", self.session, str(self.out / "counted.csv")]

    def take(self, answer: Answer) -> None:
        """Remember how many of a group."""
        assert answer["counted"] == len(self.GROUPS) * (self.turn + 1)
        self.promised.append(str(self.turn + 1))

    def missing(self, storage: Storage) -> list[str]:
        """Find these counts or later ones, of the same file for all groups."""
        there = [each.count for each in headcount.of_session(storage, self.session)]
        short = [each for each in self.promised if int(each) > max(there, default=0)]
        whole = len(set(there)) <= 1 and len(there) in {0, len(self.GROUPS)}
        return short if whole else [f"counted in part: {there}"]


class Closing(Work):
    """`session close`: the completions of a whole session, or none."""

    def begin(self, app: App) -> None:
        """Hold more sessions that were attended."""
        for _ in range(12):
            held = app.classroom.create(PLAN)
            app.roster.take(held, [Entry()] * ROWS)
            app.attendance.mark(held, Marks(all_present=True))

    def words(self) -> list[str]:
        """Close the next session that is open, or say once more that one is closed."""
        app = compose(self.folder, now)
        opened = [each.id for each in app.classroom.every() if not each.closed and each.id != self.session]
        app.close()
        return ["session", "close", opened[0] if opened else self.promised[-1]]

    def take(self, answer: Answer) -> None:
        """Remember which, and that all completed."""
        assert answer["completed"] == ROWS
        self.promised.append(answer["id"])

    def missing(self, storage: Storage) -> list[str]:
        """Compare with the sessions and their completions."""
        wrong = []
        for each in sessions.every(storage):
            completed = len(session_completion.of_session(storage, each.id))
            if completed != (ROWS if each.closed else 0) or (each.id in self.promised and not each.closed):
                wrong.append(f"{each.id}: {completed}")
        return wrong


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


WORKS: dict[str, Callable[[Path], Work]] = {
    "session create": Creating,
    "roster add": Adding,
    "roster import": Importing,
    "attendance mark": Marking,
    "attendance headcount": Counting,
    "session close": Closing,
    "backup": BackingUp,
    "restore": Restoring,
    "erase": Erasing,
    "export": Exporting,
    "migration": Migrating,
}
AFRESH = frozenset({"migration"})
"""Work that can be done once in a folder only."""


def rows_of(file: Path) -> int:
    """Count the rows of a table, its headings included; -1 for a file that cannot be read whole."""
    try:
        if file.suffix == ".xlsx":
            return len(list(load_workbook(file).worksheets[0].values))
        content = file.read_bytes()
        text = content.decode("utf-8-sig" if file.name == "csv.csv" else "cp932")
        return len(list(csv.reader(text.splitlines()))) if text.endswith("\r\n") else -1
    except (BadZipFile, UnicodeDecodeError, KeyError, ValueError):
        return -1


def answered(said: str) -> Answer | None:
    """Read an answer; None where there was none, or where it was cut off."""
    try:
        found = json.loads(said)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
