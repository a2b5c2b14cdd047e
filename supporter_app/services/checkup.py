"""The check-up of the records: everything that can be looked at, each finding with what is safe and what to do."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from supporter_app.domain.clock import BUILT, Clock, today
from supporter_app.domain.enrolment import PersonId
from supporter_app.domain.errors import FileError, KeysError, StorageError, SupporterError
from supporter_app.domain.wareki import seireki
from supporter_app.i18n import N_, _
from supporter_app.keys.key_file import KeyRing, read_keys
from supporter_app.services import key_finding
from supporter_app.services.end_folder import read_note
from supporter_app.services.finding import RECORDS_SAFE, Finding, State, explained
from supporter_app.services.key_trial import Open, try_keys
from supporter_app.storage import backup, folder, journal, person_key, soundness
from supporter_app.storage.database import Storage, open_database

if TYPE_CHECKING:
    from supporter_app.services.backups import Backups
    from supporter_app.storage.salvage import Gathered

MIB, GIB = 1024**2, 1024**3
LEAST_FREE = 200 * MIB
"""Bytes; below this a class with its papers and backups may not fit any more."""
OLD = timedelta(days=40)
WEEK = timedelta(days=7)
AHEAD = timedelta(days=400)


COUNTED = N_("checkup: what can be read is safe, and the backups are not touched")
ORDER = ("file", "chain", "tables", "backups", "keys", "space", "clock", "fonts")
NAMES = {
    "file": N_("checkup: the file of records"),
    "chain": N_("checkup: the order of what was recorded"),
    "tables": N_("checkup: the tables against what was recorded"),
    "backups": N_("checkup: backups"),
    "keys": N_("checkup: keys to the names"),
    "space": N_("checkup: free space"),
    "clock": N_("checkup: the clock of this computer"),
    "fonts": N_("checkup: letters for papers"),
}


class Checkup:
    """Looks at the records without changing them."""

    def __init__(self, data_dir: Path | None, backups: "Backups", master: Open, clock: Clock) -> None:
        """Take the data folder (None: nothing is on disk), its backups, what gives a master key, and the clock."""
        self.data_dir = data_dir
        self.backups = backups
        self.master = master
        self.clock = clock

    def run(self) -> tuple[Finding, ...]:
        """Look at everything; what cannot be looked at is a finding, not an end."""
        looks: dict[str, Callable[[], Finding]] = {
            "keys": self._keys,
            "space": self._space,
            "clock": self._clock,
            "fonts": self._fonts,
        }
        with ThreadPoolExecutor(1) as beside:
            # Looking at every page is SQLite's own work and leaves the processor's other half to the chain.
            pages = [beside.submit(self._look, name, look) for name, look in self._looks_at_pages().items()]
            found = [*self._records(), *(self._look(name, look) for name, look in looks.items())]
            by_name = {each.name: each for each in (*(each.result() for each in pages), *found)}
        return tuple(by_name[name] for name in ORDER if name in by_name)

    def _looks_at_pages(self) -> dict[str, Callable[[], Finding]]:
        return {"file": self._file, "backups": self._backups}

    def repair(self) -> "Gathered | None":
        """Put right what can be: gather a file or journal that is damaged, fold the tables anew, put back keys.

        Gives what was gathered, None where nothing had to be.
        The caller has closed the database. Raises FileError's and StorageError's families.
        """
        path = None if self.data_dir is None else self.data_dir / folder.FILE
        if path is None or not path.exists():
            return None
        if soundness.damage(path):
            return self.backups.salvage()
        with closing(self._open()) as storage:
            found = journal.examine(storage)
            if found.differing and not found.faults:
                self.backups.make()
                with storage.write() as db:
                    journal.rebuild(storage, db)
            if not found.faults:
                self._mend_keys(storage)
        return self.backups.salvage() if found.faults else None

    def _look(self, name: str, look: Callable[[], Finding]) -> Finding:
        try:
            return look()
        except SupporterError as error:
            return explained(name, error)

    def _records(self) -> list[Finding]:
        """Look at the chain and the tables, which need the records open."""
        try:
            with closing(self._open()) as storage:
                found = journal.examine(storage)
        except StorageError:
            # Said by the look at the file.
            return []
        return [_chain(found), _tables(found)]

    def _open(self) -> Storage:
        return open_database(self.data_dir, self.clock)

    def _file(self) -> Finding:
        path = None if self.data_dir is None else self.data_dir / folder.FILE
        if path is None or not path.exists():
            return Finding("file", State.FINE, _("checkup: nothing was recorded yet"))
        pages = soundness.damage(path)
        if not pages:
            return Finding("file", State.FINE, _("checkup: every page of the file can be read"))
        return Finding(
            "file",
            State.WRONG,
            _("checkup: damage was found in the file, and found again on a second look"),
            _(COUNTED),
            _("checkup: bring back a backup, or let what can be read be gathered"),
            mendable=True,
        )

    def _backups(self) -> Finding:
        listed = self.backups.every()
        # Each was read back whole when it was made; now the newest is again, and of the others what leads to the rest.
        unreadable = [each for each in listed if not backup.sound(each.path, whole=each is listed[0])]
        if unreadable:
            names = ", ".join(each.path.name for each in unreadable)
            told = _("checkup: these backups cannot be read: {names}").format(names=names)
            return Finding("backups", State.WRONG, told, _(RECORDS_SAFE), _("checkup: make a new backup now"))
        if not listed:
            told = _("checkup: there is no backup yet")
            return Finding("backups", State.ATTENTION, told, _(RECORDS_SAFE), _("checkup: make a new backup now"))
        newest = listed[0].name.made_at
        told = _("checkup: {count} backups can be read, the newest of {moment}")
        told = told.format(count=len(listed), moment=_moment(newest))
        if self.backups.changed() and self.clock().replace(tzinfo=None) - newest > OLD:
            return Finding("backups", State.ATTENTION, told, _(RECORDS_SAFE), _("checkup: make a new backup now"))
        return self._end_folder(newest) or Finding("backups", State.FINE, told)

    def _end_folder(self, newest: datetime) -> Finding | None:
        """Say when no copy reached the folder for one at the end for a week of backups; the folder is not asked."""
        noted = None if self.data_dir is None else read_note(self.data_dir)
        if noted is None:
            return None
        if noted.put_at is not None:
            put = datetime.fromisoformat(noted.put_at).astimezone(self.clock().tzinfo).replace(tzinfo=None)
            if newest - put <= WEEK:
                return None
        told = _("checkup: for some time no backup could be put into {folder}").format(folder=noted.folder)
        following = _("checkup: connect the stick or share, or choose another folder among the backups")
        return Finding("backups", State.ATTENTION, told, _(RECORDS_SAFE), following)

    def _keys(self) -> Finding:
        with closing(self._open()) as storage:
            beside = self._keys_beside()
            ring = beside if isinstance(beside, KeyRing) else KeyRing((), ())
            erased = backup.erased_people(storage)
            trial = try_keys(storage, self.master, ring.without(erased).keys)
        return (
            key_finding.of_names(trial)
            or key_finding.beside_backups(beside, erased, wanted=trial.kept > 0 and not self.backups.changed())
            or key_finding.fine(trial)
        )

    def _keys_beside(self) -> "KeyRing | SupporterError | None":
        """Read the keys beside the backups; None where there are no such keys, the error where they cannot be read."""
        file = None if self.backups.folder is None else self.backups.folder / backup.KEYS
        if file is None or not file.exists():
            return None
        try:
            return read_keys(file)
        except (KeysError, FileError) as error:
            return error

    def _mend_keys(self, storage: Storage) -> None:
        """Put back keys from beside the backups that open what those of the records do not."""
        beside = self._keys_beside()
        if not isinstance(beside, KeyRing):
            return
        found = try_keys(storage, self.master, beside.without(backup.erased_people(storage)).keys).beside
        if found:
            sessions = {each.person: each.session for each in person_key.sealed_names(storage)}
            with storage.write() as db:
                for each in found:
                    person_key.put(db, sessions[PersonId(each.person)], each)

    def _space(self) -> Finding:
        place = self.data_dir
        while place is not None and not place.exists():
            place = place.parent
        free = LEAST_FREE if place is None else shutil.disk_usage(place).free
        told = _("checkup: {size} are free").format(size=_size(free))
        if free >= LEAST_FREE:
            return Finding("space", State.FINE, told)
        return Finding("space", State.ATTENTION, told, _(RECORDS_SAFE), _("checkup: remove files you do not need"))

    def _clock(self) -> Finding:
        now = self.clock()
        told = _("checkup: the clock shows {moment}").format(moment=_moment(now))
        last = None
        # Records that cannot be read are named under their own heading.
        with suppress(StorageError), closing(self._open()) as storage:
            last = journal.last_stamp(storage)
        before = None if last is None else datetime.fromisoformat(last)
        since = None if before is None else now.astimezone(UTC) - before
        if today(self.clock) < BUILT:
            early = _("checkup: the clock shows {moment}, a day before this program was made")
            early = early.format(moment=_moment(now))
            return Finding(
                "clock", State.ATTENTION, early, _(RECORDS_SAFE), _("checkup: set the clock of this computer")
            )
        if before is None or since is None or timedelta(0) <= since <= AHEAD:
            return Finding("clock", State.FINE, told)
        recorded = _moment(before.astimezone(now.tzinfo))
        doubt = _("checkup: the clock does not go with the last record, of {moment}").format(moment=recorded)
        return Finding("clock", State.ATTENTION, doubt, _(RECORDS_SAFE), _("checkup: set the clock of this computer"))

    def _fonts(self) -> Finding:
        from supporter_app.documents.fonts import FontCase

        if FontCase().fallback():
            return Finding("fonts", State.FINE, _("checkup: papers can be printed, rare letters of names too"))
        told = _("checkup: papers can be printed; the font for rare letters of names is not there")
        return Finding(
            "fonts", State.ATTENTION, told, _(RECORDS_SAFE), _("checkup: run the set-up with a network once")
        )


def _size(free: int) -> str:
    """Write free space as people know it from the explorer: whole GB, and MB only below one."""
    return f"{free // GIB:,} GB" if free >= GIB else f"{free // MIB:,} MB"


def _moment(moment: datetime) -> str:
    """Write a moment as it is read aloud: 2026年11月20日 14:05."""
    return f"{seireki(moment.date())} {moment:%H:%M}"


def _chain(found: journal.Examination) -> Finding:
    faults = found.faults
    if not faults:
        return Finding("chain", State.FINE, _whole(found))
    told = _("checkup: {count} places of what was recorded do not fit together").format(count=len(faults))
    next_step = _("checkup: bring back a backup, or let what can be read be gathered")
    return Finding("chain", State.WRONG, told, _(COUNTED), next_step, mendable=True)


def _whole(found: journal.Examination) -> str:
    """Say that the chain is whole, calmly naming what a salvage or going back to a backup has left in it."""
    if found.known:
        told = _("checkup: {count} records follow each other; {places} gaps are those told of when they were gathered")
    else:
        told = _("checkup: {count} records follow each other without a gap")
    sentences = [told.format(count=found.events, places=len(found.known))]
    if found.branches:
        branched = _("checkup: in {count} places the records go on from a backup or a copy, as they should")
        sentences.append(branched.format(count=found.branches))
    return "".join(sentences)


def _tables(found: journal.Examination) -> Finding:
    differing = found.differing
    if not differing:
        return Finding("tables", State.FINE, _("checkup: every table follows from what was recorded"))
    told = _("checkup: {count} tables do not follow from what was recorded").format(count=len(differing))
    following = _("checkup: let the tables be made anew")
    return Finding("tables", State.WRONG, told, _(RECORDS_SAFE), following, mendable=True)
