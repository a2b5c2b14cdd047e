"""What a course is made of: every broken part of a copy of the real course is named by file and line."""

import re

import pytest

from supporter_app.content.check import check
from tests.unit.content.conftest import CHAPTER, CourseCopy

QUIZ = "quizzes/general/01-introduction.toml"
SCENE = "curriculum/general/scenes/bench-in-the-park.toml"
CONTENTS = "curriculum/general/course.toml"
LINES = "curriculum/helplines/national.toml"
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
    course.change(QUIZ, old[0], 'feedback = ""\n')
    assert "feedback-missing" in course.codes(QUIZ)


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


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('if_not_reached = "', 'if_not_reached = "nobody-', "helpline-unknown"),
        ('number = "0120-279-338"\n', "", "helpline-number"),
        ('id = "inochi-sos"', 'id = "yorisoi"', "duplicate-helpline"),
        ('worries = ["', 'worries = ["nobody", "', "worry-unknown"),
        ('source = "', 'source = "nobody-', "source-unknown"),
        ('from = "00:00"', 'from = "midnight"', "hours-wrong"),
        ('from = "00:00"', 'from = "24:30"', "hours-wrong"),
        ('{ days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from', '{ days = ["moon"], from', "hours-wrong"),
        ('closed = ["', 'closed = ["13-01..13-02", "', "closed-wrong"),
        ('as_of = "20', 'as_of = "x20', "date-wrong"),
        ("under18 = false", 'under18 = "no"', "value-wrong"),
        ("urgent = false\n", "", "key-missing"),
    ],
)
def test_help_lines_that_do_not_hold(course: CourseCopy, old: str, new: str, code: str) -> None:
    course.change(LINES, old, new)
    assert code in course.codes(LINES)


def test_a_worry_without_a_line(course: CourseCopy) -> None:
    text = '[[worries]]\nid = "w"\norder = 7\nlabel = "a"\nchild_label = "a"\nnone = "a"\nsource = "{}"'
    source = re.search(r'^source = "(.*)"', course.read("curriculum/helplines/worries.toml"), re.MULTILINE)
    assert source is not None
    line = course.append("curriculum/helplines/worries.toml", text.format(source[1]))
    assert ("curriculum/helplines/worries.toml", line, "worry-without-line") in course.found()


def test_a_source_with_two_meanings(course: CourseCopy) -> None:
    source = re.search(r"^\[sources\.(.*)\]", course.read(LINES), re.MULTILINE)
    assert source is not None
    line = course.append(
        "curriculum/programmes/national.toml",
        f'[sources.{source[1]}]\ntitle = "別の題"\npublisher = "だれか"\ndate = "2026-01-01"',
    )
    assert ("curriculum/programmes/national.toml", line, "source-differs") in course.found()


def test_two_facts_with_one_id(course: CourseCopy) -> None:
    file = "curriculum/facts/law.toml"
    table = re.search(r"^\[\[facts\]\]\n(?:[a-z_]+ = .*\n)+", course.read(file), re.MULTILINE)
    assert table is not None
    line = course.append(file, table[0].strip()) + 1
    assert (file, line, "duplicate-fact") in course.found()


DATASET = "curriculum/data/survey-loneliness"


@pytest.mark.parametrize(
    ("ending", "old", "new", "code"),
    [
        ("toml", 'id = "survey-loneliness"', 'id = "survey"', "dataset-id"),
        ("toml", 'kind = "', 'kind = "round-', "value-wrong"),
        ("toml", 'source = "', 'source = "nobody-', "source-unknown"),
        ("csv", "often", "seldom", "csv-heading"),
        ("csv", "r3,4.5", "r3,many", "csv-numbers"),
        ("csv", "r3,4.5,", "r3,", "csv-numbers"),
        ("csv", "r3,4.5", "r3,nan", "csv-numbers"),
        ("csv", "r3,", "r9,", "csv-heading"),
        ("csv", "row,", 'row"', "csv-heading"),
        ("csv", "r3,", 'r3,"4.5"x', "csv-broken"),
    ],
)
def test_figures_that_do_not_hold(course: CourseCopy, ending: str, old: str, new: str, code: str) -> None:
    course.change(f"{DATASET}.{ending}", old, new)
    assert code in course.codes(f"{DATASET}.{ending}")


def test_a_figure_without_its_numbers(course: CourseCopy) -> None:
    (course.root / f"{DATASET}.csv").unlink()
    assert (f"{DATASET}.csv", 1, "file-missing") in course.found()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('\nprefecture = "北', '\nprefecture = "東', "prefecture-unknown"),
        ('id = "r7-02"', 'id = "r7-01"', "duplicate-activity"),
        ('kind = "model-project"\n', "", "key-missing"),
    ],
)
def test_activities_that_do_not_hold(course: CourseCopy, old: str, new: str, code: str) -> None:
    file = "curriculum/activities/model-projects-r7.toml"
    course.change(file, old, new)
    assert code in course.codes(file)


def test_every_kind_of_rubbish_is_named_and_nothing_is_raised(course: CourseCopy) -> None:
    rubbish = {
        "curriculum/general/course.toml": b"\xff\xfe\x00",
        "curriculum/general/01-introduction.md": b"\x93\xfa\x96\x7b\x8c\xea",
        "curriculum/general/02-what-is-the-problem.md": b"",
        "quizzes/general/01-introduction.toml": b"= = =",
        "quizzes/general/02-what-is-the-problem.toml": b"",
        "quizzes/general/03-think-about-connections.toml": b"[" * 5000,
        "curriculum/facts/law.toml": bytes(range(256)) * 20,
        "curriculum/facts/empty.toml": b"",
        "curriculum/helplines/national.toml": b"helplines = 3\n",
        "curriculum/helplines/worries.toml": b'worries = ["a"]\n',
        "curriculum/helplines/holidays.toml": b"\x00",
        "curriculum/data/nothing.toml": b'id = "nothing"\n',
        "curriculum/general/scenes/bench-in-the-park.toml": b"id = 2020-13-45\n",
        "assets/kanji/kyoiku_kanji_2020.txt": b"1\t80\n",
    }
    for file, content in rubbish.items():
        course.write(file, content)
    (course.root / "curriculum/general/folder.md").mkdir()
    named = {each.file for each in course.problems()}
    quiet = {"curriculum/facts/empty.toml"}
    assert set(rubbish) - named <= quiet
    assert "curriculum/general/folder.md" in named


def test_a_file_too_large_to_be_a_chapter(course: CourseCopy) -> None:
    course.write(CHAPTER, b"a" * 4_000_001)
    assert (CHAPTER, 1, "file-too-large") in course.found()


def test_line_ends_and_marks_of_other_systems(course: CourseCopy) -> None:
    before = course.problems()
    text = course.read(CHAPTER)
    course.write(CHAPTER, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert course.problems() == before


def test_a_folder_with_nothing_in_it(course: CourseCopy) -> None:
    found = {(each.file, each.code) for each in check(course.root / "nothing")}
    assert ("curriculum/general/course.toml", "file-missing") in found
    assert ("curriculum/helplines/worries.toml", "file-missing") in found
