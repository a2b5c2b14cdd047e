"""What a course is made of: every broken part of a copy of the real course is named by file and line."""

import re

import pytest

from tests.unit.content.conftest import CHAPTER, CourseCopy

QUIZ = "quizzes/general/01-introduction.toml"
SCENE = "curriculum/general/scenes/bench-in-the-park.toml"
CONTENTS = "curriculum/general/course.toml"
SINGLE = """
[[items]]
id = "q9"
kind = "{kind}"
prompt = "{prompt}"
explanation = "わけ。"
page = "{page}"
"""
CHOICE = """
[[items.choices]]
id = "{id}"
text = "{id}の文"
feedback = "ひとこと。"
{more}
"""


def add_item(
    course: CourseCopy, kind: str, choices: list[tuple[str, str]], *, prompt: str = "？", page: str = "p1"
) -> int:
    """Put an item at the end of a quiz, and give its line."""
    text = SINGLE.format(kind=kind, prompt=prompt, page=page)
    text += "".join(CHOICE.format(id=name, more=more) for name, more in choices)
    return course.append(QUIZ, text.strip())


YES, NO = "correct = true", "correct = false"


@pytest.mark.parametrize(
    ("kind", "choices", "code"),
    [
        ("single", [("a", NO), ("b", NO), ("c", NO)], "right-count"),
        ("single", [("a", YES), ("b", YES), ("c", NO)], "right-count"),
        ("single", [("a", YES), ("b", NO)], "choice-count"),
        ("single", [("a", YES), ("b", NO), ("a", NO)], "duplicate-choice"),
        ("single", [("a", YES), ("b", NO), ("c", "")], "key-missing"),
        ("single", [("a", YES), ("b", NO), ("c", 'correct = false\nverdict = "avoid"')], "key-unknown"),
        ("single", [("a", YES), ("b", NO), ("c", 'correct = "no"')], "value-wrong"),
        ("several", [("a", YES), ("b", NO), ("c", NO)], "right-count"),
        ("truefalse", [("true", YES), ("false", YES)], "right-count"),
        ("truefalse", [("yes", YES), ("no", NO)], "true-false-ids"),
        ("order", [("a", ""), ("b", "")], "choice-count"),
        ("order", [("a", ""), ("b", ""), ("c", YES)], "key-unknown"),
        ("match", [("a", 'match = "x"'), ("b", 'match = "x"'), ("c", 'match = "y"')], "match-partners"),
        ("match", [("a", 'match = "x"'), ("b", 'match = "y"'), ("c", "")], "key-missing"),
        ("fill", [("a", YES), ("b", NO), ("c", NO)], "fill-blank"),
        ("scene", [("a", 'verdict = "fine"'), ("b", 'verdict = "avoid"'), ("c", 'verdict = "avoid"')], "right-count"),
        ("scene", [("a", 'verdict = "good"'), ("b", 'verdict = "best"'), ("c", 'verdict = "avoid"')], "value-wrong"),
        ("guess", [("a", YES), ("b", NO), ("c", NO)], "value-wrong"),
    ],
)
def test_items_that_cannot_be_answered(
    course: CourseCopy, kind: str, choices: list[tuple[str, str]], code: str
) -> None:
    line = add_item(course, kind, choices)
    lines = {each.line for each in course.problems() if (each.file, each.code) == (QUIZ, code)}
    assert lines
    assert min(lines) >= line


def test_an_item_with_nothing_wrong(course: CourseCopy) -> None:
    before = course.codes(QUIZ)
    add_item(course, "fill", [("a", YES), ("b", NO), ("c", NO)], prompt="つながりは＿＿から。")
    assert course.codes(QUIZ) <= before | {"item-count"}


def test_an_item_whose_page_is_not_there(course: CourseCopy) -> None:
    line = add_item(course, "single", [("a", YES), ("b", NO), ("c", NO)], page="p77")
    assert (QUIZ, line, "item-page") in course.found()


def test_two_items_with_one_id(course: CourseCopy) -> None:
    first = re.findall(r'^id = "(q\d+)"', course.read(QUIZ), re.MULTILINE)
    line = course.change(QUIZ, f'[[items]]\nid = "{first[1]}"', f'[[items]]\nid = "{first[0]}"')
    assert (QUIZ, line, "duplicate-item") in course.found()


def test_a_choice_without_its_feedback(course: CourseCopy) -> None:
    choice = course.read(QUIZ).partition("[[items.choices]]")[0].count("\n") + 1
    old = re.search(r'^feedback = ".*"\n', course.read(QUIZ), re.MULTILINE)
    assert old is not None
    course.change(QUIZ, old[0], "")
    assert (QUIZ, choice, "key-missing") in course.found()


def test_a_choice_with_empty_feedback(course: CourseCopy) -> None:
    old = re.search(r'^feedback = ".*"\n', course.read(QUIZ), re.MULTILINE)
    assert old is not None
    line = course.change(QUIZ, old[0], 'feedback = ""\n')
    assert (QUIZ, line, "text-missing") in course.found()


def test_a_text_that_is_too_long(course: CourseCopy) -> None:
    course.change(QUIZ, 'text = "', 'text = "' + "あ" * 41)
    assert "text-long" in course.codes(QUIZ)


def test_an_unknown_key(course: CourseCopy) -> None:
    line = course.change(QUIZ, 'kind = "', 'weight = 2\nkind = "')
    assert (QUIZ, line, "key-unknown") in course.found()


def test_a_quiz_of_no_chapter(course: CourseCopy) -> None:
    course.write("quizzes/general/99-more.toml", course.read(QUIZ))
    found = course.found()
    assert ("quizzes/general/99-more.toml", 1, "quiz-unlisted") in found
    assert ("quizzes/general/99-more.toml", 1, "quiz-chapter") in found


