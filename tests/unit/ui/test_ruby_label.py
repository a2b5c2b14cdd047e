"""Titles with furigana: plain words, words kept whole, and room that is the same with readings and without."""

from itertools import product

import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from supporter_app.content.library import Library
from supporter_app.domain.furigana import Furigana, FuriganaChoice
from supporter_app.domain.ruby import RubyText, Run, marked_text
from supporter_app.services.preferences import TEXT_STEPS
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.theme import Look
from supporter_app.ui.widgets.ruby_label import RubyLabel
from supporter_app.ui.widgets.ruby_lines import broken
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
