"""A page of 2,000 letters with 500 readings: how long it takes to show it and to change the school year."""

import statistics
import time
from collections.abc import Callable

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
from tests.bench.measuring import Figures

ROUNDS = 21
WIDTH, HEIGHT = 615, 1600
PAGE = RubyText(tuple(part for _ in range(500) for part in (Run("窓口", "まどぐち"), Run("へ。"))))
TURN, CHANGE = 20.0, 1.5
"""At most so many times as long as showing a bare text takes, when the page is shown and when the year is changed."""


def median(act: Callable[[int], QWidget]) -> float:
    """Do something again and again until it is painted; gives the median in seconds."""
    taken = []
    for turn in range(ROUNDS):
        started = time.perf_counter()
        act(turn).grab()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


@pytest.mark.bench
def test_a_page_with_500_readings(figures: Figures, qapp: QApplication) -> None:
    del qapp
    assert load_fonts() == ()
    assert (len(PAGE.plain()), sum(run.reading is not None for run in PAGE.runs)) == (2000, 500)
    reader = Reader(Look(), FuriganaChoice(Furigana.ALL), Library(root()).kanji())

    def bare(_turn: int) -> QWidget:
        made = QTextBrowser()
        made.resize(WIDTH, HEIGHT)
        made.setPlainText(PAGE.plain())
        return made

    def shown(_turn: int) -> QWidget:
        made = RubyBrowser(reader)
        made.show_text(PAGE)
        made.resize(WIDTH, made.heightForWidth(WIDTH))
        return made

    page = RubyBrowser(reader)
    page.show_text(PAGE)
    page.resize(WIDTH, page.heightForWidth(WIDTH))

    def changed(turn: int) -> QWidget:
        amount = Furigana.NONE if turn % 2 else Furigana.ALL
        page.set_reader(reader._replace(furigana=FuriganaChoice(amount)))
        return page

    floor, turn, change = (median(act) for act in (bare, shown, changed))
    figures.show("500 readings: shown, painted", turn * 1000, "ms")
    figures.show("500 readings: another school year, painted", change * 1000, "ms")
    figures.at_most("500 readings: shown, to a bare text", turn / floor, TURN)
    figures.at_most("500 readings: another school year, to a bare text", change / floor, CHANGE)
