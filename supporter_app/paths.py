"""Where this person's data lives, and whether that place can be relied on."""

import os
import sys
from enum import Enum
from pathlib import Path, PureWindowsPath

NAME = "tsunagari-supporter"
VARIABLE = "SUPPORTER_DATA_DIR"
MARKER = "portable"
BESIDE = "supporter-data"
POINTER = "data-folder.txt"
LONGEST = 4096
TEMPORARY_SYSTEMS = frozenset({"tmpfs", "ramfs"})
SHARED_SYSTEMS = frozenset({"cifs", "smb2", "smb3", "smbfs", "nfs", "nfs4", "9p", "afs", "davfs", "ncpfs", "vboxsf"})
SHARED_HELPERS = frozenset({"sshfs", "rclone", "glusterfs", "gvfsd-fuse", "smbnetfs", "s3fs"})
"""Programs that show a share as a folder; the mount table calls them fuse.NAME."""
WINDOWS_REMOTE = 4
WINDOWS_RAMDISK = 6


class Ground(Enum):
    """What a folder stands on: a disk that lasts, one emptied at shut-down, or a share where a database is unsafe."""

    LASTING = "lasting"
    TEMPORARY = "temporary"
    SHARE = "share"


def data_dir(override: Path | None = None) -> Path:
    """Give the data folder: as told, by the environment, beside a portable program, as chosen, else the local one."""
    told = _told(override)
    if told is not None:
        return told
    chosen = remembered()
    if chosen is not None:
        return chosen
    import platformdirs

    return Path(platformdirs.user_data_dir(NAME, appauthor=False, roaming=False))


def may_be_chosen(override: Path | None = None) -> bool:
    """Tell whether the person can be asked for a data folder: not where an option, a variable or a marker tells it."""
    return _told(override) is None


def _told(override: Path | None) -> Path | None:
    if override is not None:
        return override.expanduser().absolute()
    told = os.environ.get(VARIABLE)
    if told:
        return Path(told).expanduser().absolute()
    return program_folder() / BESIDE if (program_folder() / MARKER).exists() else None


def remembered() -> Path | None:
    """Give the data folder this person chose; None when there is none, or when the note of it cannot be understood."""
    try:
        with pointer().open("rb") as file:
            return _noted(file.read(LONGEST + 1))
    except OSError:
        return None


def _noted(note: bytes) -> Path | None:
    """Understand the note: one absolute path; every space is allowed in it, also the wide one of Japanese names."""
    try:
        place = note.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        return None
    one_line = place.splitlines() == [place] and "\0" not in place
    return Path(place) if one_line and len(note) <= LONGEST and Path(place).is_absolute() else None


def remember(folder: Path) -> None:
    """Note the data folder this person chose, outside of it; raises FileError's family.

    A name that could not be understood at the next start is refused now: the records would be looked for elsewhere.
    """
    from supporter_app.domain.errors import FileError
    from supporter_app.files import file_error, write_whole

    note = f"{folder}\n".encode("utf-8", "surrogateescape")
    if _noted(note) != folder:
        raise FileError(folder, "its name cannot be noted")
    try:
        pointer().parent.mkdir(0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise file_error(error, pointer()) from error
    write_whole(pointer(), note)


def forget() -> None:
    """Go back to the usual data folder; raises FileError's family."""
    from supporter_app.files import file_error

    try:
        pointer().unlink(missing_ok=True)
    except OSError as error:
        raise file_error(error, pointer()) from error


def pointer() -> Path:
    """Give the note that holds the chosen data folder: one line of UTF-8 in this person's settings folder."""
    import platformdirs

    return Path(platformdirs.user_config_dir(NAME, appauthor=False, roaming=False)) / POINTER


def program_folder() -> Path:
    """Give the folder the program was put in: of the frozen program, else the one that holds the package."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return Path(__file__).resolve().parent.parent


def lasting(path: Path) -> bool:
    """Tell whether what is written there is still there tomorrow and a database is safe on it."""
    return ground(path) is Ground.LASTING


def ground(path: Path) -> Ground:
    """Find out what a folder stands on; a folder that does not exist yet is judged by the one it will be made in."""
    if sys.platform == "win32":
        return _ground_on_windows(path)
    try:
        mounts = Path("/proc/self/mounts").read_text("utf-8", "surrogateescape")
    except OSError:
        return Ground.LASTING
    return ground_by_mounts(path, mounts)


def ground_by_mounts(path: Path, mounts: str) -> Ground:
    """Judge a folder by a table of mounts in the form of fstab(5)."""
    place = path.resolve()
    system, deepest = "", -1
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:  # noqa: PLR2004 - device, folder, file system
            continue
        folder = Path(_unescaped(fields[1]))
        if place.is_relative_to(folder) and len(folder.parts) >= deepest:
            system, deepest = fields[2], len(folder.parts)
    return _ground_of(system)


def _ground_of(system: str) -> Ground:
    kind, _, helper = system.lower().partition(".")
    if kind in TEMPORARY_SYSTEMS:
        return Ground.TEMPORARY
    if kind in SHARED_SYSTEMS or helper in SHARED_HELPERS:
        return Ground.SHARE
    return Ground.LASTING


def _unescaped(text: str) -> str:
    """Undo the octal escapes of the mount table (space, tab, line end, backslash)."""
    for escape, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(escape, character)
    return text


def _ground_on_windows(path: Path) -> Ground:
    """Judge by the drive (GetDriveTypeW); a path that begins with two separators is a share."""
    drive = PureWindowsPath(path.absolute()).drive
    if drive.startswith(("\\\\", "//")) and not drive.startswith(("\\\\?\\", "\\\\.\\")):
        return Ground.SHARE
    kind = _drive_type(drive)
    if kind == WINDOWS_REMOTE:
        return Ground.SHARE
    return Ground.TEMPORARY if kind == WINDOWS_RAMDISK else Ground.LASTING


def _drive_type(drive: str) -> int:
    """Ask Windows what a drive is (GetDriveTypeW)."""
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\"))
    return 0
