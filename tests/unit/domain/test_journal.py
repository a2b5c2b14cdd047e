"""Events, their chain, and the fold that gives the same in any order."""

import json
import random
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.domain.journal import (
    NO_HASH,
    Body,
    Event,
    EventKind,
    FaultKind,
    Header,
    Parent,
    Subject,
    Version,
    canonical,
    current,
    event,
    fold,
    parse_body,
    verify,
)

HOME, OTHER = bytes(16), b"\x01" * 16
FIRST, SECOND, THIRD = b"\x01" * 8, b"\x02" * 8, b"\x03" * 8


def made(seq: int, kind: EventKind = EventKind.DONE, subject: str = "s", previous: bytes = NO_HASH) -> Event:
    """Make one event of the first epoch."""
    header = Header(HOME, FIRST, seq, "2026-11-20T03:00:00Z", kind, subject, previous, b"")
    return event(header, canonical({"n": seq}))


def chain(length: int) -> list[Event]:
    """Make events that follow each other."""
    events: list[Event] = []
    for seq in range(1, length + 1):
        events.append(made(seq, previous=events[-1].hash if events else NO_HASH))
    return events


@given(st.text(), st.integers(0, 2**62), st.sampled_from(EventKind))
def test_a_header_is_hashed_as_one_json_array(subject: str, seq: int, kind: EventKind) -> None:
    """What another program would hash: the format's name, then the fields in their order, bytes in hexadecimal."""
    header = Header(HOME, FIRST, seq, "2026-11-20T03:00:00Z", kind, subject, NO_HASH, bytes(range(32)))
    fields = [HOME.hex(), FIRST.hex(), seq, header.recorded_at, kind.value, subject, NO_HASH.hex()]
    wanted = ["tsunagari-journal-1", *fields, header.body_hash.hex()]
    content = json.dumps(wanted, ensure_ascii=False, separators=(",", ":")).encode()
    assert header.hash() == sha256(content).digest()


def test_a_body_is_canonical_json() -> None:
    """Sorted keys, no white space, UTF-8 as typed; the same fields give the same bytes."""
    assert canonical({"b": "つながり", "a": [1, None]}) == '{"a":[1,null],"b":"つながり"}'.encode()
    assert canonical({"b": {"d": 1, "c": 2}}) == b'{"b":{"c":2,"d":1}}'
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical({"a": float("nan")})
    with pytest.raises(ValueError, match="1"):
        parse_body(b"[1]")
    with pytest.raises(ValueError, match="a"):
        Body({"a": 1}).text("a")
    with pytest.raises(ValueError, match="a"):
        Body({"a": ["x", 1]}).texts("a")


def test_the_hash_is_pinned() -> None:
    """Other laptops and later years compute the same hash: this value never changes."""
    text = (
        '["tsunagari-journal-1","'
        + "00" * 16
        + '","'
        + "01" * 8
        + '",1,"2026-11-20T03:00:00Z","done","s","'
        + "00" * 32
        + '","'
        + sha256(b'{"n":1}').hexdigest()
        + '"]'
    )
    assert made(1).hash == sha256(text.encode()).digest()
    assert made(1).hash.hex().startswith("3e5114fd79bce049")


def test_a_sound_chain_has_no_faults() -> None:
    """A whole chain, and one whose bodies were withheld."""
    events = chain(5)
    assert verify(events, NO_HASH) == ()
    assert verify([each._replace(body=None) for each in events], NO_HASH) == ()


def test_what_breaks_a_chain() -> None:
    """A missing event, two swapped ones, a replaced body, a rewritten header, a chain that starts elsewhere."""
    events = chain(4)
    kinds = {fault.kind for fault in verify([events[0], *events[2:]], NO_HASH)}
    assert kinds == {FaultKind.GAP}
    assert verify([events[0], events[2], events[1], events[3]], NO_HASH)
    changed = events[1]._replace(body=b"{}")
    assert [(f.seq, f.kind) for f in verify([events[0], changed, *events[2:]], NO_HASH)] == [(2, FaultKind.BODY)]
    forged = event(events[1].header._replace(subject="t"), canonical({"n": 2}))
    assert [(f.seq, f.kind) for f in verify([events[0], forged, *events[2:]], NO_HASH)] == [(3, FaultKind.CHAIN)]
    assert [f.kind for f in verify(events[:1], b"\x09" * 32)] == [FaultKind.CHAIN]


