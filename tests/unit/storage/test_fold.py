"""The tables people read are what follows from the journal, in whatever order it came, and hold no child's name."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.domain.attendance import Attendance, attendance_fields, attendance_subject, uncalled_fields
from supporter_app.domain.enrolment import AgeBand, Enrolment, PersonId, Sex, enrolment_fields, enrolment_subject
from supporter_app.domain.headcount import Counted, headcount_fields, headcount_subject
from supporter_app.domain.journal import Event, EventKind
from supporter_app.domain.session import Audience, NameKeeping, SessionId, session_fields, session_subject
from supporter_app.domain.session_completion import (
    SessionCompletion,
    session_completion_fields,
    session_completion_subject,
)
from supporter_app.storage import fold, installation, journal
from supporter_app.storage.database import Row, Storage, open_database
from tests.schemas.make import CAME, SESSION

SESSIONS = tuple(SessionId(f"{number:032x}") for number in range(2))
PEOPLE = tuple(PersonId(f"{number:032x}") for number in range(3))
"""Of the first session; a person's id is random and belongs to one session."""
THEIRS = {
    session: tuple(PersonId(f"{place:01x}{each[1:]}") for each in PEOPLE) for place, session in enumerate(SESSIONS)
}
MOMENT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)

Happening = tuple[EventKind, str, dict[str, object]]
sessions = st.sampled_from(SESSIONS)
kinds = st.sampled_from([EventKind.DONE, EventKind.FIX])
ends = st.sampled_from([EventKind.VOID, EventKind.ERASE])


@st.composite
def happenings(draw: st.DrawFn) -> Happening:
    """Draw something that is recorded about one of two sessions and three people of each."""
    session, kind = draw(sessions), draw(kinds)
    person = draw(st.sampled_from(THEIRS[session]))
    number = draw(st.integers(1, 3))
    choices: list[Happening] = [
        (kind, session_subject(session), session_fields(replace(SESSION, id=session, closed=draw(st.booleans())))),
        (
            kind,
            enrolment_subject(session, person),
            enrolment_fields(Enrolment(session, person, number, sealed=draw(st.none() | st.binary(min_size=1)))),
        ),
        (
            kind,
            attendance_subject(session, person),
            attendance_fields(Attendance(session, person, draw(st.booleans()), number)),
        ),
        (kind, attendance_subject(session, person), uncalled_fields()),
        (
            kind,
            headcount_subject(session),
            headcount_fields((Counted(AgeBand.THIRTIES, Sex.OTHER, "", 1),) * number),
        ),
        (kind, session_completion_subject(session, person), session_completion_fields(_came(session, person))),
    ]
    chosen = draw(st.sampled_from(choices))
    return draw(st.sampled_from([chosen, chosen, chosen, (draw(ends), chosen[1], {})]))


def _came(session: SessionId, person: PersonId) -> SessionCompletion:
    return replace(CAME, session=session, person=person)


def record(storage: Storage, events: Iterable[Happening]) -> list[Event]:
    """Write events down; gives them as written."""
    with storage.write() as db:
        return [journal.append(storage, db, *each) for each in events]


def arrive(storage: Storage, events: Iterable[Event]) -> None:
    """Take over events one by one, each folded as it comes."""
    with storage.write() as db:
        for each in events:
            journal._insert(db, each, journal.INSERT_NEW)
            journal.refold(storage, db, each.header.subject)


@pytest.fixture
def storage() -> Iterator[Storage]:
    """Give a database in memory."""
    with closing(open_database(None, lambda: MOMENT)) as opened:
        yield opened


@given(st.lists(happenings(), max_size=40), st.integers(0, 40))
def test_step_by_step_is_the_same_as_all_at_once(events: list[Happening], cut: int) -> None:
    """Written one after the other, with a new epoch in the middle; rebuilt; compared in memory: all the same."""
    with closing(open_database(None, lambda: MOMENT)) as opened:
        with opened.write() as db:
            for place, (kind, subject, fields) in enumerate(events):
                if place == cut:
                    installation.branch(db, opened.fingerprint, "2026-11-20T03:00:00Z")
                journal.append(opened, db, kind, subject, fields)
        assert journal.check(opened) == ()
        assert journal.differing(opened) == ()
        with opened.write() as db:
            assert journal.rebuild(opened, db)


