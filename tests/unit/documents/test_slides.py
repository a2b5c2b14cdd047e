"""Pages of a lesson for a screen: letters that can be read from the back row, and nothing below the edge."""

import pypdfium2  # type: ignore[import-untyped] # it comes without types
import pytest

from supporter_app.documents.handout import Reading
from supporter_app.documents.preview import text_of
from supporter_app.documents.slides import BELOW_TITLE, FOOT, LARGEST, MARGIN, SMALLEST, Deck, divided, slides
from supporter_app.domain.course import BulletList, Paragraph
from supporter_app.domain.furigana import Furigana, FuriganaChoice, KanjiTable
from supporter_app.domain.ruby import ruby_text
from supporter_app.domain.school import PaperPage, SlideShape
from tests.unit.documents.samples import squeezed
from tests.unit.documents.test_kamishibai import LINE, PICTURE

READING = Reading(FuriganaChoice(Furigana.ALL), KanjiTable({}))
SHORT = PaperPage(ruby_text("みじかいページ"), PICTURE, (Paragraph(ruby_text("みじかい文です。")),))
LONG = PaperPage(
    ruby_text("ながいページ"),
    PICTURE,
    (Paragraph(ruby_text("ながい文です。" * 60)), BulletList((ruby_text("おわり"),))),
)


@pytest.mark.parametrize("shape", list(SlideShape))
@pytest.mark.parametrize("page", [SHORT, LONG])
def test_letters_are_large_and_all_of_them_fit(page: PaperPage, shape: SlideShape) -> None:
    parts = divided(page, shape, READING)
    assert [part.size for part in parts] == ([LARGEST] if page is SHORT else [SMALLEST] * len(parts))
    assert SMALLEST >= 28
    for part in parts:
        used = sum(row.height for row in (*part.title, *part.rows)) + BELOW_TITLE
        assert used <= shape.value[1] - 2 * MARGIN - FOOT


def test_a_long_text_is_divided_evenly() -> None:
    parts = divided(LONG, SlideShape.OLD, READING)
    counts = [len(part.rows) for part in parts]
    assert len(parts) > 1
    assert max(counts) - min(counts) <= len(parts) + 1, "no slide is left with the last line alone"


def test_an_item_of_a_list_is_read_on_one_slide() -> None:
    items = [f"{number}番目の項目は、少し長くて、一行では終わらないのです。ここまで。" for number in range(10, 19)]
    page = PaperPage(ruby_text("ながいれつ"), PICTURE, (BulletList(tuple(map(ruby_text, items))),))
    document = pypdfium2.PdfDocument(slides(Deck("見本", (page,), (LINE,), SlideShape.OLD), READING))
    try:
        told = [squeezed(each.get_textpage().get_text_range()) for each in document]
    finally:
        document.close()
    assert len(told) > 1
    assert [sum(item in words for words in told) for item in items] == [1] * len(items)


def test_a_pdf_that_opens_on_the_whole_screen() -> None:
    pdf = slides(Deck("見本の授業", (SHORT, LONG), (LINE,), SlideShape.OLD), READING)
    assert b"/FullScreen" in pdf
    document = pypdfium2.PdfDocument(pdf)
    try:
        sizes = {document.get_page_size(at) for at in range(len(document))}
    finally:
        document.close()
    assert sizes == {(1024, 768)}
    words = text_of(pdf)
    assert words.count("見本の電話 0120-000-000") == len(divided(LONG, SlideShape.OLD, READING)) + 1, "on every page"
