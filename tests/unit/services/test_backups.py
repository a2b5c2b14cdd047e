"""Backups: made, thinned, carried away, brought back; what was erased stays erased, and what was not comes back."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from supporter_app.bootstrap import App, compose
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import (
    FileDamaged,
    FileError,
    FileFull,
    FileUnreachable,
    StorageError,
    StorageNewer,
)
from supporter_app.domain.session import Audience, NameKeeping, Plan, Session
from supporter_app.keys.key_file import read_keys
from supporter_app.services.attendance import Marks
from supporter_app.services.roster import Entry
from supporter_app.storage import fold, journal
from supporter_app.storage.database import SCHEMA
from supporter_app.storage.folder import FILE
from tests.unit.storage.conftest import mounted  # noqa: F401 - a fixture, used by its name

HANA, TARO = "山田 花子", "𠮷田 太郎"
PLAN = Plan("講座", EditionId("general"), "1.0", date(2026, 11, 20), time(14), time(15, 30), "公民館", "講師")


@dataclass
class Office:
    """One computer that holds sessions, with a clock that can be set."""

    folder: Path
    moment: datetime = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
    app: App | None = None

    def now(self) -> datetime:
        """Read the clock."""
        return self.moment

    def start(self) -> App:
        """Start the program again."""
        self.stop()
        self.app = compose(self.folder, self.now)
        return self.app

    def stop(self) -> None:
        """End the program."""
        if self.app is not None:
            self.app.close()

    def names(self, session: Session) -> list[str | None]:
        """Read the names on a roster as a new start of the program shows them."""
        app = self.start()
        return [None if line.name is None else line.name.name for line in app.roster.lines(session)]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Give a computer on which nothing was done yet."""
    made = Office(tmp_path / "records")
    yield made
    made.stop()


@pytest.fixture
def held(office: Office) -> Session:
    """Hold a session whose names are kept until the report, with one person on the roster."""
    from dataclasses import replace

    app = office.start()
    session = app.classroom.create(replace(PLAN, audience=Audience.GENERAL, names=NameKeeping.UNTIL_REPORT))
    app.roster.add(session, Entry(HANA))
    return session


def test_a_backup_holds_the_records_and_no_key(office: Office, held: Session) -> None:
    """It is read back, and the wrapped keys lie beside it in one file."""
    app = office.start()
    made = app.backups.make()
    assert made is not None
    key = app.storage.rows("SELECT box FROM person_key")[0][0]
    content = made.path.read_bytes()
    assert key not in content
    assert b"person_key" in content
    assert [each.box for each in read_keys(made.path.with_name("keys")).keys] == [key]
    assert app.backups.look(made.path).people == 1
    assert held.id in {row[0] for row in app.storage.rows("SELECT id FROM session")}
    assert not list(made.path.parent.glob("*.part"))


def test_nothing_recorded_makes_no_backup(office: Office) -> None:
    """An empty folder stays empty."""
    app = office.start()
    assert app.backups.make() is None
    assert not app.backups.changed()
    assert not app.backups.due()
    assert app.backups.every() == ()
    assert not office.folder.exists()


def test_without_a_folder_there_is_nothing_to_do() -> None:
    """Records in memory have no backup."""
    app = compose(None)
    assert app.backups.make() is None
    assert app.backups.every() == ()
    app.close()


@pytest.mark.usefixtures("held")
def test_it_is_due_when_something_was_written_and_half_an_hour_went_by(office: Office) -> None:
    """Nothing written, nothing due; a clock that went back does not keep it from being due."""
    app = office.start()
    assert app.backups.due()
    app.backups.make()
    assert not app.backups.changed()
    app.classroom.create(PLAN)
    assert app.backups.changed()
    assert not app.backups.due()
    office.moment += timedelta(minutes=31)
    assert app.backups.due()
    office.moment -= timedelta(days=9000)
    assert app.backups.due()


@pytest.mark.usefixtures("held")
def test_backups_are_thinned_as_they_are_made(office: Office) -> None:
    """Thirty in a row leave the newest ten, each with its moment."""
    app = office.start()
    for _ in range(30):
        office.moment += timedelta(minutes=1)
        app.backups.make()
    listed = app.backups.every()
    assert [each.name.number for each in listed] == list(range(30, 20, -1))
    assert listed[0].name.made_at == office.moment.replace(tzinfo=None)


