"""Records found somewhere else begin a new epoch: each thing that tells it is tried by itself."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from supporter_app.domain.attendance import Attendance, attendance_fields, attendance_subject
from supporter_app.domain.enrolment import Enrolment, PersonId, enrolment_fields, enrolment_subject
from supporter_app.domain.journal import EventKind, Parent, current, fold
from supporter_app.domain.session import session_fields, session_subject
from supporter_app.storage import fold as folded
from supporter_app.storage import installation, journal
from supporter_app.storage.database import Storage
from supporter_app.storage.folder import FILE
from tests.schemas.make import SESSION

Opening = Callable[[Path | None], Storage]
PERSON = PersonId(f"{1:032x}")
SUBJECT = attendance_subject(SESSION.id, PERSON)


def called(storage: Storage, late: int) -> None:
    """Call somebody, a number of minutes late."""
    with storage.write() as db:
        kind = EventKind.FIX if journal.count(storage) > 2 else EventKind.DONE
        journal.append(storage, db, kind, SUBJECT, attendance_fields(Attendance(SESSION.id, PERSON, late_minutes=late)))


def begun(storage: Storage) -> None:
    """Hold a session with one person, and call them."""
    with storage.write() as db:
        journal.append(storage, db, EventKind.DONE, session_subject(SESSION.id), session_fields(SESSION))
        subject = enrolment_subject(SESSION.id, PERSON)
        journal.append(storage, db, EventKind.DONE, subject, enrolment_fields(Enrolment(SESSION.id, PERSON, 1)))
    called(storage, 1)
    storage.close()


def epochs(storage: Storage) -> list[tuple[bytes, bytes | None, int | None]]:
    """List the epochs in the order in which they began, each with its parent."""
    return storage.rows("SELECT epoch, parent_epoch, parent_seq FROM installation ORDER BY ordinal")


def minutes(storage: Storage) -> int:
    """Read what counts."""
    return int(storage.rows("SELECT late_minutes FROM attendance")[0][0])


@pytest.mark.parametrize("part", ["_host", "_machine", "_person"])
def test_another_host_machine_or_person_begins_an_epoch(
    opened: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """Once, at the first thing that is recorded there; reading alone, or coming again, begins none."""
    begun(opened(tmp_path))
    monkeypatch.setattr(installation, part, lambda: "another")
    there = opened(tmp_path)
    first = epochs(there)
    assert [row[1:] for row in first] == [(None, None)]
    assert minutes(there) == 1
    called(there, 2)
    called(there, 3)
    assert [row[1:] for row in epochs(there)] == [(None, None), (first[0][0], 3)]
    there.close()
    again = opened(tmp_path)
    called(again, 4)
    assert len(epochs(again)) == 2
    assert minutes(again) == 4
    assert journal.check(again) == ()
    assert journal.differing(again) == ()
    monkeypatch.undo()
    back = opened(tmp_path)
    called(back, 5)
    assert [row[1] for row in epochs(back)] == [None, first[0][0], epochs(back)[1][0]]
    assert journal.check(back) == ()


def moved(folder: Path) -> Path:
    """Rename the folder."""
    return folder.rename(folder.with_name("elsewhere"))


def put_back(folder: Path) -> Path:
    """Put a copy in the file's place, as from a backup of the disk; the old file stays elsewhere for its inode."""
    aside = (folder / FILE).rename(folder.with_name("aside.sqlite"))
    shutil.copy2(aside, folder / FILE)
    return folder


def copied(folder: Path) -> Path:
    """Copy the folder with everything in it."""
    return Path(shutil.copytree(folder, folder.with_name("copy")))


@pytest.mark.parametrize("happens", [moved, put_back, copied])
def test_another_folder_or_file_begins_an_epoch(
    opened: Opening, tmp_path: Path, happens: Callable[[Path], Path]
) -> None:
    """Moved, brought back, or copied: the records go on after what is known, under an epoch of their own."""
    begun(opened(tmp_path / "records"))
    there = opened(happens(tmp_path / "records"))
    called(there, 2)
    assert [row[2] for row in epochs(there)] == [None, 3]
    assert minutes(there) == 2
    assert journal.check(there) == ()


def test_the_same_place_begins_none(opened: Opening, tmp_path: Path) -> None:
    """However often it is opened, whatever else happens in the folder, and by whichever way the folder is reached."""
    begun(opened(tmp_path / "records"))
    (tmp_path / "way").symlink_to(tmp_path / "records")
    (tmp_path / "records" / "note").write_text("x", encoding="utf-8")
    os.utime(tmp_path / "records" / FILE, (0, 0))
    for way in ("records", "way"):
        storage = opened(tmp_path / way)
        called(storage, 2)
        assert len(epochs(storage)) == 1


@dataclass
class Place:
    """A file as the system tells of it."""

    folder: str = "/records"
    st_ino: int = 1
    st_birthtime_ns: int = 1

    def stat(self) -> SimpleNamespace:
        """Tell of it."""
        return SimpleNamespace(st_ino=self.st_ino, st_birthtime_ns=self.st_birthtime_ns)

    def resolve(self) -> Path:
        """Give its full name."""
        return Path(self.folder) / FILE


def test_every_part_of_the_fingerprint_counts() -> None:
    """Folder, inode and time of creation each change it, and no two of them give the same."""
    places = [Place(), Place(folder="/other"), Place(st_ino=2), Place(st_birthtime_ns=2), Place(st_ino=11)]
    assert len({installation.fingerprint(each) for each in places}) == len(places)  # type: ignore[arg-type] # stands for a path
    assert installation.fingerprint(Place()) == installation.fingerprint(Place())  # type: ignore[arg-type] # as above
    assert len(installation.fingerprint(None)) == 32


def test_two_branches_of_one_parent_are_both_kept(opened: Opening, tmp_path: Path) -> None:
    """A copied laptop and the first one go on: brought together, both versions are there, and one counts for both."""
    begun(opened(tmp_path / "records"))
    copy = opened(copied(tmp_path / "records"))
    other = opened(Path(shutil.copytree(tmp_path / "records", tmp_path / "other")))
    called(copy, 20)
    called(other, 30)
    counted = []
    branches = [*epochs(copy)[1:], *epochs(other)[1:]]
    for into, source in ((copy, other), (other, copy)):
        with into.write() as db:
            journal.take(source, db)
            for epoch, parent, seq in branches:
                moment = "2026-11-20T03:00:00Z"
                db.execute(
                    "INSERT OR IGNORE INTO installation (id, epoch, parent_epoch, parent_seq, fingerprint, started_at)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (source.installation(), epoch, parent, seq, bytes(32), moment),
                )
            journal.refold(into, db, SUBJECT)
        known = fold(SUBJECT, journal._known(into, SUBJECT))
        heads = current(known, installation.lineage(into))
        assert {each.epoch for each in heads} == {epoch for epoch, _parent, _seq in branches}
        counted.append((minutes(into), [each.epoch for each in heads]))
        assert into.rows("SELECT count(*) FROM attendance") == [(1,)]
        assert journal.check(into) == ()
        assert journal.differing(into) == ()
    assert counted[0] == counted[1]
    assert folded.dump(copy) == folded.dump(other)
    assert set(installation.lineage(copy).values()) == {None, Parent(epochs(copy)[0][0], 3)}
