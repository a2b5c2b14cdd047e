"""Titles with furigana: plain words, words kept whole, and room that is the same with readings and without."""

from itertools import product

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF
from pytestqt.qtbot import QtBot

from supporter_app.content.library import Library
from supporter_app.domain.furigana import Furigana, FuriganaChoice
from supporter_app.domain.ruby import RubyText, Run, marked_text, read_with
from supporter_app.services.preferences import TEXT_STEPS
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.theme import Look
from supporter_app.ui.widgets.chapter_path import STEP_WIDTH
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


def test_no_line_of_a_long_text_is_wider_than_its_room(qapp: object, course: Library) -> None:
    """A word that a later line divides does not draw the end of this one to it."""
    del qapp
    font, readings = QFont(theme.FAMILY), course.kanji().readings
    font.setPointSizeF(theme.SMALL)
    measure = QFontMetricsF(font).horizontalAdvance
    said = [*course.easy_words(), *course.easy_words().values()]
    over = [
        (width, line.layout.text())
        for words, width in product(said, (160, 330, 590))
        for line in broken(read_with(words, readings), font, width)
        if measure(line.layout.text().rstrip()) > width
    ]
    assert over == []


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


LONG = marked_text(
    "{志|こころざし}の{人|ひと}は「{承|うけたまわ}る」と{快|こころよ}く、{市区町村|しくちょうそん}の{相談|そうだん}"
    "{窓口|まどぐち}へ{行|い}き、{技術|ぎじゅつ}{講習会|こうしゅうかい}で{地域|ちいき}の{活動|かつどう}を{知|し}る。"
)


@pytest.mark.parametrize("size", [8, 12, 20])
@pytest.mark.parametrize("width", [*range(40, 700, 17)])
def test_every_line_fits_and_holds_whole_words(qapp: object, width: int, size: int) -> None:
    del qapp
    font = QFont()
    font.setPointSizeF(size)
    lines = broken(LONG, font, width)
    assert "".join(line.layout.text() for line in lines) == LONG.plain()
    assert sum(len(line.words) for line in lines) == sum(run.reading is not None for run in LONG.runs)
    for line in lines:
        assert line.layout.lineCount() == 1
        assert line.width() <= width or [word.run.text for word in line.words] == [line.layout.text().rstrip("、。")]
        assert line.layout.text()[0] not in "、。」" or width < 2 * QFontInfo(font).pixelSize()


def test_a_last_line_takes_a_word_from_the_one_before(qapp: object) -> None:
    del qapp
    font = QFont(theme.FAMILY)
    font.setPointSizeF(theme.BODY)
    measure = QFontMetricsF(font).horizontalAdvance
    text = "みんなといるのに、ひとりぼっちの気がする"
    width = measure(text[:-1]) + 1
    assert [line.layout.text() for line in broken(marked_text(text), font, width)] == [
        "みんなといるのに、",
        "ひとりぼっちの気がする",
    ]
    assert len(broken(marked_text(text), font, measure(text) + 1)) == 1
    word = marked_text("みんなといるのに、{気持|きも}ちのよい{日曜日|にちようび}だ")
    lines = broken(word, font, measure(word.plain()[:-1]) + 1)
    assert "".join(line.layout.text() for line in lines) == word.plain()
    assert [each.run.text for line in lines for each in line.words] == ["気持", "日曜日"]
