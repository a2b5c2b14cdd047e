"""The database of every released schema opens, reads the same, and can be written to."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from supporter_app.domain.edition import EditionId, PageId, Place
from supporter_app.services.preferences import PreferenceService
from supporter_app.storage import (
    attendance,
    carried_copy,
    completion,
    enrolment,
    headcount,
    journal,
    person_key,
    progress,
    session,
    session_completion,
)
from supporter_app.storage.database import SCHEMA, Storage
from supporter_app.storage.folder import FILE
from tests.schemas import make

Opening = Callable[[Path | None], Storage]
SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"


def test_there_is_a_database_of_every_schema() -> None:
    """A release that changes the schema adds its own."""
    assert sorted(each.name for each in SCHEMAS.glob("*.sqlite")) == [f"v{each + 1}.sqlite" for each in range(SCHEMA)]


@pytest.mark.parametrize("released", sorted(SCHEMAS.glob("*.sqlite")), ids=lambda path: path.stem)
def test_a_released_database_is_read_and_written(opened: Opening, tmp_path: Path, released: Path) -> None:
    """Everything in it is what was put in, before and after a write of the present release."""
    shutil.copy(released, tmp_path / FILE)
    storage = opened(tmp_path)
    holds_what_was_put_in(storage)
    held = released.stem != "v1"
    assert holds_a_session(storage) is held
    other = Place(make.CHAPTER, page=PageId("p1"))
    with storage.write() as db:
        progress.arrive(db, EditionId("junior-high"), other)
    holds_what_was_put_in(storage)
    assert holds_a_session(storage) is held
    assert progress.place(storage, EditionId("junior-high")) == other
    with storage.write() as db:
        assert journal.rebuild(storage, db)
    assert storage.rows("PRAGMA integrity_check") == [("ok",)]


def holds_what_was_put_in(storage: Storage) -> None:
    """Compare with what the fixture was made of."""
    assert progress.place(storage, make.GENERAL) == make.PLACE
    known = progress.progress(storage, make.GENERAL)
    assert known.done == {(make.CHAPTER, page) for page in make.PAGES}
    assert known.answered == {(make.CHAPTER, make.RESPONSES[0].item)}
    assert progress.last_response(storage, make.GENERAL, make.CHAPTER, make.RESPONSES[0].item) == make.RESPONSES[1]
    assert PreferenceService(storage).load() == make.SETTINGS
    assert completion.own(storage) == {"completion/kept": make.COMPLETION}
    assert journal.check(storage) == ()


def holds_a_session(storage: Storage) -> bool:
    """Compare the records of a session; tells whether there is one."""
    if not session.every(storage):
        return False
    assert session.every(storage) == (make.SESSION,)
    assert enrolment.roster(storage, make.SESSION.id) == make.ROSTER
    assert tuple(attendance.of_session(storage, make.SESSION.id).values()) == make.ROLL
    assert headcount.of_session(storage, make.SESSION.id) == make.COUNTED
    assert session_completion.of_session(storage, make.SESSION.id) == (make.CAME,)
    assert person_key.every(storage) == (make.KEY,)
    assert person_key.locks(storage) == (make.LOCKS,)
    assert carried_copy.with_names(storage, make.SESSION.id) == (make.CARRIED,)
    return True
