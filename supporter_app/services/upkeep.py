"""Looking after the records as a whole: where they lie, moving them, and beginning anew beside damaged ones."""

from contextlib import closing
from pathlib import Path

from supporter_app import paths
from supporter_app.domain.clock import Clock, stamp
from supporter_app.domain.errors import FileError, StorageError
from supporter_app.files import OWNER_ONLY, file_error, is_there, read_limited, write_whole
from supporter_app.services import end_folder
from supporter_app.services.names import SHUT
from supporter_app.storage import carried_copy, person_key
from supporter_app.storage import folder as data_folder
from supporter_app.storage.carried_copy import CarriedCopy
from supporter_app.storage.database import open_database
from supporter_app.storage.folder import LOG_ON, REVIEWS

LARGEST = 1 << 30
LARGEST_KEY = 1 << 16
TRIAL = "trial"


def set_aside(folder: Path) -> Path:
    """Rename the damaged database, so that a new one can begin; gives where the old one is kept.

    The caller has closed the database. Raises StorageError's family when the folder does not let it.
    """
    return data_folder.set_aside(folder / data_folder.FILE)


def prepare(chosen: Path) -> None:
    """Make a data folder in a chosen one and write there on trial; raises FileError's and StorageError's families."""
    target = chosen / paths.NAME
    data_folder.make_folder(target)
    trial = target / TRIAL
    write_whole(trial, b"")
    _remove(trial)


def move(folder: Path, chosen: Path, clock: Clock) -> Path:
    """Keep the records inside another folder from the next start on; gives the new data folder.

    What is recorded already goes along as a copy, with the key of this log-on; the former folder stays, and where it
    holds names it is remembered for whoever erases them. Records that lie in the chosen place already are taken as
    they are. The caller has closed the database, so that the file is whole. The place is remembered last:
    a fault before that leaves everything as it was. Raises FileError's and StorageError's families.
    """
    target = chosen / paths.NAME
    data_folder.make_folder(target)
    present, copy = folder / data_folder.FILE, target / data_folder.FILE
    taken_along = not copy.exists() and present.exists()
    try:
        if taken_along:
            _take_along(folder, target)
            _remember_former(folder, target, clock)
        paths.remember(target)
    except (FileError, StorageError):
        # A copy left behind would be taken for the records of that place when it is chosen once more.
        if taken_along:
            for name in (data_folder.FILE, LOG_ON, SHUT):
                _remove(target / name)
        raise
    return target


def _take_along(folder: Path, target: Path) -> None:
    """Copy what belongs to the records, these last: without the key of this log-on its names would not open there."""
    for name in (LOG_ON, SHUT):
        if is_there(folder / name):
            write_whole(target / name, read_limited(folder / name, LARGEST_KEY), OWNER_ONLY)
    for file in (folder / REVIEWS).glob("*.json"):
        data_folder.make_folder(target / REVIEWS)
        write_whole(target / REVIEWS / file.name, read_limited(file, LARGEST))
    noted = end_folder.read_note(folder)
    if noted is not None:
        end_folder.write_note(target, noted)
    write_whole(target / data_folder.FILE, read_limited(folder / data_folder.FILE, LARGEST), OWNER_ONLY)


def _remember_former(folder: Path, target: Path, clock: Clock) -> None:
    """Note that names still lie in the former folder, so that an erasure names it."""
    with closing(open_database(target, clock)) as storage:
        people = person_key.count(storage)
        if people:
            with storage.write() as db:
                carried_copy.add(db, CarriedCopy(stamp(clock()), "backup", str(folder), None, people))


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise file_error(error, file) from error
