"""Learning alone, across restarts, content edits, wrong clocks and erasing."""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from supporter_app.domain.clock import ClockMark
from supporter_app.domain.edition import ChapterId, EditionId, ItemId, PageId, Place
from supporter_app.domain.errors import RequestRefused
from supporter_app.domain.quiz import UNSURE, Response
from supporter_app.services.learning import Learning
from supporter_app.services.preferences import Preferences, PreferenceService
from supporter_app.storage import journal
from supporter_app.storage.folder import FILE

if TYPE_CHECKING:
    from tests.unit.services.conftest import Desk

GENERAL = EditionId("general")
C1, C2 = ChapterId("c1"), ChapterId("c2")
P1, P2 = PageId("p1"), PageId("p2")
Q1, Q2 = ItemId("q1"), ItemId("q2")


def finish(learning: Learning, edition: EditionId = GENERAL) -> None:
    """Do the whole small course."""
    for place in ((C1, P1), (C1, P2), (C2, P1)):
        learning.leave_page(edition, *place)
    learning.answer(edition, C1, Response(Q1, ("b",)))
    learning.answer(edition, C1, Response(Q2, UNSURE))


def test_the_place_is_kept(desk: "Desk") -> None:
    """Page or item, per edition, and which edition was last."""
    learning = desk.start()
    assert learning.place(GENERAL) is None
    assert learning.last_edition() is None
    learning.arrive(GENERAL, Place(C1, page=P2))
    learning.arrive(EditionId("junior-high"), Place(C1, item=Q1))
    learning = desk.start()
    assert learning.place(GENERAL) == Place(C1, page=P2)
    assert learning.place(EditionId("junior-high")) == Place(C1, item=Q1)
    assert learning.last_edition() == "junior-high"
    learning.arrive(GENERAL, Place(C2, page=P1))
    assert desk.start().last_edition() == GENERAL


def test_a_place_that_was_edited_away_leads_to_what_is_open(desk: "Desk") -> None:
    """Without its page the chapter goes on at its first open place; without its chapter the course does."""
    learning = desk.start()
    learning.leave_page(GENERAL, C1, P1)
    learning.arrive(GENERAL, Place(C1, page=PageId("p9")))
    assert learning.place(GENERAL) == Place(C1, page=P2)
    learning.arrive(GENERAL, Place(ChapterId("c9"), page=P1))
    assert learning.place(GENERAL) == Place(C1, page=P2)
    finish(learning)
    learning.arrive(GENERAL, Place(C1, page=PageId("p9")))
    assert learning.place(GENERAL) == Place(C1, page=P1)
    learning.arrive(GENERAL, Place(C1))
    assert learning.place(GENERAL) == Place(C1)


def test_answers_are_judged_kept_and_never_replaced(desk: "Desk") -> None:
    """Wrong, わからない and right, each a row of its own; the last one is shown on resume."""
    learning = desk.start()
    assert not learning.answer(GENERAL, C1, Response(Q1, ("b",))).right
    assert learning.answer(GENERAL, C1, Response(Q1, UNSURE)).unsure
    assert learning.answer(GENERAL, C1, Response(Q1, ("a",))).right
    learning = desk.start()
    assert learning.progress(GENERAL).answered == {(C1, Q1)}
    assert learning.last_response(GENERAL, C1, Q1) == Response(Q1, ("a",))
    assert learning.last_response(GENERAL, C1, Q2) is None
    rows = learning.storage.rows('SELECT chosen, "right", content_version, answered_at FROM answer ORDER BY id')
    assert rows == [
        ('["b"]', 0, "1.0", "2026-11-20T03:00:00Z"),
        ("[]", 0, "1.0", "2026-11-20T03:00:00Z"),
        ('["a"]', 1, "1.0", "2026-11-20T03:00:00Z"),
    ]


@pytest.mark.parametrize(
    ("response", "reason"),
    [(Response(ItemId("q9"), ("a",)), "no-such-item"), (Response(Q1, ("a", "z")), "no-such-choice")],
)
def test_what_is_not_in_the_quiz_is_not_recorded(desk: "Desk", response: Response, reason: str) -> None:
    """An item or choice that is not there is refused before anything is written."""
    learning = desk.start()
    with pytest.raises(RequestRefused) as caught:
        learning.answer(GENERAL, C1, response)
    assert caught.value.code == reason
    assert not (desk.folder / FILE).exists()


