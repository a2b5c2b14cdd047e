"""終わるときに控えを置くフォルダー: one more copy of the newest backup, in a folder that may be a share or a stick.

Which folder is chosen stands in a file beside the database, so that going back to a backup does not change it. Backups
are copied as whole files and read back; the folder holds one folder for each computer, thinned as the backups are.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from supporter_app.domain.backup import BackupName, kept, read_name
from supporter_app.domain.clock import Clock, stamp
from supporter_app.domain.errors import FileDamaged, FileError, FileUnreachable, RequestRefused, SupporterError
from supporter_app.files import OWNER_ONLY, file_error, make_whole, read_limited, sync_folder, write_whole
from supporter_app.keys.key_file import read_keys, write_keys
from supporter_app.storage import backup, carried_copy, person_key
from supporter_app.storage import folder as data_folder
from supporter_app.storage.carried_copy import CarriedCopy

if TYPE_CHECKING:
    from supporter_app.services.backups import Backups

NOTE = "end-folder"
LARGEST_NOTE = 64 * 1024
PREFIX = "tsunagari-supporter-backups-"
ID_LETTERS = 12
PART = 1 << 20
"""Bytes written at a time; between them somebody may stop it."""


@dataclass(frozen=True, slots=True)
class EndFolder:
    """The folder that was chosen, and the moment (UTC) at which a backup was last put there, if one ever was.

    `renew` says that the older ones there are to go with the next, because something was erased for good.
    """

    folder: Path
    put_at: str | None = None
    renew: bool = False


class EndFolders:
    """Looks after the folder for a copy at the end; each call opens the records for itself, so any thread may call."""

    def __init__(self, data_dir: Path | None, backups: "Backups", clock: Clock) -> None:
        """Take the data folder (None: nothing is on disk), its backups, and the clock."""
        self.data_dir = data_dir
        self.backups = backups
        self.clock = clock

    def chosen(self) -> EndFolder | None:
        """Give the folder that was chosen; None where there is none, or the note of it cannot be understood."""
        return None if self.data_dir is None else read_note(self.data_dir)

    def choose(self, folder: Path) -> None:
        """Choose a folder that is there; raises RequestRefused inside-the-records, FileError's and StorageError's."""
        assert self.data_dir is not None
        wanted = folder.absolute()
        if wanted.resolve().is_relative_to(self.data_dir.resolve()):
            raise RequestRefused("inside-the-records")
        if not wanted.is_dir():
            raise FileUnreachable(wanted, "not there")
        data_folder.make_folder(self.data_dir)
        former = self.chosen()
        if former is not None and former.folder == wanted:
            return
        self._leave(former)
        write_note(self.data_dir, EndFolder(wanted))

    def forget(self) -> None:
        """Put no more copies anywhere; those that are there stay. Raises FileError's and StorageError's families."""
        if self.data_dir is not None:
            self._leave(self.chosen())
            try:
                (self.data_dir / NOTE).unlink(missing_ok=True)
            except OSError as error:
                raise file_error(error, self.data_dir / NOTE) from error

    def put(self, stop: Event | None = None) -> Path | None:
        """Copy the newest backup there, unless it is there already; gives where it lies, None with nothing to copy.

        Raises FileError's family; then what was in the folder before is as it was.
        """
        chosen, newest = self.chosen(), next(iter(self.backups.every()), None)
        if chosen is None or newest is None or self.data_dir is None:
            return None
        if not chosen.folder.is_dir():
            # A share that is not connected or a stick that is not there: nothing is made in its stead.
            raise FileUnreachable(chosen.folder, "not there")
        place = self._place(chosen.folder)
        self._make(place)
        target = place / newest.path.name
        if not (target.exists() and target.stat().st_size == newest.size):
            _copy(newest.path, target, stop or Event())
        self._copy_keys(place)
        _thin(place, newest.name, only=chosen.renew)
        write_note(self.data_dir, EndFolder(chosen.folder, stamp(self.clock())))
        return target

    def _leave(self, former: EndFolder | None) -> None:
        """Remember the copies in a folder that is given up, for whoever erases names later."""
        if former is None or former.put_at is None:
            return
        with self.backups.opened() as storage:
            people = person_key.count(storage)
            if people:
                copy = CarriedCopy(former.put_at, "backup", str(former.folder), None, people)
                with storage.write() as db:
                    carried_copy.add(db, copy)

    def _place(self, folder: Path) -> Path:
        """Give this computer's own folder: several may share the one that was chosen, imaged ones among them."""
        with self.backups.opened() as storage:
            own = sha256(storage.installation() + storage.fingerprint).hexdigest()[:ID_LETTERS]
        return folder / f"{PREFIX}{own}"

    def _make(self, place: Path) -> None:
        try:
            if not place.is_dir():
                place.mkdir(data_folder.PRIVATE)
                sync_folder(place.parent)
            for left in place.glob(".*.part"):
                left.unlink(missing_ok=True)
        except OSError as error:
            raise file_error(error, place) from error

    def _copy_keys(self, place: Path) -> None:
        """Bring the keys there to those of today, so that whoever was erased meanwhile is forgotten there too."""
        assert self.backups.folder is not None
        try:
            content = read_limited(self.backups.folder / backup.KEYS, backup.LARGEST)
        except FileUnreachable:
            return
        write_whole(place / backup.KEYS, content, OWNER_ONLY)


