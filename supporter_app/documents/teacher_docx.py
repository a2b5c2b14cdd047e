"""Guide, plan and letter for teachers as a file of a word processor, to be changed under the school's own head."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from supporter_app.domain.course import BOX_TO_TICK, BulletList, Heading, Paragraph, Table
from supporter_app.domain.ruby import RubyText
from supporter_app.domain.school import PlainBlock, TeacherPaper

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.table import _Row as TableRow
    from docx.text.paragraph import Paragraph as WordParagraph

LATIN, JAPANESE = "BIZ UDPGothic", "BIZ UDPゴシック"
"""Comes with Windows 10 and later; elsewhere a word processor takes another Gothic by itself."""
SIZE, TITLE, HEADING, FOOT = 10.5, 16, 12, 9
HANGING = 1.4 * SIZE
"""How far the further lines of a line with a box to tick stand in."""
MARGIN = 20
"""Millimetres."""
A4_SIZE = (210, 297)
SAME_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The first moment a ZIP can hold: the same paper gives the same bytes."""


def teacher_docx(paper: TeacherPaper) -> bytes:
    """Write a paper as DOCX."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document = docx.Document()
    _prepare(document, paper)
    if paper.head is not None:
        for line in paper.head.right:
            # Word processors differ on whether blanks at the end of such a line take room; the school writes over it.
            document.add_paragraph(line.strip()).alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for line in paper.head.left:
            document.add_paragraph(line)
    title = document.add_paragraph(paper.title, style="Title")
    if paper.head is not None:
        title.paragraph_format.space_before = Pt(SIZE)
    for block in paper.blocks:
        _add(document, block, paper.shares)
    _foot(document, paper.foot)
    raw = BytesIO()
    document.save(raw)
    return _same_bytes(raw.getvalue())


def _prepare(document: "Document", paper: TeacherPaper) -> None:
    """Set paper, letters and what the file says of itself; nobody's name stands in it."""
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = map(Mm, A4_SIZE)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    sizes = {
        "Normal": SIZE,
        "Footer": FOOT,
        "Title": TITLE,
        "Heading 2": HEADING,
        "List Bullet": SIZE,
        "List Number": SIZE,
    }
    for name, size in sizes.items():
        _letters(document.styles[name], size)
        document.styles[name].font.bold = name in {"Title", "Heading 2"}
    _speak_japanese(document)
    about = document.core_properties
    about.author = about.last_modified_by = about.comments = ""
    about.title, about.language = paper.title, "ja-JP"
    about.created = about.modified = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def _speak_japanese(document: "Document") -> None:
    """Let a word processor check the text as Japanese, and not mark every word of it."""
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "ja-JP")


def _foot(document: "Document", said: str) -> None:
    """Write what the paper is, and below it the number of the page, which the word processor counts."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    footer = document.sections[0].footer
    footer.paragraphs[0].text = said
    counted = footer.add_paragraph()
    counted.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    counted._p.append(field)  # noqa: SLF001 - python-docx has no other door to fields
    run = OxmlElement("w:r")
    field.append(run)
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)


def _letters(style: "ParagraphStyle", size: float) -> None:
    """Give a style its font, for Japanese letters too, which a word processor looks up by another name."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = LATIN, Pt(size)
    style.font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), JAPANESE)
    fonts.set(qn("w:hAnsi"), LATIN)
    style.paragraph_format.space_after = Pt(3)


def _add(document: "Document", block: PlainBlock, shares: tuple[float, ...]) -> None:
    from docx.shared import Pt

    match block:
        case Heading(text):
            document.add_paragraph(text.plain(), style="Heading 2")
        case Paragraph(text):
            _write(document.add_paragraph(), text)
        case BulletList(lines, ordered):
            for line in lines:
                ticked = line.plain().startswith(BOX_TO_TICK)
                listed = None if ticked else "List Number" if ordered else "List Bullet"
                written = document.add_paragraph(style=listed)
                if ticked:
                    written.paragraph_format.left_indent = Pt(HANGING)
                    written.paragraph_format.first_line_indent = Pt(-HANGING)
                _write(written, line)
        case Table(heading, rows):
            _table(document, (heading, *rows), shares)
        case other:
            for inside in other.lines:
                _add(document, inside, shares)


def _write(paragraph: "WordParagraph", text: RubyText) -> None:
    for run in text.runs:
        paragraph.add_run(run.text).bold = run.strong or None


def _table(document: "Document", rows: tuple[tuple[RubyText, ...], ...], shares: tuple[float, ...]) -> None:
    from docx.shared import Mm

    count = len(rows[0])
    parts = shares if len(shares) == count else (1.0,) * count
    room = A4_SIZE[0] - 2 * MARGIN
    table = document.add_table(rows=len(rows), cols=count, style="Table Grid")
    table.autofit = False
    widths = [Mm(room * part / sum(parts)) for part in parts]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        _held(row, heading=number == 0)
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = width
            run = cell.paragraphs[0].add_run(text.plain())
            run.bold = number == 0 or None
    document.add_paragraph()


def _held(row: "TableRow", *, heading: bool) -> None:
    """Let no page part a row, and repeat the heading on every page."""
    from docx.oxml import OxmlElement

    kept = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other door to these two
    for name in ("w:cantSplit", "w:tblHeader") if heading else ("w:cantSplit",):
        kept.append(OxmlElement(name))


def _same_bytes(content: bytes) -> bytes:
    """Pack the same parts again without the moment in which they were packed."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as whole:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, SAME_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            whole.writestr(entry, parts.read(name))
    return packed.getvalue()
