"""The data folder as a place on disk: making it, and setting a damaged database aside."""

from itertools import count
from pathlib import Path

from supporter_app.domain.errors import (
    FileError,
    FileFull,
    FileReadOnly,
    StorageError,
    StorageFull,
    StorageReadOnly,
    StorageUnavailable,
)
from supporter_app.files import file_error, sync_folder

PRIVATE = 0o700
FILE = "supporter.sqlite"
TURN = "supporter.turn"
"""Empty; its lock says whose turn it is to write."""
DAMAGED = "supporter.damaged-*.sqlite"
COPIES = "supporter.before-schema-*.sqlite"
LOG_ON = "log-on-key"
BACKUPS = "backups"
REVIEWS = "reviews"
"""What people said of the course, a file an edition."""


def make_folder(folder: Path) -> None:
    """Make the data folder, for this person's eyes only, durably; raises StorageError's family."""
    try:
        if folder.is_dir():
            return
        folder.mkdir(PRIVATE, parents=True, exist_ok=True)
        sync_folder(folder.parent)
    except OSError as error:
        raise storage_error(error, folder / FILE) from error


def is_own(folder: Path | None, target: Path) -> bool:
    """Tell whether a path leads to a file of the records themselves, which nothing from elsewhere may replace."""
    if folder is None:
        return False
    home, place = folder.resolve(), target.resolve()
    if not place.is_relative_to(home) or place == home:
        return False
    first = place.relative_to(home).parts[0].casefold()
    return first in {LOG_ON, BACKUPS, REVIEWS} or first.startswith(FILE.partition(".")[0] + ".")


def set_aside(path: Path) -> Path:
    """Rename a damaged database and its rollback journal, so that a new one can begin; gives the kept file's place."""
    names = (path.with_name(f"{path.stem}.damaged-{number}{path.suffix}") for number in count(1))
    kept = next(place for place in names if not place.exists())
    try:
        journal = path.with_name(path.name + "-journal")
        if journal.exists():
            journal.replace(kept.with_name(kept.name + "-journal"))
        path.replace(kept)
        sync_folder(path.parent)
    except OSError as error:
        raise storage_error(error, path) from error
    return kept


def forget_copies(folder: Path) -> None:
    """Remove the copies kept before migrations, because what is erased must be gone from them too."""
    try:
        for copy in folder.glob(COPIES):
            copy.unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(error, folder) from error


def damaged_files(folder: Path) -> tuple[Path, ...]:
    """List the damaged databases that were set aside; raises StorageError's family."""
    try:
        return tuple(sorted(folder.glob(DAMAGED)))
    except OSError as error:
        raise storage_error(error, folder) from error


def storage_error(error: OSError, path: Path) -> StorageError:
    """Say whose problem a failed system call in the data folder is."""
    match file_error(error, path):
        case FileFull(cause=cause):
            return StorageFull(path, cause)
        case FileReadOnly(cause=cause):
            return StorageReadOnly(path, cause)
        case FileError(cause=cause):
            return StorageUnavailable(path, cause)
