"""Progress through an edition whose content changes under it."""

from hypothesis import given
from hypothesis import strategies as st

from supporter_app.domain.completion import missing
from supporter_app.domain.edition import ChapterEntry, ChapterId, Edition, EditionId, ItemId, PageId, Place
from supporter_app.domain.progress import Progress

EDITION = EditionId("general")


def entry(name: str, pages: str, items: str, *, counted: bool = True) -> ChapterEntry:
    """Make a chapter's entry from short names."""
    page_ids = tuple(PageId(each) for each in pages.split())
    item_ids = tuple(ItemId(each) for each in items.split())
    return ChapterEntry(ChapterId(name), name, page_ids, item_ids, (5, 8), counted)


def edition(*entries: ChapterEntry) -> Edition:
    """Make an edition."""
    return Edition(EDITION, "t", "n", "1.0", "2026-11-01", entries)


TWO = edition(entry("c1", "p1 p2", "q1"), entry("c2", "p1", ""), entry("reference", "p1 p2", "", counted=False))
NOTHING = Progress(EDITION)


def done(*names: str) -> frozenset[tuple[ChapterId, PageId]]:
    """Make pages done from chapter/page."""
    return frozenset((ChapterId(each.split("/")[0]), PageId(each.split("/")[1])) for each in names)


def test_the_next_place_goes_through_pages_then_items_then_the_next_chapter() -> None:
    """The order of the course, with what was done out of order passed over."""
    c1, c2 = ChapterId("c1"), ChapterId("c2")
    answered = frozenset({(c1, ItemId("q1"))})
    assert NOTHING.next_place(TWO) == Place(c1, page=PageId("p1"))
    assert Progress(EDITION, done("c1/p1", "c2/p1")).next_place(TWO) == Place(c1, page=PageId("p2"))
    assert Progress(EDITION, done("c1/p1", "c1/p2")).next_place(TWO) == Place(c1, item=ItemId("q1"))
    assert Progress(EDITION, done("c1/p1", "c1/p2"), answered).next_place(TWO) == Place(c2, page=PageId("p1"))
    assert Progress(EDITION, done("c1/p1", "c1/p2", "c2/p1"), answered).next_place(TWO) is None


def test_what_is_missing_is_the_whole_course_but_the_reference_part() -> None:
    """At the start everything that counts is missing, in order."""
    assert [(each.chapter, each.page or each.item) for each in missing(TWO, NOTHING)] == [
        ("c1", "p1"),
        ("c1", "p2"),
        ("c1", "q1"),
        ("c2", "p1"),
    ]


def test_a_page_that_vanished_does_not_count_and_a_new_one_is_not_done() -> None:
    """Ids hold through an edit of the course."""
    before = Progress(EDITION, done("c1/p1", "c1/p2"), frozenset({(ChapterId("c1"), ItemId("q1"))}))
    assert before.chapter_done(TWO.entry(ChapterId("c1")))
    shorter, longer = entry("c1", "p2", "q1"), entry("c1", "p3 p1 p2", "q1 q2")
    assert before.chapter_done(shorter)
    assert not before.chapter_done(longer)
    assert [each.page or each.item for each in before.open_places(longer)] == ["p3", "q2"]
    assert not before.chapter_begun(entry("c1", "p7", "q7"))
    assert before.chapter_begun(longer)
    assert not NOTHING.chapter_begun(longer)


NAMES = st.lists(st.sampled_from(["c1/p1", "c1/p2", "c2/p1"]), unique=True)


@given(NAMES, NAMES)
def test_doing_more_never_leaves_more_open(first: list[str], second: list[str]) -> None:
    """Progress only shortens what is left."""
    less, more = Progress(EDITION, done(*first)), Progress(EDITION, done(*first, *second))
    assert set(missing(TWO, more)) <= set(missing(TWO, less))
