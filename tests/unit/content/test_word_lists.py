"""Words that have no place where a child, or whoever finds Japanese hard, reads: wherever they are written."""

import pytest

from supporter_app.content.checks.safety import unfit_words
from supporter_app.domain.edition import EASY_JAPANESE, GENERAL, EditionId
from tests.unit.content.conftest import CourseCopy

UPPER, JUNIOR, LOWER = map(EditionId, ("upper-elementary", "junior-high", "lower-elementary"))
OF = "curriculum/upper-elementary"


PLACES = (
    (f"{OF}/scenes/game-friend.toml", 'feedback = "'),
    (f"{OF}/scenes/read-mark.toml", 'title = "'),
    ("quizzes/upper-elementary/01-introduction.toml", 'prompt = "'),
    ("quizzes/upper-elementary/02-what-is-the-problem.toml", 'explanation = "'),
    ("quizzes/upper-elementary/03-think-about-connections.toml", 'feedback = "'),
    (f"{OF}/papers/people-to-talk-to.toml", 'title = "'),
    (f"{OF}/papers/class-paper.toml", 'title = "'),
    (f"{OF}/acts.toml", 'text = "'),
    (f"{OF}/lesson.toml", 'title = "'),
    (f"{OF}/02-what-is-the-problem.md", "\n## "),
    (f"{OF}/03-think-about-connections.md", "\n!["),
    ("curriculum/lower-elementary/kamishibai.md", "\n## "),
)


def test_a_word_is_found_wherever_it_is_written(course: CourseCopy) -> None:
    written = {
        (file, course.change(file, before, f"{before}しにたい×") + before.count("\n")) for file, before in PLACES
    }
    found = [each for each in course.problems() if each.code == "safety-child"]
    for word in ("しにたい", "×"):
        assert {(each.file, each.line) for each in found if each.detail == word} == written


@pytest.mark.parametrize("edition", [LOWER, UPPER, JUNIOR, EASY_JAPANESE])
@pytest.mark.parametrize(
    "words",
    [
        "自殺",
        "死にたい",
        "しにたい",
        "しんでしまいたい",
        "じさつ",
        "殺す",
        "首をつる",
        "ビルから飛び降りる",
        "リストカット",
        "遺書を残す",
    ],
)
def test_no_death_and_no_method(edition: EditionId, words: str) -> None:
    assert list(unfit_words(edition, f"それで{words}。"))


@pytest.mark.parametrize(
    "words", ["1位になる", "１００点", "満点", "順位", "制限時間", "不正解", "✖", "30秒以内", "連続3日"]
)
@pytest.mark.parametrize("edition", [LOWER, UPPER, JUNIOR])
def test_no_marks_and_no_contest(edition: EditionId, words: str) -> None:
    assert list(unfit_words(edition, words))


@pytest.mark.parametrize(
    "words",
    ["首をかしげる", "手紙をいっしょに書く", "きず", "点字", "5分で", "一番", "こころさんの話"],
)
def test_plain_words_stay(words: str) -> None:
    assert list(unfit_words(UPPER, words)) == []


def test_a_trainers_note_says_no_method_either(course: CourseCopy) -> None:
    assert list(unfit_words(GENERAL, "死にたいと言われたら")) == []
    line = course.add_page("ためしの文です。", note="リストカットの話。")
    chapter = "curriculum/general/01-introduction.md"
    found = {each.line for each in course.problems() if (each.file, each.code) == (chapter, "safety-method")}
    assert found == {line + 3}


@pytest.mark.parametrize(
    ("locale", "word"), [("ja@kids", "ランキング"), ("ja@kids", "しにたい"), ("ja@easy", "しにたい")]
)
def test_a_word_in_a_catalogue_is_found(course: CourseCopy, locale: str, word: str) -> None:
    plain, own = "i18n/ja/LC_MESSAGES/supporter.po", f"i18n/{locale}/LC_MESSAGES/supporter.po"
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    course.write(plain, f'{head}msgid "Next"\nmsgstr "つぎへ"\n')
    course.write(own, f'{head}msgid "Next"\nmsgstr "{word} です。"\n')
    assert "safety-child" in course.codes(own)
    course.write(own, f'{head}msgid "Next"\nmsgstr "つぎへ"\n')
    assert "safety-child" not in course.codes(own)
