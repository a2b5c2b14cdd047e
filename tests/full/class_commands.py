"""Commands around a class, for the kills: sessions, rosters, attendance, completions."""

from supporter_app.bootstrap import App, compose
from supporter_app.domain.session import NameKeeping
from supporter_app.services.attendance import Marks
from supporter_app.services.roster import Entry
from supporter_app.storage import attendance, enrolment, headcount, person_key, session_completion
from supporter_app.storage import session as sessions
from supporter_app.storage.database import Storage
from tests.full.flows import NAME, PLAN, now
from tests.full.work import CREATE, ROWS, Answer, Work


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
