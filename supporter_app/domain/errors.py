"""The one tree of errors, each saying whose problem it is; `explain` turns them into sentences for people.

SupporterError
    ContentError           the course on disk is wrong: file, line, what
    StorageError           the data folder or the database
        StorageLocked          another window or program holds it
        StorageReadOnly        nothing may be written there
        StorageFull            no space left
        StorageDamaged         the file cannot be read as our database
        StorageNewer           written by a newer version of the program
        StorageUnavailable     the folder cannot be reached or made
    FileError              a file for people could not be written or read
        FileReadOnly           no permission to write there
        FileFull               no space left on that drive
        FileUnreachable        the folder or drive is gone
        FileDamaged            it cannot be read as what it should be
    ExportError            what was asked for cannot be put into the file
        UnprintableText        letters no bundled font can draw
        UnwritableText         cells no table file can hold
        UnfittingText          letters the code page CP932 lacks
        TableTooLarge          more rows or columns than a workbook holds
    ImportWrong            a file from elsewhere is wrong: file, why, row, column
    KeysError              sealed names cannot be opened or sealed now
        KeysLocked             the vault is locked
        KeysUnreachable        the log-on's own store of secrets does not answer
        KeysDamaged            stored keys cannot be read as what they should be
        KeysNewer              stored keys were written by a newer version of the program
        KeyMissing             the key is not on this computer, or was erased
        SealBroken             what was sealed does not open under its key
        PassphraseTooShort     fewer characters than a passphrase needs
        PassphraseWrong        it does not open the vault
        RecoveryCodeWrong      it was not typed as printed, or belongs to another vault
    ResourceMissing        a part of the program itself is missing
    RequestRefused         the program will not do this now, for a reason it names

Anything else that is raised is a bug: logged, shown with the offer to save a report, never swallowed.
"""

from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from supporter_app.domain.table import Unfitting, Unwritable
    from supporter_app.domain.unprintable import Unprintable


class SupporterError(Exception):
    """Anything the program can explain to the person in front of it."""


class Problem(NamedTuple):
    """One thing wrong in the course material; `file` is relative to the course root, `line` counts from 1."""

    file: str
    line: int
    code: str
    detail: str = ""


class ContentError(SupporterError):
    """The course material is wrong; carries every problem found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems, in the order of file and line."""
        self.problems = problems
        super().__init__("; ".join(f"{p.file}:{p.line}: {p.code} {p.detail}" for p in problems))


class PathError(SupporterError):
    """A fault that has a place on disk."""

    def __init__(self, path: PurePath | str, cause: str = "") -> None:
        """Keep the place, and the system's own words as the cause."""
        self.path = PurePath(path)
        self.cause = cause
        super().__init__(f"{path}: {cause}")


class StorageError(PathError):
    """The data folder or the database cannot be used as it is."""


class StorageLocked(StorageError):
    """Another window or program holds the data folder."""


class StorageReadOnly(StorageError):
    """Nothing may be written to the data folder."""


class StorageFull(StorageError):
    """No space is left for the data folder."""


class StorageDamaged(StorageError):
    """The file cannot be read as our database."""


class StorageNewer(StorageError):
    """The database was written by a newer version of the program."""


class StorageUnavailable(StorageError):
    """The data folder cannot be reached or made."""


class FileError(PathError):
    """A file for people could not be written or read."""


class FileReadOnly(FileError):
    """There is no permission to write there."""


class FileFull(FileError):
    """No space is left on that drive."""


class FileUnreachable(FileError):
    """The folder or drive is not there."""


class FileDamaged(FileError):
    """The file cannot be read as what it should be."""


class ExportError(SupporterError):
    """What was asked for cannot be put into the file."""


class UnprintableText(ExportError):
    """Letters that would come out as boxes; the paper is not made."""

    def __init__(self, text: str, characters: "tuple[Unprintable, ...]") -> None:
        """Keep the text as typed and the characters in it that cannot be drawn."""
        self.text = text
        self.characters = characters
        super().__init__(" ".join(each.code() for each in characters))


class UnwritableText(ExportError):
    """Cells that no table file can hold; nothing is written."""

    def __init__(self, cells: "tuple[Unwritable, ...]") -> None:
        """Keep where they are and which characters they hold, never the text."""
        self.cells = cells
        super().__init__(" ".join(f"{each.row}:{each.code}" for each in cells))


class UnfittingText(ExportError):
    """Letters that CP932 lacks and nobody has given a substitute for; nothing is written."""

    def __init__(self, letters: "tuple[Unfitting, ...]") -> None:
        """Keep where they are and which they are."""
        self.letters = letters
        super().__init__(" ".join(f"{each.row}:{each.code}" for each in letters))


class TableTooLarge(ExportError):
    """More rows or columns than a workbook holds."""

    def __init__(self, rows: int) -> None:
        """Keep the number of rows."""
        self.rows = rows
        super().__init__(str(rows))


class ImportWrong(SupporterError):
    """A file from elsewhere cannot be taken as it is; `code` says why, `row` counts from 1 as a spreadsheet does."""

    def __init__(self, file: str, code: str, row: int = 0, column: str = "", detail: str = "") -> None:
        """Keep the file's name, why, and where (0 and nothing when the whole file is meant); never what was in it."""
        self.file = file
        self.code = code
        self.row = row
        self.column = column
        self.detail = detail
        super().__init__(f"{code} {row}:{column} {detail}".strip())


class KeysError(SupporterError):
    """Sealed names cannot be opened or sealed now; no error of this family holds a name, a key or what was typed."""


class KeysLocked(KeysError):
    """The vault is locked."""


class KeysUnreachable(KeysError):
    """The log-on's own store of secrets holds the key and does not answer."""


class KeysDamaged(KeysError):
    """Stored keys cannot be read as what they should be."""

    def __init__(self, cause: str = "") -> None:
        """Keep a word on what is wrong."""
        self.cause = cause
        super().__init__(cause)


class KeysNewer(KeysError):
    """Stored keys were written by a newer version of the program."""


class KeyMissing(KeysError):
    """The key is not on this computer, or was erased."""

    def __init__(self, person: str = "") -> None:
        """Keep whose key it is, by id; empty for the master key."""
        self.person = person
        super().__init__(person)


class SealBroken(KeysError):
    """What was sealed does not open under its key: it was changed, damaged, or belongs to somebody else."""

    def __init__(self, person: str = "") -> None:
        """Keep whose it is, by id."""
        self.person = person
        super().__init__(person)


class PassphraseTooShort(KeysError):
    """Fewer characters than a passphrase needs."""

    def __init__(self, fewest: int = 12, counted: int = 0) -> None:
        """Keep how many characters are needed and how many there are."""
        self.fewest = fewest
        self.counted = counted
        super().__init__(f"{counted} of {fewest}")


class PassphraseWrong(KeysError):
    """The passphrase does not open the vault."""


class RecoveryCodeWrong(KeysError):
    """The recovery code does not open the vault; `code` says why: length, letter, check, other."""

    def __init__(self, code: str = "other") -> None:
        """Keep why."""
        self.code = code
        super().__init__(code)


class ResourceMissing(PathError):
    """A part of the program itself (font, catalogue, picture) is missing."""


class RequestRefused(SupporterError):
    """The program will not do this now; `code` names the reason."""

    def __init__(self, code: str, detail: str = "") -> None:
        """Keep the reason and what it is about."""
        self.code = code
        self.detail = detail
        super().__init__(f"{code} {detail}".strip())
