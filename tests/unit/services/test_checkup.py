"""The check-up: each thing that can be wrong is found, a passing fault is not, and what can be put right is."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from supporter_app.bootstrap import App, compose
from supporter_app.domain.journal import EventKind, parse_body
from supporter_app.services.attendance import Marks
from supporter_app.services.checkup import NAMES, ORDER
from supporter_app.services.finding import Finding, State
from supporter_app.services.roster import Entry
from supporter_app.storage import fold, journal, soundness
from supporter_app.storage.folder import FILE
from tests.unit.services.test_backups import PLAN

GUARDS = ("journal_stays", "journal_is_final", "journal_body_is_final", "journal_body_leaves_when_erased")


class Desk:
    """One computer with a session of five, and a backup of it."""

    def __init__(self, folder: Path) -> None:
        """Record it."""
        self.folder = folder
        self.moment = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
        self.app = self.start()
        session = self.app.classroom.create(PLAN)
        for _ in range(5):
            self.app.roster.add(session, Entry())
        self.app.attendance.mark(session, Marks(all_present=True))
        self.app.backups.make()

    def start(self) -> App:
        """Start the program."""
        return compose(self.folder, lambda: self.moment)

    def change(self, *statements: str) -> None:
        """Change the file behind the program's back."""
        self.app.close()
        with closing(sqlite3.connect(self.folder / FILE)) as connection:
            for name in GUARDS:
                connection.execute(f"DROP TRIGGER IF EXISTS {name}")
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    def states(self) -> dict[str, State]:
        """Run the check-up and give how each thing was found."""
        return {each.name: each.state for each in self.start().checkup.run()}

    def wrong(self) -> set[str]:
        """Name what is not fine."""
        return {name for name, state in self.states().items() if state is not State.FINE}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give a computer on which all is well."""
    made = Desk(tmp_path / "records")
    yield made
    made.app.close()


def test_all_is_well(desk: Desk) -> None:
    """Everything is looked at, in a fixed order, and fine; each has a name."""
    assert list(desk.states()) == list(ORDER) == list(NAMES)
    assert desk.wrong() == set()


def test_before_anything_was_recorded(tmp_path: Path) -> None:
    """A fresh computer has nothing wrong but that there is no backup; nothing is made by looking."""
    found = compose(tmp_path / "nothing", lambda: datetime(2026, 11, 20, tzinfo=UTC)).checkup.run()
    assert {each.name for each in found if each.state is State.WRONG} == set()
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("UPDATE attendance SET absent = 1 WHERE rowid = 2", "tables"),
        ("DELETE FROM attendance WHERE rowid = 2", "tables"),
        ("UPDATE enrolment SET category = 'x' WHERE number = 3", "tables"),
        ("INSERT INTO headcount SELECT id, 1, 'u20', 'male', '', 3 FROM session", "tables"),
        ("UPDATE journal SET subject = 'session/x' WHERE seq = 1", "chain"),
        ("UPDATE journal SET hash = zeroblob(32) WHERE seq = 3", "chain"),
        ("DELETE FROM journal WHERE seq = 4", "chain"),
        ("DELETE FROM journal_body WHERE seq = 5", "chain"),
        ("UPDATE journal_body SET body = CAST('{}' AS BLOB) WHERE seq = 6", "chain"),
    ],
)
def test_a_change_behind_its_back_is_found(desk: Desk, statement: str, name: str) -> None:
    """Whatever was altered is said, with what is safe and what to do."""
    desk.change("PRAGMA foreign_keys = OFF", statement)
    found = {each.name: each for each in desk.start().checkup.run()}
    assert found[name].state is State.WRONG
    assert found[name].safe
    assert found[name].next


def test_tables_are_made_anew_from_what_was_recorded(desk: Desk) -> None:
    """After a backup, because something is changed."""
    wanted = fold.dump(desk.app.storage)
    desk.change("UPDATE attendance SET absent = 1")
    assert desk.start().checkup.repair() is None
    assert desk.wrong() == set()
    app = desk.start()
    assert fold.dump(app.storage) == wanted
    assert len(app.backups.every()) == 1 + 1
    app.close()


def test_a_file_of_another_program_is_no_fault_of_the_clock(desk: Desk) -> None:
    """It is named once as what it is; the clock is read without the last record."""
    desk.app.close()
    (desk.folder / FILE).write_bytes(b"not a database" * 500)
    states = desk.states()
    assert states["file"] is State.WRONG
    assert states["clock"] is State.FINE


def test_a_damaged_file_is_said_and_gathered(desk: Desk) -> None:
    """A page in the middle is gone: damage, and after gathering every record is back."""
    wanted = fold.dump(desk.app.storage)
    desk.app.close()
    file = desk.folder / FILE
    content = bytearray(file.read_bytes())
    place = content.index(b"attendance/") // 4096 * 4096
    content[place : place + 4096] = bytes(4096)
    file.write_bytes(content)
    assert desk.states()["file"] is State.WRONG
    gathered = desk.start().checkup.repair()
    assert gathered is not None
    app = desk.start()
    assert fold.dump(app.storage) == wanted
    app.close()
    assert desk.wrong() == set()


@pytest.mark.parametrize("backed_up", [True, False])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET subject = 'session/x' WHERE seq = 1",
        "UPDATE journal SET hash = zeroblob(32) WHERE seq = 3",
        "DELETE FROM journal WHERE seq = 4",
        "DELETE FROM journal_body WHERE seq = 5",
        "UPDATE journal_body SET body = CAST('{}' AS BLOB) WHERE seq = 6",
    ],
)
def test_a_broken_chain_is_gathered_and_its_gap_known(desk: Desk, statement: str, *, backed_up: bool) -> None:
    """A gap that nobody explained is wrong; gathered, every record is back and what is left of the gap reads calmly."""
    wanted = fold.dump(desk.app.storage)
    desk.change("PRAGMA foreign_keys = OFF", statement)
    if not backed_up:
        for each in desk.start().backups.every():
            each.path.unlink()
    assert _named("chain", desk).state is State.WRONG
    assert desk.start().checkup.repair() is not None
    app = desk.start()
    assert fold.dump(app.storage) == wanted
    app.close()
    finding = _named("chain", desk)
    assert finding.state is State.FINE
    assert ("集め直したとき" in finding.what) is not backed_up
    assert "backups" not in desk.wrong()
    assert desk.start().checkup.repair() is None


def test_going_back_to_a_backup_reads_calmly(desk: Desk) -> None:
    """The tail that was left behind is no gap, however often one goes back; a real gap is one all the same."""
    session = desk.app.classroom.every()[0]
    for late in (3, 4):
        oldest = desk.app.backups.every()[-1]
        desk.app.attendance.mark(session, Marks(late={1: late}))
        desk.app.close()
        desk.app.backups.restore(oldest.path)
        desk.app = desk.start()
    desk.app.attendance.mark(session, Marks(late={2: 5}))
    desk.app.close()
    assert desk.wrong() == set()
    said = _named("chain", desk)
    assert (said.safe, said.next) == ("", "")
    assert "正常" in said.what
    desk.change("DELETE FROM journal_body WHERE seq = 2", "DELETE FROM journal WHERE seq = 2")
    assert "chain" in desk.wrong()


def test_a_passing_fault_is_not_called_damage(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first look fails, the second finds it sound."""
    looks = iter([("row 1 missing from index",), ()])
    monkeypatch.setattr(soundness, "_look", lambda _: next(looks))
    assert soundness.damage(desk.folder / FILE) == ()
    assert next(looks, None) is None


