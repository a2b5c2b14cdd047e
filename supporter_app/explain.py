"""An error in three sentences for the person in front of it: what happened, what is safe, what to do next."""

from dataclasses import dataclass
from pathlib import PurePath

from supporter_app.domain import errors
from supporter_app.domain.errors import (
    ContentError,
    ImportWrong,
    PathError,
    RequestRefused,
    SupporterError,
    TableTooLarge,
    UnfittingText,
    UnprintableText,
    UnwritableText,
)
from supporter_app.i18n import N_, _
from supporter_app.reasons import (
    BY_IMPORT,
    BY_REASON,
    NAMES_SAFE,
    NO_SUCH_REASON,
    NOT_A_WORKBOOK,
    NOTHING_WRITTEN,
    OWN_RECORDS_SAFE,
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Three sentences; `what` names the drive or folder, none holds a code."""

    what: str
    safe: str
    next: str


OLD_FILE_SAFE = N_("safe: records, and the old file if there was one")
NUMBERS_SAFE = N_("safe: numbers, attendance and completions stay as they are")

BY_KIND: dict[type[SupporterError], tuple[str, str, str]] = {
    errors.ContentError: (
        N_("what: course material broken, {count} places, first in {file}"),
        OWN_RECORDS_SAFE,
        N_("next: install the program again, or run check-content"),
    ),
    errors.StorageLocked: (
        N_("what: another window uses the records in {place}"),
        NOTHING_WRITTEN,
        N_("next: wait a little and try again; where a second window is open, close it"),
    ),
    errors.StorageReadOnly: (
        N_("what: nothing can be written to the records in {place}"),
        OWN_RECORDS_SAFE,
        N_("next: choose another folder for the records, or ask who keeps this computer"),
    ),
    errors.StorageFull: (
        N_("what: no space left on {drive} for the records"),
        OWN_RECORDS_SAFE,
        N_("next: remove files you do not need from {drive}, then try again"),
    ),
    errors.StorageDamaged: (
        N_("what: the file of records in {place} cannot be read"),
        N_("safe: the file is left as it is, and the course can be read"),
        N_("next: keep a copy of {place}, or set it aside and start new records"),
    ),
    errors.StorageNewer: (
        N_("what: the records in {place} were made by a newer version"),
        N_("safe: the records are only read and stay as they are"),
        N_("next: update this program"),
    ),
    errors.StorageUnavailable: (
        N_("what: the folder of records {place} cannot be reached"),
        OWN_RECORDS_SAFE,
        N_("next: put the stick or drive back, then try again"),
    ),
    errors.StorageError: (
        N_("what: the records in {place} could not be used"),
        OWN_RECORDS_SAFE,
        N_("next: close the program, start it again, and look whether it goes on"),
    ),
    errors.FileReadOnly: (
        N_("what: {name} could not be written in {place}"),
        OLD_FILE_SAFE,
        N_("next: close the file if it is open elsewhere, or choose another folder"),
    ),
    errors.FileFull: (
        N_("what: no space left on {drive} for {name}"),
        OLD_FILE_SAFE,
        N_("next: remove files you do not need from {drive}, or choose another drive"),
    ),
    errors.FileUnreachable: (
        N_("what: {place} cannot be found, so {name} cannot be used"),
        OLD_FILE_SAFE,
        N_("next: put the stick or drive back, or choose another folder"),
    ),
    errors.FileDamaged: (
        N_("what: {name} is not a file this program can read"),
        N_("safe: nothing was taken from the file, records are as before"),
        N_("next: get the file once more, or choose another one"),
    ),
    errors.FileError: (
        N_("what: {name} in {place} could not be written or read"),
        OLD_FILE_SAFE,
        N_("next: try again, or choose another folder"),
    ),
    errors.UnprintableText: (
        N_("what: these letters cannot be printed: {letters}"),
        N_("safe: no paper was made, what you typed is still there"),
        N_("next: write those letters in another way, or by hand on the paper"),
    ),
    errors.UnwritableText: (
        N_("what: {count} cells hold a character that no file can hold, first in row {row}, {column}"),
        N_("safe: no file was made, records are as before"),
        N_("next: type what stands there once more"),
    ),
    errors.UnfittingText: (
        N_("what: this kind of file cannot hold these letters: {letters}"),
        N_("safe: no file was made, records are as before"),
        N_("next: say what to write in their place, or choose an Excel file"),
    ),
    errors.TableTooLarge: (
        N_("what: {count} rows are more than an Excel file holds"),
        N_("safe: no file was made, records are as before"),
        N_("next: choose fewer sessions, or CSV"),
    ),
    errors.ExportError: (
        N_("what: this cannot be put into the file"),
        N_("safe: no file was made, records are as before"),
        N_("next: look at what was chosen, then try again"),
    ),
    errors.KeysError: (
        N_("what: the names cannot be opened now"),
        NAMES_SAFE,
        N_("next: close the program, start it again, and open the vault once more"),
    ),
    errors.KeysLocked: (
        N_("what: the names are in the vault, which is locked"),
        NAMES_SAFE,
        N_("next: open the vault with the passphrase, then do it again"),
    ),
    errors.KeysUnreachable: (
        N_("what: this computer did not hand out the key to the names"),
        NAMES_SAFE,
        N_("next: sign in to this computer again, then start the program again"),
    ),
    errors.KeysDamaged: (
        N_("what: the keys to the names cannot be read"),
        NUMBERS_SAFE,
        N_("next: bring back the newest backup; sessions go on without names"),
    ),
    errors.KeysNewer: (
        N_("what: the keys to the names were written by a newer version"),
        NAMES_SAFE,
        N_("next: update this program"),
    ),
    errors.KeyMissing: (
        N_("what: the key to this name is not on this computer"),
        NUMBERS_SAFE,
        N_("next: if the name was erased, nothing; else use the computer it was entered on, or a backup"),
    ),
    errors.SealBroken: (
        N_("what: a sealed name does not open"),
        NUMBERS_SAFE,
        N_("next: run the check-up, and bring back a backup if it says so"),
    ),
    errors.PassphraseTooShort: (
        N_("what: a passphrase has {fewest} characters or more, this has {counted}"),
        N_("safe: nothing was changed"),
        N_("next: put a few words together"),
    ),
    errors.PassphraseWrong: (
        N_("what: the vault does not open with this passphrase"),
        NAMES_SAFE,
        N_("next: type it again, or use the printed recovery code"),
    ),
    errors.RecoveryCodeWrong: (
        N_("what: the vault does not open with this recovery code"),
        NAMES_SAFE,
        N_("next: compare with the paper, four letters at a time"),
    ),
    errors.ResourceMissing: (
        N_("what: a part of this program is missing: {name}"),
        OWN_RECORDS_SAFE,
        N_("next: install the program again"),
    ),
}


def explain(error: SupporterError) -> Explanation:
    """Explain an error of our tree in the language in use."""
    words = _words(error)
    filling = _filling(error)
    what, safe, following = (_(each).format(**filling) for each in words)
    return Explanation(what, safe, following)


def _words(error: SupporterError) -> tuple[str, str, str]:
    if isinstance(error, RequestRefused):
        return BY_REASON.get(error.code, BY_REASON[NO_SUCH_REASON])
    if isinstance(error, ImportWrong):
        return BY_IMPORT.get(error.code, NOT_A_WORKBOOK)
    for kind in type(error).__mro__:
        if kind in BY_KIND:
            return BY_KIND[kind]
    return BY_REASON[NO_SUCH_REASON]


def _filling(error: SupporterError) -> dict[str, str]:
    """Give what the sentences may name."""
    match error:
        case PathError(path=path):
            return {"place": str(path.parent), "name": path.name, "drive": drive(path)}
        case ContentError(problems=problems):
            return {"count": str(len(problems)), "file": problems[0].file if problems else ""}
        case UnprintableText(characters=characters):
            return {"letters": "、".join(f"{each.character}" for each in characters)}
        case RequestRefused(detail=detail):
            return {"detail": detail}
        case ImportWrong(file=file, row=row, detail=detail):
            return {"name": file, "row": str(row), "detail": detail}
    return _filling_of_tables(error)


def _filling_of_tables(error: SupporterError) -> dict[str, str]:
    """Give what the sentences about tables may name."""
    match error:
        case UnwritableText(cells=cells):
            return {"count": str(len(cells)), "row": str(cells[0].row), "column": cells[0].column}
        case UnfittingText(letters=letters):
            return {"letters": "、".join(dict.fromkeys(each.character for each in letters))}
        case TableTooLarge(rows=rows):
            return {"count": str(rows)}
    return _filling_of_keys(error)


def _filling_of_keys(error: SupporterError) -> dict[str, str]:
    """Give what the sentences about sealed names may name: never what was typed."""
    match error:
        case errors.PassphraseTooShort(fewest=fewest, counted=counted):
            return {"fewest": str(fewest), "counted": str(counted)}
    return {}


def drive(path: PurePath) -> str:
    """Name the drive in a person's way: E: on Windows, else the stick's or the folder's path."""
    if path.drive:
        return path.drive
    parts = path.parts
    depth = next((length for first, length in MOUNT_FOLDERS if parts[1:2] == (first,)), 0)
    return str(PurePath(*parts[:depth])) if 0 < depth < len(parts) else str(path.parent)


MOUNT_FOLDERS = (("media", 4), ("mnt", 3), ("Volumes", 3))
"""Where Linux and macOS show sticks, with the depth of one stick's own folder: /media/person/STICK, /mnt/stick."""
