"""Slips nobody sees on the page: hidden letters, a number that cannot be dialled, a page twice, a question too many."""

import re

import pytest

from supporter_app.content.checks.safety import PERSONAL
from supporter_app.content.helplines import TELEPHONE
from tests.unit.content.conftest import CourseCopy

UPPER = "curriculum/upper-elementary"
PAGE = f"{UPPER}/02-what-is-the-problem.md"
LINES = "curriculum/helplines/national.toml"


@pytest.mark.parametrize(
    ("letters", "code"),
    [
        ("ミ\u200bオ", "letter-unseen"),
        ("ミ\u202eオ", "letter-unseen"),
        ("ミ\0オ", "letter-unseen"),
        ("ミ\ufffdオ", "letter-unseen"),
        ("ミ\ue000オ", "letter-unseen"),
        ("た\u3099れか", "letter-parted"),
    ],
)
@pytest.mark.parametrize("file", [PAGE, f"quizzes/{PAGE.split('/', 1)[1].replace('.md', '.toml')}", LINES])
def test_letters_nobody_sees_are_found(course: CourseCopy, file: str, letters: str, code: str) -> None:
    """In chapters, quizzes and entries, in comments too."""
    line = course.append(file, f"# {letters}")
    assert (file, line, code) in course.found()


def test_what_a_table_of_contents_says_wrongly(course: CourseCopy) -> None:
    """A day that is none, and phrases that are not the title."""
    file = f"{UPPER}/course.toml"
    day = course.change(file, 'published = "2026-11', 'published = "2026-13')
    course.change(file, 'phrases = ["はじめに"]', 'phrases = ["はじ"]')
    entry = course.read(file).partition("[[chapters]]")[0].count("\n") + 1
    assert {(file, day, "day-wrong"), (file, entry, "phrases-differ")} <= course.found()


def test_a_lesson_that_comes_to_a_page_twice(course: CourseCopy) -> None:
    """Named at the second time."""
    file = f"{UPPER}/lesson.toml"
    line = course.change(file, 'page = "01-introduction/p4"', 'page = "01-introduction/p2"')
    assert (file, "lesson-twice") in {(name, code) for name, found, code in course.found() if abs(found - line) <= 1}


def test_a_number_that_cannot_be_dialled(course: CourseCopy) -> None:
    """An O for a zero."""
    line = course.change(LINES, 'number = "0120-', 'number = "012O-')
    assert (LINES, line, "helpline-number-form") in course.found()


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        *(
            (each, True)
            for each in ("110", "#9999", "0120-0-78310", "0120-494949", "0570-090-911", "03-1234-5678", "090-1234-5678")
        ),
        *(
            (each, False)
            for each in (
                "",
                "9",
                "0120-49494",
                "0120－494949",
                "0120-4949499999",
                "０１２０-494949",
                "#",
                "0120-",
                "120-494949",
            )
        ),
    ],
)
def test_numbers_as_they_are_dialled(number: str, *, fits: bool) -> None:
    """Short ones, and those of ten or eleven digits."""
    assert bool(TELEPHONE.fullmatch(number)) is fits


def test_children_are_not_asked_who_they_are(course: CourseCopy) -> None:
    """On a page for children; in the general edition a person may be."""
    line = course.change(PAGE, "なのに、ふと", "あなたの{名前|なまえ}を、ここに{書|か}いてください。なのに、ふと")
    assert (PAGE, line, "safety-personal") in course.found()


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        *(
            (each, True)
            for each in ("なまえとじゅうしょをおしえてね", "電話番号を入力してください", "名前を書きましょう")
        ),
        *(
            (each, False)
            for each in ("名前は言わなくていい", "名前を書かせません", "住所を教えてはいけないよ", "名前を書いてもいい")
        ),
    ],
)
def test_asking_is_told_from_warning(words: str, *, asks: bool) -> None:
    """Being told not to give it away is no question."""
    assert bool(PERSONAL.search(words)) is asks


def test_the_title_of_a_chapter_is_checked_like_its_text(course: CourseCopy) -> None:
    """Its readings are those that were agreed on, and its words fit the edition."""
    file = f"{UPPER}/03-think-about-connections.md"
    line = course.change(file, "{考|かんが}えて", "{考|こう}えて")
    closing = f"{UPPER}/08-closing.md"
    course.change(closing, 'title = "', 'title = "ランキングと')
    assert {(file, line, "lock-differs"), (closing, line, "safety-child")} <= course.found()


def test_a_line_of_certain_weeks_without_its_last_day(course: CourseCopy) -> None:
    """#9999 would be offered all the year."""
    text = course.read(LINES)
    before, _, after = text.partition('number = "#9999"')
    ended = re.sub(r"\nvalid_until = .*", "", after, count=1)
    course.write(LINES, f'{before}number = "#9999"{ended}')
    line = before.count("\n") + 1
    assert {(LINES, line, "safety-seasonal")} == {each for each in course.found() if each[2] == "safety-seasonal"}


def test_a_quiz_that_asks_how_lonely_somebody_is(course: CourseCopy) -> None:
    """No mark is given for that."""
    file = "quizzes/general/01-introduction.toml"
    line = course.change(file, 'prompt = "', 'prompt = "あなたは今、孤独を感じていますか。')
    assert (file, line, "safety-lonely") in course.found()


def test_choices_that_say_the_same(course: CourseCopy) -> None:
    """One would be right and the other wrong."""
    file = "quizzes/general/01-introduction.toml"
    text = re.sub(r'\ntext = ".*"', '\ntext = "おなじ"', course.read(file), count=2)
    course.write(file, text)
    assert "choice-same" in course.codes(file)
