"""Who holds the master key of names kept until the report? This log-on: its store of secrets, else a file of its own.

The store is the operating system's, through keyring: Credential Manager on Windows (closed with the log-on's own key),
Keychain, Secret Service or KWallet. Where there is none, or it fails or does not answer in time, the key lies in the
file itself, which only this person can read: mode 0600, and on Windows by the access list of the person's profile.
The file always exists and says where the key is, so that reading looks where it was written.
"""

import contextlib
import os
import stat
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Annotated, Protocol, TypeVar

import msgspec

from supporter_app.domain.errors import FileError, KeyMissing, KeysDamaged, KeysError, KeysNewer, KeysUnreachable
from supporter_app.files import OWNER_ONLY, file_error, is_there, read_limited, sync_folder, write_whole
from supporter_app.keys.box import KEY
from supporter_app.keys.master import FINGERPRINT, MasterKey

VERSION = 1
MOST_BYTES = 4096
SERVICE = "tsunagari-supporter"
ACCOUNT = "names"
SECONDS = 5.0
"""How long the store may take; one that asks the person first is not waited for."""
TRUSTED = frozenset(
    f"keyring.backends.{each}" for each in ("Windows", "macOS", "SecretService", "libsecret", "kwallet")
)
"""The stores of operating systems; keyring knows others that forget (null), refuse (fail) or write plain text."""

A = TypeVar("A")


class Place(Enum):
    """Where the key lies."""

    STORE = "store"
    FILE = "file"


class CredentialStore(Protocol):
    """What is asked of a store, in keyring's words; every call may raise anything or never return."""

    def get_password(self, service: str, username: str) -> str | None:
        """Give a secret, None when there is none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""


Stores = Callable[[], CredentialStore | None]
Id = Annotated[bytes, msgspec.Meta(min_length=FINGERPRINT, max_length=FINGERPRINT)]


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: where the key is, by which id in the store, which key it is, and the key if it lies here."""

    place: Place
    id: Id
    master: Id
    key: Annotated[bytes, msgspec.Meta(min_length=KEY, max_length=KEY)] | None = None
    version: int = VERSION

    def __repr__(self) -> str:
        """Give the place, never the key."""
        return f"<Note {self.place.value}>"


class NoteVersion(msgspec.Struct, frozen=True):
    """Just the version, whatever else a newer file holds."""

    version: int


@dataclass(frozen=True, slots=True)
class HeldKey:
    """A master key, where this log-on keeps it, and whether nobody else can read that place."""

    master: MasterKey
    place: Place
    private: bool


def system_store() -> CredentialStore | None:
    """Find the operating system's store of secrets, as keyring is set up for this person; None without one."""
    import keyring

    chosen = keyring.get_keyring()
    each: CredentialStore
    for each in (chosen, *getattr(chosen, "backends", ())):
        if type(each).__module__ in TRUSTED:
            if hasattr(type(each), "persist"):
                # Credential Manager would otherwise let the secret roam to other computers of a domain.
                setattr(each, "persist", "local machine")  # noqa: B010 - a store's own setting, not of the protocol
            return each
    return None


