"""What whoever writes a course may do wrong: each fault is named at its file and line, and only once."""

import os
import re
from pathlib import Path

import pytest

from supporter_app.content.checks.letters import disguised
from supporter_app.content.checks.levels import easy_faults
from supporter_app.content.manuscript import open_manuscript
from supporter_app.content.pictures import picture_file, read_picture
from supporter_app.content.readings import lock_file, read_lock
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import ContentError, Problem
from tests.unit.content.conftest import CourseCopy

UPPER = "curriculum/upper-elementary"
EASY = "curriculum/easy-japanese"
CHAPTER = f"{UPPER}/03-think-about-connections.md"
LOCK = lock_file(EditionId("upper-elementary"))
QUIZ = "quizzes/upper-elementary/02-what-is-the-problem.toml"
SHEET = f"{UPPER}/papers/people-to-talk-to.toml"

Fault = tuple[str, str, str, str]


def write_faults(course: CourseCopy, faults: list[Fault]) -> set[tuple[str, int, str]]:
    """Write faults into different places of a course; gives where each is to be named, by the end of its new text."""
    for file, old, new, _ in faults:
        before = course.read(file)
        assert re.search(old, before, re.MULTILINE), (file, old)
        course.write(file, re.sub(old, new, before, count=1, flags=re.MULTILINE))
    wanted = set()
    for file, _, new, code in faults:
        mark = new.rstrip("\n").split("\n")[-1].replace("\\1", "")
        wanted.add((file, course.read(file)[: course.read(file).index(mark)].count("\n") + 1, code))
    return wanted


def faults_named(course: CourseCopy, faults: list[Fault]) -> None:
    wanted = write_faults(course, faults)
    found = [(each.file, each.line, each.code) for each in course.problems()]
    assert wanted - set(found) == set()
    assert all(found.count(each) == 1 for each in wanted)


def test_texts_that_are_empty(course: CourseCopy) -> None:
    faults = [
        ("quizzes/upper-elementary/01-introduction.toml", '^feedback = ".*"', 'feedback = " "', "text-missing"),
        (f"{UPPER}/scenes/game-friend.toml", '^title = ".*"', 'title = ""', "text-missing"),
        (f"{UPPER}/scenes/read-mark.toml", '^text = ".*"', 'text = "\u3000"', "text-missing"),
        (f"{UPPER}/acts.toml", '^text = ".*"', 'text = ""', "text-missing"),
        (f"{UPPER}/lesson.toml", '^title = ".*"', 'title = ""', "text-missing"),
        (SHEET, '^card = ".*"', 'card = ""', "text-missing"),
        (f"{UPPER}/papers/class-paper.toml", r"^lines = \[[^\]]*\]", "lines = []", "paper-count"),
        (f"{EASY}/terms.toml", '^word = ".*"', 'word = ""', "text-missing"),
        (CHAPTER, "^## .*", "## ", "text-missing"),
    ]
    faults_named(course, faults)


def test_readings_on_the_line_of_their_own_text(course: CourseCopy) -> None:
    faults = [
        (SHEET, r"^printed = \[", 'printed = [\n    "躑躅",', "ruby-missing"),
        (f"{UPPER}/papers/class-paper.toml", r"^lines = \[", 'lines = [\n    "あ",\n    "{友|トモ}",', "ruby-reading"),
        (QUIZ, '^explanation = ".*"', 'explanation = """\nつつじ。\n躑躅。"""', "ruby-missing"),
    ]
    faults_named(course, faults)


def test_ids_titles_and_years(course: CourseCopy) -> None:
    faults = [
        ("quizzes/upper-elementary/01-introduction.toml", '^id = "q1"', 'id = "q 1/x"', "id-form"),
        (QUIZ, '^id = "a"', 'id = ""', "id-form"),
        (f"{UPPER}/scenes/read-mark.toml", '^id = "s2"', 'id = "S2"', "id-form"),
        (f"{UPPER}/acts.toml", '^id = ".*"', 'id = "../x"', "id-form"),
        (CHAPTER, '^title = ".*"', 'title = "**つながり**"', "markup-stray"),
        (f"{UPPER}/01-introduction.md", '^title = ".*"', 'title = "{友|トモ}だち"', "ruby-reading"),
        (f"{UPPER}/02-what-is-the-problem.md", '^version = ".*"', "version = 1", "value-wrong"),
        (f"{UPPER}/course.toml", "^grades = .*", "grades = [1, 3]", "grade-edition"),
        (f"{EASY}/course.toml", '^title = "(.*)"', 'title = "やさしい"\ngrades = [4, 6]', "grade-edition"),
        (f"{EASY}/terms.toml", r'^word = "教材"', 'word = "内閣府" ', "term-twice"),
    ]  # fmt: skip
    faults_named(course, faults)


