"""A page of 2,000 letters with 500 readings: how long it takes to show it and to change the school year."""

import time

import pytest
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget

from supporter_app.content.library import Library
from supporter_app.domain.furigana import Furigana, FuriganaChoice
from supporter_app.domain.ruby import RubyText, Run
from supporter_app.resources import root
from supporter_app.ui.opening import load_fonts
from supporter_app.ui.reader import Reader
from supporter_app.ui.theme import Look
from supporter_app.ui.widgets.ruby_text import RubyBrowser
from tests.bench.measuring import Figures, median_ratio, quietest

SERIES, ROUNDS = 3, 21
WIDTH, HEIGHT = 615, 1600
PAGE = RubyText(tuple(part for _ in range(500) for part in (Run("窓口", "まどぐち"), Run("へ。"))))
TURN, CHANGE = 2.5, 1.5
"""At most so many times as long as showing a bare text takes, when the page is shown and when the year is changed."""
BLINK = 16.0
"""Milliseconds in which a page and another school year must be there."""
YEARS = (FuriganaChoice(Furigana.ALL), FuriganaChoice(Furigana.BY_GRADE, 1))
"""Both show every reading of the page: the change that has the most to draw."""


def taken(page: QWidget) -> float:
    """Paint a page; gives the time at which it was there, in seconds of the processor."""
    page.grab()
    return time.process_time()


@pytest.mark.bench
def test_a_page_with_500_readings(figures: Figures, qapp: QApplication) -> None:
    """Measured in turns and in processor time: nothing here waits, and work of others falls on all alike."""
    del qapp
    assert load_fonts() == ()
    assert (len(PAGE.plain()), sum(run.reading is not None for run in PAGE.runs)) == (2000, 500)
    reader = Reader(Look(), YEARS[0], Library(root()).kanji())

    def bare() -> float:
        started = time.process_time()
        made = QTextBrowser()
        made.resize(WIDTH, HEIGHT)
        made.setPlainText(PAGE.plain())
        return taken(made) - started

    def shown() -> float:
        started = time.process_time()
        made = RubyBrowser(reader)
        made.show_text(PAGE)
        made.resize(WIDTH, made.heightForWidth(WIDTH))
        return taken(made) - started

    page = RubyBrowser(reader)
    page.show_text(PAGE)
    page.resize(WIDTH, page.heightForWidth(WIDTH))
    page.grab()

    def changed(turn: int) -> float:
        started = time.process_time()
        page.set_reader(reader._replace(furigana=YEARS[turn % 2]))
        assert len(page.shown_words()) == 500
        return taken(page) - started

    series = [[(bare(), shown(), changed(turn)) for turn in range(ROUNDS)] for _ in range(SERIES)]
    floors, turns, changes = zip(*(row for rows in series for row in rows), strict=True)
    figures.at_most("500 readings: shown, to a bare text", median_ratio(turns, floors), TURN)
    figures.at_most("500 readings: another school year, to a bare text", median_ratio(changes, floors), CHANGE)
    quiet = [quietest([[row[which] for row in rows] for rows in series]) * 1000 for which in (1, 2)]
    figures.at_most("500 readings: shown, painted, median", quiet[0], BLINK, "ms")
    figures.at_most("500 readings: another school year, painted, median", quiet[1], BLINK, "ms")
