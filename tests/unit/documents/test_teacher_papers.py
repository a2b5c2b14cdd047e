"""Papers for teachers, as PDF and as a file of a word processor: the same words, nobody's name, the right letters."""

from io import BytesIO

import docx
import pypdfium2  # type: ignore[import-untyped] # it comes without types
import pytest
from docx.oxml.ns import qn

from supporter_app.documents.preview import text_of
from supporter_app.documents.teacher_docx import JAPANESE, teacher_docx
from supporter_app.documents.teacher_pdf import teacher_pdf
from supporter_app.domain.course import BulletList, Care, Heading, Paragraph, Table
from supporter_app.domain.errors import UnprintableText
from supporter_app.domain.furigana import KanjiTable
from supporter_app.domain.ruby import RubyText, Run, ruby_text
from supporter_app.domain.school import LetterHead, PlainBlock, TeacherPaper
from tests.unit.documents.samples import same_as_golden

BLOCKS: tuple[PlainBlock, ...] = (
    Heading(ruby_text("見出し")),
    Paragraph(RubyText((Run("ふつうの文と、"), Run("強い文", strong=True), Run("。")))),
    BulletList((ruby_text("□ 合意を得た。"), ruby_text("ふつうの行"))),
    BulletList((ruby_text("はじめ"), ruby_text("つぎ")), ordered=True),
    Care((Paragraph(ruby_text("予告の文。")),)),
    Table((ruby_text("分"), ruby_text("すること")), ((ruby_text("0〜1分"), ruby_text("読む")),)),
)
PAPER = TeacherPaper("見本の手引き", LetterHead(("○○学校",), ("保護者の皆さま",)), BLOCKS, "足もとの文", (1, 4))


def test_words() -> None:
    same_as_golden("teacher-paper", text_of(teacher_pdf(PAPER, KanjiTable({}))))


def test_a_word_processor_reads_the_same_words() -> None:
    document = docx.Document(BytesIO(teacher_docx(PAPER)))
    lines = [each.text for each in document.paragraphs]
    for words in (
        "○○学校",
        "保護者の皆さま",
        "見本の手引き",
        "見出し",
        "ふつうの文と、強い文。",
        "□ 合意を得た。",
        "予告の文。",
    ):
        assert words in lines
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["分", "すること"],
        ["0〜1分", "読む"],
    ]
    assert document.sections[0].footer.paragraphs[0].text == "足もとの文"
    strong = next(run for each in document.paragraphs for run in each.runs if run.text == "強い文")
    assert strong.bold


def test_a_table_keeps_its_shares_and_its_rows_whole() -> None:
    table = docx.Document(BytesIO(teacher_docx(PAPER))).tables[0]
    narrow, wide = (column.width for column in table.columns)
    assert wide == pytest.approx(4 * narrow, rel=0.01), "the grid, which some word processors go by"
    kept = [{each.tag for each in row._tr.trPr} for row in table.rows]
    assert all(qn("w:cantSplit") in tags for tags in kept)
    assert [qn("w:tblHeader") in tags for tags in kept] == [True, False]


@pytest.mark.parametrize("style", ["Normal", "Title", "Heading 2"])
def test_japanese_letters_have_their_font(style: str) -> None:
    document = docx.Document(BytesIO(teacher_docx(PAPER)))
    fonts = document.styles[style].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == JAPANESE
    assert fonts.get(qn("w:eastAsiaTheme")) is None


def test_every_page_has_its_number_and_the_text_is_japanese() -> None:
    document = docx.Document(BytesIO(teacher_docx(PAPER)))
    fields = [each.get(qn("w:instr")) for each in document.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE"]
    languages = {each.get(qn("w:eastAsia")) for each in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"ja-JP"}


@pytest.mark.parametrize("count", range(28, 40))
def test_a_table_goes_on_with_its_heading_and_two_rows_at_the_least(count: int) -> None:
    rows = tuple((ruby_text(f"{number}分"), ruby_text("読む")) for number in range(count))
    long = TeacherPaper("見本", None, (Table((ruby_text("時間"), ruby_text("学習活動")), rows),), "足もと", (1, 4))
    document = pypdfium2.PdfDocument(teacher_pdf(long, KanjiTable({})))
    sides = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert all("学習活動" in side for side in sides)
    assert all(side.count("読む") > 1 for side in sides)


def pages_of(count: int) -> int:
    """Make a paper of so many short paragraphs, and count its pages."""
    paper = TeacherPaper("見本", None, tuple(Paragraph(ruby_text(f"{each}行め")) for each in range(count)), "足もと")
    document = pypdfium2.PdfDocument(teacher_pdf(paper, KanjiTable({})))
    try:
        return len(document)
    finally:
        document.close()


def test_a_last_page_of_few_lines_is_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    saved = {count for count in range(30, 50) if pages_of(count) == 1}
    monkeypatch.setattr("supporter_app.documents.teacher_pdf.SPARSE", 0.0)
    without = {count for count in range(30, 50) if pages_of(count) == 1}
    assert max(saved) >= max(without) + 2


def test_the_file_names_nobody_and_is_the_same_each_time() -> None:
    made = teacher_docx(PAPER)
    assert made == teacher_docx(PAPER)
    about = docx.Document(BytesIO(made)).core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.title == "見本の手引き"


def test_a_letter_no_font_has_is_refused_before_anything_is_made() -> None:
    paper = TeacherPaper("\x07", None, (), "")
    with pytest.raises(UnprintableText):
        teacher_pdf(paper, KanjiTable({}))