def renew_there(data_dir: Path) -> None:
    """Let only the next copy stay in the chosen folder, because what was erased must be gone from there too."""
    noted = read_note(data_dir)
    if noted is not None:
        write_note(data_dir, replace(noted, renew=True))


def write_note(data_dir: Path, noted: EndFolder) -> None:
    """Write down which folder was chosen; raises FileError's family."""
    fields = {"folder": str(noted.folder), "put_at": noted.put_at, "renew": noted.renew}
    write_whole(data_dir / NOTE, json.dumps(fields, ensure_ascii=False).encode(), OWNER_ONLY)


def read_note(data_dir: Path) -> EndFolder | None:
    """Read which folder was chosen; None where none was, or the note cannot be understood."""
    try:
        fields = json.loads(read_limited(data_dir / NOTE, LARGEST_NOTE))
        folder, put_at, renew = fields["folder"], fields["put_at"], fields["renew"]
    except (FileError, ValueError, LookupError, TypeError):
        return None
    if not isinstance(folder, str) or not isinstance(put_at, str | None):
        return None
    return EndFolder(Path(folder), put_at, renew is True)


def forget_people(data_dir: Path, people: Iterable[str]) -> tuple[Path, ...]:
    """Take people's keys out of the copies in the chosen folder; gives where that was not possible just now.

    There they are forgotten when the next backup is put; whoever erases is told of them until then.
    """
    noted = read_note(data_dir)
    if noted is None or noted.put_at is None:
        return ()
    gone = frozenset(people)
    try:
        if not noted.folder.is_dir():
            return (noted.folder,)
        files = list(noted.folder.glob(f"{PREFIX}*/{backup.KEYS}"))
    except OSError:
        return (noted.folder,)
    return tuple(each for each in files if not _forgotten(each, gone))


def _forgotten(keys: Path, people: frozenset[str]) -> bool:
    """Take people out of one file of keys; tells whether that was possible. Those of other computers stay untouched."""
    try:
        before = read_keys(keys)
        after = before.without(people)
        if after != before:
            write_keys(keys, after)
    except SupporterError:
        return False
    return True


def _thin(place: Path, newest: BackupName, *, only: bool) -> None:
    """Remove the copies that need not be kept, but never the one just made; raises FileError's family."""
    try:
        names = {name: each for each in place.iterdir() if (name := read_name(each.name)) is not None}
        stay = {newest} if only else {newest, *kept(names)}
        for name in names.keys() - stay:
            names[name].unlink(missing_ok=True)
    except OSError as error:
        raise file_error(error, place) from error


def _copy(source: Path, target: Path, stop: Event) -> None:
    """Copy a file whole, and read it back before it gets its name; raises FileError's family."""
    content = read_limited(source, backup.LARGEST)

    def make(part: Path) -> None:
        with part.open("r+b") as file:
            for start in range(0, len(content), PART):
                if stop.is_set():
                    raise FileUnreachable(target, "stopped")
                file.write(content[start : start + PART])
        if part.read_bytes() != content:
            raise FileDamaged(target, "the copy is not the same")

    make_whole(target, make, OWNER_ONLY)
