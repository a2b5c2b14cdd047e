"""The journal of records: events in a chain of hashes, and how events about one subject are folded into what stands.

The header of an event is hashed; its body may be withheld, erased or unreadable and the chain still verifies. Order is
by sequence, never by clock. Folding gives the same result for any order of arrival, so that writing, merging and
rebuilding share it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from typing import NamedTuple

FORMAT = "tsunagari-journal-1"
NO_HASH = bytes(32)
_quoted = json.encoder.encode_basestring
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
_DECODER = json.JSONDecoder()


class EventKind(Enum):
    """What an event says about its subject: done, put right, void by mistake, erased on request, or linked."""

    DONE = "done"
    FIX = "fix"
    VOID = "void"
    ERASE = "erase"
    LINK = "link"


class Header(NamedTuple):
    """What is hashed: installation (16 bytes), epoch (8), sequence from 1, UTC stamp, kind, subject, two hashes."""

    installation: bytes
    epoch: bytes
    seq: int
    recorded_at: str
    kind: EventKind
    subject: str
    previous_hash: bytes
    body_hash: bytes

    def hash(self) -> bytes:
        """Give SHA-256 over the header, written as a JSON array in UTF-8 with bytes in lower-case hexadecimal."""
        # Written out, because a check-up does this for every event: half the time of the general encoder.
        installation, epoch, seq, recorded_at, kind, subject, previous, body = self
        first = f'["{FORMAT}","{installation.hex()}","{epoch.hex()}",{seq:d},{_quoted(recorded_at)},"{kind.value}"'
        return sha256(f'{first},{_quoted(subject)},"{previous.hex()}","{body.hex()}"]'.encode()).digest()


class Event(NamedTuple):
    """One event as stored: its header, the hash kept with it, and the body unless that was withheld or erased."""

    header: Header
    hash: bytes
    body: bytes | None


def event(header: Header, body: bytes) -> Event:
    """Put an event together; the header's body hash is filled in from the body."""
    complete = header._replace(body_hash=sha256(body).digest())
    return Event(complete, complete.hash(), body)


def canonical(fields: dict[str, object]) -> bytes:
    """Write a body: JSON with sorted keys, no white space, UTF-8 as typed."""
    return _ENCODER.encode(fields).encode()


def parse_body(body: bytes) -> dict[str, object]:
    """Read a body back; raises ValueError when it is anything but one JSON object, with nothing around it."""
    text = body.decode()
    fields, end = _DECODER.raw_decode(text)
    if end == len(text) and isinstance(fields, dict):
        return fields
    raise ValueError(fields)


class Body:
    """The fields of a body, read with their kinds checked; every accessor raises ValueError naming the field."""

    __slots__ = ("fields",)

    def __init__(self, fields: Mapping[str, object]) -> None:
        """Wrap parsed fields."""
        self.fields = fields

    def text(self, name: str) -> str:
        """Give a field that must be text."""
        value = self.fields.get(name)
        if isinstance(value, str):
            return value
        raise ValueError(name)

    def has(self, name: str) -> bool:
        """Tell whether a field is there."""
        return name in self.fields

    def whole(self, name: str) -> int:
        """Give a field that must be a whole number from zero."""
        value = self.fields.get(name)
        if type(value) is int and value >= 0:
            return value
        raise ValueError(name)

    def flag(self, name: str) -> bool:
        """Give a field that must be true or false."""
        value = self.fields.get(name)
        if isinstance(value, bool):
            return value
        raise ValueError(name)

    def items(self, name: str) -> tuple[object, ...]:
        """Give a field that must be a list."""
        value = self.fields.get(name)
        if isinstance(value, list):
            return tuple(value)
        raise ValueError(name)

    def texts(self, name: str) -> tuple[str, ...]:
        """Give a field that must be a list of texts."""
        texts = tuple(each for each in self.items(name) if isinstance(each, str))
        if len(texts) == len(self.items(name)):
            return texts
        raise ValueError(name)


