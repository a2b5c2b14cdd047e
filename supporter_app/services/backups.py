"""Backups of the records: made by themselves and by hand, thinned, looked at, and brought back."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from supporter_app.domain.backup import Backup, BackupName, Contents, Loss, Occasion, kept, read_name
from supporter_app.domain.clock import Clock, stamp
from supporter_app.domain.errors import (
    FileError,
    KeysError,
    RequestRefused,
    StorageDamaged,
    StorageError,
    StorageLocked,
)
from supporter_app.domain.journal import EventKind
from supporter_app.files import file_error, is_there, read_limited
from supporter_app.keys.key_file import KeyRing, write_keys
from supporter_app.storage import backup, carried_copy, installation, journal, person_key, salvage
from supporter_app.storage import folder as data_folder
from supporter_app.storage.carried_copy import CarriedCopy
from supporter_app.storage.database import Storage, open_database

if TYPE_CHECKING:
    from supporter_app.domain.session import SessionId
    from supporter_app.storage.database import Transaction
    from supporter_app.storage.salvage import Gathered

PAUSE = timedelta(minutes=30)
LEFT_OVER = ".*.part*"


@dataclass(frozen=True, slots=True)
class Restored:
    """What bringing back did: where the records before it are kept, names that open, whether keys could be read."""

    aside: Path | None
    names: int
    keys_readable: bool


class Backups:
    """Looks after the backups of one data folder; each call opens the records for itself, so any thread may call."""

    def __init__(self, data_dir: Path | None, clock: Clock) -> None:
        """Take the data folder (None: nothing is on disk, so there is nothing to copy) and the clock."""
        self.clock = clock
        self.file = None if data_dir is None else data_dir / data_folder.FILE
        self.folder = None if data_dir is None else data_dir / backup.FOLDER

    def every(self) -> tuple[Backup, ...]:
        """List the backups, the newest first; raises FileError's family."""
        if self.folder is None:
            return ()
        try:
            files = [(read_name(each.name), each) for each in self.folder.iterdir()] if self.folder.is_dir() else []
            found = [_backup(each, name) for name, each in files if name is not None]
        except OSError as error:
            raise file_error(error, self.folder) from error
        return tuple(sorted(found, key=lambda each: each.name, reverse=True))

    def changed(self) -> bool:
        """Tell whether anything was written since the newest backup, which bears the moment of what it copied."""
        written = self._written()
        if written is None:
            return False
        newest = next(iter(self.every()), None)
        return newest is None or newest.written != written

    def due(self) -> bool:
        """Tell whether 30 minutes went by since the newest backup and something was written."""
        newest = next(iter(self.every()), None)
        if newest is None:
            return self.changed()
        since = self.clock().replace(tzinfo=None) - newest.name.made_at
        return not timedelta(0) <= since < PAUSE and self.changed()

    def make(self, occasion: Occasion = Occasion.BY_ITSELF) -> Backup | None:
        """Make a backup and remove those that need not be kept; None where there is nothing to copy.

        Raises StorageError's and FileError's families; what was there before stays.
        """
        written = self._written()
        if self.file is None or self.folder is None or written is None:
            return None
        data_folder.make_folder(self.folder)
        self._sweep()
        last = max((each.name.number for each in self.every()), default=0)
        name = BackupName(last + 1, self.clock().replace(microsecond=0, tzinfo=None), occasion.value)
        target = self.folder / name.file()
        backup.write(self.file, target)
        self._mark(target, written)
        self._keep_keys()
        self.thin()
        return next(each for each in self.every() if each.name == name)

    def make_into(self, target: Path) -> None:
        """Write a backup where somebody wants it, with the keys of today beside it, and remember that it went out.

        Raises RequestRefused over-the-records, StorageError's and FileError's families.
        """
        if self.file is None:
            return
        if data_folder.is_own(self.file.parent, target):
            raise RequestRefused("over-the-records")
        backup.write(self.file, target)
        with self.opened() as storage:
            people = person_key.count(storage)
            # Without names a file of keys would only puzzle whoever finds it.
            if people:
                write_keys(backup.keys_along(target), backup.ring(storage))
            copy = CarriedCopy(stamp(self.clock()), "backup", str(target), None, people)
            with storage.write() as db:
                carried_copy.add(db, copy)

    def thin(self) -> None:
        """Remove the backups that need not be kept; raises FileError's family."""
        found = self.every()
        stay = kept(each.name for each in found)
        self._remove(each.path for each in found if each.name not in stay)

    def renew(self) -> None:
        """Make a fresh backup and remove all others, because what was erased must be gone from them too."""
        fresh = self.make()
        self._remove(each.path for each in self.every() if fresh is None or each.name != fresh.name)

    def look(self, file: Path) -> Contents:
        """Read a backup whole and tell what it holds; raises FileError's family, StorageNewer."""
        with closing(backup.load(file, self.clock, self.file)) as found:
            return contents(found)

    def loss(self, file: Path) -> Loss:
        """Tell what going back to a backup would lose; raises FileError's family, StorageNewer."""
        with closing(backup.load(file, self.clock, self.file)) as then:
            try:
                with self.opened() as present:
                    return _loss(present, then)
            except StorageDamaged:
                nothing = Contents(0, 0, 0, 0)
                return Loss((), 0, 0, nothing, contents(then), present_readable=False)

    def restore(self, file: Path) -> Restored:
        """Put a backup in the place of the present records, which are kept aside; the caller has closed the database.

        Whoever was erased stays erased: the erasures that the present records know are recorded in the old ones too,
        and no key of such a person comes back. Raises FileError's and StorageError's families; whatever fails before
        the end leaves the present records as they are.
        """
        if self.file is None:
            raise FileError(file, "there is no data folder")
        data_folder.make_folder(self.file.parent)
        with closing(backup.load(file, self.clock, self.file)) as then:
            beside, readable = self._keys_beside(file)
            aside, erased, present, carried = self._keep_present()
            if not is_there(self.file):
                self.file.touch()
            names = _bring_up_to_date(then, erased, backup.joined(beside, present), stamp(self.clock()))
            with then.write() as db:
                carried_copy.add_missing(then, db, carried)
            if isinstance(aside, Backup) and self.changed():
                raise StorageLocked(self.file, "something was written meanwhile")
            backup.put(then, self.file)
        self._keep_keys()
        return Restored(aside.path if isinstance(aside, Backup) else aside, names, readable)

    def newest_good(self) -> Backup | None:
        """Find the newest backup that can be read whole."""
        for each in self.every():
            try:
                self.look(each.path)
            except (FileError, StorageError):
                continue
            return each
        return None

    def salvage(self) -> "Gathered":
        """Gather what can be read of damaged records, join it with the newest good backup, and put that in place.

        The damaged file is set aside as it is; the caller has closed the database. Raises FileError's and
        StorageError's families; then the file is where it was, or set aside.
        """
        if self.file is None:
            raise FileError(data_folder.FILE, "there is no data folder")
        content = read_limited(self.file, backup.LARGEST)
        newest = self.newest_good()
        before = None if newest is None else backup.load(newest.path, self.clock, self.file)
        joined, found = salvage.gather(content, before, self.clock, self.file)
        with closing(joined):
            beside, _ = self._keys_beside(self.file if newest is None else newest.path)
            with joined.write() as db:
                _put_keys(joined, db, backup.joined(beside, backup.ring(joined)))
            data_folder.set_aside(self.file)
            backup.put(joined, self.file)
        self.make()
        return found

    def _keep_present(self) -> tuple[Backup | Path | None, frozenset[str], KeyRing, tuple[CarriedCopy, ...]]:
        """Keep the present records, as a backup or set aside as they are.

        Gives what was erased, their keys, and the copies that were carried away: these lie where they lie.
        """
        nothing: frozenset[str] = frozenset()
        assert self.file is not None
        try:
            made = self.make(Occasion.BEFORE_RESTORE)
            if made is None:
                return None, nothing, KeyRing((), ()), ()
            with self.opened() as storage:
                return made, journal.erased_subjects(storage), backup.ring(storage), carried_copy.every(storage)
        except StorageDamaged:
            return data_folder.set_aside(self.file), nothing, KeyRing((), ()), ()

    def _keys_beside(self, file: Path) -> tuple[KeyRing, bool]:
        try:
            return backup.keys_beside(file), True
        except (KeysError, FileError):
            return KeyRing((), ()), False

    def _keep_keys(self) -> None:
        """Bring the file of keys to what stands now."""
        if self.folder is not None and is_there(self.folder):
            with self.opened() as storage:
                backup.keep_keys(storage, self.folder / backup.KEYS)

    @contextmanager
    def opened(self) -> Iterator[Storage]:
        """Open the present records for one piece of work."""
        assert self.file is not None
        with closing(open_database(self.file.parent, self.clock)) as storage:
            yield storage

    def _written(self) -> int | None:
        """Tell when the records were last written, in nanoseconds; None where there is nothing to copy."""
        if self.file is None:
            return None
        try:
            found = self.file.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise data_folder.storage_error(error, self.file) from error
        return found.st_mtime_ns if found.st_size else None

    def _mark(self, target: Path, written: int) -> None:
        """Give a backup the moment at which what it copied was last written."""
        try:
            os.utime(target, ns=(written, written))
        except OSError as error:
            raise file_error(error, target) from error

    def _sweep(self) -> None:
        """Remove what a backup that was cut off left behind."""
        assert self.folder is not None
        self._remove(self.folder.glob(LEFT_OVER))

    def _remove(self, files: Iterable[Path]) -> None:
        try:
            for each in files:
                each.unlink(missing_ok=True)
        except OSError as error:
            raise file_error(error, self.folder or Path()) from error


