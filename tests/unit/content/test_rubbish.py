"""Files that are no course at all: each is named, and nothing is raised."""

from supporter_app.content.check import check
from tests.unit.content.conftest import CHAPTER, CourseCopy


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