def test_a_chapter_without_its_quiz(course: CourseCopy) -> None:
    (course.root / QUIZ).unlink()
    assert "quiz-missing" in course.codes(CONTENTS)


def test_a_chapter_nobody_listed(course: CourseCopy) -> None:
    course.write("curriculum/general/99-more.md", course.read(CHAPTER).replace("01-introduction", "99-more"))
    assert ("curriculum/general/99-more.md", 1, "chapter-unlisted") in course.found()


def test_a_chapter_that_is_gone(course: CourseCopy) -> None:
    (course.root / CHAPTER).unlink()
    line = course.read(CONTENTS).partition('id = "01-introduction"')[0].count("\n")
    assert (CONTENTS, line, "chapter-missing") in course.found()


def test_a_table_of_contents_that_is_older_than_its_chapters(course: CourseCopy) -> None:
    course.add_page("新しいページです。")
    line = course.read(CONTENTS).partition('id = "01-introduction"')[0].count("\n")
    assert (CONTENTS, line, "contents-stale") in course.found()


def test_a_course_that_takes_too_long(course: CourseCopy) -> None:
    from supporter_app.content.toc import write_contents
    from supporter_app.domain.edition import EditionId

    page = "あ。" * 170
    for number in range(90, 190):
        course.append(CHAPTER, f"{{#p{number}}}\n## 長い\n\n{page}\n\n:::note\n注。\n:::")
    write_contents(course.root, EditionId("general"))
    assert (CONTENTS, 1, "way-long") in course.found()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (":::scene nobody-wrote\n:::", "scene-unknown"),
        (":::figure nobody-counted\n:::", "dataset-unknown"),
        ("![何か](nobody-drew)", "picture-missing"),
        (":::helplines worry=nobody\n:::", "filter-unknown"),
        (":::helplines tomorrow\n:::", "filter-unknown"),
        (":::activities for=nobody\n:::", "filter-unknown"),
    ],
)
def test_pages_that_call_for_what_is_not_there(course: CourseCopy, body: str, code: str) -> None:
    line = course.add_page(body)
    assert (CHAPTER, line, code) in course.found()


def test_a_page_that_is_too_long(course: CourseCopy) -> None:
    line = course.add_page("あ。" * 190)
    assert (CHAPTER, line - 2, "page-long") in course.found()


def test_a_page_with_two_things_to_look_at(course: CourseCopy) -> None:
    line = course.add_page(":::helplines now\n:::\n\n:::programmes\n:::")
    assert (CHAPTER, line - 2, "page-crowded") in course.found()


def test_a_page_without_words_for_the_trainer(course: CourseCopy) -> None:
    line = course.append(CHAPTER, "{#p90}\n## 注のないページ\n\n文です。") + 1
    assert (CHAPTER, line, "page-note") in course.found()


def test_a_sentence_that_is_too_long(course: CourseCopy) -> None:
    line = course.add_page("短い文。\n" + "あ" * 30 + "{孤独|こどく}" + "い" * 29 + "。")
    assert (CHAPTER, line + 1, "sentence-long") in course.found()


def test_a_reading_is_not_counted(course: CourseCopy) -> None:
    line = course.add_page("あ" * 30 + "{孤独|こどくこどくこどく}" + "い" * 27 + "。")
    assert (CHAPTER, line, "sentence-long") not in course.found()


def test_a_chapter_of_long_sentences(course: CourseCopy) -> None:
    course.write(
        CHAPTER,
        '---\nid = "01-introduction"\ntitle = "a"\nversion = "1"\n---\n\n{#p1}\n## 題\n\n'
        + ("あ" * 36 + "。") * 3
        + "\n\n:::note\n注。\n:::\n",
    )
    assert (CHAPTER, 1, "sentences-median") in course.found()


@pytest.mark.parametrize(("text", "code"), [("{孤独|こどく", "ruby-broken"), ("{さびしい|さびしい}", "ruby-base")])
def test_a_broken_reading(course: CourseCopy, text: str, code: str) -> None:
    line = course.add_page(text + "です。")
    assert (CHAPTER, line, code) in course.found()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('start = "s1"', 'start = "s9"', "step-unknown"),
        ('next = "', 'next = "nowhere-', "step-unknown"),
        ('verdict = "best"', 'verdict = "fine"', "right-count"),
        ('id = "bench-in-the-park"', 'id = "bench"', "scene-id"),
        ('[[steps]]\nid = "s2"', '[[steps]]\nid = "s1"', "duplicate-step"),
        ('feedback = "', 'feedback = "' + "あ" * 81, "text-long"),
    ],
)
def test_scenes_that_do_not_hold(course: CourseCopy, old: str, new: str, code: str) -> None:
    course.change(SCENE, old, new)
    assert code in course.codes(SCENE)


def test_a_scene_that_never_ends(course: CourseCopy) -> None:
    text = re.sub(r'^next = ".*"\n', "", course.read(SCENE), flags=re.MULTILINE)
    course.write(SCENE, re.sub(r"^(verdict = .*)$", r'\1\nnext = "s1"', text, flags=re.MULTILINE))
    found = {each.code: each.line for each in course.problems() if each.file == SCENE}
    assert "scene-endless" in found
    assert "step-unreachable" in found


def test_a_scene_no_page_shows(course: CourseCopy) -> None:
    course.write("curriculum/general/scenes/lost.toml", course.read(SCENE).replace("bench-in-the-park", "lost"))
    assert ("curriculum/general/scenes/lost.toml", 1, "scene-unused") in course.found()
