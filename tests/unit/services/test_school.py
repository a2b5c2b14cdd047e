"""Papers for a school from the real course: what stands on them, how many pages they have, and what they refuse."""

from datetime import UTC, datetime
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped] # it comes without types
import pytest

from supporter_app.content.library import Library
from supporter_app.documents.preview import text_of
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import RequestRefused
from supporter_app.domain.furigana import Furigana, FuriganaChoice
from supporter_app.services.consultation import Consultation
from supporter_app.services.school import SchoolPapers

UPPER, JUNIOR, LOWER = map(EditionId, ("upper-elementary", "junior-high", "lower-elementary"))
GENERAL = EditionId("general")
NOON = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def school() -> SchoolPapers:
    """Give the service over the real course."""
    library = Library(Path(__file__).resolve().parents[3])
    return SchoolPapers(library, Consultation(library, lambda: NOON))


def pages_of(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


@pytest.mark.parametrize("edition", [UPPER, JUNIOR, LOWER, GENERAL])
def test_a_handout_holds_the_whole_edition(school: SchoolPapers, edition: EditionId) -> None:
    pdf = school.handout(edition)
    words = "".join(text_of(pdf).split())
    contents = school.library.edition(edition)
    for entry in contents.chapters:
        for page in school.library.chapter(edition, entry.id).pages:
            assert "".join(page.title.plain().split()) in words
    for number in ("0120-0-78310", "0120-99-7777", contents.version, "内閣府の公式教材ではありません"):
        assert number in words
    assert pdf == school.handout(edition), "the same values give the same bytes"


@pytest.mark.parametrize("edition", [UPPER, JUNIOR])
def test_worksheet_and_class_paper_have_one_page(school: SchoolPapers, edition: EditionId) -> None:
    sheet = school.worksheet(edition)
    assert (pages_of(sheet), pages_of(school.class_paper(edition))) == (1, 1)
    words = text_of(sheet)
    for part in ("保健室の先生", "相談の電話の人", "だいじょうぶ", "0120-0-78310", "きりとり"):
        assert part in words
    assert "こども" in words or "子供" in words


def test_furigana_follows_the_class(school: SchoolPapers) -> None:
    def words(choice: FuriganaChoice) -> str:
        return text_of(school.worksheet(UPPER, choice))

    assert "そうだん" not in words(FuriganaChoice(Furigana.NONE))
    assert "そうだん" in words(FuriganaChoice(Furigana.ALL))
    assert "ほけんしつ" in words(FuriganaChoice(Furigana.BY_GRADE, 3))
    assert "はな" not in words(FuriganaChoice(Furigana.BY_GRADE, 3))


@pytest.mark.parametrize("edition", [GENERAL, LOWER])
def test_an_edition_without_a_lesson_has_no_worksheet(school: SchoolPapers, edition: EditionId) -> None:
    with pytest.raises(RequestRefused) as caught:
        school.worksheet(edition)
    assert caught.value.code == "no-lesson-papers"


def test_an_unknown_edition_is_refused(school: SchoolPapers) -> None:
    with pytest.raises(RequestRefused) as caught:
        school.handout(EditionId("../secret"))
    assert caught.value.code == "no-such-edition"