def _backup(path: Path, name: BackupName) -> Backup:
    found = path.stat()
    return Backup(path, name, found.st_size, found.st_mtime_ns)


def contents(storage: Storage) -> Contents:
    """Count what a database holds."""
    counted = [
        _count(storage, "SELECT count(*) FROM session"),
        _count(storage, "SELECT count(*) FROM enrolment"),
        _count(storage, "SELECT count(*) FROM session_completion WHERE withdrawn = 0")
        + _count(storage, "SELECT count(*) FROM completion"),
        _count(storage, "SELECT count(*) FROM page_done"),
    ]
    return Contents(*counted)


def _count(storage: Storage, sql: str) -> int:
    rows = storage.rows(sql)
    return int(rows[0][0]) if rows else 0


def _loss(present: Storage, then: Storage) -> Loss:
    known = set(then.rows("SELECT installation, epoch, seq FROM journal"))
    # An erasure is no loss: it is done again.
    events = present.rows("SELECT installation, epoch, seq, subject FROM journal WHERE kind <> 'erase'")
    subjects = {subject for *key, subject in events if tuple(key) not in known}
    records = Counter(subject.partition("/")[0] for subject in subjects)
    pages, answers = (
        len(set(present.rows(sql)) - set(then.rows(sql)))
        for sql in ("SELECT edition, chapter, page FROM page_done", "SELECT id, item, answered_at FROM answer")
    )
    return Loss(tuple(sorted(records.items())), pages, answers, contents(present), contents(then))


def _bring_up_to_date(then: Storage, erased: frozenset[str], ring: KeyRing, moment: str) -> int:
    """Begin a new epoch, erase what was erased since, put back the keys of those who stand; gives how many."""
    with then.write() as db:
        if journal.differing(then):
            journal.rebuild(then, db)
        installation.branch(db, then.fingerprint, moment)
        known = {subject for (subject,) in then.rows("SELECT DISTINCT subject FROM journal")}
        for subject in sorted((erased & known) - journal.erased_subjects(then)):
            journal.append(then, db, EventKind.ERASE, subject)
        return _put_keys(then, db, ring)


def _put_keys(then: Storage, db: "Transaction", ring: KeyRing) -> int:
    sessions: dict[str, SessionId] = dict(
        then.rows("SELECT person, session FROM enrolment WHERE sealed_name IS NOT NULL")
    )
    wanted = [each for each in ring.keys if each.person in sessions]
    for each in wanted:
        person_key.put(db, sessions[each.person], each)
    for locks in ring.locks:
        person_key.put_locks(db, locks)
    return len(wanted)
