"""Editions that everybody reads: readings, levels, words, lessons and pictures that do not hold are named."""

import pytest

from supporter_app.content import levels
from supporter_app.content.check import inspect
from supporter_app.content.inline import read_text
from supporter_app.content.levels import hiragana_share
from supporter_app.domain.ruby import marked_text, read_with
from tests.unit.content.conftest import CourseCopy

UPPER = "curriculum/upper-elementary"
CHAPTER = f"{UPPER}/01-introduction.md"
LOCK = f"{UPPER}/readings.lock"
LESSON = f"{UPPER}/lesson.toml"
COURSE = f"{UPPER}/course.toml"


def add(course: CourseCopy, body: str) -> int:
    return course.add_page(f"![絵](home-bench)\n\n{body}", chapter=CHAPTER) + 2


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{友|とも}だちと図書室に行きます。", "ruby-missing"),
        ("{友達|トモダチ}です。", "ruby-reading"),
        ("{友達|友だち}です。", "ruby-reading"),
        ("{話し|はなし}です。", "ruby-base"),
        ("{一|いち}{本|ほん}です。", "ruby-counter"),
        ("{躑躅|つつじ}です。", "lock-missing"),
        ("{人|ひとびと}です。", "lock-differs"),
        ("しにたい、という{気|き}もち。", "safety-child"),
        ("そんなことをしてはいけません。", "safety-child"),
    ],
)
def test_texts_that_children_must_not_meet(course: CourseCopy, body: str, code: str) -> None:
    line = add(course, body)
    assert (CHAPTER, line, code) in course.found()


def test_a_page_that_reads_too_hard(course: CourseCopy) -> None:
    body = "コミュニケーションコミュニケーションコミュニケーションネットワークプラットフォームに。"
    line = add(course, body)
    assert (CHAPTER, line, "sentence-long") in course.found()
    found = {each.code for each in course.problems() if each.file == CHAPTER and each.detail.startswith("p90")}
    assert "level-hiragana" in found


def test_an_item_and_a_scene_that_read_too_hard(course: CourseCopy) -> None:
    hard = "{国際|こくさい}{情報|じょうほう}{通信|つうしん}{基盤|きばん}{整備|せいび}{推進|すいしん}{計画|けいかく}。"
    quiz, scene = "quizzes/easy-japanese/01-introduction.toml", "curriculum/easy-japanese/scenes/break-time.toml"
    assert "level-ease-item" not in course.codes(quiz) | course.codes(scene)
    course.change(quiz, 'explanation = "', f'explanation = "{hard * 4}')
    course.change(scene, 'feedback = "', f'feedback = "{hard * 12}')
    assert "level-ease-item" in course.codes(quiz) & course.codes(scene)


def test_a_hard_word_is_explained_in_every_chapter(course: CourseCopy) -> None:
    chapter = "curriculum/easy-japanese/02-what-is-the-problem.md"
    terms = "curriculum/easy-japanese/terms.toml"
    assert "term-unexplained" not in course.codes(chapter)
    course.change(chapter, "{役所|やくしょ}〈", "{役所|やくしょ}〔")
    assert "term-unexplained" in course.codes(chapter)
    course.append(terms, '[[terms]]\nword = "宇宙船"\nexplained = ["01-introduction/p9"]')
    assert [each.detail for each in course.problems() if each.file == terms] == ["宇宙船", "01-introduction/p9"]


def test_without_the_extra_levels_are_left_out_and_said(course: CourseCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    assert inspect(course.root).eased
    monkeypatch.setattr(levels, "readability", lambda: None)
    assert levels.ease([]) is None


def test_a_page_without_a_picture(course: CourseCopy) -> None:
    line = course.add_page("みじかい文です。", chapter=CHAPTER)
    assert (CHAPTER, line - 2, "page-picture") in course.found()


def test_a_word_with_two_readings_needs_its_places(course: CourseCopy) -> None:
    line = add(course, "{友|ゆう}だちです。")
    assert (CHAPTER, line, "lock-differs") in course.found()
    at = course.append(LOCK, "友\tゆう\t01-introduction/p90\tdrafted")
    found = course.found()
    assert (CHAPTER, line, "lock-differs") not in found
    assert (LOCK, at, "lock-unused") not in found
    assert "lock-context" in {each.code for each in course.problems()}


@pytest.mark.parametrize("line", ["人", "人\tヒト\t*\tdrafted", "人る\tひと\t*\tdrafted", "人\tひと\t*\tsigned"])
def test_lines_of_the_list_that_do_not_hold(course: CourseCopy, line: str) -> None:
    at = course.append(LOCK, line)
    assert (LOCK, at, "lock-line") in course.found()


def test_an_edition_without_its_list(course: CourseCopy) -> None:
    (course.root / LOCK).unlink()
    assert (LOCK, 1, "file-missing") in course.found()


def test_a_grade_that_does_not_exist(course: CourseCopy) -> None:
    line = course.change(COURSE, "grades = [4, 6]", "grades = [4, 12]")
    assert (COURSE, line, "grade-unknown") in course.found()


def test_an_edition_that_lacks_a_chapter(course: CourseCopy) -> None:
    text = course.read(COURSE)
    course.write(COURSE, text[: text.index('[[chapters]]\nid = "08-closing"')])
    assert (COURSE, 1, "chapter-absent") in course.found()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("quiet = true", 'quiet = true\npage = "01-introduction/p2"', "lesson-stop"),
        ('page = "01-introduction/p2"', 'page = "01-introduction/p77"', "lesson-unknown"),
        ('page = "01-introduction/p2"', 'page = "08-closing/p1"', "lesson-order"),
        ("quiet = true\nminutes = [5, 5]", "quiet = true\nminutes = [4, 4]", "lesson-minutes"),
        ("quiet = true\nminutes = [5, 5]", "quiet = true\nminutes = [4, 4]", "lesson-quiet"),
    ],
)
def test_lessons_that_do_not_hold(course: CourseCopy, old: str, new: str, code: str) -> None:
    course.change(LESSON, old, new)
    assert code in course.codes(LESSON)


def test_a_childrens_edition_has_a_lesson(course: CourseCopy) -> None:
    (course.root / LESSON).unlink()
    assert (LESSON, 1, "lesson-missing") in course.found()


def test_stars_stand_next_to_readings_and_brackets() -> None:
    runs = read_text("**{孤独|こどく}**は**「つよい」**と", "x", 1).text.runs
    assert [(run.text, run.strong) for run in runs] == [
        ("孤独", True),
        ("は", False),
        ("「つよい」", True),
        ("と", False),
    ]


def test_titles_and_lists_give_readings() -> None:
    assert marked_text("{孤独|こどく}って{何|なに}").spoken() == "こどくってなに"
    assert (
        read_with("子供の相談電話", {"相談": "そうだん", "子供": "こども", "電話": "でんわ"}).spoken()
        == "こどものそうだんでんわ"
    )
    assert marked_text("").plain() == ""


def test_hiragana_is_counted_among_letters() -> None:
    assert hiragana_share("ひら、漢字。") == 0.5
    assert hiragana_share("。") == 1.0
