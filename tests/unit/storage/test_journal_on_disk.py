"""The journal on disk: chain, fold, rebuilding, erasing, epochs, and every changed bit."""

import shutil
import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supporter_app.domain.clock import ClockMark
from supporter_app.domain.completion import RULE, Completion, completion_fields
from supporter_app.domain.edition import ChapterId, EditionId
from supporter_app.domain.errors import StorageDamaged
from supporter_app.domain.journal import EventKind, FaultKind
from supporter_app.domain.record_code import record_code
from supporter_app.storage import completion, journal
from supporter_app.storage.database import Storage, open_database
from supporter_app.storage.folder import FILE
from supporter_app.storage.installation import current_epoch

Opening = Callable[[Path | None], Storage]
NOON = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
DAY = NOON.date()
GUARDS = ("journal_is_final", "journal_stays", "journal_body_is_final", "journal_body_leaves_when_erased")


def completed(chance: int = 1, marks: tuple[ClockMark, ...] = ()) -> Completion:
    """Make a completion value."""
    edition = EditionId("general")
    return Completion(edition, "1.0", (ChapterId("c1"),), RULE, DAY, record_code(edition, DAY, chance), marks)


def append(storage: Storage, kind: EventKind, subject: str, chance: int = 1) -> None:
    """Append one event of a kind, with a body that fits."""
    fields: dict[EventKind, Mapping[str, object]] = {
        EventKind.DONE: completion_fields(completed(chance)),
        EventKind.FIX: completion_fields(completed(chance + 100)),
        EventKind.LINK: {"target": "completion/s9"},
    }
    with storage.write() as db:
        journal.append(storage, db, kind, subject, fields.get(kind, {}))


def test_a_completion_comes_back_as_it_went_in(opened: Opening, tmp_path: Path) -> None:
    """Every field survives the journal, the fold and another opening."""
    wanted = completed(7, (ClockMark.BEFORE_BUILD, ClockMark.WENT_BACK))
    storage = opened(tmp_path)
    with storage.write() as db:
        journal.append(storage, db, EventKind.DONE, "completion/s1", completion_fields(wanted))
    assert completion.own(opened(tmp_path)) == {"completion/s1": wanted}
    assert journal.last_stamp(storage) == "2026-11-20T03:00:00Z"


@pytest.mark.parametrize(
    ("kinds", "chances"),
    [
        ((EventKind.DONE,), [1]),
        ((EventKind.DONE, EventKind.FIX), [101]),
        ((EventKind.DONE, EventKind.VOID), []),
        ((EventKind.VOID, EventKind.DONE), []),
        ((EventKind.DONE, EventKind.ERASE), []),
        ((EventKind.ERASE, EventKind.DONE, EventKind.FIX), []),
        ((EventKind.DONE, EventKind.LINK), [1]),
    ],
)
def test_what_stands(opened: Opening, kinds: tuple[EventKind, ...], chances: list[int]) -> None:
    """Done and fix stand, void and erase win in any order."""
    storage = opened(None)
    for kind in kinds:
        append(storage, kind, "completion/s1")
    assert [each.code.chance for each in completion.own(storage).values()] == chances


def test_erasing_leaves_no_bytes_and_a_chain_that_verifies(opened: Opening, tmp_path: Path) -> None:
    """The body is gone from the file itself, the other records and the chain stay."""
    storage = opened(tmp_path)
    append(storage, EventKind.DONE, "completion/s1", 1)
    append(storage, EventKind.DONE, "completion/s2", 2)
    code = completed(1).code.letters().encode()
    assert code in (tmp_path / FILE).read_bytes()
    append(storage, EventKind.ERASE, "completion/s1")
    assert code not in (tmp_path / FILE).read_bytes()
    assert list(completion.own(storage)) == ["completion/s2"]
    assert journal.check(storage) == ()


SUBJECTS = ["completion/s1", "completion/s2", "completion/s3"]
STEPS = st.tuples(st.sampled_from(EventKind), st.sampled_from(SUBJECTS), st.integers(0, 99))


@settings(deadline=None, max_examples=40)
@given(steps=st.lists(STEPS, max_size=12))
def test_the_fold_made_anew_is_the_fold_as_it_grew(steps: list[tuple[EventKind, str, int]]) -> None:
    """Writing and rebuilding are one function, for any history."""
    storage = open_database(None, lambda: NOON)
    for kind, subject, chance in steps:
        append(storage, kind, subject, chance)
    with storage.write() as db:
        assert journal.rebuild(storage, db)
    assert journal.check(storage) == ()
    storage.close()


@settings(deadline=None, max_examples=30)
@given(steps=st.lists(STEPS, max_size=10))
def test_a_completion_is_not_lost_by_adding_records(steps: list[tuple[EventKind, str, int]]) -> None:
    """Whatever happens to other subjects, a completion stands."""
    storage = open_database(None, lambda: NOON)
    append(storage, EventKind.DONE, "completion/mine", 5)
    for kind, subject, chance in steps:
        append(storage, kind, subject, chance)
    assert completion.own(storage)["completion/mine"] == completed(5)
    storage.close()