class FaultKind(Enum):
    """What is wrong with one stored event."""

    GAP = "gap"
    CHAIN = "chain"
    HEADER = "header"
    BODY = "body"
    NO_BODY = "no-body"


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken place of the chain; of a gap, how many events are missing before it."""

    installation: bytes
    epoch: bytes
    seq: int
    kind: FaultKind
    missing: int = 0


class Link(NamedTuple):
    """What ties an event to the one before it."""

    seq: int
    previous_hash: bytes
    hash: bytes


def altered(each: Event) -> list[FaultKind]:
    """Check an event by itself: its header against the hash kept with it, its body, if it is there, against both."""
    wrong = []
    if each.header.hash() != each.hash:
        wrong.append(FaultKind.HEADER)
    if each.body is not None and sha256(each.body).digest() != each.header.body_hash:
        wrong.append(FaultKind.BODY)
    return wrong


def unlinked(links: Iterable[Link], start: bytes) -> Iterator[tuple[int, FaultKind, int]]:
    """Check that one epoch's events, in order, follow each other, the first of them the hash `start`.

    Gives what is wrong with which event, and how many are missing before it.
    """
    expected, previous = 1, start
    for seq, previous_hash, own in links:
        if seq != expected:
            yield seq, FaultKind.GAP, seq - expected
        elif previous_hash != previous:
            yield seq, FaultKind.CHAIN, 0
        expected, previous = seq + 1, own


def verify(events: Iterable[Event], start: bytes) -> tuple[Fault, ...]:
    """Check one epoch's events in order, beginning after the hash `start`; a body that is not there is no fault."""
    known = tuple(events)
    if not known:
        return ()
    installation, epoch = known[0].header.installation, known[0].header.epoch
    links = (Link(each.header.seq, each.header.previous_hash, each.hash) for each in known)
    wrong = [*unlinked(links, start), *((each.header.seq, kind, 0) for each in known for kind in altered(each))]
    return tuple(Fault(installation, epoch, *each) for each in sorted(wrong, key=lambda one: one[0]))


@dataclass(frozen=True, slots=True)
class Parent:
    """Where an epoch branched off: the epoch before it and the last sequence number it knew there."""

    epoch: bytes
    seq: int


Lineage = Mapping[bytes, Parent | None]
"""Every known epoch with its parent; None for the first epoch of an installation."""


class Version(NamedTuple):
    """What one epoch last said about a subject."""

    epoch: bytes
    seq: int
    body: bytes | None


class Subject(NamedTuple):
    """What is known about one subject; `versions` holds one per epoch, ordered by epoch."""

    id: str
    owner: bytes | None = None
    versions: tuple[Version, ...] = ()
    void: bool = False
    erased: bool = False
    links: frozenset[str] = frozenset()

    def stands(self) -> bool:
        """Tell whether the subject counts: somebody did it, and nobody voided or erased it."""
        return bool(self.versions) and not self.void and not self.erased


def fold(subject: str, events: Iterable[Event]) -> Subject:
    """Fold every event about a subject, in any order and any number of times each.

    Done and fix count only from the owner, the other kinds from anybody. The owner is the installation that says
    `done`; where two claim one subject (ids are random, so one of them is forged) the smaller id is taken, so that
    every laptop decides alike.
    """
    known = [each for each in events if each.header.subject == subject]
    if len(known) == 1 and known[0].header.kind is EventKind.DONE:
        # Nearly every subject while a class is held.
        first = known[0]
        version = Version(first.header.epoch, first.header.seq, first.body)
        return Subject(subject, first.header.installation, (version,))
    owner = min((each.header.installation for each in known if each.header.kind is EventKind.DONE), default=None)
    versions: dict[bytes, Version] = {}
    void = erased = False
    links: set[str] = set()
    for each in known:
        header = each.header
        match header.kind:
            case EventKind.VOID:
                void = True
            case EventKind.ERASE:
                erased = True
            case EventKind.LINK if each.body:
                links.add(Body(parse_body(each.body)).text("target"))
            case EventKind.DONE | EventKind.FIX if header.installation == owner:
                if header.epoch not in versions or versions[header.epoch].seq < header.seq:
                    versions[header.epoch] = Version(header.epoch, header.seq, each.body)
    ordered = tuple(versions[epoch] for epoch in sorted(versions))
    return Subject(subject, owner, ordered, void, erased, frozenset(links))


def current(subject: Subject, lineage: Lineage) -> tuple[Version, ...]:
    """Give the versions no later epoch knew of: one, or several where branches differ and a person decides.

    The first is the one that counts meanwhile: the version of the epoch that stands furthest from the first epoch.
    """
    if len(subject.versions) == 1:
        return subject.versions
    heads = tuple(each for each in subject.versions if not _superseded(each, subject.versions, lineage))
    return tuple(sorted(heads, key=lambda each: (-len(ancestors(each.epoch, lineage)), each.epoch)))


def _superseded(version: Version, versions: Iterable[Version], lineage: Lineage) -> bool:
    """Tell whether another version was written by an epoch that already knew this one."""
    return any(
        parent.epoch == version.epoch and version.seq <= parent.seq
        for other in versions
        if other.epoch != version.epoch
        for parent in ancestors(other.epoch, lineage)
    )


def ancestors(epoch: bytes, lineage: Lineage) -> tuple[Parent, ...]:
    """Give the parents of an epoch from the nearest to the first; a circle, which only a forged package has, is cut."""
    found: list[Parent] = []
    parent = lineage.get(epoch)
    while parent is not None and all(parent.epoch != each.epoch for each in found):
        found.append(parent)
        parent = lineage.get(parent.epoch)
    return tuple(found)