@given(st.data())
def test_any_flipped_bit_is_noticed(data: st.DataObject) -> None:
    """One bit anywhere in the bytes or numbers of a stored event."""
    events = chain(3)
    place = data.draw(st.integers(0, 2))
    each = events[place]
    field = data.draw(st.sampled_from(["installation", "epoch", "seq", "previous_hash", "body_hash", "hash", "body"]))
    changed = with_a_flipped_bit(each, field, data)
    assert verify([*events[:place], changed, *events[place + 1 :]], NO_HASH)


def with_a_flipped_bit(each: Event, field: str, data: st.DataObject) -> Event:
    """Change one bit of one field."""
    header = each.header
    match field:
        case "seq":
            return each._replace(header=header._replace(seq=header.seq ^ (1 << data.draw(st.integers(0, 40)))))
        case "hash":
            return each._replace(hash=flipped(each.hash, data))
        case "body":
            return each._replace(body=flipped(each.body or b"", data))
    change: dict[str, Any] = {field: flipped(getattr(header, field), data)}
    return each._replace(header=header._replace(**change))


def flipped(content: bytes, data: st.DataObject) -> bytes:
    """Flip one bit."""
    bit = data.draw(st.integers(0, len(content) * 8 - 1))
    return bytes(each ^ (1 << bit % 8) if index == bit // 8 else each for index, each in enumerate(content))


EVENTS = st.builds(
    lambda installation, epoch, seq, kind: event(
        Header(installation, epoch, seq, "2026-11-20T03:00:00Z", kind, "s", NO_HASH, b""),
        canonical({"n": seq, "target": f"t{seq}"}),
    ),
    st.sampled_from([HOME, OTHER]),
    st.sampled_from([FIRST, SECOND]),
    st.integers(1, 9),
    st.sampled_from(EventKind),
)


@given(st.lists(EVENTS, max_size=12), st.randoms(use_true_random=False))
def test_the_fold_does_not_mind_order_or_repetition(events: list[Event], chance: random.Random) -> None:
    """Any order, and every event twice: the same subject."""
    shuffled = [*events, *events]
    chance.shuffle(shuffled)
    distinct = {(each.header.installation, each.header.epoch, each.header.seq): each for each in events}
    assert fold("s", list(distinct.values())) == fold("s", only(shuffled, distinct))


def only(events: list[Event], distinct: dict[tuple[bytes, bytes, int], Event]) -> list[Event]:
    """Keep the events that a journal with a unique key holds."""
    return [each for each in events if each in distinct.values()]


@given(st.lists(EVENTS, max_size=12))
def test_nobody_else_can_undo_a_record_but_by_void_or_erase(events: list[Event]) -> None:
    """Done and fix of another installation change nothing that the owner recorded."""
    own = made(5)
    known = [own, *(each for each in events if each.header.installation == OTHER)]
    kinds = {each.header.kind for each in known}
    subject = fold("s", known)
    assert subject.stands() == (not kinds & {EventKind.VOID, EventKind.ERASE})
    assert subject.owner == HOME
    assert subject.versions == (Version(FIRST, 5, own.body),)


def test_links_are_kept() -> None:
    """Each link names its target; a link whose body was withheld is passed over."""
    linked = made(2, EventKind.LINK)
    target = event(linked.header, canonical({"target": "s2"}))
    assert fold("s", [made(1), target, target._replace(body=None)]).links == {"s2"}


def test_a_child_epoch_replaces_what_it_knew() -> None:
    """The epoch after a restore knew the first three events; what came later in the old one is a branch."""
    lineage = {FIRST: None, SECOND: Parent(FIRST, 3), THIRD: Parent(SECOND, 9)}
    old, new = Version(FIRST, 3, b"old"), Version(SECOND, 1, b"new")
    assert current(Subject("s", HOME, (old, new)), lineage) == (new,)
    branch = old._replace(seq=4)
    assert current(Subject("s", HOME, (branch, new)), lineage) == (new, branch)
    last = Version(THIRD, 1, b"last")
    assert current(Subject("s", HOME, (old, new, last)), lineage) == (last,)
    assert current(Subject("s", HOME, (branch, new, last)), lineage) == (last, branch)


def test_a_circle_of_epochs_ends() -> None:
    """A forged lineage cannot hang the program."""
    lineage = {FIRST: Parent(SECOND, 1), SECOND: Parent(FIRST, 1)}
    versions = (Version(FIRST, 9, b"a"), Version(SECOND, 9, b"b"))
    assert len(current(Subject("s", HOME, versions), lineage)) == 2