@pytest.mark.parametrize("grades", ["[4, 9]", "[true, 6]", "[4.0, 6.0]", "[0, 3]", "[6, 4]", '["a"]', "[4]", "[]"])
def test_school_years_that_an_edition_cannot_have(course: CourseCopy, grades: str) -> None:
    line = course.change(f"{UPPER}/course.toml", "grades = [4, 6]", f"grades = {grades}")
    found = {(each.line, each.code) for each in course.problems() if each.file == f"{UPPER}/course.toml"}
    assert found in ({(line, "grade-unknown")}, {(line, "grade-edition")})


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("minutes = [1, 1]", "minutes = [-1, 1]", "lesson-stop-minutes"),
        ("minutes = [1, 1]", "minutes = [0, 0]", "lesson-stop-minutes"),
        ('page = "01-introduction/p2"', 'page = "01-introduction/p77"', "lesson-unknown"),
        ('page = "01-introduction/p2"', 'page = "08-closing"', "lesson-unknown"),
        ('worksheet = "people-to-talk-to"', 'worksheet = "class-paper"', "lesson-unknown"),
        ('worksheet = "people-to-talk-to"', 'worksheet = "../papers/people-to-talk-to"', "lesson-unknown"),
    ],
)
def test_a_stop_is_named_by_the_line_of_its_key(course: CourseCopy, old: str, new: str, code: str) -> None:
    line = course.change(f"{UPPER}/lesson.toml", old, new)
    assert (f"{UPPER}/lesson.toml", line, code) in course.found()


def test_what_announces_a_page_comes_before_it(course: CourseCopy) -> None:
    lesson = f"{UPPER}/lesson.toml"
    care, sensitive = "05-when-in-trouble/p4", "05-when-in-trouble/p5"
    text = course.read(lesson).replace(care, "@").replace(sensitive, care).replace("@", sensitive)
    course.write(lesson, text)
    last = course.append(CHAPTER, "{#p90}\n## ためし\n\n![え](home-bench)\n\n:::care\nつぎは。\n:::")
    found = {(each.file, each.line, each.code, each.detail) for each in course.problems()}
    line = text[: text.index(sensitive)].count("\n")
    assert (lesson, line, "lesson-care", f"40・45: {sensitive}") in found
    assert (CHAPTER, last + 5, "care-last", "p90") in found


def stop(key: str, minutes: str) -> str:
    return f"[[stops]]\n{key}\nminutes = {minutes}\n\n"


QUIET = stop("quiet = true", "[5, 5]").strip()


@pytest.mark.parametrize(
    ("old", "new", "back", "code", "detail"),
    [
        (QUIET, stop('worksheet = "people-to-talk-to"', "[1, 1]") + QUIET, 4, "lesson-count", "40・45: worksheet 2/1"),
        (QUIET, stop('page = "03-think-about-connections/p2"', "[1, 0]") + QUIET, 4, "lesson-count", "40: scene 2/1"),
        (QUIET, stop("quiet = true", "[4, 5]").strip(), 0, "lesson-quiet", "40: quiet 4"),
        (QUIET, QUIET + "\n\n" + stop('page = "08-closing/p1"', "[0, 1]").strip(), 0, "lesson-quiet", "45: page 1"),
        (QUIET, "", 0, "lesson-quiet", "40・45: page 1"),
    ],
)
def test_what_a_lesson_holds_is_named_at_the_stop_too_much(
    course: CourseCopy, old: str, new: str, back: int, code: str, detail: str
) -> None:
    lesson = f"{UPPER}/lesson.toml"
    course.change(lesson, old, new)
    text = course.read(lesson).rstrip("\n")
    line = text[: text.rindex("[[stops]]")].count("\n") + 1 - back
    assert (lesson, line, code, detail) in {
        (each.file, each.line, each.code, each.detail) for each in course.problems()
    }


