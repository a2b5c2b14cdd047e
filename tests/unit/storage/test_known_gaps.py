"""Gaps that are explained: what a salvage could not bring back is written down, and only that is taken as known."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from supporter_app.domain.gaps import gaps_fields, read_gaps
from supporter_app.domain.journal import EventKind, Fault, FaultKind, canonical
from supporter_app.services.backups import Backups
from supporter_app.storage import fold, installation, journal
from supporter_app.storage.database import Storage, open_database
from supporter_app.storage.folder import FILE
from supporter_app.storage.pages import records
from supporter_app.storage.salvage import gather
from tests.unit.storage.test_journal_on_disk import GUARDS
from tests.unit.storage.test_salvage import fill

PAGE, LEAF = 4096, 0x0D
HEADER = 9
"""Values of an event's row."""
ORPHANS = """
DELETE FROM journal_body WHERE (installation, epoch, seq) NOT IN (SELECT installation, epoch, seq FROM journal)
"""
FOLLOWED = """
SELECT one.rowid FROM journal AS one JOIN journal AS next ON next.seq = one.seq + 1 AND next.epoch = one.epoch
ORDER BY one.seq LIMIT 1 OFFSET 1
"""
MOMENT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def now() -> datetime:
    """Read a clock that stands."""
    return MOMENT


@pytest.fixture
def torn(tmp_path: Path) -> bytes:
    """Give the bytes of a database of which a page with events is gone."""
    folder = tmp_path / "torn"
    with closing(open_database(folder, now)) as storage:
        fill(storage, 1)
    content = bytearray((folder / FILE).read_bytes())
    _first, page, *_others = (
        start
        for start in range(PAGE, len(content), PAGE)
        if content[start] == LEAF
        and any(len(each.values) == HEADER for each in records(bytes(PAGE) + bytes(content[start : start + PAGE])))
    )
    content[page : page + PAGE] = bytes(PAGE)
    return bytes(content)


def without_guards(storage: Storage, *statements: str) -> None:
    """Change a journal behind its back."""
    with storage.write() as db:
        for guard in GUARDS:
            db.execute(f"DROP TRIGGER IF EXISTS {guard}")
        for statement in statements:
            db.execute(statement)


def test_faults_come_back_from_the_fields_of_an_event() -> None:
    """Each as it was, and nothing else is read as one."""
    faults = (
        Fault(bytes(16), b"\x01" * 8, 9, FaultKind.GAP, 3),
        Fault(bytes(16), b"\x01" * 8, 12, FaultKind.NO_BODY),
    )
    fields = gaps_fields(faults)
    assert read_gaps(canonical(fields)) == frozenset(faults)
    for wrong in ("", "00/01/x/gap/0", "zz/01/1/gap/0", "00/01/1/none/0", "00/01/1/gap"):
        with pytest.raises(ValueError, match=r".*"):
            read_gaps(canonical({"record": "gaps", "faults": [wrong]}))


def test_what_a_salvage_could_not_bring_back_is_known(torn: bytes) -> None:
    """The chain has a gap, the salvage says so in an event of its own, and nothing is wrong any more."""
    found, counted = gather(torn, None, now, None)
    with closing(found):
        assert counted.missing > 0
        examined = journal.examine(found)
        assert examined.faults == ()
        assert examined.known
        assert sum(each.missing for each in examined.known) == counted.missing
        assert examined.differing == ()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal WHERE rowid = (SELECT max(rowid) - 3 FROM journal)",
        f"DELETE FROM journal WHERE rowid = ({FOLLOWED})",
        "DELETE FROM journal_body WHERE rowid = (SELECT max(rowid) - 5 FROM journal_body)",
        "UPDATE journal_body SET body = CAST('{}' AS BLOB) WHERE rowid = 2",
        "UPDATE journal SET recorded_at = '2026-11-20T03:00:01Z' WHERE rowid = 2",
    ],
)
def test_what_is_taken_away_after_it_is_no_known_gap(torn: bytes, statement: str) -> None:
    """One event or body more, anywhere, and the check names it."""
    found, _ = gather(torn, None, now, None)
    with closing(found):
        without_guards(found, "PRAGMA defer_foreign_keys = ON", statement, ORPHANS)
        assert journal.check(found)


def test_a_gap_that_grew_is_no_known_gap(torn: bytes) -> None:
    """The event before the gap is gone too: the place is the same, what is missing there is not."""
    found, _ = gather(torn, None, now, None)
    with closing(found):
        gap = next(each for each in journal.examine(found).known if each.kind is FaultKind.GAP)
        before = gap.seq - gap.missing - 1
        rows = f"epoch = x'{gap.epoch.hex()}' AND seq = {before}"
        without_guards(
            found,
            "PRAGMA defer_foreign_keys = ON",
            f"DELETE FROM journal_body WHERE {rows}",
            f"DELETE FROM journal WHERE {rows}",
        )
        grown = [each for each in journal.check(found) if each.kind is FaultKind.GAP]
        assert [(each.seq, each.missing) for each in grown] == [(gap.seq, gap.missing + 1)]


def test_a_body_put_where_one_is_known_to_be_missing_is_found(torn: bytes) -> None:
    """Nothing can be slipped into a known gap."""
    found, _ = gather(torn, None, now, None)
    with closing(found):
        with found.write() as db:
            journal.append(found, db, EventKind.DONE, "later/1", {"x": 1})
        row = found.rows("SELECT installation, epoch, seq FROM journal ORDER BY rowid DESC LIMIT 1")[0]
        without_guards(found, f"DELETE FROM journal_body WHERE epoch = x'{row[1].hex()}' AND seq = {row[2]}")
        with found.write() as db:
            installation_id, epoch, seq = row
            fault = Fault(installation_id, epoch, seq, FaultKind.NO_BODY)
            journal.append(found, db, EventKind.DONE, "gaps/1", gaps_fields((fault,)))
        assert journal.check(found) == ()
        with found.write() as db:
            db.execute("INSERT INTO journal_body VALUES (?, ?, ?, ?)", (*row, b"{}"))
        assert [each.kind for each in journal.check(found)] == [FaultKind.BODY]


def test_an_altered_explanation_explains_nothing(torn: bytes) -> None:
    """The event that tells of the gaps counts only while its own hashes hold."""
    found, _ = gather(torn, None, now, None)
    with closing(found):
        without_guards(
            found,
            "UPDATE journal SET recorded_at = '2026-11-20T03:00:09Z' WHERE subject LIKE 'gaps/%'",
        )
        assert len(journal.check(found)) > 1


def test_backups_made_after_a_salvage_can_be_gone_back_to(tmp_path: Path, torn: bytes) -> None:
    """With a gap in it, a backup is read, gone back to, and gathered from once more."""
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / FILE).write_bytes(torn)
    backups = Backups(folder, now)
    assert backups.salvage().missing
    made = backups.newest_good()
    assert made is not None
    with closing(open_database(folder, now)) as storage:
        fill(storage, 2)
        wanted = fold.dump(storage)
    backups.restore(made.path)
    with closing(open_database(folder, now)) as storage:
        assert len(fold.dump(storage)["session"]) == 1
        assert journal.check(storage) == ()
        assert len(installation.lineage(storage)) > 2
    newest = backups.every()[0]
    backups.restore(newest.path)
    with closing(open_database(folder, now)) as storage:
        assert fold.dump(storage) == wanted
        assert journal.check(storage) == ()
