"""The key of this log-on: in the system's store where one can be trusted, else in a file for its owner only."""

import errno
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import keyring
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as RefusingKeyring
from keyring.backends.null import Keyring as ForgettingKeyring

from supporter_app.domain.errors import FileFull, FileUnreachable, KeyMissing, KeysDamaged, KeysNewer, KeysUnreachable
from supporter_app.keys.credential import CredentialStore, LogOn, Note, Place, Stores, read_note, system_store
from supporter_app.keys.master import MasterKey

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead of these bits")


class Memory:
    """A store that works."""

    def __init__(self) -> None:
        """Start empty."""
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """Give a secret."""
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""
        del self.secrets[service, username]


class Locked(Memory):
    """A store that refuses, as a locked one whose question was dismissed."""

    def get_password(self, service: str, username: str) -> str | None:
        """Refuse."""
        raise keyring.errors.KeyringLocked(service + username)

    def set_password(self, service: str, username: str, password: str) -> None:
        """Refuse, with the secret in the error as a careless store might."""
        raise keyring.errors.PasswordSetError(service + username + password)

    def delete_password(self, service: str, username: str) -> None:
        """Refuse."""
        raise keyring.errors.PasswordDeleteError(service + username)


class Lying(Memory):
    """A store that hands out something else."""

    def get_password(self, service: str, username: str) -> str | None:
        """Give another key."""
        return "00" * 32 if (service, username) in self.secrets else None


class Silent(Memory):
    """A store that waits for somebody; `answer` lets it go on."""

    def __init__(self) -> None:
        """Start waiting."""
        super().__init__()
        self.answer = threading.Event()

    def set_password(self, service: str, username: str, password: str) -> None:
        """Wait, then keep the secret."""
        self.answer.wait(60)
        super().set_password(service, username, password)

    def get_password(self, service: str, username: str) -> str | None:
        """Wait, then give the secret."""
        self.answer.wait(60)
        return super().get_password(service, username)


def no_store() -> CredentialStore | None:
    """Find no store."""
    return None


def broken_search() -> CredentialStore | None:
    """Fail while a store is searched, as where the message bus is broken."""
    raise RuntimeError(errno.EPIPE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Say where the note lies."""
    return tmp_path / "names.key"


def test_a_store_that_works_holds_the_key_and_the_file_does_not(path: Path) -> None:
    """The file says where to look; another LogOn finds the same key."""
    store = Memory()
    held = LogOn(path, lambda: store).hold()
    assert (held.place, held.private) == (Place.STORE, True)
    assert list(store.secrets.values()) == [held.master.content().hex()]
    assert read_note(path.read_bytes()).key is None
    assert LogOn(path, lambda: store).fetch() == held.master
    assert LogOn(path, lambda: store).hold() == held


def test_two_data_folders_of_one_person_have_two_keys(tmp_path: Path) -> None:
    """Neither overwrites the other's in the store, not even under Credential Manager's rule of one name, one secret."""
    store = Memory()
    first, second = (LogOn(tmp_path / name, lambda: store) for name in ("a.key", "b.key"))
    keys = first.hold().master, second.hold().master
    assert keys == (first.fetch(), second.fetch())
    assert keys[0] != keys[1]
    assert len({service for service, _ in store.secrets}) == 2


@posix
@pytest.mark.parametrize("search", [no_store, broken_search, Locked, Lying, ForgettingKeyring, RefusingKeyring])
def test_without_a_store_to_rely_on_the_key_lies_in_a_file_of_its_owner(
    path: Path, search: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None there, one that fails, refuses, lies or forgets: no error, mode 0600 from the start, nothing else left."""
    monkeypatch.setattr(Path, "chmod", lambda *_: None)
    before = os.umask(0)
    try:
        held = LogOn(path, search).hold()
    finally:
        os.umask(before)
    assert (held.place, held.private) == (Place.FILE, True)
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]
    assert LogOn(path, search).fetch() == held.master


