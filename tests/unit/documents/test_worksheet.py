"""Worksheet, class paper and handout from samples: their words, and that they ask nothing that is kept."""

import pypdfium2  # type: ignore[import-untyped] # it comes without types

from supporter_app.documents.handout import Reading, handout
from supporter_app.documents.preview import text_of
from supporter_app.documents.worksheet import class_paper, worksheet
from supporter_app.domain.course import BulletList, Care, Paragraph, Table, Think
from supporter_app.domain.furigana import Furigana, FuriganaChoice, KanjiTable
from supporter_app.domain.ruby import marked_text, ruby_text
from supporter_app.domain.school import ClassPaper, Handout, HelpBox, PaperChapter, PaperPage, PlainBlock, Worksheet
from tests.unit.documents.samples import same_as_golden
from tests.unit.documents.test_kamishibai import LINE, PICTURE

READING = Reading(FuriganaChoice(Furigana.ALL), KanjiTable({}))
SHEET = Worksheet(
    version="1",
    title=marked_text("{話|はな}せそうな{人|ひと}"),
    kept=ruby_text("じぶんだけのかみです。"),
    ask=ruby_text("だれになら、はなせそうですか。"),
    printed=(ruby_text("ひとりめ"), ruby_text("ふたりめ")),
    empty=4,
    comfort=ruby_text("いまおもいつかなくても、だいじょうぶ。"),
    opening=ruby_text("ひとこと"),
    openers=(ruby_text("「あのね」"),),
    card=ruby_text("きって、ふでばこに"),
)


def test_worksheet() -> None:
    same_as_golden("worksheet", text_of(worksheet(SHEET, (LINE,) * 6, READING)))


def test_class_paper() -> None:
    paper = ClassPaper("1", ruby_text("うけました"), (ruby_text("ひとりで、かかえない。"),), ruby_text("なまえ"), "x")
    same_as_golden("class-paper", text_of(class_paper(paper, PICTURE, "見本の版", READING)))


def test_handout() -> None:
    blocks = (
        Paragraph(marked_text("{本文|ほんぶん}です。")),
        BulletList((ruby_text("一つめ"), ruby_text("二つめ")), ordered=True),
        Think((Paragraph(ruby_text("考えてみましょう。")),)),
        Care((Paragraph(ruby_text("つぎは、とばしてもかまいません。")),)),
        Table((ruby_text("列"), ruby_text("数")), ((ruby_text("行"), ruby_text("3%")),)),
    )
    long = PaperPage(ruby_text("長いページ"), None, (Paragraph(ruby_text("ながい文です。" * 900)),))
    helped = (HelpBox(ruby_text("話せるところ"), (LINE,)),)
    pages = (PaperPage(ruby_text("絵のあるページ"), PICTURE, blocks), long)
    paper = Handout(
        ruby_text("見本の講座"), "見本の版", "2026.11", (PaperChapter(ruby_text("見本の章"), pages),), helped
    )
    words = text_of(handout(paper, READING))
    assert words.count("ながい文です。") > 700, "a page longer than paper goes on over the next"
    same_as_golden("handout", "\n".join(line for line in words.split("\n") if "ながい文" not in line))


def sides(*pages: PaperPage) -> list[str]:
    """Make a handout of pages, and give the words of each of its sides."""
    chapter = PaperChapter(ruby_text("章"), pages)
    pdf = handout(Handout(ruby_text("講座"), "見本の版", "1", (chapter,), ()), READING)
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [side.get_textpage().get_text_bounded() for side in document]
    finally:
        document.close()


def paper_page(title: str, lines: int, *more: PlainBlock) -> PaperPage:
    """Make a page of so many paragraphs of a line."""
    return PaperPage(ruby_text(title), None, (*(Paragraph(ruby_text("ぶん。")) for _ in range(lines)), *more))


def test_an_announcement_does_not_stand_on_a_side_alone() -> None:
    care = Care((Paragraph(ruby_text("つぎは、とばせます。")),))
    first, second, third = sides(
        paper_page("一枚め", 17), paper_page("二枚め", 2), paper_page("三枚め", 6, care), paper_page("四枚め", 2)
    )
    assert "二枚め" not in first
    assert "二枚め" in second
    assert "三枚め" in second
    assert "四枚め" in third, "what is announced stands on another side"


def test_a_long_page_begins_where_much_of_a_side_is_free() -> None:
    first, second = sides(paper_page("一枚め", 10), paper_page("二枚め", 20))
    assert "二枚め" in first
    assert "ぶん" in second
