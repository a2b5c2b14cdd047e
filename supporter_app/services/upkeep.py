"""Looking after the records as a whole: where they lie, moving them, and beginning anew beside damaged ones."""

from pathlib import Path

from supporter_app import paths
from supporter_app.domain.errors import FileError
from supporter_app.files import file_error, read_limited, write_whole
from supporter_app.services import end_folder
from supporter_app.storage import folder as data_folder

LARGEST = 1 << 30
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


def move(folder: Path, chosen: Path) -> Path:
    """Keep the records inside another folder from the next start on; gives the new data folder.

    What is recorded already goes along as a copy; the former file stays. Records that lie in the chosen place already
    are taken as they are. The caller has closed the database, so that the file is whole. The place is remembered last:
    a fault before that leaves everything as it was. Raises FileError's and StorageError's families.
    """
    target = chosen / paths.NAME
    data_folder.make_folder(target)
    present, copy = folder / data_folder.FILE, target / data_folder.FILE
    taken_along = not copy.exists() and present.exists()
    if taken_along:
        write_whole(copy, read_limited(present, LARGEST))
        noted = end_folder.read_note(folder)
        if noted is not None:
            end_folder.write_note(target, noted)
    try:
        paths.remember(target)
    except FileError:
        # A copy left behind would be taken for the records of that place when it is chosen once more.
        if taken_along:
            _remove(copy)
        raise
    return target


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise file_error(error, file) from error
