"""Paragraphs with furigana on paper: no word divided, no forbidden line end, readings over their words."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.content.kanji import read_kanji
from supporter_app.content.library import Library
from supporter_app.documents.fonts import width
from supporter_app.documents.lines import NOT_AT_END, NOT_AT_START
from supporter_app.documents.preview import text_of
from supporter_app.documents.ruby import APART, SMALL, Line, Style, draw_line, ruby_lines
from supporter_app.documents.sheet import Sheet
from supporter_app.domain.course import texts
from supporter_app.domain.edition import CHILDREN_EDITIONS
from supporter_app.domain.furigana import Furigana, FuriganaChoice, KanjiTable
from supporter_app.domain.ruby import RubyText, Run, marked_text
from tests.unit.documents.samples import poppler, squeezed

TABLE = KanjiTable({"国": 2, "役": 3, "所": 3, "志": 5})
EVERY = Style(12, FuriganaChoice(Furigana.ALL), TABLE)
SAMPLE = marked_text("{国|くに}の{役所|やくしょ}では、「{志|こころざし}」を聞く。")
RUNS = st.one_of(
    st.text("あのはがを、。「」ー々12ab　", min_size=1, max_size=6).map(Run),
    st.sampled_from([Run("国", "くに"), Run("役所", "やくしょ"), Run("志", "こころざし"), Run("承", "うけたまわ")]),
)


def wordless(line: Line) -> str:
    return line.text.replace("　", "")


@given(st.lists(RUNS, max_size=12), st.floats(30, 400))
def test_nothing_is_lost_and_no_word_divided(runs: list[Run], room: float) -> None:
    text = RubyText(tuple(runs))
    lines = ruby_lines(text, room, EVERY)
    assert "".join(map(wordless, lines)) == text.plain().replace("　", "")
    shown = sum(len(line.readings) for line in lines)
    assert shown == sum(run.reading is not None for run in runs), "each reading stands whole on one line"
    for line in lines:
        assert line.wide <= room + 0.01 or len(line.text) <= 2, "only what is wider than a line by itself stands out"


def test_readings_stand_over_the_middle_of_their_words() -> None:
    line = ruby_lines(SAMPLE, 400, EVERY)[0]
    first, reading = line.words[0], line.readings[0]
    middle = reading[0] + width(reading[1], 12 * SMALL) / 2
    assert middle == pytest.approx(first[0] + width(first[1][:1], 12) / len(first[1][0].drawn) / 2, abs=12)
    long = ruby_lines(marked_text("{志|こころざし}"), 400, EVERY)[0]
    (at, word), (over, reading_runs) = long.words[0], long.readings[0]
    assert over == pytest.approx(0, abs=0.01), "an over-long reading stays on the line"
    assert at + width(word, 12) / 2 == pytest.approx(over + width(reading_runs, 6) / 2, abs=0.01)


def test_a_word_of_katakana_stays_on_one_line_where_there_is_room() -> None:
    text = marked_text("名前ではなく、小さなイニシャルを書く。")
    lines = [line.text for line in ruby_lines(text, 14 * 12, EVERY)]
    assert sum("イニシャル" in line for line in lines) == 1
    narrow = ruby_lines(text, 4 * 12, EVERY)
    assert all(line.wide <= 4 * 12 + 0.01 for line in narrow), "in a narrow cell it is parted"


def between(line: Line) -> list[float]:
    """Give the room between readings that follow each other, in points, for a size of 12."""
    ends = [(at, at + width(reading, 12 * SMALL)) for at, reading in line.readings]
    return [after[0] - before[1] for before, after in pairwise(ends)]


@pytest.mark.parametrize(
    "text",
    [
        "{虐待|ぎゃくたい}{対応|たいおう}",
        "{相談所|そうだんじょ}{虐待|ぎゃくたい}",
        "{救急|きゅうきゅう}・{消防|しょうぼう}",
        "{志|こころざし}を{志|こころざし}",
    ],
)
def test_it_is_seen_where_a_reading_ends(text: str) -> None:
    (gap,) = between(ruby_lines(marked_text(text), 400, EVERY)[0])
    assert gap > APART * 12 - 0.01


@pytest.mark.parametrize("letters", [1.2, 2.0, 3.4, 5.0, 7.0])
@pytest.mark.parametrize("choice", [Furigana.ALL, Furigana.NONE])
def test_a_word_longer_than_a_line_is_parted_with_its_reading(letters: float, choice: Furigana) -> None:
    """In a narrow column of a table it must not run into the next one."""
    style = Style(12, FuriganaChoice(choice), TABLE)
    text = marked_text("{無作為抽出|むさくいちゅうしゅつ}と{市区町村|しくちょうそん}")
    lines = ruby_lines(text, letters * 12, style)
    assert "".join(line.text for line in lines) == text.plain()
    read = "".join(part.drawn for line in lines for _at, reading in line.readings for part in reading)
    assert read == ("むさくいちゅうしゅつしくちょうそん" if choice is Furigana.ALL else "")
    if letters > 2:  # a piece of a reading may be wider than a column of two letters
        assert all(line.wide <= letters * 12 + 0.01 for line in lines)
    starts = [reading[0].drawn[0] for line in lines for _at, reading in line.readings]
    assert not set(starts) & set("ゃゅょっ")


def test_only_readings_above_the_grade_are_shown() -> None:
    by_grade = Style(12, FuriganaChoice(Furigana.BY_GRADE, 3), TABLE)
    none = Style(12, FuriganaChoice(Furigana.NONE), TABLE)
    assert len(ruby_lines(SAMPLE, 400, by_grade)[0].readings) == 1
    assert not ruby_lines(SAMPLE, 400, none)[0].readings


def test_what_is_copied_has_no_readings_in_it(tmp_path: Path) -> None:
    sheet = Sheet("見本")
    draw_line(sheet, ruby_lines(SAMPLE, 400, EVERY)[0], (50, 700), EVERY)
    sheet.end_page()
    pdf = sheet.finish()
    assert SAMPLE.plain() in squeezed(text_of(pdf)), "room around a word may be read as a space"
    copied = squeezed(poppler("pdftotext", pdf, tmp_path))
    assert SAMPLE.plain() in copied
    assert "やくしょ" not in copied


def test_no_fault_over_every_page_of_the_children(root: Path) -> None:
    library = Library(root)
    style = Style(12, FuriganaChoice(Furigana.ALL), read_kanji(root))
    lines = 0
    for edition in CHILDREN_EDITIONS:
        for entry in library.edition(edition).chapters:
            for page in library.chapter(edition, entry.id).pages:
                for text in (page.title, *(each for block in page.blocks for each in texts(block))):
                    for room in (150, 320, 490):
                        broken = ruby_lines(text, room, style)
                        lines += len(broken)
                        for line in broken[1:]:
                            assert line.text[0] not in NOT_AT_START, text.plain()
                        for line in broken[:-1]:
                            assert line.text[-1] not in NOT_AT_END, text.plain()
                        assert all(line.wide <= room + 0.01 for line in broken), text.plain()
                        assert all(gap > APART * style.size - 0.01 for line in broken for gap in between(line)), text
    assert lines > 2000
