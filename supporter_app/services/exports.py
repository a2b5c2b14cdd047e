"""Files for people: sessions, rolls and completions as tables; what a screen shows is what the file holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from supporter_app import __version__
from supporter_app.domain.clock import Clock, stamp, today
from supporter_app.domain.enrolment import AgeBand, Sex
from supporter_app.domain.errors import KeysLocked, RequestRefused
from supporter_app.domain.session import Session
from supporter_app.domain.table import Cell, Column, Kind, Table, Unfitting
from supporter_app.domain.watch import Watch, unwatched
from supporter_app.files import EVERYBODY, OWNER_ONLY, write_whole
from supporter_app.i18n import N_, _
from supporter_app.services import wording
from supporter_app.storage import carried_copy, session_completion
from supporter_app.storage.carried_copy import CarriedCopy
from supporter_app.storage.folder import is_own

if TYPE_CHECKING:
    from supporter_app.services.attendance import AttendanceService, Called
    from supporter_app.services.names import Names
    from supporter_app.storage.database import Storage

NO_SUBSTITUTES: Mapping[str, str] = {}
ABOUT = ".about"
"""Stands before the ending of the file that says what a table is, beside a comma-separated one."""


class Content(Enum):
    """What a table lists."""

    ATTENDANCE = "attendance"
    SESSIONS = "sessions"
    COMPLETIONS = "completions"
    HEADCOUNT = "headcount"

    @property
    def of_people(self) -> bool:
        """Tell whether it has a row for each person, who may have a name."""
        return self in {Content.ATTENDANCE, Content.COMPLETIONS}


class Format(Enum):
    """What kind of file it becomes."""

    XLSX = "xlsx"
    CSV = "csv"
    CSV_CP932 = "csv-cp932"


TITLES = {
    Content.ATTENDANCE: N_("table: attendance"),
    Content.SESSIONS: N_("table: sessions"),
    Content.COMPLETIONS: N_("table: completions"),
    Content.HEADCOUNT: N_("table: head counts"),
}
SESSION = (
    Column("session", N_("column: session"), Kind.CODE),
    Column("date", N_("column: date"), Kind.DATE),
    Column("title", N_("column: title")),
)
PERSON = (
    Column("age_band", N_("column: age band")),
    Column("sex", N_("column: sex")),
    Column("category", N_("column: category")),
)
NUMBER = Column("number", N_("column: number"), Kind.WHOLE)
NAME = (Column("name", N_("column: name")), Column("kana", N_("column: kana")))
ROLL = (
    Column("status", N_("column: attendance")),
    Column("late_minutes", N_("column: minutes late"), Kind.WHOLE),
    Column("early_minutes", N_("column: minutes left early"), Kind.WHOLE),
    Column("eligible", N_("column: paper")),
    Column("reason", N_("column: reason")),
)
HELD = (
    Column("start", N_("column: start"), Kind.CODE),
    Column("end", N_("column: end"), Kind.CODE),
    Column("edition", N_("column: edition"), Kind.CODE),
    Column("kind", N_("column: audience")),
    Column("place", N_("column: place")),
    Column("lecturer", N_("column: lecturer")),
    Column("organiser", N_("column: organiser")),
    Column("people", N_("column: people enrolled"), Kind.WHOLE),
    Column("attended", N_("column: people there"), Kind.WHOLE),
    Column("completed", N_("column: people who completed"), Kind.WHOLE),
    Column("counted", N_("column: people counted by head"), Kind.WHOLE),
    Column("names", N_("column: names")),
    Column("state", N_("column: state")),
)
COUNTED = (Column("count", N_("column: people"), Kind.WHOLE),)
COMPLETED = (
    Column("completed_on", N_("column: completed on"), Kind.DATE),
    Column("content_version", N_("column: version of the course"), Kind.CODE),
)


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants in a file: which sessions, what of them, and whether with names."""

    sessions: tuple[Session, ...]
    content: Content = Content.ATTENDANCE
    names: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file is going to hold: the table itself, people with a name in it, letters that CP932 lacks."""

    table: Table
    named: int
    unfitting: tuple[Unfitting, ...]


class Exports:
    """Makes tables and writes them; a file with names is remembered, for whoever erases the names later."""

    def __init__(self, storage: "Storage", attendance: "AttendanceService", names: "Names", clock: Clock) -> None:
        """Take the database, the rolls, the vault and the clock."""
        self.storage = storage
        self.attendance = attendance
        self.names = names
        self.clock = clock

    def over(self, storage: "Storage") -> "Exports":
        """Give the same over another connection to the same records, for work beside the window."""
        names = self.names.over(storage)
        return Exports(storage, self.attendance.over(storage, names), names, self.clock)

    def people(self, order: Order) -> int:
        """Count the people a table would go through."""
        return sum(self.attendance.roster.count(each) for each in order.sessions)

    def preview(self, order: Order, form: Format, watch: Watch = unwatched) -> Preview:
        """Say what a file would hold; raises KeysLocked where names are locked, and RequestRefused.

        That is nothing-chosen, or children-have-no-names where names are wanted and none of the sessions can have any.
        """
        table = self.table(order, watch)
        unfitting: tuple[Unfitting, ...] = ()
        if form is Format.CSV_CP932:
            from supporter_app.documents.tables.codepage import unfitting as lacking

            unfitting = lacking(table)
        return Preview(table, self._named(table), unfitting)

    def table(self, order: Order, watch: Watch = unwatched) -> Table:
        """Make the table, sessions in the order given, a session a step; raises what `preview` does."""
        if not order.sessions:
            raise RequestRefused("nothing-chosen")
        if order.names and all(each.plan.for_children for each in order.sessions):
            raise RequestRefused("children-have-no-names")
        if order.names and any(self.names.locked(each.plan.names) for each in order.sessions):
            raise KeysLocked
        rows: list[tuple[Cell, ...]] = []
        for place, each in enumerate(order.sessions):
            watch(place, len(order.sessions))
            rows += self._rows(order, each)
        shown = tuple(Column(each.id, _(each.heading), each.kind) for each in _columns(order))
        return Table(_(TITLES[order.content]), shown, tuple(rows), self._about(order, len(rows)))

    def write(
        self,
        order: Order,
        form: Format,
        out: Path,
        substitutes: Mapping[str, str] = NO_SUBSTITUTES,
        watch: Watch = unwatched,
    ) -> tuple[Path, ...]:
        """Write the file, a comma-separated one with what is said about it beside it; gives what was written.

        Raises what `preview` does, RequestRefused over-the-records, ExportError's, FileError's and StorageError's
        families; then no file is there, or the one before.
        """
        if is_own(None if self.storage.path is None else self.storage.path.parent, out):
            raise RequestRefused("over-the-records")
        sessions, steps = len(order.sessions), len(order.sessions) + len(_columns(order)) + 1
        table = self.table(order, lambda done, _: watch(done, steps))
        files = _files(table, form, out, substitutes, lambda done, _: watch(min(sessions + done, steps - 1), steps))
        watch(steps - 1, steps)
        named = self._named(table)
        if named:
            # Before the file: one that is remembered and was not written does no harm.
            self._remember(order, out, named)
        # What is said about the rows comes first: where that cannot be written, there are no rows without it.
        for path, content in reversed(files.items()):
            write_whole(path, content, OWNER_ONLY if named else EVERYBODY)
        return tuple(files)

    def _rows(self, order: Order, session: Session) -> list[tuple[Cell, ...]]:
        match order.content:
            case Content.ATTENDANCE:
                return self._roll(session, names=order.names)
            case Content.COMPLETIONS:
                return self._completions(session, names=order.names)
            case Content.SESSIONS:
                return [self._session(session)]
            case Content.HEADCOUNT:
                return self._headcount(session)

    def _roll(self, session: Session, *, names: bool) -> list[tuple[Cell, ...]]:
        return [
            (*_of(session), *_person(each, names=names), *_attended(each)) for each in self.attendance.roll(session)
        ]

    def _completions(self, session: Session, *, names: bool) -> list[tuple[Cell, ...]]:
        roll = {each.line.enrolment.person: each for each in self.attendance.roll(session)}
        found = session_completion.of_session(self.storage, session.id)
        return [
            (*_of(session), *_person(roll[each.person], names=names), each.completed_on, each.content_version)
            for each in found
            if not each.withdrawn
        ]

    def _headcount(self, session: Session) -> list[tuple[Cell, ...]]:
        return [
            (*_of(session), *_group(each.age_band, each.sex, each.category), each.count)
            for each in self.attendance.headcount(session)
        ]

    def _session(self, session: Session) -> tuple[Cell, ...]:
        plan, roll = session.plan, self.attendance.roll(session)
        completed = session_completion.of_session(self.storage, session.id)
        return (
            *_of(session),
            plan.start.isoformat("minutes"),
            plan.end.isoformat("minutes"),
            plan.edition,
            plan.audience.value,
            plan.place,
            plan.lecturer,
            plan.organiser,
            len(roll),
            sum(each.attendance is not None and not each.attendance.absent for each in roll),
            sum(not each.withdrawn for each in completed),
            sum(each.count for each in self.attendance.headcount(session)),
            _(wording.KEEPING[plan.names]),
            _("session: closed") if session.closed else _("session: open"),
        )

    def _about(self, order: Order, rows: int) -> tuple[tuple[str, str], ...]:
        with_names = _("about: with names") if order.names else _("about: without names")
        return (
            (_("about: made on"), today(self.clock).isoformat()),
            (_("about: sessions"), str(len(order.sessions))),
            (_("about: rows"), str(rows)),
            (_("about: names"), with_names),
            (_("about: program"), f"つながりサポーター {__version__}"),
        )

    def _named(self, table: Table) -> int:
        places = [place for place, column in enumerate(table.columns) if column.id in {"name", "kana"}]
        return sum(any(row[place] for place in places) for row in table.rows)

    def _remember(self, order: Order, out: Path, named: int) -> None:
        moment = stamp(self.clock())
        with self.storage.write() as db:
            for each in order.sessions:
                carried_copy.add(db, CarriedCopy(moment, "export", str(out.absolute()), each.id, named))


def _columns(order: Order) -> Sequence[Column]:
    named = NAME if order.names else ()
    match order.content:
        case Content.ATTENDANCE:
            return (*SESSION, NUMBER, *named, *PERSON, *ROLL)
        case Content.COMPLETIONS:
            return (*SESSION, NUMBER, *named, *PERSON, *COMPLETED)
        case Content.SESSIONS:
            return (*SESSION, *HELD)
        case Content.HEADCOUNT:
            return (*SESSION, *PERSON, *COUNTED)


def _files(table: Table, form: Format, out: Path, substitutes: Mapping[str, str], watch: Watch) -> dict[Path, bytes]:
    """Make the bytes of every file that is to be written."""
    if form is Format.XLSX:
        from supporter_app.documents.tables.workbook import workbook

        return {out: workbook(table, watch)}
    from supporter_app.documents.tables.separated import csv_cp932, csv_utf8

    made = csv_utf8(table) if form is Format.CSV else csv_cp932(table, substitutes)
    return {out: made.rows, out.with_name(f"{out.stem}{ABOUT}{out.suffix or '.csv'}"): made.metadata}


def _of(session: Session) -> tuple[Cell, ...]:
    return session.id, session.plan.day, session.plan.title


def _person(called: "Called", *, names: bool) -> tuple[Cell, ...]:
    enrolment, name = called.line.enrolment, called.line.name
    named = (None, None) if name is None else (name.name or None, name.kana or None)
    return (
        enrolment.number,
        *(named if names else ()),
        *_group(enrolment.age_band, enrolment.sex, enrolment.category),
    )


def _group(age_band: AgeBand, sex: Sex, category: str) -> tuple[Cell, ...]:
    return _(wording.AGE_BANDS[age_band]), _(wording.SEXES[sex]), category or None


def _attended(called: "Called") -> tuple[Cell, ...]:
    attendance = called.attendance
    return (
        _(wording.STATUS[called.status]),
        0 if attendance is None else attendance.late_minutes,
        0 if attendance is None else attendance.early_minutes,
        _("paper: may get it") if called.hindrance is None else _("paper: may not get it"),
        wording.reason(called.hindrance),
    )
