"""Make a database of the present schema, to be kept: `python -m tests.schemas.make tests/schemas/v1.sqlite`.

A fixture of a released schema is made once and never again; a later release adds its own.
"""

import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from supporter_app.domain.clock import ClockMark
from supporter_app.domain.completion import RULE, Completion, completion_body
from supporter_app.domain.edition import ChapterId, EditionId, ItemId, PageId, Place
from supporter_app.domain.journal import EventKind, canonical
from supporter_app.domain.quiz import Response
from supporter_app.domain.record_code import RecordCode
from supporter_app.services.preferences import Preferences, PreferenceService, Theme
from supporter_app.storage import journal, progress
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
            journal.append(storage, db, EventKind.DONE, subject, completion_body(COMPLETION, "00"))
        journal.append(storage, db, EventKind.ERASE, "completion/erased", canonical({"record": "erasure"}))


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
