"""Furigana on the screen: the text stays plain, words stay whole, lines end where they may, and nothing jumps."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAccessible, QImage, QTextBlock, QTextCursor
from pytestqt.qtbot import QtBot

from supporter_app.content.library import Library
from supporter_app.domain.course import BulletList, Heading, Note, Paragraph
from supporter_app.domain.edition import EditionId
from supporter_app.domain.furigana import Furigana, FuriganaChoice
from supporter_app.domain.ruby import RubyText, Run
from supporter_app.ui import theme
from supporter_app.ui.opening import load_fonts
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.ruby_layout import Word, split_words
from supporter_app.ui.widgets.ruby_text import BODY_STYLE, RubyBrowser, TextBlock

pytestmark = pytest.mark.ui

GENERAL = EditionId("general")
NEVER_FIRST = "、。，．」』）〕】？！ー々っゃゅょぁぃぅぇぉッャュョァィゥェォ"
NEVER_LAST = "「『（〔【"
WIDTHS = (240, 301, 377, 452, 523, 618, 733, 841)
SENTENCE = RubyText(
    (
        Run("孤独", "こどく"),
        Run("や"),
        Run("孤立", "こりつ"),
        Run("は、"),
        Run("民生委員", "みんせいいいん"),
        Run("に「"),
        Run("相談", "そうだん"),
        Run("」できます。"),
    )
)


@pytest.fixture(scope="module")
def library(request: pytest.FixtureRequest) -> Library:
    """Give the real course."""
    root: Path = request.config.rootpath
    return Library(root)


def reader(library: Library, amount: Furigana, step: int = 100) -> Reader:
    """Give a reader who wants an amount of furigana."""
    return Reader(theme.Look(step=step), FuriganaChoice(amount), library.kanji())


@pytest.fixture
def browser(qtbot: QtBot, library: Library) -> RubyBrowser:
    """Give an empty browser with the program's letters."""
    load_fonts()
    made = RubyBrowser(reader(library, Furigana.ALL))
    qtbot.addWidget(made)
    return made


def real_pages(library: Library) -> list[list[TextBlock]]:
    """Give the running text of every page of the edition."""
    pages = []
    for entry in library.edition(GENERAL).chapters:
        for page in library.chapter(GENERAL, entry.id).pages:
            blocks = [block for block in page.blocks if isinstance(block, Paragraph | Heading | BulletList)]
            assert not any(isinstance(block, Note) for block in blocks)
            pages.append(blocks)
    return pages


def lines_of(block: QTextBlock) -> list[str]:
    """Give the lines of a block as they are laid out."""
    block.document().documentLayout().blockBoundingRect(block)
    layout, text = block.layout(), block.text()
    raw = text.encode("utf-16-le")
    cut = []
    for at in range(layout.lineCount()):
        line = layout.lineAt(at)
        first, last = line.textStart() * 2, (line.textStart() + line.textLength()) * 2
        cut.append(raw[first:last].decode("utf-16-le"))
    return cut


def blocks_of(browser: RubyBrowser) -> list[QTextBlock]:
    """Give the blocks of a browser's document."""
    document = browser.document()
    return [document.findBlockByNumber(at) for at in range(document.blockCount())]


def test_copy_find_and_the_screen_reader_get_the_base_text(browser: RubyBrowser) -> None:
    browser.show_text(SENTENCE)
    plain = SENTENCE.plain()
    assert browser.toPlainText() == plain
    browser.selectAll()
    assert browser.textCursor().selectedText() == plain
    browser.moveCursor(QTextCursor.MoveOperation.Start)
    assert browser.find("民生委員に")
    spoken = QAccessible.queryAccessibleInterface(browser).textInterface()
    assert spoken.text(0, spoken.characterCount()) == plain


def test_the_amount_decides_which_readings_are_drawn(browser: RubyBrowser, library: Library) -> None:
    browser.show_text(SENTENCE)
    shown = {}
    for amount in Furigana:
        browser.set_reader(reader(library, amount))
        shown[amount] = [word.reading for _block, word in browser.shown_words()]
    assert shown[Furigana.NONE] == []
    assert shown[Furigana.BY_GRADE] == ["こどく", "こりつ"]
    assert shown[Furigana.ALL] == ["こどく", "こりつ", "みんせいいいん", "そうだん"]


def test_switching_furigana_moves_no_line(browser: RubyBrowser, library: Library) -> None:
    browser.resize(420, 300)
    browser.show_text(SENTENCE)
    before = [lines_of(block) for block in blocks_of(browser)], browser.height()
    for amount in (Furigana.NONE, Furigana.BY_GRADE, Furigana.ALL):
        browser.set_reader(reader(library, amount))
        assert ([lines_of(block) for block in blocks_of(browser)], browser.height()) == before


@pytest.mark.parametrize("step", [100, 150, 200])
def test_real_pages_keep_words_whole_and_lines_proper(qtbot: QtBot, library: Library, step: int) -> None:
    load_fonts()
    browser = RubyBrowser(reader(library, Furigana.ALL, step))
    qtbot.addWidget(browser)
    faults = []
    for blocks in real_pages(library):
        browser.show_blocks((block, BODY_STYLE) for block in blocks)
        for width in WIDTHS:
            browser.resize(width * step // 100, 400)
            faults += faults_in(browser)
    assert faults == []


def faults_in(browser: RubyBrowser) -> list[str]:
    """List divided words and lines that begin or end where they may not."""
    faults = []
    for block in blocks_of(browser):
        words = browser._all.get(block.blockNumber(), [])
        lines = lines_of(block)
        faults += [f"divided: {word.base}" for word in split_words(block.layout(), words)]
        faults += [f"begins: {line}" for line in lines[1:] if line[:1] in NEVER_FIRST]
        faults += [f"ends: {line}" for line in lines[:-1] if line[-1:] in NEVER_LAST]
    return faults


def test_a_word_longer_than_the_line_stays_divided_and_nothing_breaks(browser: RubyBrowser) -> None:
    browser.show_text(RubyText((Run("重層的支援体制整備事業実施計画策定委員会", "じゅうそうてき"), Run("です。"))))
    browser.resize(100, 200)
    browser.grab()
    assert browser.toPlainText().endswith("です。")


def test_letters_outside_the_basic_plane_keep_the_places(browser: RubyBrowser) -> None:
    browser.show_text(RubyText((Run("𠮷野家の𠮷さんと"), Run("孤独", "こどく"), Run("を考える。"))))
    (found,) = [word for _block, word in browser.shown_words()]
    assert found == Word(10, 12, "孤独", "こどく")
    for width in range(60, 260, 7):
        browser.resize(width, 300)
        assert split_words(blocks_of(browser)[0].layout(), [found]) == []


def test_no_resource_is_ever_fetched(browser: RubyBrowser) -> None:
    for name in ("file:///etc/hostname", "//server/share/picture.png", "https://example.invalid/a.png"):
        found = browser.loadResource(2, QUrl(name))
        assert isinstance(found, QImage)
        assert found.size().toTuple() == (1, 1)


def test_empty_text_takes_little_room(browser: RubyBrowser) -> None:
    browser.show_text(RubyText(()))
    browser.resize(300, 100)
    browser.grab()
    assert browser.toPlainText() == ""