def test_a_backup_that_cannot_be_read_is_named(desk: Desk) -> None:
    """The file's name is said, so that somebody can look at it."""
    made = desk.app.backups.every()[0]
    made.path.write_bytes(made.path.read_bytes()[:5000])
    finding = _named("backups", desk)
    assert finding.state is State.WRONG
    assert made.path.name in finding.what


def test_a_clock_that_does_not_fit_is_asked_about(desk: Desk) -> None:
    """Set back before the last record, or years ahead; the records are safe all the same."""
    for days in (-1, 500):
        desk.moment += timedelta(days=days)
        assert "clock" in desk.wrong()
        desk.moment -= timedelta(days=days)
    assert "clock" not in desk.wrong()


def test_a_clock_before_the_program_was_made_is_a_mark_and_a_sentence(tmp_path: Path) -> None:
    """Recorded all the same, with the mark on the event; the check-up says so and what to do."""
    moment = datetime(1970, 1, 1, tzinfo=UTC)
    app = compose(tmp_path / "early", lambda: moment)
    app.classroom.create(PLAN)
    bodies = [parse_body(row[0]) for row in app.storage.rows("SELECT body FROM journal_body")]
    assert [each["clock"] for each in bodies] == [["before-build"]]
    finding = next(each for each in app.checkup.run() if each.name == "clock")
    app.close()
    assert finding.state is State.ATTENTION
    assert "1970年1月1日" in finding.what
    assert finding.next


