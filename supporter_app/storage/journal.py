"""The journal on disk: appending with the fold in the same transaction, reading, verifying, rebuilding."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from supporter_app.domain.clock import BUILT, clock_marks, stamp
from supporter_app.domain.gaps import is_gaps, read_gaps
from supporter_app.domain.journal import (
    NO_HASH,
    Event,
    EventKind,
    Fault,
    FaultKind,
    Header,
    Lineage,
    Link,
    Subject,
    altered,
    canonical,
    fold,
    unlinked,
)
from supporter_app.storage import fold as folded
from supporter_app.storage.database import Row, Storage
from supporter_app.storage.installation import current_epoch, lineage

if TYPE_CHECKING:
    from sqlite_utils import Database

SALT_BYTES = 16
KINDS = {kind.value: kind for kind in EventKind}
NO_FIELDS: Mapping[str, object] = MappingProxyType({})

COLUMNS = """
journal.installation, journal.epoch, journal.seq, recorded_at, kind, subject, previous_hash, body_hash, hash, body
FROM journal LEFT JOIN journal_body USING (installation, epoch, seq)
"""
BY_SUBJECT = f"SELECT {COLUMNS} WHERE subject = ? ORDER BY journal.rowid"
OF_KIND = f"SELECT {COLUMNS} WHERE subject >= ? AND subject < ? ORDER BY subject, journal.rowid"
OF_OTHER_KINDS = f"""
SELECT {COLUMNS} WHERE substr(subject, 1, instr(subject || '/', '/') - 1) NOT IN ({", ".join("?" * len(folded.FOLDS))})
ORDER BY subject, journal.rowid
"""
ALL = f"SELECT {COLUMNS} ORDER BY journal.installation, journal.epoch, journal.seq"
WITHOUT_BODY = f"""
SELECT {COLUMNS} WHERE body IS NULL AND journal.installation = ?
AND subject NOT IN (SELECT subject FROM journal WHERE kind = 'erase')
ORDER BY journal.epoch, journal.seq
"""  # noqa: S608 - our own columns
HEAD = """
SELECT fingerprint, id, latest.epoch, seq, hash, recorded_at,
    EXISTS (SELECT 1 FROM journal AS about WHERE about.subject = ?)
FROM installation AS latest LEFT JOIN journal ON journal.installation = latest.id AND journal.epoch = latest.epoch
ORDER BY ordinal DESC, seq DESC LIMIT 1
"""
"""The latest epoch and its last event, found at the ends of two indexes, and whether a subject is known."""
WAITING = "SELECT DISTINCT subject FROM journal WHERE subject = ? OR (subject > ? AND subject < ?)"
INSERT = ("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", "INSERT INTO journal_body VALUES (?, ?, ?, ?)")
INSERT_NEW = (INSERT[0].replace("INSERT", "INSERT OR IGNORE"), INSERT[1].replace("INSERT", "INSERT OR IGNORE"))
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
    head = _head(storage, db, subject, moment)
    found = clock_marks(moment, BUILT, head.recorded_at)
    marks = {"clock": [each.value for each in found]} if found else {}
    body = canonical({**marks, **fields, "salt": os.urandom(SALT_BYTES).hex()})
    place = (head.installation, head.epoch, head.seq + 1)
    header = Header(*place, moment, kind, subject, head.hash, sha256(body).digest())
    happened = Event(header, header.hash(), body)
    known = _known(storage, subject) if head.known else []
    _insert(db, happened)
    _refold(storage, db, subject, [*known, happened])
    return happened


def count(storage: Storage) -> int:
    """Count the events."""
    rows = storage.rows("SELECT count(*) FROM journal")
    return int(rows[0][0]) if rows else 0


def last_stamp(storage: Storage) -> str | None:
    """Give the latest moment this installation wrote down, to notice a clock that went back."""
    rows = storage.rows("SELECT max(recorded_at) FROM journal WHERE installation = ?", (storage.installation(),))
    return rows[0][0] if rows else None


def take(source: Storage, db: "Database") -> int:
    """Take over the events of another database whose hashes hold; gives how many held. Folding them is the caller's."""
    held = 0
    for each in _readable(source.rows(ALL), []):
        if each.header.hash() != each.hash:
            continue
        held += 1
        body = each.body if each.body is not None and sha256(each.body).digest() == each.header.body_hash else None
        _insert(db, each._replace(body=body), INSERT_NEW)
    return held