def test_a_fold_that_was_changed_is_noticed_and_mended(opened: Opening) -> None:
    """Rebuilding tells the difference and puts the table right."""
    storage = opened(None)
    append(storage, EventKind.DONE, "completion/s1")
    with storage.write() as db:
        db.execute("UPDATE completion SET completed_on = '2026-11-21'")
    with storage.write() as db:
        assert not journal.rebuild(storage, db)
    assert completion.own(storage)["completion/s1"] == completed()


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_every_changed_bit_of_the_journal_is_noticed(data: st.DataObject) -> None:
    """One bit of any stored field, header or body, and the check names the event."""
    storage = open_database(None, lambda: NOON)
    for number in (1, 2, 3):
        append(storage, EventKind.DONE, f"s{number}", number)
    seq = data.draw(st.integers(1, 3), "event")
    texts, blobs = ("recorded_at", "subject"), ("installation", "epoch", "previous_hash", "body_hash", "hash", "body")
    column = data.draw(st.sampled_from(texts + blobs), "column")
    table = "journal_body" if column == "body" else "journal"
    content = bytes(storage.rows(f"SELECT CAST({column} AS BLOB) FROM {table} WHERE seq = ?", (seq,))[0][0])
    bit = data.draw(st.integers(0, len(content) * (7 if column in texts else 8) - 1), "bit")
    # Only the low seven bits of a letter: what is not UTF-8 any more is caught earlier, as damage.
    place, mask = (bit // 7, 1 << bit % 7) if column in texts else (bit // 8, 1 << bit % 8)
    changed = bytes(each ^ mask if index == place else each for index, each in enumerate(content))
    with storage.write() as db:
        for guard in GUARDS:
            db.execute(f"DROP TRIGGER {guard}")
        db.execute("PRAGMA defer_foreign_keys = ON")
        db.execute("PRAGMA ignore_check_constraints = ON")
        value = "CAST(? AS TEXT)" if column in texts else "?"
        where = "WHERE seq = ?"
        if column in {"installation", "epoch"}:
            db.execute(f"UPDATE journal_body SET {column} = ? {where}", (changed, seq))
        db.execute(f"UPDATE {table} SET {column} = {value} {where}", (changed, seq))
    assert journal.check(storage)
    storage.close()


def test_an_event_taken_out_and_a_body_taken_out_are_noticed(opened: Opening) -> None:
    """A gap in the sequence and a body missing without an erasure are faults of their own."""
    storage = opened(None)
    for number in (1, 2, 3):
        append(storage, EventKind.DONE, f"s{number}", number)
    with storage.write() as db:
        for guard in GUARDS:
            db.execute(f"DROP TRIGGER {guard}")
        db.execute("DELETE FROM journal_body WHERE seq = 2")
    assert [(fault.seq, fault.kind) for fault in journal.check(storage)] == [(2, FaultKind.NO_BODY)]
    with storage.write() as db:
        db.execute("DELETE FROM journal WHERE seq = 2")
    assert [(fault.seq, fault.kind) for fault in journal.check(storage)] == [(3, FaultKind.GAP)]


def test_text_that_is_not_utf_8_is_damage(opened: Opening, tmp_path: Path) -> None:
    """A stored letter turned into something else is named, not shown."""
    storage = opened(tmp_path)
    append(storage, EventKind.DONE, "a-subject-to-find")
    storage.close()
    content = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(content.replace(b"a-subject-to-find", b"\xff-subject-to-find"))
    with pytest.raises(StorageDamaged):
        journal.check(opened(tmp_path))


def copied(opened: Opening, folder: Path) -> Storage:
    """Open the copy `second` of the database `first`, in which something was completed."""
    first = opened(folder / "first")
    append(first, EventKind.DONE, "completion/s1", 1)
    first.close()
    (folder / "second").mkdir()
    shutil.copy(folder / "first" / FILE, folder / "second" / FILE)
    return opened(folder / "second")


def test_a_copied_database_starts_a_new_epoch(opened: Opening, tmp_path: Path) -> None:
    """The copy goes on under its own epoch with a parent; both chains verify and the completions stay."""
    second = copied(opened, tmp_path)
    append(second, EventKind.DONE, "completion/s2", 2)
    append(second, EventKind.DONE, "completion/s3", 3)
    again = opened(tmp_path / "first")
    append(again, EventKind.DONE, "completion/s4", 4)
    epochs = second.rows("SELECT epoch, parent_epoch, parent_seq FROM installation ORDER BY ordinal")
    assert [row[1:] for row in epochs] == [(None, None), (epochs[0][0], 1)]
    assert second.rows("SELECT seq FROM journal WHERE epoch = ? ORDER BY seq", (epochs[1][0],)) == [(1,), (2,)]
    assert again.rows("SELECT count(DISTINCT epoch), max(seq) FROM journal") == [(1, 2)]
    assert second.installation() == again.installation()
    assert journal.check(second) == journal.check(again) == ()
    assert set(completion.own(second)) == {"completion/s1", "completion/s2", "completion/s3"}


def test_a_fix_after_a_copy_stands(opened: Opening, tmp_path: Path) -> None:
    """The epoch that knew the older version replaces it."""
    second = copied(opened, tmp_path)
    append(second, EventKind.FIX, "completion/s1", 1)
    assert completion.own(second)["completion/s1"].code.chance == 101


def test_an_epoch_without_events_is_passed_over(opened: Opening, tmp_path: Path) -> None:
    """Two copies in a row, nothing recorded in between: the chain goes on from the last event there is."""
    storage = opened(tmp_path)
    append(storage, EventKind.DONE, "completion/s1", 1)
    storage.close()
    for _ in range(2):
        with sqlite3.connect(tmp_path / FILE) as changed:
            changed.execute("UPDATE installation SET fingerprint = zeroblob(32)")
        changed.close()
        later = opened(tmp_path)
        with later.write() as db:
            current_epoch(db, later.fingerprint, "2026-11-20T03:00:00Z")
        later.close()
    again = opened(tmp_path)
    append(again, EventKind.DONE, "completion/s2", 2)
    assert again.rows("SELECT count(*) FROM installation") == [(3,)]
    assert journal.check(again) == ()