@given(st.lists(happenings(), max_size=30), st.randoms(use_true_random=False))
def test_any_order_of_arrival_gives_the_same_tables(events: list[Happening], chance: Random) -> None:
    """Marks taken back and people taken off among them: as written, as they came, some twice, and rebuilt."""
    with closing(open_database(None, lambda: MOMENT)) as here, closing(open_database(None, lambda: MOMENT)) as there:
        written = record(here, events)
        come = [*written, *written[::2]]
        chance.shuffle(come)
        arrive(there, come)
        assert fold.dump(there) == fold.dump(here)
        assert journal.differing(there) == ()


def test_a_mark_taken_back_and_made_again_stands_as_last_said() -> None:
    """In every order in which the events can come."""
    session, person = SESSION.id, PEOPLE[0]
    mark = attendance_subject(session, person)
    late = attendance_fields(Attendance(session, person, late_minutes=5))
    before: list[Happening] = [
        (EventKind.DONE, session_subject(session), session_fields(SESSION)),
        (EventKind.DONE, enrolment_subject(session, person), enrolment_fields(Enrolment(session, person, 1))),
        (EventKind.DONE, mark, attendance_fields(Attendance(session, person, absent=True))),
        (EventKind.FIX, mark, uncalled_fields()),
    ]
    taken_off: Happening = (EventKind.VOID, enrolment_subject(session, person), {})
    cases: list[tuple[list[Happening], list[Row]]] = [
        (before, []),
        ([*before, (EventKind.DONE, mark, late)], [(person, 0, 5, 0)]),
        ([*before, taken_off], []),
    ]
    for events, wanted in cases:
        with closing(open_database(None, lambda: MOMENT)) as here:
            written = record(here, events)
            assert fold.dump(here)["attendance"] == wanted
            for order in permutations(written):
                with closing(open_database(None, lambda: MOMENT)) as there:
                    arrive(there, order)
                    assert fold.dump(there) == fold.dump(here)
                    assert journal.differing(there) == ()


@pytest.mark.parametrize("audience", ["小学生", "中学生"])
def test_a_childrens_session_has_no_place_for_names(storage: Storage, audience: str) -> None:
    """The table itself refuses, whatever the program above it does."""
    with storage.write() as db:
        journal.append(storage, db, EventKind.DONE, session_subject(SESSION.id), session_fields(SESSION))
    with pytest.raises(sqlite3.IntegrityError), storage.write() as db:
        db.execute("UPDATE session SET kind = ?", (audience,))


def test_a_nameless_session_takes_no_sealed_name(storage: Storage) -> None:
    """Neither through the fold, which leaves it out, nor by hand."""
    plan = replace(SESSION.plan, names=NameKeeping.NONE, audience=Audience.ELEMENTARY, retain_until=None)
    nameless = replace(SESSION, plan=plan)
    enrolled = Enrolment(SESSION.id, PEOPLE[0], 1, sealed=b"x")
    with storage.write() as db:
        journal.append(storage, db, EventKind.DONE, session_subject(SESSION.id), session_fields(nameless))
        subject = enrolment_subject(SESSION.id, PEOPLE[0])
        journal.append(storage, db, EventKind.DONE, subject, enrolment_fields(enrolled))
    assert storage.rows("SELECT sealed_name FROM enrolment") == [(None,)]
    with pytest.raises(sqlite3.IntegrityError), storage.write() as db:
        db.execute("UPDATE enrolment SET sealed_name = x'00'")
    with pytest.raises(sqlite3.IntegrityError), storage.write() as db:
        db.execute("UPDATE enrolment SET nameless = 0, sealed_name = x'00'")


def test_kinds_of_a_later_version_are_kept_and_not_folded(storage: Storage) -> None:
    """They stand in the journal for whoever understands them."""
    with storage.write() as db:
        journal.append(storage, db, EventKind.DONE, "later/1", {"x": 1})
    assert all(rows == [] for rows in fold.dump(storage).values())
    assert journal.examine(storage).events == 1


def test_a_second_start_goes_on_in_the_same_epoch(tmp_path: Path) -> None:
    """Nothing changed about the place, so nothing branches."""
    for _ in range(2):
        with closing(open_database(tmp_path, lambda: MOMENT)) as opened, opened.write() as db:
            journal.append(opened, db, EventKind.DONE, "later/1", {})
    with closing(open_database(tmp_path, lambda: MOMENT)) as opened:
        assert opened.rows("SELECT count(*) FROM installation") == [(1,)]
