"""The journal on disk: appending with the fold in the same transaction, reading, verifying, rebuilding."""

import os
from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from supporter_app.domain.clock import ClockMark, stamp
from supporter_app.domain.journal import (
    NO_HASH,
    Event,
    EventKind,
    Fault,
    FaultKind,
    Header,
    Lineage,
    canonical,
    event,
    fold,
    verify,
)
from supporter_app.storage import fold as folded
from supporter_app.storage.database import Row, Storage
from supporter_app.storage.installation import current_epoch, lineage

if TYPE_CHECKING:
    from sqlite_utils import Database

SALT_BYTES = 16
NO_FIELDS: Mapping[str, object] = MappingProxyType({})

COLUMNS = """
journal.installation, journal.epoch, journal.seq, recorded_at, kind, subject, previous_hash, body_hash, hash, body
FROM journal LEFT JOIN journal_body USING (installation, epoch, seq)
"""
BY_SUBJECT = f"SELECT {COLUMNS} WHERE subject = ? ORDER BY journal.rowid"
ALL = f"SELECT {COLUMNS} ORDER BY journal.installation, journal.epoch, journal.seq"
ERASE_BODIES = """
DELETE FROM journal_body WHERE (installation, epoch, seq) IN (
    SELECT installation, epoch, seq FROM journal WHERE subject = ? AND kind <> 'erase'
)
"""


def append(
    storage: Storage, db: "Database", kind: EventKind, subject: str, fields: Mapping[str, object] = NO_FIELDS
) -> Event:
    """Add one event of this installation and fold it, inside the caller's transaction.

    A random salt goes into the body, so that the hash of an erased one cannot be guessed; and a mark when the clock
    has gone back behind the event before.
    """
    moment = stamp(storage.clock())
    installation, epoch = current_epoch(db, storage.path, moment)
    seq, previous, last = _head(storage, installation, epoch)
    marks = {"clock": [ClockMark.WENT_BACK.value]} if moment < last else {}
    body = canonical(marks | dict(fields) | {"salt": os.urandom(SALT_BYTES).hex()})
    happened = event(Header(installation, epoch, seq + 1, moment, kind, subject, previous, b""), body)
    _insert(db, happened)
    refold(storage, db, subject)
    return happened


def last_stamp(storage: Storage) -> str | None:
    """Give the latest moment this installation wrote down, to notice a clock that went back."""
    rows = storage.rows("SELECT max(recorded_at) FROM journal WHERE installation = ?", (storage.installation(),))
    return rows[0][0] if rows else None


def refold(storage: Storage, db: "Database", subject: str) -> None:
    """Fold everything known about a subject and write what stands; what is erased as a whole loses its bodies."""
    state = fold(subject, [_event(row) for row in storage.rows(BY_SUBJECT, (subject,))])
    if state.erased and subject.partition("/")[0] not in folded.KEPT_WHEN_ERASED:
        db.execute(ERASE_BODIES, (subject,))
    folded.write(db, state, lineage(storage))


def rebuild(storage: Storage, db: "Database") -> bool:
    """Make every folded table anew from the journal; tells whether they came out as they were."""
    before = folded.dump(storage)
    folded.clear(db)
    subjects = [subject for (subject,) in storage.rows("SELECT DISTINCT subject FROM journal ORDER BY subject")]
    for subject in sorted(subjects, key=folded.order):
        refold(storage, db, subject)
    return folded.dump(storage) == before


def check(storage: Storage) -> tuple[Fault, ...]:
    """Verify the chain of every epoch and that no body of our own is missing without an erasure."""
    epochs: dict[tuple[bytes, bytes], list[Event]] = defaultdict(list)
    faults = []
    for row in storage.rows(ALL):
        try:
            epochs[row[0], row[1]].append(_event(row))
        except ValueError:
            faults.append(Fault(row[0], row[1], row[2], FaultKind.HEADER))
    parents = lineage(storage)
    heads = {(each.header.epoch, each.header.seq): each.hash for events in epochs.values() for each in events}
    for (_, epoch), events in epochs.items():
        faults += verify(events, _start(epoch, parents, heads))
    return tuple(faults + _without_body(storage, epochs))


def _without_body(storage: Storage, epochs: dict[tuple[bytes, bytes], list[Event]]) -> list[Fault]:
    own = storage.installation()
    events = [each for group in epochs.values() for each in group]
    erased = {each.header.subject for each in events if each.header.kind is EventKind.ERASE}
    headers = [each.header for each in events if each.body is None]
    return [
        Fault(own, header.epoch, header.seq, FaultKind.BODY)
        for header in headers
        if header.installation == own and header.subject not in erased
    ]


def _start(epoch: bytes, parents: Lineage, heads: dict[tuple[bytes, int], bytes]) -> bytes:
    """Give the hash an epoch begins after: the last event its nearest ancestor with events knew."""
    parent = parents.get(epoch)
    while parent is not None and parent.seq == 0:
        parent = parents.get(parent.epoch)
    return NO_HASH if parent is None else heads.get((parent.epoch, parent.seq), NO_HASH)


def _head(storage: Storage, installation: bytes, epoch: bytes) -> tuple[int, bytes, str]:
    """Give the last sequence number of an epoch, the hash the next event follows, and when that was written."""
    last = "SELECT seq, hash, recorded_at FROM journal WHERE installation = ? AND epoch = ? ORDER BY seq DESC LIMIT 1"
    rows = storage.rows(last, (installation, epoch))
    if rows:
        return rows[0]
    known = storage.rows("SELECT epoch, seq, hash FROM journal WHERE installation = ?", (installation,))
    heads = {(each, seq): found for each, seq, found in known}
    return 0, _start(epoch, lineage(storage), heads), last_stamp(storage) or ""


def _insert(db: "Database", happened: Event) -> None:
    header = happened.header
    key = (header.installation, header.epoch, header.seq)
    values = (header.recorded_at, header.kind.value, header.subject, header.previous_hash, header.body_hash)
    db.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*key, *values, happened.hash))
    if happened.body is not None:
        db.execute("INSERT INTO journal_body VALUES (?, ?, ?, ?)", (*key, happened.body))


def _event(row: Row) -> Event:
    """Read one row; raises ValueError when its kind is none of ours."""
    installation, epoch, seq, recorded_at, kind, subject, previous, body_hash, found, body = row
    header = Header(installation, epoch, seq, recorded_at, EventKind(kind), subject, previous, body_hash)
    return Event(header, found, body)
