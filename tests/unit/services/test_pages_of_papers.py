"""Rules that hold for every page of the upright papers: margins, headings, full pages, sizes of letters."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pypdfium2  # type: ignore[import-untyped] # it comes without types
import pypdfium2.raw  # type: ignore[import-untyped] # it comes without types
import pytest

from supporter_app.content.library import Library
from supporter_app.documents.sheet import A4, MILLIMETRE
from supporter_app.domain.course import Care
from supporter_app.domain.edition import EditionId
from supporter_app.domain.furigana import Furigana, FuriganaChoice
from supporter_app.domain.lesson import LENGTHS
from supporter_app.services.consultation import Consultation
from supporter_app.services.school import SchoolPapers

NOON = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
UPPER, JUNIOR = map(EditionId, ("upper-elementary", "junior-high"))
GENERAL, EASY = map(EditionId, ("general", "easy-japanese"))
EVERY, NONE = FuriganaChoice(Furigana.ALL), FuriganaChoice(Furigana.NONE)
HOLES = 20 * MILLIMETRE
"""Room for the holes of a file."""
FEWEST_LINES = 5
SMALLEST = 10.5
FOOT = 25 * MILLIMETRE
"""Edition, version and the number of the page stand below this."""


class Letter(NamedTuple):
    """A letter that is seen: its left end, bottom and right end, and its size, in points."""

    left: float
    bottom: float
    right: float
    size: float
    shape: str


Page = list[Letter]


def pages_of(pdf: bytes) -> list[Page]:
    """Give the letters of each page above its foot."""
    document = pypdfium2.PdfDocument(pdf)
    found = [list(_letters(page.get_textpage())) for page in document]
    document.close()
    return found


def _letters(text: pypdfium2.PdfTextPage) -> Iterator[Letter]:
    for at in range(text.count_chars()):
        shape = chr(pypdfium2.raw.FPDFText_GetUnicode(text, at))
        if shape.strip():
            left, bottom, right, _top = text.get_charbox(at, loose=True)
            if bottom > FOOT:
                yield Letter(left, bottom, right, pypdfium2.raw.FPDFText_GetFontSize(text, at), shape)


@pytest.fixture(scope="module")
def school() -> SchoolPapers:
    """Give the papers of the real course."""
    library = Library(Path(__file__).resolve().parents[3])
    return SchoolPapers(library, Consultation(library, lambda: NOON))


@pytest.fixture(scope="module")
def papers(school: SchoolPapers) -> dict[str, list[Page]]:
    """Make the upright papers of several pages."""
    made = {
        f"{each} {choice.amount}": school.handout(each, choice) for each in (UPPER, JUNIOR) for choice in (EVERY, NONE)
    }
    made |= {each: school.handout(each) for each in (GENERAL, EASY)}
    made |= {f"plan {each} {length}": school.plan(each, length) for each in (UPPER, JUNIOR) for length in LENGTHS}
    return {name: pages_of(pdf) for name, pdf in made.items()}


def test_no_letter_stands_where_holes_are_punched(papers: dict[str, list[Page]]) -> None:
    for name, pages in papers.items():
        for number, page in enumerate(pages, 1):
            assert min(each.left for each in page) > HOLES - 1, (name, number)
            assert max(each.right for each in page) < A4[0] - HOLES + 1, (name, number)


def test_no_heading_stands_alone_at_the_foot_of_a_page(papers: dict[str, list[Page]]) -> None:
    for name, pages in papers.items():
        body = Counter(each.size for page in pages for each in page).most_common(1)[0][0]
        for number, page in enumerate(pages, 1):
            lowest = min(page, key=lambda each: each.bottom)
            assert lowest.size <= body + 0.01, (name, number, lowest.shape)


def test_no_page_is_nearly_empty(papers: dict[str, list[Page]]) -> None:
    for name, pages in papers.items():
        for number, page in enumerate(pages, 1):
            lines = {round(each.bottom) for each in page if each.size >= SMALLEST - 0.01}
            assert len(lines) >= FEWEST_LINES, (name, number)


@pytest.mark.parametrize("edition", [UPPER, JUNIOR, GENERAL, EASY])
def test_an_announced_page_is_on_another_side_than_its_announcement(school: SchoolPapers, edition: EditionId) -> None:
    document = pypdfium2.PdfDocument(school.handout(edition, NONE))
    sides = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    asked = 0
    for entry in school.library.edition(edition).chapters:
        pages = school.library.chapter(edition, entry.id).pages
        for page, following in pairwise(pages):
            care = next((block for block in page.blocks if isinstance(block, Care)), None)
            if care is not None:
                words = "".join("".join(line.text.plain() for line in care.lines if hasattr(line, "text")).split())
                side = next(side for side in sides if words in side)
                assert "".join(following.title.plain().split()) not in side.split(words)[1], following.title.plain()
                asked += 1
    assert asked >= 3


@pytest.mark.parametrize("edition", [UPPER, JUNIOR])
def test_a_worksheet_is_large_enough_to_read(school: SchoolPapers, edition: EditionId) -> None:
    (page,) = pages_of(school.worksheet(edition, NONE))
    small = "".join(each.shape for each in page if each.size < SMALLEST - 0.01)
    assert small == "きりとり", "only the note to cut along"


@pytest.mark.parametrize("choice", [EVERY, NONE])
@pytest.mark.parametrize("edition", [UPPER, JUNIOR])
def test_the_card_of_a_worksheet_leaves_the_rest_free(
    school: SchoolPapers, edition: EditionId, choice: FuriganaChoice
) -> None:
    document = pypdfium2.PdfDocument(school.worksheet(edition, choice))
    text = document[0].get_textpage()
    openers, (note,) = _found(text, "けど」"), _found(text, "きりとり")
    document.close()
    assert len(openers) == 3
    assert min(bottom for _left, bottom, _right, _top in openers) > note[3] + 4


def _found(text: pypdfium2.PdfTextPage, words: str) -> list[tuple[float, float, float, float]]:
    """Give the place of the first letter wherever words stand."""
    search, places = text.search(words), []
    while (at := search.get_next()) is not None:
        places.append(text.get_charbox(at[0]))
    return places
