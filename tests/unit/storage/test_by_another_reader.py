"""The records as `docs/records.md` tells them: a reader that knows nothing of the program finds the same in them."""

import base64
import hashlib
import json
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from supporter_app.domain.enrolment import AgeBand
from supporter_app.domain.session import NameKeeping
from supporter_app.services.attendance import Marks
from supporter_app.services.roster import Entry
from tests.unit.services.test_backups import PLAN, Office, office  # noqa: F401 - a fixture, used by its name

NAMES = ("葛\U000e0100城 翔", 'か\u3099"\\', "José Álvarez")
TITLE = '"\\ 𠮷'
PASSPHRASE = "ひみつの ことば 十二文字"  # noqa: S105 - of this test alone


class Reader:
    """Reads a database with the standard library, by the page."""

    def __init__(self, file: Path) -> None:
        """Open it for reading."""
        self.db = sqlite3.connect(f"file:{file}?mode=ro", uri=True)

    def events(self) -> Iterator[tuple[bytes, int, str, str, bytes | None]]:
        """Give epoch, sequence, kind, subject and body, each hash computed anew."""
        parents = {
            epoch: (before, seq)
            for epoch, before, seq in self.db.execute("SELECT epoch, parent_epoch, parent_seq FROM installation")
        }
        hashes = {(epoch, seq): own for epoch, seq, own in self.db.execute("SELECT epoch, seq, hash FROM journal")}
        bodies = {
            (epoch, seq): body for epoch, seq, body in self.db.execute("SELECT epoch, seq, body FROM journal_body")
        }
        for row in self.db.execute("SELECT * FROM journal ORDER BY epoch, seq"):
            installation, epoch, seq, moment, kind, subject, previous, body_hash, own = row
            before = (epoch, seq - 1) if seq > 1 else parents[epoch]
            assert previous == hashes.get(before, bytes(32))
            header = ["tsunagari-journal-1", installation.hex(), epoch.hex(), seq, moment, kind, subject]
            text = json.dumps([*header, previous.hex(), body_hash.hex()], ensure_ascii=False, separators=(",", ":"))
            assert own == hashlib.sha256(text.encode()).digest()
            body = bodies.get((epoch, seq))
            assert body is None or body_hash == hashlib.sha256(body).digest()
            yield epoch, seq, kind, subject, body

    def standing(self) -> dict[str, dict[str, object]]:
        """Give the body of what stands, by subject; epochs in the order they began."""
        order = [epoch for (epoch,) in self.db.execute("SELECT epoch FROM installation ORDER BY ordinal")]
        stands: dict[str, dict[str, object]] = {}
        for _, _, kind, subject, body in sorted(self.events(), key=lambda each: (order.index(each[0]), each[1])):
            if kind in {"done", "fix"} and body is not None:
                stands[subject] = json.loads(body)
        void = {subject.rpartition("/")[2] for _, _, kind, subject, _ in self.events() if kind == "void"}
        return {subject: body for subject, body in stands.items() if subject.rpartition("/")[2] not in void}

    def names(self, master: bytes) -> list[str | None]:
        """Open the names in the order of their numbers."""
        return [
            self._name(master, *row)
            for row in self.db.execute("SELECT person, sealed_name FROM enrolment ORDER BY number").fetchall()
        ]

    def _name(self, master: bytes, person: str, sealed: bytes) -> str | None:
        found = self.db.execute("SELECT master, box FROM person_key WHERE person = ?", (person,)).fetchone()
        if found is None:
            return None
        fingerprint, box = found
        info = b"tsunagari-supporter master fingerprint"
        assert fingerprint == HKDF(SHA256(), 32, None, info).derive(master)[:8]
        key = AESGCM(master).decrypt(box[:12], box[12:], person.encode())
        assert sealed[:1] == b"\1"
        return str(json.loads(AESGCM(key).decrypt(sealed[1:13], sealed[13:], person.encode()))["name"])

    def by_passphrase(self, passphrase: str) -> bytes:
        """Open the master key of the vault."""
        (row,) = self.db.execute("SELECT salt, memory, passes, lanes, box FROM vault_lock")
        salt, memory, passes, lanes, box = row
        word = unicodedata.normalize("NFKC", passphrase).strip().encode()
        key = hash_secret_raw(word, salt, passes, memory, lanes, 32, Type.ID)
        return AESGCM(key).decrypt(box[:12], box[12:], b"tsunagari-supporter master by passphrase")


@pytest.mark.parametrize("keeping", [NameKeeping.UNTIL_REPORT, NameKeeping.KEPT])
def test_another_reader_finds_the_same(office: Office, keeping: NameKeeping) -> None:  # noqa: F811 - the fixture
    """After marks, a correction, an erasure, and going back to a backup that knew nothing of them."""
    app = office.start()
    if keeping is NameKeeping.KEPT:
        app.names.found(app.names.prepare(PASSPHRASE))
    session = app.classroom.create(replace(PLAN, title=TITLE, names=keeping))
    for name in NAMES:
        app.roster.add(session, Entry(name, age_band=AgeBand.THIRTIES, category="=1\\"))
    app.attendance.mark(session, Marks(all_present=True, late={2: 20}))
    app.backups.make()
    app.attendance.mark(session, Marks(absent=frozenset({2})))
    app.erasure.erase_person(app.roster.lines(session)[0].enrolment.person)
    newest = app.backups.every()[0]
    app.close()
    app.backups.restore(newest.path)
    app = office.start()
    app.attendance.mark(session, Marks(left_early={3: 5}))
    mistaken = app.roster.add(session, Entry(age_band=AgeBand.THIRTIES, category="=1\\"))
    app.attendance.mark(session, Marks(present=frozenset({mistaken.number}), planned=frozenset({1})))
    app.erasure.take_off(session, mistaken)
    app.close()

    reader = Reader(office.folder / "supporter.sqlite")
    with closing(reader.db):
        stands = reader.standing()
        for person, absent, late, early in reader.db.execute("SELECT * FROM attendance").fetchall():
            body = stands[f"attendance/{session.id}/{person}"]
            assert (body["absent"], body["late_minutes"], body["early_minutes"]) == (bool(absent), late, early)
        called = [
            subject.rpartition("/")[2]
            for subject, body in stands.items()
            if subject.startswith("attendance/") and body.get("called", True)
        ]
        rows = reader.db.execute("SELECT person FROM attendance").fetchall()
        assert sorted(person for (person,) in rows) == sorted(called)
        assert len(rows) == len(NAMES) - 1
        for person, number, sealed in reader.db.execute("SELECT person, number, sealed_name FROM enrolment").fetchall():
            body = stands[f"enrolment/{session.id}/{person}"]
            assert (body["number"], body["age_band"], body["category"]) == (number, "30s", "=1\\")
            assert sealed is None or str(body["sealed"]) == sealed.hex()
        assert stands[f"session/{session.id}"]["title"] == TITLE
        kinds = [kind for _, _, kind, _, _ in reader.events()]
        assert kinds.count("erase") == 1
        if keeping is NameKeeping.KEPT:
            master = reader.by_passphrase(f" {PASSPHRASE}\u3000")
        else:
            master = base64.b64decode(json.loads((office.folder / "log-on-key").read_bytes())["key"])
        assert reader.names(master) == [None, *NAMES[1:]]

    checksum, _, ring = (office.folder / "backups" / "keys").read_bytes().partition(b"\n")
    assert checksum.decode() == hashlib.sha256(ring).hexdigest()
    assert len(json.loads(ring)["keys"]) == len(NAMES) - 1
