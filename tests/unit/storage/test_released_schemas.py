"""The database of every released schema opens, reads the same, and can be written to."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from supporter_app.domain.edition import EditionId, PageId, Place
from supporter_app.services.preferences import PreferenceService
from supporter_app.storage import completion, journal, progress
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
    other = Place(make.CHAPTER, page=PageId("p1"))
    with storage.write() as db:
        progress.arrive(db, EditionId("junior-high"), other)
    holds_what_was_put_in(storage)
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