def refold(storage: Storage, db: "Database", subject: str) -> None:
    """Fold everything known about a subject and write what stands; with it, what was recorded before it was known."""
    _refold(storage, db, subject, _known(storage, subject))


def _known(storage: Storage, subject: str) -> list[Event]:
    return [_event(row) for row in storage.rows(BY_SUBJECT, (subject,))]


def _refold(storage: Storage, db: "Database", subject: str, events: list[Event]) -> None:
    stood = folded.stands(db, subject)
    _settle(storage, db, fold(subject, events))
    if stood or not folded.stands(db, subject):
        return
    for waiting in sorted(_referring(storage, subject), key=folded.order):
        _settle(storage, db, fold(waiting, _known(storage, waiting)))


def _referring(storage: Storage, subject: str) -> set[str]:
    """Give the subjects that refer to a session, or to a person on its roster."""
    kind, _, rest = subject.partition("/")
    found: set[str] = set()
    for each in folded.REFERRING.get(kind, ()):
        values = (f"{each}/{rest}", f"{each}/{rest}/", f"{each}/{rest}0")
        found |= {row[0] for row in storage.rows(WAITING, values)}
    return found


def erased_subjects(storage: Storage) -> frozenset[str]:
    """Give the subjects that were erased, for applying the same erasures to an older copy."""
    return frozenset(subject for (subject,) in storage.rows("SELECT subject FROM journal WHERE kind = 'erase'"))


def rebuild(storage: Storage, db: "Database") -> bool:
    """Make every folded table anew from the journal; tells whether they came out as they were."""
    before = folded.dump(storage)
    folded.clear(db)
    for state in _states(storage, lambda rows: _readable(rows, [])):
        _settle(storage, db, state)
    return folded.dump(storage) == before


def check(storage: Storage) -> tuple[Fault, ...]:
    """Verify the chain of every epoch, and that no body of our own is missing unless erased or known to be."""
    return examine(storage).faults


