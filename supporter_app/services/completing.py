"""Recording a completion and erasing a learner's own records; imported when the course has come to that."""

import os
from datetime import date
from typing import TYPE_CHECKING

from supporter_app.domain.clock import Clock, clock_marks, stamp, today
from supporter_app.domain.completion import RULE, Completion, completion_fields, missing
from supporter_app.domain.edition import Edition, EditionId
from supporter_app.domain.errors import RequestRefused
from supporter_app.domain.journal import EventKind
from supporter_app.domain.record_code import record_code
from supporter_app.services.backups import Backups
from supporter_app.services.end_folder import renew_there
from supporter_app.storage import completion, journal, preferences, progress
from supporter_app.storage.folder import forget_copies

if TYPE_CHECKING:
    from supporter_app.storage.database import Storage

SUBJECT = "completion/"
SUBJECT_BYTES = 16


def known(storage: "Storage", edition: EditionId) -> Completion | None:
    """Give the learner's completion of an edition."""
    return next((each for each in completion.own(storage).values() if each.edition == edition), None)


def complete(storage: "Storage", edition: Edition, clock: Clock) -> Completion:
    """Record the completion, once; raises RequestRefused not-finished when pages or items are left."""
    before = known(storage, edition.id)
    if before is not None:
        return before
    left = missing(edition, progress.progress(storage, edition.id))
    if left:
        raise RequestRefused("not-finished", str(len(left)))
    completed = _completion(storage, edition, clock)
    subject = SUBJECT + os.urandom(SUBJECT_BYTES).hex()
    with storage.write() as db:
        journal.append(storage, db, EventKind.DONE, subject, completion_fields(completed))
    return completed


def erase_own(storage: "Storage") -> None:
    """Remove progress, answers, preferences and the words of completions, also from every copy that is kept."""
    if not storage.schema:
        return
    with storage.write() as db:
        progress.erase(db)
        preferences.erase(db)
        for subject in completion.own(storage):
            journal.append(storage, db, EventKind.ERASE, subject)
    if storage.path is not None:
        forget_copies(storage.path.parent)
        backups = Backups(storage.path.parent, storage.clock)
        if backups.every():
            backups.renew()
            renew_there(storage.path.parent)


def _completion(storage: "Storage", edition: Edition, clock: Clock) -> Completion:
    day = today(clock)
    return Completion(
        edition=edition.id,
        content_version=edition.version,
        chapters=tuple(entry.id for entry in edition.counted()),
        rule=RULE,
        completed_on=day,
        code=record_code(edition.id, day, int.from_bytes(os.urandom(4), "big")),
        marks=clock_marks(stamp(clock()), _published(edition), journal.last_stamp(storage)),
    )


def _published(edition: Edition) -> date | None:
    try:
        return date.fromisoformat(edition.published)
    except ValueError:
        return None