class LogOn:
    """Keeps one master key for the person who is logged on."""

    def __init__(self, path: Path, stores: Stores = system_store, seconds: float = SECONDS) -> None:
        """Take the file that says where the key is; its folder must exist."""
        self._path = path
        self._stores = stores
        self._seconds = seconds

    def hold(self) -> HeldKey:
        """Give the key, drawing one when there is none yet; raises what `fetch` does, and FileError's family."""
        if not is_there(self._path):
            self._draw()
        master = self.fetch()
        place = self._note().place
        return HeldKey(master, place, place is Place.STORE or _made_private(self._path))

    def fetch(self) -> MasterKey:
        """Give the key from where it was written; raises KeyMissing, KeysUnreachable, KeysDamaged, KeysNewer."""
        note = self._note()
        content = note.key if note.place is Place.FILE else self._stored(note)
        if content is None:
            raise KeyMissing
        master = MasterKey(content)
        if master.fingerprint() != note.master:
            raise KeyMissing
        return master

    def forget(self) -> None:
        """Take the key out of both places, as far as the store answers; raises FileError's family."""
        try:
            note = self._note()
        except KeysError:
            note = None
        if note is not None and note.place is Place.STORE:
            service = _service(note.id)
            self._ask(lambda store: store.delete_password(service, ACCOUNT))
        try:
            self._path.unlink(missing_ok=True)
            sync_folder(self._path.parent)
        except OSError as error:
            raise file_error(error, self._path) from error

    def _draw(self) -> None:
        master, chance = MasterKey.new(), os.urandom(FINGERPRINT)
        stored = self._store(chance, master)
        key = None if stored else master.content()
        note = Note(Place.STORE if stored else Place.FILE, chance, master.fingerprint(), key)
        try:
            write_whole(self._path, msgspec.json.encode(note), OWNER_ONLY)
        except FileError:
            if stored:
                self._ask(lambda store: store.delete_password(_service(chance), ACCOUNT))
            raise

    def _store(self, chance: bytes, master: MasterKey) -> bool:
        """Put the key into the store and read it back: some stores forget without saying so."""
        late = threading.Event()
        secret, service = master.content().hex(), _service(chance)

        def put(store: CredentialStore) -> bool:
            store.set_password(service, ACCOUNT, secret)
            if late.is_set():
                store.delete_password(service, ACCOUNT)
            return store.get_password(service, ACCOUNT) == secret

        stored = self._ask(put)
        late.set()
        return stored is True

    def _stored(self, note: Note) -> bytes | None:
        found = self._ask(lambda store: (store.get_password(_service(note.id), ACCOUNT),))
        if found is None:
            raise KeysUnreachable
        try:
            content = bytes.fromhex(found[0] or "")
        except ValueError:
            return None
        return content if len(content) == KEY else None

    def _ask(self, question: Callable[[CredentialStore], A]) -> A | None:
        """Ask the store in a thread of its own; None when there is none, it fails, or it does not answer in time."""
        answers: list[A] = []

        def ask() -> None:
            try:
                store = self._stores()
                if store is not None:
                    answers.append(question(store))
            except Exception:  # noqa: BLE001 - each store raises errors of its own, and all mean the same here
                answers.clear()

        # A daemon, so that a store that never answers does not keep the program from ending.
        thread = threading.Thread(target=ask, name="credential-store", daemon=True)
        thread.start()
        thread.join(self._seconds)
        return answers[0] if answers and not thread.is_alive() else None

    def _note(self) -> Note:
        if not is_there(self._path):
            raise KeyMissing
        return read_note(read_limited(self._path, MOST_BYTES))


def read_note(content: bytes) -> Note:
    """Read the file that says where the key is; raises KeysDamaged, KeysNewer."""
    version = _decoded(content, NoteVersion)
    if version is not None and version.version > VERSION:
        raise KeysNewer
    note = _decoded(content, Note)
    if note is None or note.version != VERSION or (note.place is Place.FILE) != (note.key is not None):
        raise KeysDamaged
    return note


def _decoded(content: bytes, form: type[A]) -> A | None:
    try:
        return msgspec.json.decode(content, type=form)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _service(chance: bytes) -> str:
    """Name the secret: one name for each data folder, because Credential Manager keeps one secret under a name."""
    return f"{SERVICE} {chance.hex()}"


def _made_private(path: Path) -> bool:
    """See to it that nobody else can read the file; False on a stick or share where no system can promise it."""
    if sys.platform == "win32":
        return path.resolve().is_relative_to(Path.home())
    with contextlib.suppress(OSError):
        path.chmod(OWNER_ONLY)
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_IMODE(mode) & (stat.S_IRWXG | stat.S_IRWXO)