def differing(storage: Storage) -> tuple[str, ...]:
    """Fold the journal anew in memory and name the tables that are not what follows from it."""
    return examine(storage).differing


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found in the journal: how many events, what is wrong with some, tables that do not follow from them.

    `known` are the gaps that a salvage left and told of, `branches` the epochs that go on from an earlier one.
    """

    events: int
    faults: tuple[Fault, ...]
    differing: tuple[str, ...]
    known: tuple[Fault, ...] = ()
    branches: int = 0


def examine(storage: Storage) -> Examination:
    """Read every event once: check it, remember what ties it to others, fold it, and compare with the tables."""
    parents = lineage(storage)
    faults: list[Fault] = []
    told: set[Fault] = set()
    links: dict[tuple[bytes, bytes], list[Link]] = defaultdict(list)

    def watched(rows: Iterable[Row]) -> Iterator[Event]:
        for each in _readable(rows, faults):
            header = each.header
            links[header.installation, header.epoch].append(Link(header.seq, header.previous_hash, each.hash))
            wrong = altered(each)
            if wrong:
                faults.extend(Fault(header.installation, header.epoch, header.seq, kind) for kind in wrong)
            elif is_gaps(header.subject):
                told.update(_told(each))
            yield each

    differing = folded.differing(storage, _states(storage, watched), parents)
    for (installation, epoch), known in links.items():
        start = _start(storage, epoch, parents)
        faults += [Fault(installation, epoch, *each) for each in unlinked(sorted(known), start)]
    missing = storage.rows(WITHOUT_BODY, (storage.installation(),))
    faults += [Fault(row[0], row[1], row[2], FaultKind.NO_BODY) for row in missing]
    count = sum(len(known) for known in links.values())
    ordered = sorted(faults, key=lambda fault: (fault.epoch, fault.seq))
    wrong, explained = (tuple(each for each in ordered if (each in told) is known) for known in (False, True))
    branches = sum(parent is not None for parent in parents.values())
    return Examination(count, wrong, differing, explained, branches)


def _told(each: Event) -> frozenset[Fault]:
    """Read what an event says of known gaps; nothing when it is not to be understood."""
    try:
        return frozenset() if each.body is None else read_gaps(each.body)
    except ValueError:
        return frozenset()


def _states(storage: Storage, read: Callable[[Iterable[Row]], Iterator[Event]]) -> Iterator[Subject]:
    """Fold every subject, what is referred to first, those of kinds of a later version at the end."""
    for kind in folded.FOLDS:
        events = read(storage.rows(OF_KIND, (f"{kind}/", f"{kind}0")))
        for subject, group in groupby(events, key=lambda each: each.header.subject):
            yield fold(subject, group)
    others = read(storage.rows(OF_OTHER_KINDS, tuple(folded.FOLDS)))
    for subject, group in groupby(others, key=lambda each: each.header.subject):
        yield fold(subject, group)


def _readable(rows: Iterable[Row], faults: list[Fault]) -> Iterator[Event]:
    """Read rows as events; those of no kind of ours become faults."""
    for row in rows:
        try:
            yield _event(row)
        except LookupError:
            faults.append(Fault(row[0], row[1], row[2], FaultKind.HEADER))


def _settle(storage: Storage, db: "Database", state: Subject) -> None:
    """Write what stands of a subject; what is erased as a whole loses its bodies."""
    if state.erased and state.id.partition("/")[0] not in folded.KEPT_WHEN_ERASED:
        db.execute(ERASE_BODIES, (state.id,))
    # Which of several epochs counts is asked only where there are several.
    folded.write(db, state, lineage(storage) if len(state.versions) > 1 else {})


def _start(storage: Storage, epoch: bytes, parents: Lineage) -> bytes:
    """Give the hash an epoch begins after: the last event its nearest ancestor with events knew."""
    parent = parents.get(epoch)
    while parent is not None and parent.seq == 0:
        parent = parents.get(parent.epoch)
    if parent is None:
        return NO_HASH
    rows = storage.rows("SELECT hash FROM journal WHERE epoch = ? AND seq = ?", (parent.epoch, parent.seq))
    return rows[0][0] if rows else NO_HASH


class _Head(NamedTuple):
    """Where the next event goes: after which one, written when, and whether its subject is known already."""

    fingerprint: bytes
    installation: bytes
    epoch: bytes
    seq: int
    hash: bytes
    recorded_at: str
    known: int


def _head(storage: Storage, db: "Database", subject: str, moment: str) -> _Head:
    """Find the end of the journal; where the database is found somewhere else, a new epoch begins."""
    row = db.conn.execute(HEAD, (subject,)).fetchone()
    head = _Head._make(row)
    if head.fingerprint == storage.fingerprint and row[3] is not None:
        return head
    installation, epoch = current_epoch(db, storage.fingerprint, moment)
    start = _start(storage, epoch, lineage(storage))
    return _Head(storage.fingerprint, installation, epoch, 0, start, last_stamp(storage) or "", head.known)


def _insert(db: "Database", happened: Event, sql: tuple[str, str] = INSERT) -> None:
    header, execute = happened.header, db.conn.execute
    installation, epoch, seq, recorded_at, kind, subject, previous, body_hash = header
    head = (installation, epoch, seq, recorded_at, kind.value, subject, previous, body_hash, happened.hash)
    execute(sql[0], head)
    if happened.body is not None:
        execute(sql[1], (installation, epoch, seq, happened.body))


def _event(row: Row) -> Event:
    """Read one row; raises LookupError when its kind is none of ours."""
    installation, epoch, seq, recorded_at, kind, subject, previous, body_hash, found, body = row
    header = Header(installation, epoch, seq, recorded_at, KINDS[kind], subject, previous, body_hash)
    return Event(header, found, body)
