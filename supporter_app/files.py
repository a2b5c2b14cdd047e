"""Files for people: written whole or not at all, read up to a limit."""

import errno
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from supporter_app.domain.errors import FileDamaged, FileError, FileFull, FileReadOnly, FileUnreachable

READ_ONLY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EEXIST, errno.EISDIR})
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO})
NOT_ANSWERING = frozenset({errno.ESTALE, errno.ETIMEDOUT, errno.EHOSTUNREACH, errno.ENOTCONN})
UNREACHABLE = NOT_THERE | NOT_ANSWERING
EVERYBODY = 0o666
"""Whom a new file is for, before the umask takes its part away."""
OWNER_ONLY = 0o600
"""Read and written by its owner only. Windows knows no such bits: there the folder's access list decides."""
UNREACHABLE_ON_WINDOWS = frozenset({3, 15, 21, 53, 55, 64, 67, 1167, 1231})
"""Path or drive not found, not ready, network name or path gone, device gone, network unreachable (winerror.h)."""
ABANDONED = 3600
"""Seconds after which nobody writes into a folder that was only begun."""
FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def write_whole(path: Path, content: bytes, mode: int = EVERYBODY) -> None:
    """Write a file so that the old one or the whole new one is there, whatever happens; raises FileError's family."""
    make_whole(path, lambda part: _write(part, content), mode)


def make_whole(path: Path, make: Callable[[Path], None], mode: int = EVERYBODY) -> None:
    """Let a file be made under another name, and give it its own when it is finished and on disk.

    `make` fills the empty file it is given, and may look at it; what it raises leaves the old file in place.
    """
    part = path.with_name(f".{path.name[:40]}.{os.urandom(4).hex()}.part")
    try:
        try:
            os.close(os.open(part, FLAGS, mode))
            make(part)
            _sync(part)
            part.replace(path)
        except BaseException:
            _remove(part)
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise file_error(error, path) from error


def make_folder_whole(target: Path, make: Callable[[Path], None]) -> None:
    """Let a folder be filled under another name, and give it its own when all in it is on disk.

    What `make` raises leaves nothing behind; raises FileError's family for the target, also where a folder that holds
    something, or a file, has that name already. What a program that was killed left of the same folder goes.
    """
    begun = f".{target.name[:40]}."
    part = target.with_name(f"{begun}{os.urandom(4).hex()}.part")
    try:
        _sweep(target.parent, begun)
        try:
            part.mkdir()
            make(part)
            sync_folder(part)
            part.rename(target)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        sync_folder(target.parent)
    except FileError as error:
        raise type(error)(target, error.cause) from error
    except OSError as error:
        raise file_error(error, target) from error


def _sweep(parent: Path, begun: str) -> None:
    """Remove folders that were begun long ago and never finished; one that may still be written to stays."""
    for each in parent.iterdir():
        if each.name.startswith(begun) and each.suffix == ".part" and time.time() - each.stat().st_mtime > ABANDONED:
            shutil.rmtree(each, ignore_errors=True)


def read_limited(path: Path, limit: int) -> bytes:
    """Read a file of at most `limit` bytes; raises FileDamaged when it is larger, FileError's family otherwise."""
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except IsADirectoryError as error:
        raise FileDamaged(path, "a folder") from error
    except OSError as error:
        raise file_error(error, path) from error
    if len(content) > limit:
        raise FileDamaged(path, f"larger than {limit} bytes")
    return content


def is_there(path: Path) -> bool:
    """Tell whether there is a file or folder of this name; raises FileError's family when the drive does not say."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise file_error(error, path) from error
    return True


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows has no such call and keeps them in its own journal."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def file_error(error: OSError, path: Path) -> FileError:
    """Say whose problem a failed system call is."""
    cause = error.strerror or str(error)
    if error.errno in FULL:
        return FileFull(path, cause)
    if error.errno in UNREACHABLE or getattr(error, "winerror", None) in UNREACHABLE_ON_WINDOWS:
        return FileUnreachable(path, cause)
    if error.errno in READ_ONLY:
        return FileReadOnly(path, cause)
    return FileError(path, cause)


def _write(path: Path, content: bytes) -> None:
    with path.open("r+b") as file:
        file.write(content)


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