def test_a_store_that_never_answers_is_not_waited_for(path: Path) -> None:
    """The key goes into the file; what the store keeps too late, it is made to forget."""
    store = Silent()
    start = time.monotonic()
    held = LogOn(path, lambda: store, seconds=0.2).hold()
    assert time.monotonic() - start < 5
    assert held.place is Place.FILE
    waiting = [each for each in threading.enumerate() if each.name == "credential-store"]
    assert waiting
    assert all(each.daemon for each in waiting)
    store.answer.set()
    for each in waiting:
        each.join(10)
    assert store.secrets == {}
    assert LogOn(path, lambda: store).fetch() == held.master


def test_a_store_that_never_answers_does_not_keep_the_program_from_ending(path: Path) -> None:
    """The whole program, with a store that sleeps for a minute."""
    program = (
        "import pathlib, time\n"
        "from supporter_app.keys.credential import LogOn\n"
        f"print(LogOn(pathlib.Path({str(path)!r}), lambda: time.sleep(60), seconds=0.2).hold().place.value)\n"
    )
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=50)
    assert done.stdout == "file\n"
    assert time.monotonic() - start < 30


def test_reading_looks_where_it_was_written(path: Path, tmp_path: Path) -> None:
    """A key in the file is not searched in a store that came later; one in the store is not drawn anew without it."""
    store = Memory()
    in_file = LogOn(path, no_store).hold()
    assert LogOn(path, lambda: store).hold() == in_file
    assert store.secrets == {}
    second = tmp_path / "second.key"
    in_store = LogOn(second, lambda: store).hold()
    before = second.read_bytes()
    silent = Silent()
    searches: tuple[Stores, ...] = (no_store, broken_search, Locked, lambda: silent)
    for unreachable in searches:
        with pytest.raises(KeysUnreachable):
            LogOn(second, unreachable, seconds=0.2).hold()
    silent.answer.set()
    assert second.read_bytes() == before
    assert LogOn(second, lambda: store).fetch() == in_store.master


@pytest.mark.parametrize("content", [None, "", "zz", "00", "00" * 32, "あ"])
def test_a_store_that_lost_the_key_says_so(path: Path, content: str | None) -> None:
    """Gone, shortened, or another key: missing, and never taken for the key."""
    store = Memory()
    LogOn(path, lambda: store).hold()
    (place,) = store.secrets
    if content is None:
        del store.secrets[place]
    else:
        store.secrets[place] = content
    with pytest.raises(KeyMissing):
        LogOn(path, lambda: store).hold()


def test_without_the_note_there_is_no_key(path: Path) -> None:
    """Reading never draws one."""
    with pytest.raises(KeyMissing):
        LogOn(path, no_store).fetch()
    assert not path.exists()


@pytest.mark.parametrize("search", [Memory, Locked])
def test_forgetting_takes_the_key_out_of_both_places(path: Path, search: type[Memory]) -> None:
    """And once more is fine; the next key is another one."""
    store = search()
    log_on = LogOn(path, lambda: store)
    first = log_on.hold().master
    log_on.forget()
    log_on.forget()
    assert store.secrets == {}
    assert not path.exists()
    assert log_on.hold().master != first


def test_a_damaged_note_can_be_forgotten(path: Path) -> None:
    """So that a person can start anew."""
    path.write_bytes(b"{")
    with pytest.raises(KeysDamaged):
        LogOn(path, no_store).hold()
    LogOn(path, no_store).forget()
    assert LogOn(path, no_store).hold().place is Place.FILE


