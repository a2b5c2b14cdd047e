"""Picture cards: pictures in front, on each back the text of the card that is seen next."""

import re

import pypdfium2  # type: ignore[import-untyped] # it comes without types
import pytest

from supporter_app.documents.handout import Reading
from supporter_app.documents.kamishibai import kamishibai
from supporter_app.documents.preview import text_of
from supporter_app.domain.course import Paragraph
from supporter_app.domain.drawing import SAME, Drawing, Segment, Shape
from supporter_app.domain.furigana import Furigana, FuriganaChoice, KanjiTable
from supporter_app.domain.ruby import marked_text, ruby_text
from supporter_app.domain.school import Card, HelpEntry, Show, back_of
from tests.unit.documents.samples import same_as_golden

SQUARE = (Segment("M", (0, 0)), Segment("L", (8, 0)), Segment("L", (8, 6)), Segment("Z"))
PICTURE = Drawing(8, 6, (Shape(SQUARE, 0x00FF00, None, 1, SAME),))
CARDS = tuple(
    Card(
        PICTURE,
        ruby_text(f"だい{number}"),
        (marked_text(f"{{絵|え}}の　{number}の　ぶん。"),),
        (ruby_text("ゆっくり。"),),
    )
    for number in (1, 2, 3)
)
SHOW = Show(ruby_text("ためし"), "小学校低学年", "1", CARDS)
LINE = HelpEntry(
    name=ruby_text("見本の電話"),
    reach="0120-000-000",
    number=True,
    when=ruby_text("毎日"),
    known=ruby_text("2026年"),
    dialled="tel:0120",
)
READING = Reading(FuriganaChoice(Furigana.ALL), KanjiTable({"絵": 2}))


def made(paper: str = "a4") -> bytes:
    return kamishibai(SHOW, (LINE,), (Paragraph(ruby_text("国の教材ではありません。")),), READING, paper)


def test_words() -> None:
    same_as_golden("kamishibai", text_of(made()))


def test_the_text_stands_on_the_back_of_the_picture_before() -> None:
    assert [back_of(CARDS, place)[0] for place in range(3)] == [2, 3, 1]
    document = pypdfium2.PdfDocument(made())
    try:
        pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    finally:
        document.close()
    assert len(pages) == 2 + 2 * len(CARDS), "a leading sheet, then a sheet for each card"
    fronts, backs = pages[2::2], pages[3::2]
    assert not any(map(str.strip, fronts)), "the audience sees the picture and nothing else"
    assert [re.findall(r"\d(?=の)", page)[0] for page in backs] == ["2", "3", "1"]


@pytest.mark.parametrize(("paper", "size"), [("a4", (842, 595)), ("a3", (1191, 842))])
def test_paper(paper: str, size: tuple[int, int]) -> None:
    document = pypdfium2.PdfDocument(made(paper))
    try:
        assert {tuple(map(round, document.get_page_size(at))) for at in range(len(document))} == {size}
    finally:
        document.close()
    assert b"DuplexFlipShortEdge" in made(paper)