def test_going_back_says_what_is_lost_and_keeps_it_aside(office: Office, held: Session) -> None:
    """Three people and a roll call later, back and forth again; no name is lost on the way."""
    app = office.start()
    early = app.backups.make()
    app.roster.add(held, Entry(TARO))
    app.attendance.mark(held, Marks(all_present=True))
    late = fold.dump(app.storage)
    assert early is not None
    loss = app.backups.loss(early.path)
    assert dict(loss.records) == {"enrolment": 1, "attendance": 2}
    assert (loss.present.people, loss.then.people) == (2, 1)
    app.close()
    done = app.backups.restore(early.path)
    assert (done.names, done.keys_readable) == (1, True)
    assert office.names(held) == [HANA]
    app = office.start()
    assert done.aside is not None
    app.backups.restore(done.aside)
    assert office.names(held) == [HANA, TARO]
    app = office.start()
    assert fold.dump(app.storage) == late
    assert journal.check(app.storage) == ()
    assert journal.differing(app.storage) == ()


def test_after_going_back_a_new_epoch_begins(office: Office, held: Session) -> None:
    """What is recorded then is a branch, never the same number twice for two events."""
    app = office.start()
    made = app.backups.make()
    app.attendance.mark(held, Marks(all_present=True))
    gone = app.storage.rows("SELECT epoch, max(seq) FROM journal")[0]
    app.close()
    assert made is not None
    app.backups.restore(made.path)
    app = office.start()
    app.attendance.mark(held, Marks(absent=frozenset({1})))
    epochs = app.storage.rows("SELECT epoch, parent_epoch, parent_seq FROM installation ORDER BY ordinal")
    assert epochs[1][1:] == (epochs[0][0], gone[1] - 1)
    assert app.storage.rows("SELECT epoch FROM journal ORDER BY rowid DESC LIMIT 1") == [(epochs[-1][0],)]
    assert journal.check(app.storage) == ()


@pytest.mark.parametrize("whole", [False, True])
def test_who_was_erased_stays_erased(office: Office, held: Session, *, whole: bool) -> None:
    """The backup is older than the erasure, and carried away with the keys of its day."""
    app = office.start()
    app.roster.add(held, Entry(TARO))
    app.backups.make()
    out = office.folder.parent / "carried.sqlite"
    app.backups.make_into(out)
    erased = (
        app.erasure.erase_session(held)
        if whole
        else app.erasure.erase_person(app.roster.lines(held)[0].enrolment.person)
    )
    assert [each.place for each in erased.carried] == [str(out)]
    kept = 0 if whole else 1
    assert len(read_keys(office.folder / "backups" / "keys").keys) == kept
    app.close()
    assert len(read_keys(out.with_suffix(".keys")).keys) == 1 + 1
    done = app.backups.restore(out)
    assert done.names == kept
    assert office.names(held) == ([None, None] if whole else [None, TARO])
    app = office.start()
    assert len(read_keys(office.folder / "backups" / "keys").keys) == kept
    assert journal.check(app.storage) == ()


def test_copies_carried_away_are_known_after_going_back(office: Office, held: Session) -> None:
    """They lie where they lie: whoever erases later is told of those written after the backup too, once each."""
    first, later = (office.folder.parent / each for each in ("first.sqlite", "later.sqlite"))
    app = office.start()
    app.backups.make_into(first)
    app.backups.make_into(later)
    app.close()
    for _ in range(2):
        app.backups.restore(first)
    erased = office.start().erasure.erase_session(held)
    assert [each.place for each in erased.carried] == [str(first), str(later)]


@pytest.mark.parametrize("name", ["控え.keys", "keys", "控え", "控え.sqlite"])
def test_a_backup_of_any_name_lies_beside_its_keys(office: Office, held: Session, name: str) -> None:
    """The file of keys never takes the place of the backup."""
    target = office.folder.parent / name
    app = office.start()
    app.backups.make_into(target)
    app.close()
    (office.folder / FILE).unlink()
    assert app.backups.restore(target).names == 1
    assert office.names(held) == [HANA]


def test_a_copy_carried_to_another_computer_has_no_names_there(office: Office, held: Session, tmp_path: Path) -> None:
    """The key of this log-on does not go along: numbers and counts do."""
    app = office.start()
    app.attendance.mark(held, Marks(all_present=True))
    out = tmp_path / "stick.sqlite"
    app.backups.make_into(out)
    other = Office(tmp_path / "other")
    other.start().backups.restore(out)
    app = other.start()
    assert len(app.attendance.roll(held)) == 1
    assert app.storage.rows("SELECT count(*) FROM installation") == [(2,)]
    other.stop()