def test_a_clock_that_went_back_marks_the_event(desk: Desk) -> None:
    """Nothing is refused, and the order stays that of recording."""
    desk.moment -= timedelta(hours=3)
    desk.app.classroom.create(PLAN)
    rows = desk.app.storage.rows("SELECT body FROM journal_body ORDER BY rowid")
    assert [parse_body(row[0]).get("clock") for row in rows][-2:] == [None, ["went-back"]]
    assert journal.check(desk.app.storage) == ()


def test_a_folder_for_copies_that_is_never_there_is_said(desk: Desk, tmp_path: Path) -> None:
    """After a week of backups without one; with it back, all is well."""
    share = tmp_path / "share"
    share.mkdir()
    desk.app.end_folders.choose(share)
    desk.app.end_folders.put()
    away = share.rename(tmp_path / "away")
    desk.moment += timedelta(days=6)
    desk.app.classroom.create(PLAN)
    desk.app.backups.make()
    assert "backups" not in desk.wrong()
    desk.moment += timedelta(days=6)
    desk.app.classroom.create(PLAN)
    desk.app.backups.make()
    finding = _named("backups", desk)
    assert finding.state is State.ATTENTION
    assert str(share) in finding.what
    assert finding.safe
    away.rename(share)
    desk.app.end_folders.put()
    assert "backups" not in desk.wrong()


def test_a_key_left_after_an_erasure_is_found(desk: Desk) -> None:
    """A copy of the old file of keys was put back beside the backups."""
    from dataclasses import replace

    from supporter_app.domain.session import NameKeeping

    session = desk.app.classroom.create(replace(PLAN, names=NameKeeping.UNTIL_REPORT))
    desk.app.roster.add(session, Entry("見本 花子"))
    desk.app.backups.make()
    keys = desk.folder / "backups" / "keys"
    old = keys.read_bytes()
    desk.app.erasure.erase_session(session)
    assert "keys" not in desk.wrong()
    keys.write_bytes(old)
    assert "keys" in desk.wrong()
    desk.app.backups.make()
    assert "keys" not in desk.wrong()


def test_looking_changes_nothing(desk: Desk) -> None:
    """The file is as it was, byte for byte."""
    desk.app.close()
    before = (desk.folder / FILE).read_bytes()
    desk.states()
    assert (desk.folder / FILE).read_bytes() == before


def test_events_of_a_later_kind_are_no_fault(desk: Desk) -> None:
    """A later version wrote something we do not know: kept, and not counted as wrong."""
    with desk.app.storage.write() as db:
        journal.append(desk.app.storage, db, EventKind.DONE, "later/1", {"x": 1})
    desk.app.backups.make()
    assert desk.wrong() == set()


def _named(name: str, desk: Desk) -> Finding:
    return next(each for each in desk.start().checkup.run() if each.name == name)
