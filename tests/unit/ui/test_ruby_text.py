"""Text with furigana: plain words inside, readings above, lines that break where Japanese may break."""

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QMimeData, QTextBoundaryFinder, QUrl
from PySide6.QtGui import QAccessible, QFontMetricsF, QImage, QResizeEvent, QTextBlock, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from supporter_app.content.library import Library
from supporter_app.domain.course import BulletList, Heading, Page, Paragraph, Think
from supporter_app.domain.edition import EditionId
from supporter_app.domain.fact import FactId
from supporter_app.domain.furigana import Furigana, FuriganaChoice
from supporter_app.domain.ruby import RubyText, Run, ruby_text
from supporter_app.resources import root as resource_root
from supporter_app.services.preferences import TEXT_STEPS
from supporter_app.ui.reader import Reader
from supporter_app.ui.theme import Look
from supporter_app.ui.widgets.ruby_document import TextBlock
from supporter_app.ui.widgets.ruby_layout import split_words
from supporter_app.ui.widgets.ruby_text import RubyBrowser
from supporter_app.ui.widgets.ruby_words import Word, units
from supporter_app.ui.widgets.text_style import BODY_STYLE, HEADING_STYLE, TITLE_STYLE, TextStyle
from tests.unit.ui.conftest import Make

pytestmark = pytest.mark.ui

GENERAL = EditionId("general")
WIDTHS = tuple(range(140, 1320, 20))[:60]
AT_A_TIME = 6
PAGE_WIDTHS = (444, 615, 820)
"""Of the text beside a picture at 1024 and 1366 pixels, and of one column at 900."""
NOT_FIRST = "、。，．・：；？！」』）〉》】〕ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々゛゜％"
NOT_LAST = "「『（〈《【〔"
LONELY = RubyText((Run("孤独", "こどく"), Run("や"), Run("孤立", "こりつ"), Run("は、だれにでも起こります。")))


def blocks_of(page: Page) -> list[tuple[TextBlock, TextStyle]]:
    """Give everything a page shows as running text."""
    found: list[tuple[TextBlock, TextStyle]] = []
    for block in page.blocks:
        if isinstance(block, Paragraph | Heading | BulletList):
            found.append((block, HEADING_STYLE if isinstance(block, Heading) else BODY_STYLE))
        elif isinstance(block, Think):
            found += [(line, BODY_STYLE) for line in block.lines]
    return found


@pytest.fixture(scope="module")
def pages(course: Library) -> list[Page]:
    """Give every page of the general edition that has running text."""
    chapters = [course.chapter(GENERAL, entry.id) for entry in course.edition(GENERAL).chapters]
    return [page for chapter in chapters for page in chapter.pages if blocks_of(page)]


def lines_of(browser: RubyBrowser) -> Iterator[tuple[int, str, float, float]]:
    """Give each laid-out line: its block, its text, its top and its height."""
    document = browser.document()
    for number in range(document.blockCount()):
        block = document.findBlockByNumber(number)
        top = document.documentLayout().blockBoundingRect(block).top()
        raw, layout = block.text().encode("utf-16-le"), block.layout()
        for at in range(layout.lineCount()):
            line = layout.lineAt(at)
            start, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
            yield number, raw[start:end].decode("utf-16-le"), top + line.y(), line.height()


