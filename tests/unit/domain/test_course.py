"""Pages, chapters and the table of contents."""

import pytest

from supporter_app.domain.course import BulletList, Care, Chapter, Figure, Note, Page, Paragraph, Table, Think, texts
from supporter_app.domain.edition import ChapterEntry, ChapterId, Edition, EditionId, PageId
from supporter_app.domain.fact import Dataset, Series, Source
from supporter_app.domain.ruby import ruby_text

A, B, C = ruby_text("a"), ruby_text("b"), ruby_text("c")


def entry(name: str, minutes: tuple[int, int], *, counted: bool = True) -> ChapterEntry:
    return ChapterEntry(ChapterId(name), name, (PageId("p1"),), (), minutes, counted)


def test_texts_of_every_block_in_reading_order() -> None:
    assert list(texts(Paragraph(A))) == [A]
    assert list(texts(BulletList((A, B)))) == [A, B]
    assert list(texts(Table((A,), ((B,), (C,))))) == [A, B, C]
    assert list(texts(Think((Paragraph(A), BulletList((B, C)))))) == [A, B, C]
    assert list(texts(Note((Paragraph(A),)))) == [A]
    assert list(texts(Figure("x"))) == []


def test_a_page_that_announces_the_next() -> None:
    assert Page(PageId("p1"), A, (Care((Paragraph(B),)),)).announces_next()
    assert not Page(PageId("p1"), A, (Paragraph(B),)).announces_next()


def test_a_page_is_found_by_its_id() -> None:
    page = Page(PageId("p1"), A, ())
    chapter = Chapter(ChapterId("c"), "t", "1", (page,))
    assert chapter.page(PageId("p1")) is page
    assert chapter.page(PageId("p2")) is None


def test_only_chapters_that_count_are_added_up() -> None:
    entries = (entry("one", (3, 4)), entry("two", (5, 6)), entry("reference", (50, 60), counted=False))
    edition = Edition(EditionId("general"), "t", "n", "1", "2026-11-20", entries)
    assert edition.minutes() == (8, 10)
    assert [each.id for each in edition.counted()] == ["one", "two"]
    assert edition.entry(ChapterId("reference")).minutes == (50, 60)
    with pytest.raises(KeyError):
        edition.entry(ChapterId("three"))


def test_a_group_is_summed_as_the_survey_prints_it() -> None:
    from datetime import date

    source = Source("s", "t", "p", date(2026, 1, 16))
    series = (Series("often", "often", "lonely"), Series("some", "some", "lonely"), Series("never", "never"))
    values = ((4.3, 15.4, 18.4),)
    made = Dataset(
        "d", "bars", "t", "s", "%", (Series("r6", "R6"),), series, values, "", source, "p", date(2024, 12, 1)
    )
    assert made.group_total(0, "lonely") == 19.7


def test_minutes_are_told_as_a_range() -> None:
    assert entry("01-a", (3, 3)).span() == (3, 4)
    assert entry("01-a", (3, 5)).span() == (3, 5)
