"""Titles with furigana: plain words, words kept whole, and room that is the same with readings and without."""

from itertools import pairwise, product

import pytest
from PySide6.QtGui import QFont, QFontMetricsF
from pytestqt.qtbot import QtBot

from supporter_app.content.library import Library
from supporter_app.domain.furigana import Furigana, FuriganaChoice
from supporter_app.domain.ruby import RubyText, Run, marked_text
from supporter_app.services.preferences import TEXT_STEPS
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.theme import Look
from supporter_app.ui.widgets.chapter_path import STEP_WIDTH
from supporter_app.ui.widgets.ruby_label import RubyLabel
from supporter_app.ui.widgets.ruby_lines import broken, stands
from supporter_app.ui.widgets.ruby_words import words_of

pytestmark = pytest.mark.ui

TITLE = marked_text("2章 {孤独|こどく}・{孤立|こりつ}の{何|なに}が{問題|もんだい}なのか")


def test_a_text_is_cut_between_its_words() -> None:
    head, rest = TITLE.cut(len("2章 孤"))
    assert (head.plain(), rest.plain()) == ("2章 孤独", "・孤立の何が問題なのか")
    head, rest = TITLE.cut(len("2章 孤独・孤立の何"))
    assert head.runs[-1] == Run("何", "なに")
    assert rest.runs[0] == Run("が")
    assert TITLE.cut(0) == (RubyText(()), TITLE)
    assert TITLE.cut(99) == (TITLE, RubyText(()))


def test_every_title_breaks_into_its_own_words(qapp: object, course: Library) -> None:
    del qapp
    font = QFont(theme.FAMILY)
    titles = [marked_text(entry.marked) for each in course.editions() for entry in course.edition(each).chapters]
    for title, step, width in product(titles, TEXT_STEPS, (60, 95, 180, 400)):
        font.setPointSizeF(Look(step=step).points(theme.SMALL))
        lines = broken(title, font, width)
        assert "".join(line.layout.text() for line in lines) == title.plain()
        kept = [word.run.text for line in lines for word in line.words]
        assert kept == [word.run.text for word in words_of(title)]


def test_the_label_is_plain_and_keeps_its_size(qtbot: QtBot, reader: Reader) -> None:
    made = RubyLabel(reader, TITLE, "small")
    qtbot.addWidget(made)
    assert made.text() == TITLE.plain()
    made.resize(300, made.heightForWidth(300))
    made.show()
    before, size = made.grab().toImage(), made.sizeHint()
    made.set_reader(reader._replace(furigana=FuriganaChoice(Furigana.NONE)))
    assert made.sizeHint() == size
    assert made.grab().toImage() != before
    made.set_reader(reader._replace(look=Look(step=200)))
    assert made.heightForWidth(40) > made.heightForWidth(400)


@pytest.mark.parametrize(
    ("words", "widths"),
    [
        ([(0.0, 40.0), (50.0, 90.0)], [66.0, 55.0]),
        ([(0.0, 40.0), (40.0, 100.0), (100.0, 140.0), (140.0, 180.0)], [33.0, 66.0, 55.0, 44.0]),
        ([(0.0, 20.0), (100.0, 120.0)], [33.0, 33.0]),
        ([(160.0, 200.0)], [66.0]),
        ([], []),
    ],
)
def test_readings_neither_run_into_each_other_nor_out_of_the_line(
    words: list[tuple[float, float]], widths: list[float]
) -> None:
    """Side by side they become narrower; one no wider than its word keeps its width."""
    found = list(stands(words, widths, (0.0, 200.0)))
    assert all(stand.width == pytest.approx(width * stand.share) for stand, width in zip(found, widths, strict=True))
    assert all(one.left + one.width <= other.left for one, other in pairwise(found))
    assert all(stand.left >= 0 and stand.left + stand.width <= 200 for stand in found)
    for (left, right), width, stand in zip(words, widths, found, strict=True):
        if width <= right - left:
            assert stand.share == 1.0


def test_every_phrase_of_a_title_has_room_below_its_circle(qapp: object, course: Library) -> None:
    """The path of the first screen writes a phrase on a line, and keeps room for as many lines as there are."""
    del qapp
    font = QFont(theme.FAMILY)
    font.setPointSizeF(theme.SMALL)
    font.setBold(True)
    metrics = QFontMetricsF(font)
    entries = [entry for each in course.editions() for entry in course.edition(each).counted()]
    phrases = [phrase for entry in entries for phrase in entry.phrases]
    assert phrases
    assert [phrase for phrase in phrases if metrics.horizontalAdvance(phrase) > STEP_WIDTH] == []