def could_stay_whole(block: QTextBlock, start: int, end: int) -> bool:
    """Tell whether a line could hold a stretch with what may not be parted from it, such as `「孤独」`."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, block.text())
    finder.setPosition(start)
    first = start if finder.isAtBoundary() else finder.toPreviousBoundary()
    finder.setPosition(end)
    last = end if finder.isAtBoundary() else finder.toNextBoundary()
    stretch = block.text().encode("utf-16-le")[2 * first : 2 * last].decode("utf-16-le")
    metrics = QFontMetricsF(block.charFormat().font())
    return metrics.horizontalAdvance(stretch) < block.layout().lineAt(0).width() - 1


def divided(browser: RubyBrowser) -> list[str]:
    """List the words that stand on two lines although one line could hold them."""
    document = browser.document()
    faults = []
    for number, (words, em) in enumerate(browser._written):
        block = document.findBlockByNumber(number)
        for word in split_words(block.layout(), words):
            room = block.layout().lineAt(0).width()
            if len(word.run.text) * em <= room and could_stay_whole(block, word.start, word.end):
                faults.append(word.run.text)
    return faults


def badly_broken(browser: RubyBrowser) -> list[str]:
    """List the line ends that Japanese does not allow."""
    lines = list(lines_of(browser))
    faults = []
    at = 0
    for (number, text, _top, _height), following in zip(lines, [*lines[1:], None], strict=True):
        at += units(text)
        if following is None or following[0] != number:
            at = 0
            continue
        bad = following[1][:1] in NOT_FIRST or text[-1:] in NOT_LAST
        if bad and could_stay_whole(browser.document().findBlockByNumber(number), at, at):
            faults.append(f"{text[-6:]}|{following[1][:6]}")
    return faults


def laid_out(browser: RubyBrowser, width: int) -> RubyBrowser:
    """Lay a text out at a width, as high as it asks to be; Qt tells a hidden widget of its size when it is shown."""
    browser.resize(width, browser.heightForWidth(width))
    browser.resizeEvent(QResizeEvent(browser.size(), browser.size()))
    assert browser.document().textWidth() == width
    return browser


def filled(make: Make, reader: Reader, page: Page, width: int) -> RubyBrowser:
    """Lay a page out for a reader at a width."""
    browser = make()
    browser.set_reader(reader)
    browser.show_blocks(blocks_of(page))
    return laid_out(browser, width)


def test_the_document_holds_the_plain_words_alone(make: Make, pages: list[Page]) -> None:
    for page in pages:
        browser = make()
        browser.show_blocks(blocks_of(page))
        plain = [line.plain() for block, _style in blocks_of(page) for line in lines_in(block)]
        assert browser.toPlainText().split("\n") == plain
        spoken = QAccessible.queryAccessibleInterface(browser)
        assert spoken.text(QAccessible.Text.Value).split("\n") == plain


def lines_in(block: TextBlock) -> tuple[RubyText, ...]:
    """Give the lines of a block."""
    return block.lines if isinstance(block, BulletList) else (block.text,)


def test_what_is_copied_has_no_readings(make: Make) -> None:
    browser = make()
    browser.show_text(LONELY)
    browser.selectAll()
    browser.copy()
    copied = QApplication.clipboard().mimeData()
    assert isinstance(copied, QMimeData)
    assert copied.text() == LONELY.plain()
    assert "こどく" not in copied.html()


def test_a_word_is_found_by_its_kanji_and_not_by_its_reading(make: Make) -> None:
    browser = make()
    browser.show_text(LONELY)
    assert browser.find("孤独や孤立")
    assert not make().find("こどく")
    assert not browser.find("こどく")


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (FuriganaChoice(Furigana.NONE), []),
        (FuriganaChoice(Furigana.BY_GRADE, 6), ["孤独", "孤立"]),
        (FuriganaChoice(Furigana.BY_GRADE, 1), ["孤独", "孤立", "起"]),
        (FuriganaChoice(Furigana.ALL), ["孤独", "孤立", "起", "人"]),
    ],
)
def test_the_readings_shown_follow_the_choice(
    make: Make, reader: Reader, choice: FuriganaChoice, expected: list[str]
) -> None:
    browser = make()
    browser.show_text(RubyText((*LONELY.runs, Run("起", "お"), Run("きる"), Run("人", "ひと"))))
    browser.set_reader(reader._replace(furigana=choice))
    assert [word.run.text for _block, word in browser.shown_words()] == expected


def test_readings_are_drawn_and_can_be_switched_off(make: Make, reader: Reader) -> None:
    browser = make()
    browser.show_text(LONELY)
    browser.resize(600, browser.heightForWidth(600))
    with_readings = browser.grab().toImage()
    browser.set_reader(reader._replace(furigana=FuriganaChoice(Furigana.NONE)))
    without = browser.grab().toImage()
    assert with_readings != without
    browser.set_reader(reader)
    assert browser.grab().toImage() == with_readings


@pytest.mark.parametrize("step", TEXT_STEPS)
def test_switching_furigana_moves_no_line(make: Make, reader: Reader, pages: list[Page], step: int) -> None:
    reader = reader._replace(look=Look(step=step))
    for page in pages[::4]:
        browser = filled(make, reader, page, 560)
        stands, height = list(lines_of(browser)), browser.height()
        for amount in Furigana:
            browser.set_reader(reader._replace(furigana=FuriganaChoice(amount)))
            assert (list(lines_of(browser)), browser.height()) == (stands, height)


def test_no_word_is_parted_from_its_reading_and_no_line_breaks_badly(
    make: Make, reader: Reader, pages: list[Page]
) -> None:
    """Each of 60 widths with each of the 5 sizes, the pages of the course taking turns."""
    faults = []
    for turn, (width, step) in enumerate(product(WIDTHS, TEXT_STEPS)):
        sized = reader._replace(look=Look(step=step))
        for page in (pages[(turn * AT_A_TIME + more) % len(pages)] for more in range(AT_A_TIME)):
            browser = filled(make, sized, page, width)
            faults += [f"{width}/{step} {page.id} divided: {word}" for word in divided(browser)]
            faults += [f"{width}/{step} {page.id} break: {place}" for place in badly_broken(browser)]
            browser.deleteLater()
    assert faults == []


@pytest.mark.parametrize("edition", Library(resource_root()).editions())
def test_no_page_of_any_edition_breaks_badly(make: Make, reader: Reader, course: Library, edition: EditionId) -> None:
    """Every page at the widths of a projector, a laptop and large letters, in each of the 5 sizes."""
    faults = []
    found = [course.chapter(edition, entry.id) for entry in course.edition(edition).chapters]
    for page, step in product([page for chapter in found for page in chapter.pages], TEXT_STEPS):
        sized = reader._replace(look=Look(step=step))
        browsers = [made for made in (text_of(make, sized, page), title_of(make, sized, page)) if made is not None]
        for browser, width in product(browsers, PAGE_WIDTHS):
            laid_out(browser, width)
            faults += [f"{width}/{step} {page.id} divided: {word}" for word in divided(browser)]
            faults += [f"{width}/{step} {page.id} break: {place}" for place in badly_broken(browser)]
        for browser in browsers:
            browser.deleteLater()
    assert faults == []


def text_of(make: Make, reader: Reader, page: Page) -> RubyBrowser | None:
    """Give the running text of a page; None where it has none."""
    return filled(make, reader, page, PAGE_WIDTHS[0]) if blocks_of(page) else None


def title_of(make: Make, reader: Reader, page: Page) -> RubyBrowser:
    """Give the title of a page."""
    made = make()
    made.set_reader(reader)
    made.show_text(page.title, TITLE_STYLE)
    return made


def test_every_resource_is_answered_so_that_qt_opens_none(make: Make) -> None:
    browser = make()
    for name in ("//share/picture.png", "file:///etc/hostname", "https://example.org/x.png", ""):
        found = browser.loadResource(2, QUrl(name))
        assert isinstance(found, QImage)
        assert (found.width(), found.pixelColor(0, 0).alpha()) == (1, 0)


def test_asking_a_line_that_is_not_laid_out_ends_nothing(make: Make) -> None:
    layout = QTextLayout("孤独")
    assert not layout.lineForTextPosition(0).isValid()
    assert split_words(layout, [Word(0, 2, Run("孤独", "こどく"))]) == []
    browser = make()
    browser.show_text(LONELY)
    block = browser.document().firstBlock()
    block.layout().clearLayout()
    assert browser._points(0, block) == []


def test_a_pair_of_units_before_a_word_shifts_nothing(make: Make) -> None:
    text = RubyText((Run("𠮷野さんと🙂"), Run("孤独", "こどく"), Run("を考える")))
    browser = make()
    browser.show_text(text)
    (block, word) = browser.shown_words()[0]
    raw = block.text().encode("utf-16-le")
    assert raw[2 * word.start : 2 * word.end].decode("utf-16-le") == "孤独"
    assert units("𠮷") == 2
    for width in range(60, 400, 7):
        laid_out(browser, width)
        assert browser.toPlainText() == text.plain()
        assert divided(browser) == []
        assert all("\ufffd" not in line for _number, line, _top, _height in lines_of(browser))


def test_a_word_longer_than_the_line_is_divided_and_keeps_its_reading(make: Make) -> None:
    browser = make()
    browser.show_text(RubyText((Run("孤独孤立対策推進法施行規則", "こどくこりつたいさくすいしんほうしこうきそく"),)))
    browser.show()
    browser.resize(100, browser.heightForWidth(100))
    assert len(list(lines_of(browser))) > 1
    block, _word = browser.shown_words()[0]
    assert len(browser._points(0, block)) == 1
    assert not browser.grab().isNull()


def test_a_reading_never_stands_outside_the_text(make: Make) -> None:
    browser = make()
    browser.show_text(RubyText((Run("志", "こころざし"), Run("がある"))))
    laid_out(browser, 200).show()
    block, _word = browser.shown_words()[0]
    (point,) = browser._points(0, block)
    assert point.x() >= 0
    assert point.y() >= 0


@pytest.mark.parametrize("text", [RubyText(()), ruby_text(""), RubyText((Run("", ""),))])
def test_nothing_can_be_shown(make: Make, text: RubyText) -> None:
    browser = make()
    browser.show_text(text)
    for width in (1, 40, 600):
        browser.resize(width, browser.heightForWidth(width))
    assert browser.toPlainText() == ""
    assert not browser.grab().isNull()


def test_pressing_a_fact_asks_for_its_source_and_nothing_else(make: Make) -> None:
    browser = make()
    asked: list[str] = []
    browser.fact_asked.connect(asked.append)
    browser.show_text(RubyText((Run("約"), Run("39.3%", fact=FactId("survey-share")), Run("です"))))
    browser.anchorClicked.emit(QUrl("fact:survey-share"))
    browser.anchorClicked.emit(QUrl("https://example.org"))
    assert asked == ["survey-share"]


def test_letters_grow_with_the_step_and_words_stay(make: Make, reader: Reader, pages: list[Page]) -> None:
    heights = []
    for step in TEXT_STEPS:
        browser = filled(make, reader._replace(look=Look(step=step)), pages[0], 600)
        heights.append(browser.height())
    assert heights == sorted(set(heights))


def test_a_document_never_asks_for_more_than_its_width(make: Make, pages: list[Page]) -> None:
    for page, width in product(pages[::5], (150, 420, 900)):
        browser = make()
        browser.show_blocks(blocks_of(page))
        browser.show()
        browser.resize(width, browser.heightForWidth(width))
        assert browser.document().idealWidth() <= width + 1
        assert browser.document().size().height() <= browser.height()


def test_a_bad_line_end_and_a_divided_word_would_be_seen(make: Make) -> None:
    browser = make()
    browser.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
    browser.show_text(RubyText((Run("ああああ"), Run("孤独", "こどく"), Run("。「い」、う。"))))
    kinds = set()
    for width in range(60, 300, 6):
        browser.document().setTextWidth(width)
        kinds |= {"divided"} if divided(browser) else set()
        kinds |= {place[-1] for place in badly_broken(browser)} & set(NOT_FIRST + NOT_LAST)
    assert kinds >= {"divided", "。"}


def test_a_height_asked_for_is_the_height_of_the_document(make: Make, pages: list[Page], reader: Reader) -> None:
    """Found on lines of its own, for paragraphs, headings and lists alike, whatever was asked before."""
    for page, (widths, step) in product(pages[::6], (((900, 140, 411, 615), 100), ((200, 640, 320), 175))):
        browser = make()
        browser.set_reader(reader._replace(look=Look(step=step)))
        browser.show_blocks(blocks_of(page))
        asked = [browser.heightForWidth(width) for width in widths]
        for width, height in zip(widths, asked, strict=True):
            laid_out(browser, width)
            assert browser.document().size().height() + 3 == pytest.approx(height, abs=1)
            assert browser.height() == height


def test_another_width_leaves_nothing_behind(make: Make, pages: list[Page]) -> None:
    for page in pages[::6]:
        browser, fresh = make(), make()
        for each in (browser, fresh):
            each.show_blocks(blocks_of(page))
        for width in (200, 640, 333):
            laid_out(browser, width)
        assert list(lines_of(browser)) == list(lines_of(laid_out(fresh, 333)))


def test_a_reading_stands_over_its_word_and_not_over_the_room_that_ends_its_line(make: Make) -> None:
    """Of two words in a row the second goes down, and the last letter of the first is widened."""
    browser = make()
    browser.show_text(RubyText((Run("孤独", "こどく"), Run("対策推進", "たいさくすいしん"))))
    em = browser._written[0].em
    laid_out(browser, round(em * 5.4)).show()
    block, word = browser.shown_words()[0]
    assert [gap.end for gap, _plain in browser._gaps] == [word.end]
    (point, _second) = browser._points(0, block)
    middle = point.x() + browser._widths_of(em).of("こどく") / 2
    assert middle == pytest.approx(em, abs=1.5)


def colliding(browser: RubyBrowser) -> list[str]:
    """List the readings that run into the next one on their line, or stand outside the text."""
    faults = []
    document = browser.document()
    for number in range(document.blockCount()):
        block = document.findBlockByNumber(number)
        left = document.documentLayout().blockBoundingRect(block).left()
        widths = browser._widths_of(browser._written[number].em)
        former = None
        for reading, point, narrowed in browser._readings(number, block):
            begin, end = point.x(), point.x() + widths.of(reading) * narrowed
            if begin + left < -0.01 or end + left > browser.viewport().width() + 0.01:
                faults.append(f"{reading} outside")
            if former is not None and former[1] == point.y() and begin < former[0]:
                faults.append(f"{reading} over the one before")
            former = end, point.y()
    return faults


LONG = [("志", "こころざし"), ("快", "こころよ"), ("承", "うけたまわ"), ("孤独", "こどく"), ("一日", "いちにち")]


@pytest.mark.parametrize("width", [60, 120, 200, 615])
def test_long_readings_side_by_side_do_not_run_into_each_other(make: Make, width: int) -> None:
    for first, second, third in product(LONG, repeat=3):
        browser = make()
        runs = [Run(*first), Run(*second), Run("は「"), Run(*third), Run("」。"), Run(*first)]
        browser.show_text(RubyText(tuple(runs)))
        laid_out(browser, width).show()
        assert colliding(browser) == []
        assert len(browser._readings(0, browser.document().firstBlock())) == sum(
            run.reading is not None for run in runs
        )
        browser.deleteLater()


@pytest.mark.parametrize("edition", Library(resource_root()).editions())
def test_no_readings_of_the_course_run_into_each_other(
    make: Make, reader: Reader, course: Library, edition: EditionId
) -> None:
    faults = []
    found = [course.chapter(edition, entry.id) for entry in course.edition(edition).chapters]
    for page, step in product([page for chapter in found for page in chapter.pages], TEXT_STEPS[::2]):
        sized = reader._replace(look=Look(step=step))
        for browser in (text_of(make, sized, page), title_of(make, sized, page)):
            if browser is not None:
                laid_out(browser, PAGE_WIDTHS[0]).show()
                faults += [f"{step} {page.id} {fault}" for fault in colliding(browser)]
                browser.deleteLater()
    assert faults == []


def test_readings_that_are_not_shown_make_no_room(make: Make, reader: Reader) -> None:
    """A reading is as wide as it is and over the middle of its word where its neighbours show none."""
    browser = make()
    browser.show_text(RubyText((Run("人", "ひと"), Run("の"), Run("孤独", "こどくこどく"), Run("人", "ひとひとひと"))))
    laid_out(browser, 300).show()
    block = browser.document().firstBlock()
    assert any(narrowed < 1 for *_reading, narrowed in browser._readings(0, block))
    browser.set_reader(reader._replace(furigana=FuriganaChoice(Furigana.BY_GRADE, 6)))
    ((reading, _point, narrowed),) = browser._readings(0, block)
    assert (reading, narrowed) == ("こどくこどく", 1.0)


@pytest.mark.parametrize("width", PAGE_WIDTHS)
def test_a_last_line_is_no_mere_syllable_where_a_word_can_come_down(make: Make, course: Library, width: int) -> None:
    edition = EditionId("upper-elementary")
    met = 0
    for entry in course.edition(edition).chapters:
        for page in course.chapter(edition, entry.id).pages:
            for block in page.blocks:
                if not isinstance(block, Paragraph):
                    continue
                browser = make()
                browser.show_blocks([(block, BODY_STYLE)])
                laid_out(browser, width)
                lines = [text for _block, text, _top, _height in lines_of(browser)]
                assert "".join(lines) == browser.toPlainText()
                met += len(lines) > 1
                assert len(lines) < 2 or len(lines[-1]) > 2, (entry.id, lines)
    assert met
