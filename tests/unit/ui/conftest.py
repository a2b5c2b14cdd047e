"""The letters of the program, and texts drawn with them."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from supporter_app.content.library import Library
from supporter_app.domain.furigana import Furigana, FuriganaChoice, KanjiTable
from supporter_app.resources import root as resource_root
from supporter_app.ui.opening import load_fonts
from supporter_app.ui.reader import Reader
from supporter_app.ui.theme import Look
from supporter_app.ui.widgets.ruby_text import RubyBrowser

Make = Callable[[], RubyBrowser]


@pytest.fixture(scope="session")
def course() -> Library:
    """Give the real course."""
    return Library(resource_root())


@pytest.fixture(scope="session")
def kanji(course: Library) -> KanjiTable:
    """Give the kanji by school year."""
    return course.kanji()


@pytest.fixture(scope="session")
def _letters(qapp: object) -> None:
    del qapp
    assert load_fonts() == ()


@pytest.fixture
def reader(kanji: KanjiTable, _letters: None) -> Reader:
    """Give someone who reads with all furigana."""
    return Reader(Look(), FuriganaChoice(Furigana.ALL), kanji)


@pytest.fixture
def make(qtbot: QtBot, reader: Reader) -> Make:
    """Give what makes empty text browsers that are gone after the test."""

    def one() -> RubyBrowser:
        made = RubyBrowser(reader)
        qtbot.addWidget(made)
        return made

    return one
