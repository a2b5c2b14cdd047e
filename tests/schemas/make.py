"""Make a database of the present schema, to be kept: `python -m tests.schemas.make tests/schemas/v1.sqlite`.

A fixture of a released schema is made once and never again; a later release adds its own.
"""

import sys
import tempfile
from datetime import UTC, date, datetime, time
from pathlib import Path

from sqlite_utils import Database

from supporter_app.domain.attendance import RULE as ATTENDED
from supporter_app.domain.attendance import Attendance, attendance_fields, attendance_subject
from supporter_app.domain.clock import ClockMark
from supporter_app.domain.completion import RULE, Completion, completion_fields
from supporter_app.domain.edition import ChapterId, EditionId, ItemId, PageId, Place
from supporter_app.domain.enrolment import AgeBand, Enrolment, PersonId, Sex, enrolment_fields, enrolment_subject
from supporter_app.domain.headcount import Counted, headcount_fields, headcount_subject
from supporter_app.domain.journal import EventKind
from supporter_app.domain.quiz import Response
from supporter_app.domain.record_code import RecordCode
from supporter_app.domain.session import (
    Audience,
    NameKeeping,
    Plan,
    Session,
    SessionId,
    session_fields,
    session_subject,
)
from supporter_app.domain.session_completion import (
    SessionCompletion,
    session_completion_fields,
    session_completion_subject,
)
from supporter_app.keys.derivation import Effort
from supporter_app.keys.kept import KeptLocks
from supporter_app.keys.master import WrappedKey
from supporter_app.keys.passphrase import PassphraseLock
from supporter_app.keys.recovery import CodeLock
from supporter_app.services.preferences import Preferences, PreferenceService, Theme
from supporter_app.storage import carried_copy, journal, person_key, progress
from supporter_app.storage.carried_copy import CarriedCopy
from supporter_app.storage.database import Storage, open_database
from supporter_app.storage.folder import FILE

GENERAL = EditionId("general")
CHAPTER = ChapterId("04-what-surveys-tell")
MOMENT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
PLACE = Place(CHAPTER, item=ItemId("q2"))
PAGES = (PageId("p1"), PageId("p2"))
RESPONSES = (Response(ItemId("q1"), ("a", "c")), Response(ItemId("q1"), ()))
SETTINGS = Preferences(text_step=150, theme=Theme.CLEAR, asked=True)
COMPLETION = Completion(
    GENERAL, "1.0", (CHAPTER,), RULE, date(2026, 11, 20), RecordCode(1, 2515, 123_456_789), (ClockMark.WENT_BACK,)
)
SESSION = Session(
    SessionId("5e" * 16),
    Plan(
        title="つながりサポーター養成講座",
        edition=GENERAL,
        content_version="1.0",
        day=date(2026, 11, 20),
        start=time(14),
        end=time(15, 30),
        place="みほん公民館",
        lecturer="見本 講師",
        audience=Audience.WORKPLACE,
        route=60,
        organiser="みほん市",
        names=NameKeeping.KEPT,
        retain_until=date(2027, 11, 20),
    ),
    closed=True,
    reported_on=date(2026, 11, 21),
)
SEALED = bytes(range(200))
ROSTER = (
    Enrolment(SESSION.id, PersonId("a1" * 16), 1, AgeBand.SEVENTY_PLUS, Sex.FEMALE, "住民", SEALED),
    Enrolment(SESSION.id, PersonId("b2" * 16), 2),
)
ROLL = (Attendance(SESSION.id, ROSTER[0].person, late_minutes=5), Attendance(SESSION.id, ROSTER[1].person, absent=True))
COUNTED = (Counted(AgeBand.THIRTIES, Sex.UNDISCLOSED, "企業", 12),)
CAME = SessionCompletion(SESSION.id, ROSTER[0].person, GENERAL, "1.0", ATTENDED, date(2026, 11, 20))
KEY = WrappedKey(ROSTER[0].person, bytes(range(8)), bytes(range(60)))
LOCKS = KeptLocks(
    KEY.master, PassphraseLock(bytes(16), Effort(65536, 3, 1), bytes(60)), CodeLock(bytes(16), bytes(range(1, 61)))
)
CARRIED = CarriedCopy("2026-11-20T03:00:00Z", "export", "F:\\meibo.xlsx", SESSION.id, 2)


def fill(storage: Storage) -> None:
    """Write something into every table."""
    PreferenceService(storage).save(SETTINGS)
    with storage.write() as db:
        progress.arrive(db, GENERAL, PLACE)
        for page in PAGES:
            progress.leave_page(db, (GENERAL, CHAPTER, page), "2026-11-20T03:00:00Z", skipped=page == PAGES[1])
        for response in RESPONSES:
            progress.answer(db, (GENERAL, CHAPTER, "1.0"), response, "2026-11-20T03:00:00Z", right=False)
        for subject in ("completion/kept", "completion/erased"):
            journal.append(storage, db, EventKind.DONE, subject, completion_fields(COMPLETION))
        journal.append(storage, db, EventKind.ERASE, "completion/erased")
        _hold_a_session(storage, db)


def _hold_a_session(storage: Storage, db: Database) -> None:
    person_key.put(db, SESSION.id, KEY)
    person_key.put_locks(db, LOCKS)
    carried_copy.add(db, CARRIED)
    records = [(session_subject(SESSION.id), session_fields(SESSION))]
    records += [(enrolment_subject(each.session, each.person), enrolment_fields(each)) for each in ROSTER]
    records += [(attendance_subject(each.session, each.person), attendance_fields(each)) for each in ROLL]
    records += [
        (headcount_subject(SESSION.id), headcount_fields(COUNTED)),
        (session_completion_subject(CAME.session, CAME.person), session_completion_fields(CAME)),
    ]
    for subject, fields in records:
        journal.append(storage, db, EventKind.DONE, subject, fields)


def main(target: Path) -> None:
    """Write the database to a file that must not be there yet."""
    with tempfile.TemporaryDirectory() as folder:
        storage = open_database(Path(folder), lambda: MOMENT)
        fill(storage)
        storage.close()
        with target.open("xb") as file:
            file.write((Path(folder) / FILE).read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
