"""The database on bad days: no permission, no space, damage, two programs at once."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from supporter_app.domain.edition import ChapterId, EditionId, PageId, Place
from supporter_app.domain.errors import (
    StorageDamaged,
    StorageError,
    StorageFull,
    StorageLocked,
    StorageReadOnly,
    StorageUnavailable,
)
from supporter_app.storage import connection, journal, preferences, progress
from supporter_app.storage.database import Storage
from supporter_app.storage.folder import FILE, set_aside

Opening = Callable[[Path | None], Storage]
EDITION = EditionId("general")
CHAPTER = ChapterId("01-introduction")
PAGE_BYTES = 4096


def arrive(storage: Storage, number: int = 1) -> None:
    """Write one small row, and some bulk, in one transaction."""
    with storage.write() as db:
        progress.arrive(db, EDITION, Place(CHAPTER, page=PageId(f"p{number}")))
        progress.leave_page(db, (EDITION, CHAPTER, PageId(f"p{number}" + "x" * 500)), "now", skipped=False)


def read_everything(storage: Storage) -> None:
    """Read every table of the program."""
    progress.place(storage, EDITION)
    progress.progress(storage, EDITION)
    preferences.load(storage)
    journal.check(storage)


def test_a_read_only_folder_is_read(opened: Opening, tmp_path: Path, made_read_only: Callable[[Path], Path]) -> None:
    """Reading goes on, writing says why it cannot."""
    folder = tmp_path / "records"
    first = opened(folder)
    arrive(first)
    first.close()
    storage = opened(made_read_only(folder))
    assert progress.place(storage, EDITION) == Place(CHAPTER, page=PageId("p1"))
    for _ in range(2):
        with pytest.raises(StorageReadOnly):
            arrive(storage, 2)
    assert progress.place(storage, EDITION) == Place(CHAPTER, page=PageId("p1"))


def test_a_fresh_read_only_folder_is_explained(
    opened: Opening, tmp_path: Path, made_read_only: Callable[[Path], Path]
) -> None:
    """The program starts without records, and the first write says why there are none."""
    folder = tmp_path / "records"
    folder.mkdir()
    place = made_read_only(folder)
    for data_dir in (place, place / "deeper"):
        storage = opened(data_dir)
        assert progress.place(storage, EDITION) is None
        with pytest.raises(StorageReadOnly):
            arrive(storage)


def test_a_folder_that_cannot_be_made_is_explained(opened: Opening, tmp_path: Path) -> None:
    """A file where the folder should be is a place that cannot be reached."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageUnavailable):
        arrive(opened(tmp_path / "file" / "records"))


def until_full(storage: Storage, first: int) -> int:
    """Write until there is no space and give the last number that was acknowledged."""
    for number in range(first, first + 2000):
        try:
            arrive(storage, number)
        except StorageFull:
            return number - 1
    raise AssertionError


def test_no_space_by_limit(opened: Opening, tmp_path: Path) -> None:
    """When the file may not grow, what was recorded before is there and the program goes on."""
    storage = opened(tmp_path)
    arrive(storage)
    with storage.write() as db:
        pages = connection.pragma(db.conn, "page_count")
        db.execute(f"PRAGMA max_page_count = {pages}")
    last_number = until_full(storage, 2)
    last = progress.place(storage, EDITION)
    assert last is not None
    assert len(progress.progress(storage, EDITION).done) == int(str(last.page)[1:]) == last_number


def test_a_full_disk_keeps_every_acknowledged_row(
    opened: Opening, tmp_path: Path, mounted: Callable[..., Path]
) -> None:
    """On a disk that fills up, the rows before stand and the error names the lack of space."""
    place = mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=256k", "tmpfs")
    storage = opened(place)
    acknowledged = until_full(storage, 1)
    assert acknowledged > 0
    assert len(progress.progress(storage, EDITION).done) == acknowledged
    storage.close()
    assert len(progress.progress(opened(place), EDITION).done) == acknowledged


def test_a_disk_that_is_full_from_the_start(opened: Opening, tmp_path: Path, mounted: Callable[..., Path]) -> None:
    """The first write fails with a reason; when there is space again it works in the same window."""
    place = mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=256k", "tmpfs")
    filler = place / "filler"
    with suppress(OSError):
        filler.write_bytes(bytes(300_000))
    storage = opened(place)
    with pytest.raises(StorageFull):
        arrive(storage)
    filler.unlink()
    arrive(storage)
    assert progress.place(storage, EDITION) is not None


