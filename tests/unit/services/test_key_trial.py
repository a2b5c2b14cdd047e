"""Every key is tried: a damaged, a wrong and a missing one are each said, and put right from beside the backups."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from supporter_app.bootstrap import App
from supporter_app.domain.session import NameKeeping, Session
from supporter_app.keys.credential import LogOn
from supporter_app.services.finding import Finding, State
from supporter_app.services.roster import Entry
from supporter_app.storage.folder import FILE, LOG_ON
from tests.unit.services.test_backups import PLAN, Office

PASSPHRASE = "ひみつの ことば 十二文字"  # noqa: S105 - of this test alone
NAMES = ("見本 花子", "見本 太郎", "見本 次郎")
MANY = 2000


class Desk(Office):
    """One computer with three names, and a backup of it."""

    def hold(self, keeping: NameKeeping = NameKeeping.UNTIL_REPORT) -> Session:
        """Hold a session with three names, and make a backup."""
        app = self.start()
        if keeping is NameKeeping.KEPT:
            app.names.found(app.names.prepare(PASSPHRASE))
        session = app.classroom.create(replace(PLAN, names=keeping))
        app.roster.take(session, [Entry(each) for each in NAMES])
        app.backups.make()
        return session

    def change(self, *statements: str) -> None:
        """Change the file behind the program's back."""
        self.stop()
        with closing(sqlite3.connect(self.folder / FILE)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    def keys(self, app: App | None = None) -> Finding:
        """Run the check-up of a fresh start and give what it says of the keys."""
        return next(each for each in (app or self.start()).checkup.run() if each.name == "keys")

    @property
    def beside(self) -> Path:
        """Give the file of keys beside the backups."""
        return self.folder / "backups" / "keys"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give a computer on which nothing was recorded."""
    made = Desk(tmp_path / "records")
    yield made
    made.stop()


ONE_DAMAGED = "UPDATE person_key SET box = zeroblob(60) WHERE person = (SELECT person FROM enrolment WHERE number = 2)"
ONE_SWAPPED = """
UPDATE person_key SET box = (SELECT box FROM person_key JOIN enrolment USING (person) WHERE number = 1)
WHERE person = (SELECT person FROM enrolment WHERE number = 2)
"""
ONE_GONE = "DELETE FROM person_key WHERE person = (SELECT person FROM enrolment WHERE number = 2)"


def test_all_is_well(desk: Desk) -> None:
    """Each name is opened, none is said."""
    session = desk.hold()
    found = desk.keys()
    assert (found.state, found.safe, found.next) == (State.FINE, "", "")
    assert f"{len(NAMES)}人分" in found.what
    assert not any(each in found.what for each in NAMES)
    desk.start().erasure.erase_session(session)
    assert desk.keys().state is State.FINE


@pytest.mark.parametrize("statement", [ONE_DAMAGED, ONE_SWAPPED, ONE_GONE])
def test_a_key_that_opens_nothing_is_said_and_put_right(desk: Desk, statement: str) -> None:
    """By session and number, never by name; the key beside the backups opens the name again."""
    session = desk.hold()
    desk.change(statement)
    found = desk.keys()
    assert found.state is State.WRONG
    assert "の2番" in found.what
    assert found.safe
    assert found.next
    assert found.mendable
    assert not any(each in found.what for each in NAMES)
    assert desk.names(session) == [NAMES[0], None, NAMES[2]]
    desk.stop()
    assert desk.start().checkup.repair() is None
    assert desk.names(session) == list(NAMES)
    assert desk.keys().state is State.FINE


def test_a_name_without_any_key_is_said(desk: Desk) -> None:
    """Where no key beside the backups opens it either, nothing is promised; an erased name is no fault."""
    session = desk.hold()
    desk.change(ONE_GONE)
    desk.beside.unlink()
    found = desk.keys()
    assert (found.state, found.mendable) == (State.WRONG, False)
    assert found.next
    app = desk.start()
    app.erasure.erase_person(app.roster.numbered(session, 2).person)
    app.backups.make()
    assert desk.keys().state is State.FINE


@pytest.mark.parametrize("content", [None, b"{}", b"", b"\xff" * 40])
def test_the_key_of_the_log_on_is_missing_or_damaged(desk: Desk, content: bytes | None) -> None:
    """Said with the file's name and what to do; looking draws no new one, and with the file back all is well."""
    desk.hold()
    file = desk.folder / LOG_ON
    before = file.read_bytes()
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    found = desk.keys()
    assert found.state is State.WRONG
    assert LOG_ON in found.what
    assert found.safe
    assert found.next
    assert file.exists() is (content is not None)
    file.write_bytes(before)
    assert desk.keys().state is State.FINE


def test_the_key_of_another_log_on_is_said(desk: Desk) -> None:
    """It can be read and opens nothing."""
    desk.hold()
    file = desk.folder / LOG_ON
    file.unlink()
    LogOn(file, stores=lambda: None).hold()
    found = desk.keys()
    assert found.state is State.WRONG
    assert LOG_ON in found.what


def test_a_file_of_keys_beside_the_backups_that_is_damaged(desk: Desk) -> None:
    """The names open all the same; a new backup writes it anew. Going back to a backup is not what is advised."""
    session = desk.hold()
    content = bytearray(desk.beside.read_bytes())
    content[-20] ^= 1
    desk.beside.write_bytes(content)
    found = desk.keys()
    assert found.state is State.WRONG
    assert "控えから戻" not in found.next
    desk.start().backups.make()
    assert desk.keys().state is State.FINE
    assert desk.names(session) == list(NAMES)


def test_a_file_of_keys_that_is_not_there(desk: Desk) -> None:
    """Without it no name would come back."""
    desk.hold()
    desk.beside.unlink()
    assert desk.keys().state is State.ATTENTION
    desk.start().backups.make()
    assert desk.keys().state is State.FINE


def test_names_under_a_passphrase(desk: Desk) -> None:
    """Locked: how many were not tried is said, and a key that is gone is found all the same; open: each is tried."""
    session = desk.hold(NameKeeping.KEPT)
    found = desk.keys()
    assert found.state is State.FINE
    assert "保管庫を閉じている" in found.what
    desk.change(ONE_DAMAGED)
    assert desk.keys().state is State.FINE
    app = desk.start()
    app.names.unlock(PASSPHRASE)
    assert (desk.keys(app).state, desk.keys(app).mendable) == (State.WRONG, True)
    app.close()
    app.checkup.repair()
    app.names.unlock(PASSPHRASE)
    assert desk.keys(app).state is State.FINE
    assert [line.name.name for line in app.roster.lines(session) if line.name] == list(NAMES)
    desk.change(ONE_GONE)
    found = desk.keys()
    assert (found.state, found.mendable) == (State.WRONG, True)
    desk.change("UPDATE person_key SET master = zeroblob(8)")
    assert desk.keys().state is State.WRONG


def test_thousands_of_keys_are_tried_in_a_moment(desk: Desk) -> None:
    """So that a check-up stays below its three seconds."""
    from supporter_app.domain.enrolment import PersonId
    from supporter_app.keys.seal import PersonName

    session = desk.hold()
    app = desk.start()
    with app.storage.write() as db:
        for number in range(MANY):
            person = PersonId(os.urandom(16).hex())
            sealed = app.names.seal(db, session, person, PersonName(f"見本 {number}"))
            db.execute(
                "INSERT INTO enrolment VALUES (?, ?, 0, ?, 'unknown', 'unknown', '', ?)",
                (person, session.id, len(NAMES) + 1 + number, sealed),
            )
    begun = time.process_time()
    found = desk.keys(app)
    assert time.process_time() - begun < 1.5
    assert f"{MANY + len(NAMES)}人分" in found.what