def test_a_note_that_cannot_be_written_leaves_no_key_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in the store nor as half a file."""
    store = Memory()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileFull):
        LogOn(path, lambda: store).hold()
    monkeypatch.undo()
    assert store.secrets == {}
    assert list(path.parent.iterdir()) == []
    with pytest.raises(FileUnreachable):
        LogOn(path.parent / "gone" / "names.key", lambda: store).hold()
    assert store.secrets == {}


@posix
def test_a_file_copied_with_wider_rights_gets_its_own_back(path: Path) -> None:
    """Copying by hand may widen them."""
    LogOn(path, no_store).hold()
    path.chmod(0o644)
    assert LogOn(path, no_store).hold().private
    assert path.stat().st_mode & 0o777 == 0o600


@posix
@pytest.mark.parametrize("refused", [True, False])
def test_a_place_that_keeps_no_modes_is_told(path: Path, monkeypatch: pytest.MonkeyPatch, *, refused: bool) -> None:
    """As on a stick whose file system knows no owners: the key is held, and the caller can say what that means."""
    LogOn(path, no_store).hold()
    path.chmod(0o644)

    def no_modes(*_: object) -> None:
        if refused:
            raise PermissionError(errno.EPERM, "no modes here")

    monkeypatch.setattr(Path, "chmod", no_modes)
    assert not LogOn(path, no_store).hold().private


def notes() -> Iterator[bytes]:
    """Go through notes of another form."""
    whole = msgspec.json.encode(Note(Place.FILE, bytes(8), bytes(8), bytes(32)))
    yield from (b"", b"{", b"[]", b"{}", b"null", b"\xff", b"[" * 4000, whole[:-1])
    yield whole.replace(b'"file"', b'"store"')
    yield whole.replace(b'"file"', b'"cloud"')
    yield whole.replace(b'"version":1', b'"version":0')
    yield whole.replace(b'"version":1', b'"version":1,"more":1')
    yield msgspec.json.encode(Note(Place.FILE, bytes(8), bytes(8)))
    yield msgspec.json.encode(Note(Place.FILE, bytes(8), bytes(8), bytes(31)))
    yield msgspec.json.encode(Note(Place.STORE, bytes(7), bytes(8)))


@pytest.mark.parametrize("content", list(notes()))
def test_a_note_of_another_form_is_damaged(content: bytes) -> None:
    """An error value that holds none of it."""
    with pytest.raises(KeysDamaged) as caught:
        read_note(content)
    assert caught.value.__context__ is None


def test_a_newer_note_is_told_as_such() -> None:
    """Whatever else it holds."""
    with pytest.raises(KeysNewer):
        read_note(b'{"version":2,"place":"chip"}')


@given(st.binary(max_size=300))
def test_any_bytes_are_a_note_or_an_error_value(content: bytes) -> None:
    """Hostile bytes."""
    with pytest.raises((KeysDamaged, KeysNewer)):
        read_note(content)


def test_nothing_printed_shows_the_key(path: Path) -> None:
    """Neither what is held nor the note."""
    held = LogOn(path, no_store).hold()
    note = read_note(path.read_bytes())
    assert note.key == held.master.content()
    for shown in (repr(held), repr(note), str(note)):
        assert held.master.content().hex() not in shown
        assert repr(held.master.content())[2:-1] not in shown


class PlainText(KeyringBackend):
    """A store by somebody else, as keyrings.alt has one that writes plain text."""

    priority = 9

    def __init__(self) -> None:
        """Take no settings from the environment."""

    def get_password(self, service: str, username: str) -> str | None:
        """Give nothing."""
        del service, username
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep nothing."""
        del service, username, password


@pytest.mark.parametrize("backend", [ForgettingKeyring, RefusingKeyring, PlainText, ChainerBackend])
def test_only_stores_of_operating_systems_are_trusted(
    backend: type[KeyringBackend], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ones that forget, refuse, write plain text, or are a chain of such."""
    monkeypatch.setattr(ChainerBackend, "backends", (PlainText(),))
    monkeypatch.setattr(keyring, "get_keyring", backend)
    assert system_store() is None


def test_a_store_of_the_system_is_found_in_a_chain_and_told_not_to_roam(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, where secrets would otherwise travel with the profile."""
    vault = type("WinVaultKeyring", (Memory,), {"__module__": "keyring.backends.Windows", "persist": "enterprise"})()
    monkeypatch.setattr(ChainerBackend, "backends", (PlainText(), vault))
    monkeypatch.setattr(keyring, "get_keyring", ChainerBackend)
    assert system_store() is vault
    assert vars(vault) == {"secrets": {}, "persist": "local machine"}


def test_a_key_of_the_note_opens_what_it_closed(path: Path) -> None:
    """The fingerprint in the note is the key's."""
    held = LogOn(path, no_store).hold()
    note = read_note(path.read_bytes())
    assert note.key is not None
    assert MasterKey(note.key).fingerprint() == note.master == held.master.fingerprint()
