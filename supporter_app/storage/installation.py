"""Who writes: the random installation id and its epochs; a restored or copied database starts a new epoch.

A machine's own ids are no use as an identity, because machines are imaged; they serve only to notice the copy.
"""

import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from supporter_app.domain.journal import Lineage, Parent

if TYPE_CHECKING:
    from sqlite_utils import Database

    from supporter_app.storage.database import Storage

EPOCH_BYTES = 8
INSERT = """
INSERT INTO installation (id, epoch, parent_epoch, parent_seq, fingerprint, started_at) VALUES (?, ?, ?, ?, ?, ?)
"""


LATEST = "SELECT id, epoch, fingerprint FROM installation ORDER BY ordinal DESC LIMIT 1"


def begin(db: "Database", here: bytes, installation: bytes, moment: str) -> None:
    """Write down the installation with its first epoch and the fingerprint of its place."""
    db.execute(INSERT, (installation, os.urandom(EPOCH_BYTES), None, None, here, moment))


def current_epoch(db: "Database", here: bytes, moment: str) -> tuple[bytes, bytes]:
    """Give installation and epoch to write under; a new epoch begins when the database is found somewhere else."""
    installation, epoch, kept = db.execute(LATEST).fetchone()
    return (installation, epoch) if kept == here else branch(db, here, moment)


def branch(db: "Database", here: bytes, moment: str) -> tuple[bytes, bytes]:
    """Begin a new epoch after all that is known of the last one, because another file may go on from there too."""
    installation, epoch, _ = db.execute(LATEST).fetchone()
    last = db.execute(
        "SELECT coalesce(max(seq), 0) FROM journal WHERE installation = ? AND epoch = ?", (installation, epoch)
    ).fetchone()[0]
    following = os.urandom(EPOCH_BYTES)
    db.execute(INSERT, (installation, following, epoch, last, here, moment))
    return installation, following


def lineage(storage: "Storage") -> Lineage:
    """Read every epoch of this installation with its parent."""
    rows = storage.rows("SELECT epoch, parent_epoch, parent_seq FROM installation ORDER BY ordinal")
    return {epoch: None if parent is None else Parent(parent, seq) for epoch, parent, seq in rows}


def fingerprint(path: Path | None) -> bytes:
    """Hash what changes when a database is copied or restored: machine, person, folder, and the file itself."""
    parts = [_host(), _machine(), _person()]
    if path is not None:
        found = path.stat()
        born = getattr(found, "st_birthtime_ns", 0) or (found.st_ctime_ns if sys.platform == "win32" else 0)
        parts += [str(path.resolve().parent), str(found.st_ino), str(born)]
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).digest()


def _host() -> str:
    import socket

    return socket.gethostname()


def _machine() -> str:
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        except OSError:
            return ""
    for place in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            return Path(place).read_text("ascii").strip()
        except (OSError, ValueError):
            continue
    return ""


def _person() -> str:
    if sys.platform == "win32":
        return os.environ.get("USERDOMAIN", "") + "\\" + os.environ.get("USERNAME", "")
    return str(os.getuid())