def test_where_a_talk_leads_nowhere(course: CourseCopy) -> None:
    scene = f"{UPPER}/scenes/game-friend.toml"
    first = course.change(scene, 'start = "s1"', 'start = "s9"')
    then = course.change(scene, 'next = "s2"', 'next = "s3"')
    found = [(each.line, each.code) for each in course.problems() if each.file == scene]
    assert found == [(first, "step-unknown"), (then, "step-unknown")]
    (course.root / scene).unlink()
    assert {each.code for each in course.problems()} == {"scene-unknown"}


@pytest.mark.parametrize("again", ['id = "other"', "[head]\nx = 1\n[head]", "a.b = 1\na = 2"])
def test_what_stands_twice_in_a_file_is_said(tmp_path: Path, again: str) -> None:
    (tmp_path / "a.toml").write_text(f'id = "a"\n{again}\n', encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        open_manuscript(tmp_path, "a.toml").toml()
    assert [(each.line, each.code) for each in caught.value.problems] == [(again.count("\n") + 2, "toml-twice")]


def test_markup_of_another_kind_is_named_once_a_line(course: CourseCopy) -> None:
    line = course.add_page("<ruby>友<rt>とも</rt></ruby>だち\n<b>い</b>", chapter=CHAPTER)
    found = [(each.line, each.code) for each in course.problems() if each.file == CHAPTER]
    assert found == [(line, "markup-html"), (line + 1, "markup-html")]


def test_a_list_of_readings_that_is_gone_or_broken_is_named_once(course: CourseCopy) -> None:
    whole = course.read(LOCK)
    course.write(LOCK, "")
    assert [(each.file, each.line, each.code) for each in course.problems()] == [(LOCK, 1, "lock-empty")]
    lines = whole.split("\n")
    number = next(at for at, line in enumerate(lines) if line.startswith("人\tひと\t*"))
    for broken in ("人\tひと\t*\tsigned", "人\tひと\t*\tchecked 教諭 2026-02-30", "人 ひと * drafted"):
        course.write(LOCK, "\n".join([*lines[:number], broken, *lines[number + 1 :]]))
        found = [(each.line, each.code) for each in course.problems() if each.file == LOCK]
        assert found == [(number + 1, "lock-line")]
    course.write(LOCK, "\n".join([*lines[: number + 1], lines[number], *lines[number + 1 :]]))
    assert [(each.line, each.code) for each in course.problems()] == [(number + 2, "lock-twice")]
    course.write(LOCK, "\n".join(lines[:number] + lines[number + 1 :]))
    missing = course.problems()
    assert [each.code for each in missing] == ["lock-missing"]
    assert re.fullmatch(r"人 ひと ×\d+", missing[0].detail)


def test_a_broken_line_of_a_word_with_several_readings_is_named_alone(course: CourseCopy) -> None:
    lines = course.read(LOCK).split("\n")
    number = next(at for at, line in enumerate(lines) if line.startswith("会\tあ\t"))
    lines[number] = "会\tあ\t\tdrafted"
    course.write(LOCK, "\n".join(lines))
    assert [(each.file, each.line, each.code) for each in course.problems()] == [(LOCK, number + 1, "lock-line")]


@pytest.mark.parametrize(
    ("state", "fits"),
    [
        ("drafted", True),
        ("checked 教諭 2026-11-01", True),
        ("checked 教諭 2026-13-45", False),
        ("checked 2026-11-01", False),
        ("checked", False),
    ],
)
def test_states_of_a_reading(tmp_path: Path, state: str, *, fits: bool) -> None:
    edition = EditionId("own")
    path = tmp_path / lock_file(edition)
    path.parent.mkdir(parents=True)
    path.write_text(f"友\tとも\t*\t{state}\n", encoding="utf-8")
    problems: list[Problem] = []
    assert bool(read_lock(tmp_path, edition, problems)) is fits
    assert bool(problems) is not fits


def test_one_chapter_that_is_gone_is_one_fault(course: CourseCopy) -> None:
    (course.root / CHAPTER).unlink()
    assert [(each.file, each.code) for each in course.problems()] == [(f"{UPPER}/course.toml", "chapter-missing")]


def test_chapters_in_another_order(course: CourseCopy) -> None:
    file = f"{EASY}/course.toml"
    head, *entries = course.read(file).split("[[chapters]]")
    entries[2], entries[3] = entries[3], entries[2]
    text = "[[chapters]]".join([head, *entries])
    course.write(file, text)
    line = text[: text.index('id = "03-')].count("\n")
    assert [(each.file, each.line, each.code) for each in course.problems()] == [(file, line, "chapter-order")]


@pytest.mark.parametrize("letter", ["㊙", "㍻", "⼈", "㈱"])
def test_signs_that_only_look_like_kanji(letter: str) -> None:
    assert disguised(letter)


@pytest.mark.parametrize("letter", ["人", "々", "①", "あ", "Ａ", "ヶ"])
def test_letters_that_are_what_they_look_like(letter: str) -> None:
    assert not disguised(letter)


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u202f"])
def test_spaces_that_are_none(course: CourseCopy, space: str) -> None:
    line = course.change(CHAPTER, "なんでも", f"なん{space}でも")
    assert (CHAPTER, line, "letter-unseen") in course.found()


@pytest.mark.parametrize("inside", [
    "むかしむかし", '<rect width="nan" height="1"/>', '<rect width="1e999" height="1"/>', '<path d="M0 0L1e999 1"/>',
])  # fmt: skip
@pytest.mark.parametrize("head", ["", "<!DOCTYPE svg>\n", '<?xml-stylesheet href="a.css"?>\n'])
def test_what_a_picture_may_not_hold(tmp_path: Path, head: str, inside: str) -> None:
    path = tmp_path / picture_file("a")
    path.parent.mkdir(parents=True)
    path.write_text(f'{head}<svg viewBox="0 0 9 9">\n{inside}</svg>', encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_picture(tmp_path, "a")
    assert [each.line for each in caught.value.problems] == ([1] if head else []) + [1 + bool(head) + 1]


def test_other_files_than_pictures_and_editions_that_are_gone(course: CourseCopy) -> None:
    course.write("assets/illustrations/photo.png", b"\x89PNG")
    (course.root / "curriculum/junior-high").rename(course.root / "away")
    found = course.found()
    assert ("assets/illustrations/photo.png", 1, "picture-other") in found
    assert ("curriculum/junior-high/course.toml", 1, "file-missing") in found


def test_what_is_no_file_is_never_waited_for(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    names = ["folder.md"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.md")
        names.append("pipe.md")
    for name in names:
        with pytest.raises(ContentError) as caught:
            open_manuscript(tmp_path, name)
        assert [each.code for each in caught.value.problems] == ["file-other"]


def test_full_width_signs_of_markup(course: CourseCopy) -> None:
    line = course.add_page("![え](home-bench)\n\n｛友｜とも｝だち\n\n：：：think", chapter=CHAPTER)
    found = course.found()
    assert {(CHAPTER, line + 2, "markup-stray"), (CHAPTER, line + 4, "markup-stray")} <= found


def test_a_container_never_closed_is_named_with_its_own_line(course: CourseCopy) -> None:
    line = course.add_page(":::think\nどれですか。", chapter=CHAPTER)
    faults = [each for each in course.problems() if each.file == CHAPTER]
    assert [(each.code, each.detail) for each in faults] == [("container-nested", f"think:{line}")]


@pytest.mark.parametrize(
    ("sentence", "fits"),
    [
        ("行かないことはないです。", False),
        ("行かないこともありません。", False),
        ("わからなくもないです。", False),
        ("だれもいないわけではありません。", False),
        ("話さざるをえません。", False),
        ("会えないとはかぎりません。", False),
        ("笑わずにはいられません。", False),
        ("電話しなければなりません。", False),
        ("電話しなくてはいけません。", False),
        ("電話してください。", True),
        ("会えないことがあります。", True),
        ("行かなくてもいいです。", True),
        ("話さないでください。", True),
    ],
)
def test_easy_japanese_says_no_twice_nowhere(sentence: str, *, fits: bool) -> None:
    assert (list(easy_faults(sentence)) == []) is fits