def test_a_skipped_page_counts_and_can_be_read_later(desk: "Desk") -> None:
    """Skipping is doing; reading it afterwards takes the mark away, skipping again does not bring it back."""
    learning = desk.start()
    skipped = "SELECT skipped FROM page_done"
    learning.leave_page(GENERAL, C1, P1, skipped=True)
    assert learning.progress(GENERAL).done == {(C1, P1)}
    assert learning.storage.rows(skipped) == [(1,)]
    learning.leave_page(GENERAL, C1, P1)
    learning.leave_page(GENERAL, C1, P1, skipped=True)
    assert learning.storage.rows(skipped) == [(0,)]


def test_completion_needs_everything_and_happens_once(desk: "Desk") -> None:
    """Refused while something is left; afterwards the same completion, also after a restart."""
    learning = desk.start()
    with pytest.raises(RequestRefused, match="not-finished 5"):
        learning.complete(GENERAL)
    finish(learning)
    assert learning.completion(GENERAL) is None
    completed = learning.complete(GENERAL)
    assert completed.completed_on == date(2026, 11, 20)
    assert (completed.content_version, completed.chapters, completed.marks) == ("1.0", (C1, C2), ())
    assert completed.code.on() == completed.completed_on
    desk.moment += timedelta(days=3)
    assert desk.start().complete(GENERAL) == completed == desk.start().completion(GENERAL)
    assert len(desk.start().storage.rows("SELECT * FROM journal")) == 1


def test_a_completion_stands_when_the_course_grows(desk: "Desk") -> None:
    """New pages are open, the completion of the version that was passed stays."""
    learning = desk.start()
    finish(learning)
    completed = learning.complete(GENERAL)
    contents = desk.library.contents
    first = contents.chapters[0]._replace(pages=(P1, P2, PageId("p3")))
    desk.library.contents = contents._replace(version="2.0", chapters=(first, contents.chapters[1]))
    learning = desk.start()
    assert learning.progress(GENERAL).next_place(desk.library.edition(GENERAL)) == Place(C1, page=PageId("p3"))
    assert learning.complete(GENERAL) == completed


def test_the_day_is_japan_s(desk: "Desk") -> None:
    """An evening in UTC is the next day in Japan, whatever the computer's zone."""
    desk.moment = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
    learning = desk.start()
    finish(learning)
    assert learning.complete(GENERAL).completed_on == date(2026, 11, 21)


def test_a_wrong_clock_is_a_mark_and_no_refusal(desk: "Desk") -> None:
    """Before the course was published, and going back: both are written down."""
    learning = desk.start()
    finish(learning)
    learning.complete(GENERAL)
    desk.moment = datetime(1970, 1, 1, tzinfo=UTC)
    other = EditionId("junior-high")
    finish(learning, other)
    completed = learning.complete(other)
    assert completed.marks == (ClockMark.BEFORE_BUILD, ClockMark.WENT_BACK)
    assert desk.start().completion(other) == completed
    assert journal.check(desk.start().storage) == ()


def test_a_course_without_a_day_of_publication_is_no_reason_to_doubt(desk: "Desk") -> None:
    """An unreadable day of publication makes no mark."""
    desk.library.contents = desk.library.contents._replace(published="2026年秋")
    learning = desk.start()
    finish(learning)
    assert learning.complete(GENERAL).marks == ()


def test_the_seed_is_stable_from_the_very_first_page(desk: "Desk") -> None:
    """The same before and after the first write and a restart; another computer has another."""
    learning = desk.start()
    seed = learning.seed()
    finish(learning)
    assert learning.seed() == seed == desk.start().seed()
    desk.folder = desk.folder.with_name("other")
    assert desk.start().seed() != seed


def test_erasing_leaves_nothing_of_the_learner(desk: "Desk") -> None:
    """Rows, settings and the completion's words are gone from the bytes, the chain verifies, another may begin."""
    learning = desk.start()
    finish(learning)
    learning.arrive(GENERAL, Place(ChapterId("c1"), page=PageId("p1")))
    code = learning.complete(GENERAL).code.letters()
    PreferenceService(learning.storage).save(Preferences(text_step=200, locale="canary"))
    (desk.folder / "supporter.before-schema-1.sqlite").write_bytes(code.encode())
    learning.erase_own()
    learning = desk.start()
    assert learning.completion(GENERAL) is None
    assert not learning.progress(GENERAL).done | learning.progress(GENERAL).answered
    assert learning.place(GENERAL) is None
    assert PreferenceService(learning.storage).load() == Preferences()
    assert journal.check(learning.storage) == ()
    left = b"".join(each.read_bytes() for each in desk.folder.rglob("*") if each.is_file())
    assert code.encode() not in left
    assert b"canary" not in left
    finish(learning)
    assert learning.complete(GENERAL).code.letters() != code


def test_erasing_when_there_is_nothing_makes_nothing(desk: "Desk") -> None:
    """Somebody who only looked leaves no file behind."""
    desk.start().erase_own()
    assert not desk.folder.exists()
