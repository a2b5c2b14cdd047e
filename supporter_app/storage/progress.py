"""Own progress on disk: pages done, answers given, the place in each edition; ordinary rows, erased as such."""

from typing import TYPE_CHECKING

from supporter_app.domain.edition import ChapterId, EditionId, ItemId, PageId, Place
from supporter_app.domain.progress import Progress
from supporter_app.storage.database import Storage

if TYPE_CHECKING:
    from sqlite_utils import Database

    from supporter_app.domain.quiz import Response

Key = tuple[EditionId, ChapterId, str]
"""Edition, chapter and content version."""

LEAVE = """
INSERT INTO page_done (edition, chapter, page, skipped, done_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET skipped = 0 WHERE skipped > excluded.skipped
"""
ARRIVE = """
INSERT INTO place (edition, visit, chapter, page, item)
VALUES (?, (SELECT coalesce(max(visit), 0) + 1 FROM place), ?, ?, ?)
ON CONFLICT (edition) DO UPDATE SET
    visit = excluded.visit, chapter = excluded.chapter, page = excluded.page, item = excluded.item
"""
ANSWER = """
INSERT INTO answer (edition, chapter, item, content_version, chosen, "right", answered_at) VALUES (?, ?, ?, ?, ?, ?, ?)
"""


def leave_page(db: "Database", place: tuple[EditionId, ChapterId, PageId], moment: str, *, skipped: bool) -> None:
    """Count a page as done; one that was skipped and is read later is not skipped any more."""
    db.execute(LEAVE, (*place, int(skipped), moment))


def arrive(db: "Database", edition: EditionId, place: Place) -> None:
    """Remember where the learner is, and that this edition was the last one opened."""
    db.execute(ARRIVE, (edition, place.chapter, place.page, place.item))


def answer(db: "Database", key: Key, response: "Response", moment: str, *, right: bool) -> None:
    """Add one response; earlier ones stay."""
    import json

    edition, chapter, version = key
    chosen = json.dumps(response.chosen)
    db.execute(ANSWER, (edition, chapter, response.item, version, chosen, int(right), moment))


def place(storage: Storage, edition: EditionId) -> Place | None:
    """Read where the learner was last in an edition."""
    rows = storage.rows("SELECT chapter, page, item FROM place WHERE edition = ?", (edition,))
    return Place(*rows[0]) if rows else None


def last_edition(storage: Storage) -> EditionId | None:
    """Read which edition was opened last."""
    rows = storage.rows("SELECT edition FROM place ORDER BY visit DESC LIMIT 1")
    return EditionId(rows[0][0]) if rows else None


def progress(storage: Storage, edition: EditionId) -> Progress:
    """Read the pages done and the items answered in an edition."""
    pages = storage.rows("SELECT chapter, page FROM page_done WHERE edition = ?", (edition,))
    items = storage.rows("SELECT DISTINCT chapter, item FROM answer WHERE edition = ?", (edition,))
    return Progress(
        edition,
        frozenset((ChapterId(chapter), PageId(page)) for chapter, page in pages),
        frozenset((ChapterId(chapter), ItemId(item)) for chapter, item in items),
    )


def last_response(storage: Storage, edition: EditionId, chapter: ChapterId, item: ItemId) -> "Response | None":
    """Read what was answered last to an item."""
    import json

    from supporter_app.domain.quiz import Response

    sql = "SELECT chosen FROM answer WHERE edition = ? AND chapter = ? AND item = ? ORDER BY id DESC LIMIT 1"
    rows = storage.rows(sql, (edition, chapter, item))
    return Response(item, tuple(json.loads(rows[0][0]))) if rows else None


def erase(db: "Database") -> None:
    """Remove all own progress; the bytes are overwritten (secure_delete)."""
    for table in ("page_done", "answer", "place"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own table names