def test_another_program_that_writes(opened: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that stays is named; when it goes, writing goes on."""
    arrive(opened(tmp_path))
    monkeypatch.setattr(connection, "BUSY_MILLISECONDS", 20)
    monkeypatch.setattr(connection, "PRAGMAS", (*connection.PRAGMAS[:-1], ("busy_timeout", "20", 20)))
    storage = opened(tmp_path)
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StorageLocked):
        arrive(storage, 2)
    with pytest.raises(StorageLocked):
        progress.place(storage, EDITION)
    other.execute("ROLLBACK")
    other.close()
    arrive(storage, 2)
    assert progress.place(storage, EDITION) == Place(CHAPTER, page=PageId("p2"))


def test_two_windows_take_turns(opened: Opening, tmp_path: Path) -> None:
    """Two connections that both begin with a fresh folder write into one database."""
    first, second = opened(tmp_path), opened(tmp_path)
    for number in range(1, 6):
        arrive(first, number)
        arrive(second, number + 100)
    assert len(progress.progress(first, EDITION).done) == len(progress.progress(second, EDITION).done) == 10
    assert first.installation() == second.installation()


@pytest.fixture
def sound(opened: Opening, tmp_path: Path) -> Path:
    """Make a database of some pages and give its file."""
    storage = opened(tmp_path / "sound")
    for number in range(1, 30):
        arrive(storage, number)
    storage.close()
    return tmp_path / "sound" / FILE


def damaged(folder: Path, content: bytes) -> Path:
    """Put other bytes in the place of a sound database."""
    folder.mkdir(exist_ok=True)
    (folder / FILE).write_bytes(content)
    return folder


def write_and_read(opened: Opening, folder: Path) -> None:
    """Open, write, and read everything."""
    storage = opened(folder)
    arrive(storage)
    read_everything(storage)


@pytest.mark.parametrize("length", [50, 99, 100, 511, 512, 1000, 4095, 4097, 6000])
def test_a_truncated_file_is_named_damaged(opened: Opening, sound: Path, tmp_path: Path, length: int) -> None:
    """A file cut short is never read as something else and never written over."""
    folder = damaged(tmp_path / "cut", sound.read_bytes()[:length])
    with pytest.raises(StorageDamaged):
        read_everything(opened(folder))
    with pytest.raises(StorageDamaged):
        write_and_read(opened, folder)


@pytest.mark.parametrize("content", [bytes(8192), b"\xff" * 5000, b"SQLite format 3\0" + bytes(5000)])
def test_a_file_of_something_else_is_named_damaged(opened: Opening, tmp_path: Path, content: bytes) -> None:
    """Zeros after a power cut, or another kind of file, are not overwritten."""
    folder = damaged(tmp_path / "other", content)
    with pytest.raises(StorageDamaged):
        arrive(opened(folder))
    assert (folder / FILE).read_bytes() == content


def test_every_zeroed_page_is_named_or_harmless(opened: Opening, sound: Path, tmp_path: Path) -> None:
    """Whatever page is lost: what is read is right, or the file is named damaged."""
    whole = sound.read_bytes()
    expected = progress.progress(opened(sound.parent), EDITION)
    noticed = 0
    for start in range(0, len(whole), PAGE_BYTES):
        folder = damaged(tmp_path / "zero", whole[:start] + bytes(PAGE_BYTES) + whole[start + PAGE_BYTES :])
        try:
            storage = opened(folder)
            read_everything(storage)
            assert progress.progress(storage, EDITION) == expected
        except StorageDamaged:
            noticed += 1
        finally:
            shutil.rmtree(folder)
    assert noticed > 0


def test_random_bytes_never_bring_a_bug_to_light(opened: Opening, sound: Path, tmp_path: Path) -> None:
    """Stretches of random bytes anywhere: an error of ours or a result, nothing else."""
    whole = sound.read_bytes()
    chance = random.Random(20261120)  # noqa: S311 - a reproducible test
    for _ in range(60):
        start = chance.randrange(len(whole))
        broken = whole[:start] + chance.randbytes(200) + whole[start + 200 :]
        folder = damaged(tmp_path / "random", broken[: len(whole)])
        try:
            read_everything(opened(folder))
            write_and_read(opened, folder)
        except StorageError:
            pass
        finally:
            shutil.rmtree(folder)


def test_a_damaged_file_is_set_aside_whole(opened: Opening, tmp_path: Path) -> None:
    """A new database begins beside the old bytes, as often as needed."""
    for number in (1, 2):
        (tmp_path / FILE).write_bytes(b"\xff" * 5000)
        (tmp_path / (FILE + "-journal")).write_bytes(b"old journal")
        kept = set_aside(tmp_path / FILE)
        assert kept.name == f"supporter.damaged-{number}.sqlite"
        assert kept.read_bytes() == b"\xff" * 5000
        assert not (tmp_path / (FILE + "-journal")).exists()
        storage = opened(tmp_path)
        arrive(storage)
        storage.close()


def test_a_passing_fault_is_looked_at_twice(opened: Opening, sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An input error that is gone at the second reading is not called damage."""
    storage = opened(sound.parent)
    expected = progress.place(storage, EDITION)
    whole = sound.read_bytes()
    reconnect = connection.connect

    def healed(path: Path | None) -> sqlite3.Connection:
        sound.write_bytes(whole)
        return reconnect(path)

    sound.write_bytes(whole[:PAGE_BYTES] + b"\xff" * (len(whole) - PAGE_BYTES))
    # SQLite looks at the file's change counter before it believes its cache.
    counter = int.from_bytes(whole[24:28], "big") + 1
    with sound.open("r+b") as file:
        file.seek(24)
        file.write(counter.to_bytes(4, "big"))
    monkeypatch.setattr("supporter_app.storage.database.connect", healed)
    assert progress.place(storage, EDITION) == expected