@pytest.mark.usefixtures("held")
def test_what_is_no_backup_changes_nothing(office: Office, tmp_path: Path) -> None:
    """Foreign, cut, changed, absent, newer: refused, and the records are as before."""
    app = office.start()
    made = app.backups.make()
    assert made is not None
    before = fold.dump(app.storage)
    content = made.path.read_bytes()
    newer = bytearray(content)
    newer[60:64] = (SCHEMA + 1).to_bytes(4, "big")
    flipped = bytearray(content)
    place = content.index("公民館".encode())
    flipped[place] ^= 1
    cases: list[tuple[bytes, type[Exception]]] = [
        (b"", FileDamaged),
        (b"SQLite format 3\0" + bytes(100), FileDamaged),
        (content[: len(content) // 2], FileDamaged),
        (bytes(newer), StorageNewer),
    ]
    file = tmp_path / "chosen.sqlite"
    for bad, kind in cases:
        file.write_bytes(bad)
        with pytest.raises(kind):
            app.backups.restore(file)
    with pytest.raises(FileUnreachable):
        app.backups.restore(tmp_path / "nowhere.sqlite")
    assert fold.dump(office.start().storage) == before
    assert len(office.start().backups.every()) == 1


@pytest.mark.usefixtures("held")
def test_a_changed_backup_never_brings_a_wrong_record(office: Office, tmp_path: Path) -> None:
    """Any flipped byte is refused, or comes back with the records as they were."""
    app = office.start()
    made = app.backups.make()
    assert made is not None
    wanted = fold.dump(app.storage)
    content = made.path.read_bytes()
    file = tmp_path / "chosen.sqlite"
    shutil.copy(made.path.with_name("keys"), tmp_path / "keys")
    for place in range(0, len(content), 1777):
        changed = bytearray(content)
        changed[place] ^= 0xFF
        file.write_bytes(changed)
        app.close()
        try:
            app.backups.restore(file)
        except (FileError, StorageError):
            continue
        app = office.start()
        assert fold.dump(app.storage) == wanted, place


@pytest.mark.usefixtures("held")
def test_keys_that_cannot_be_read_are_said(office: Office) -> None:
    """The names that this computer still knows come back all the same."""
    app = office.start()
    made = app.backups.make()
    assert made is not None
    made.path.with_name("keys").write_bytes(b"no keys")
    app.close()
    done = app.backups.restore(made.path)
    assert (done.names, done.keys_readable) == (1, False)


def test_a_damaged_file_is_set_aside(office: Office, held: Session) -> None:
    """The keys come from beside the backup."""
    app = office.start()
    made = app.backups.make()
    app.close()
    assert made is not None
    with (office.folder / FILE).open("r+b") as file:
        file.write(bytes(4096))
    loss = app.backups.loss(made.path)
    assert not loss.present_readable
    assert not loss.nothing()
    done = app.backups.restore(made.path)
    assert done.aside is not None
    assert done.aside.name == "supporter.damaged-1.sqlite"
    assert office.names(held) == [HANA]


def test_records_lost_with_their_folder_come_back_from_a_stick(office: Office, held: Session, tmp_path: Path) -> None:
    """Nothing is in the folder any more; the key of the log-on is still there."""
    app = office.start()
    out = tmp_path / "stick.sqlite"
    app.backups.make_into(out)
    app.close()
    (office.folder / FILE).unlink()
    app.backups.restore(out)
    assert office.names(held) == [HANA]


def test_erasing_ones_own_records_reaches_the_backups(office: Office) -> None:
    """Older generations go, because nothing in them is sealed."""
    app = office.start()
    app.preferences.save(app.preferences.load())
    app.backups.make()
    app.learning.erase_own()
    listed = app.backups.every()
    assert len(listed) == 1
    assert app.backups.look(listed[0].path).pages == 0


@pytest.mark.usefixtures("held")
def test_a_full_disk_leaves_the_backups_as_they_were(
    office: Office,
    tmp_path: Path,
    mounted: Callable[..., Path],  # noqa: F811 - the fixture
) -> None:
    """Nothing half lies in the folder, and the explanation is about space."""
    small = mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=64k", "none")
    app = office.start()
    with pytest.raises(FileFull):
        app.backups.make_into(small / "out.sqlite")
    assert list(small.iterdir()) == []


KILLED = """
import sys
from pathlib import Path
from supporter_app.bootstrap import compose
app = compose(Path(sys.argv[1]))
print("go", flush=True)
while True:
    app.backups.make()
"""


@pytest.mark.usefixtures("held")
def test_a_kill_leaves_no_backup_that_is_none(office: Office) -> None:
    """Every listed backup can be read, whenever the program was killed; what was left behind is swept away."""
    office.stop()
    for pause in (0.0, 0.02, 0.05, 0.09):
        child = subprocess.Popen([sys.executable, "-c", KILLED, str(office.folder)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        try:
            child.wait(pause)
        except subprocess.TimeoutExpired:
            os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        backups = office.start().backups
        assert all(backups.look(each.path).people == 1 for each in backups.every())
    backups.make()
    assert not list((office.folder / "backups").glob(".*"))
