"""Whatever page of the file is gone: what is left of it, and the newest backup, come together into a whole again."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from supporter_app.domain.attendance import Attendance, attendance_fields, attendance_subject
from supporter_app.domain.enrolment import Enrolment, PersonId, enrolment_fields, enrolment_subject
from supporter_app.domain.journal import EventKind
from supporter_app.domain.session import Session, SessionId, session_fields, session_subject
from supporter_app.keys.master import WrappedKey
from supporter_app.services.backups import Backups
from supporter_app.storage import fold, journal, person_key, progress
from supporter_app.storage.database import Row, Storage, open_database
from supporter_app.storage.folder import FILE
from supporter_app.storage.pages import records
from supporter_app.storage.salvage import gather
from tests.schemas.make import CHAPTER, GENERAL, PAGES, SESSION

PAGE = 4096
TABLES = frozenset(each.TABLE for each in fold.FOLDS.values())
PEOPLE = 20
SESSIONS = 2
STRIDE = 5
MOMENT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def now() -> datetime:
    """Read a clock that stands."""
    return MOMENT


def held(number: int) -> Session:
    """Make a session."""
    return replace(SESSION, id=SessionId(f"{number:032x}"))


def fill(storage: Storage, number: int, people: int = PEOPLE) -> None:
    """Record a session with a roster, a roll call and a key for each person."""
    session = held(number)
    with storage.write() as db:
        journal.append(storage, db, EventKind.DONE, session_subject(session.id), session_fields(session))
        for place in range(1, people + 1):
            person = PersonId(f"{number:016x}{place:016x}")
            enrolled = Enrolment(session.id, person, place, sealed=bytes([place]) * 100)
            called = Attendance(session.id, person, late_minutes=place)
            person_key.put(db, session.id, WrappedKey(person, bytes(8), bytes([place]) * 60))
            subject = enrolment_subject(session.id, person)
            journal.append(storage, db, EventKind.DONE, subject, enrolment_fields(enrolled))
            subject = attendance_subject(session.id, person)
            journal.append(storage, db, EventKind.DONE, subject, attendance_fields(called))


def everything(storage: Storage) -> dict[str, list[Row]]:
    """Give all that a person would miss."""
    keys = storage.rows("SELECT * FROM person_key ORDER BY person")
    return fold.dump(storage) | {"person_key": keys, "page_done": storage.rows("SELECT * FROM page_done")}


@pytest.fixture
def whole(tmp_path: Path) -> tuple[bytes, dict[str, list[Row]]]:
    """Give the bytes of a sound database and what it holds."""
    folder = tmp_path / "whole"
    with closing(open_database(folder, now)) as storage:
        for number in range(1, SESSIONS + 1):
            fill(storage, number)
        with storage.write() as db:
            progress.leave_page(db, (GENERAL, CHAPTER, PAGES[0]), "2026-11-20T03:00:00Z", skipped=False)
        return (folder / FILE).read_bytes(), everything(storage)


def test_every_record_of_a_sound_file_is_found(whole: tuple[bytes, dict[str, list[Row]]]) -> None:
    """Reading page by page finds what SQLite finds, long bodies in overflow pages too."""
    content, wanted = whole
    found, counted = gather(content, None, now, None)
    with closing(found):
        assert everything(found) == wanted
        assert journal.check(found) == ()
    assert (counted.from_tables, counted.missing) == (0, 0)
    assert counted.from_file == SESSIONS * (1 + 2 * PEOPLE)


def test_a_record_longer_than_a_page_is_read(tmp_path: Path) -> None:
    """A body goes on in pages of its own."""
    with closing(open_database(tmp_path, now)) as storage, storage.write() as db:
        journal.append(storage, db, EventKind.DONE, "later/1", {"words": "長い" * 9000})
    found = [each.values for each in records((tmp_path / FILE).read_bytes()) if len(each.values) == 4]
    assert any(isinstance(body, bytes) and "長い".encode() * 9000 in body for *_, body in found)


def test_any_one_page_may_be_gone(whole: tuple[bytes, dict[str, list[Row]]]) -> None:
    """What the journal lost the tables know, and the other way round: no record of a class is missing or changed."""
    content, wanted = whole
    for start in range(0, len(content), PAGE):
        damaged = content[:start] + bytes(PAGE) + content[start + PAGE :]
        found, _ = gather(damaged, None, now, None)
        with closing(found):
            dumped = everything(found)
        folded = {table: rows for table, rows in dumped.items() if table in TABLES}
        assert folded == {table: wanted[table] for table in folded}, start
        assert set(dumped["person_key"]) <= set(wanted["person_key"])


def test_with_a_backup_nothing_at_all_is_missing(tmp_path: Path, whole: tuple[bytes, dict[str, list[Row]]]) -> None:
    """The backup was made before the last session; pages read and keys come from it and from beside it."""
    content, wanted = whole
    folder = tmp_path / "desk"
    folder.mkdir()
    file = folder / FILE
    file.write_bytes(content)
    backups = Backups(folder, now)
    assert backups.make() is not None
    with closing(open_database(folder, now)) as storage:
        fill(storage, SESSIONS + 1)
        wanted = everything(storage)
    damaged = file.read_bytes()
    for number in range(0, len(damaged) // PAGE, STRIDE):
        start = number * PAGE
        file.write_bytes(damaged[:start] + bytes(PAGE) + damaged[start + PAGE :])
        backups.salvage()
        with closing(open_database(folder, now)) as storage:
            dumped = everything(storage)
            assert fold.dump(storage) == {table: wanted[table] for table in TABLES}, start
            assert journal.differing(storage) == ()
        assert dumped["page_done"] == wanted["page_done"]
        newest = max(folder.glob("backups/*.sqlite"))
        newest.unlink()
    assert len(list(folder.glob("supporter.damaged-*.sqlite"))) == len(range(0, len(damaged) // PAGE, STRIDE))


def test_noise_gives_nothing_and_no_error() -> None:
    """Bytes that are no database hold no record."""
    for content in (b"", b"x" * 100, bytes(PAGE * 3), b"\x0d\x00\x00\xff\xff" * 5000):
        found, counted = gather(content, None, now, None)
        with closing(found):
            assert counted.from_file == 0
            assert everything(found)["session"] == []
