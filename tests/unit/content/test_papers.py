"""Papers of a lesson: there, whole, readable by children, and honest about what the lesson never asks."""

from pathlib import Path

import pytest

from supporter_app.content.library import Library
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import ContentError
from supporter_app.domain.school import GUIDE, LETTER, WORKSHEET
from tests.unit.content.conftest import CourseCopy

UPPER, JUNIOR = EditionId("upper-elementary"), EditionId("junior-high")
FOLDER = "curriculum/upper-elementary/papers"
SHEET = f"{FOLDER}/people-to-talk-to.toml"


@pytest.mark.parametrize("edition", [UPPER, JUNIOR])
def test_the_worksheet_is_for_oneself(root: Path, edition: EditionId) -> None:
    sheet = Library(root).worksheet(edition, WORKSHEET)
    assert [each.plain() for each in sheet.printed] == ["保健室の先生", "相談の電話の人"]
    assert "見せません" in sheet.kept.plain()
    assert "集めません" in sheet.kept.plain()
    assert "いま思いつかなくても、だいじょうぶ" in sheet.comfort.plain()
    assert "そうでない人" in sheet.ask.plain() or "家の外の人" in sheet.ask.plain(), "home is not assumed to be safe"


@pytest.mark.parametrize("edition", [UPPER, JUNIOR])
def test_the_guide_says_what_a_teacher_needs(root: Path, edition: EditionId) -> None:
    library = Library(root)
    guide = library.teacher_text(edition, GUIDE)
    said = str(guide)
    for words in ("管理職", "合意", "養護教諭", "スクールカウンセラー", "秘密の約束をしない", "ひとりにしない", "189"):
        assert words in said
    for text in (said, str(library.teacher_text(edition, LETTER))):
        assert "公式教材ではありません" in text
        assert "専門家による確認は、まだ受けていません" in text


@pytest.mark.parametrize("name", ["people-to-talk-to.toml", "class-paper.toml", "guide.md", "letter.md"])
def test_a_missing_paper_is_named(course: CourseCopy, name: str) -> None:
    (course.root / FOLDER / name).unlink()
    assert (f"{FOLDER}/{name}", 1, "paper-missing") in course.found()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("empty = 4", "empty = 0", "paper-count"),
        ("empty = 4", 'empty = "4"', "value-wrong"),
        ("empty = 4", "empty = 4\nmore = 1", "key-unknown"),
        ("empty = 4\n", "", "key-missing"),
        ('    "{相談|そうだん}の{電話|でんわ}の{人|ひと}",\n', "", "paper-count"),
        ("{話|はな}せそうな", "話せそうな", "ruby-missing"),
        ("{話|はな}せそうな", "{話|ハナ}せそうな", "ruby-reading"),
        ("{話|はな}せそうな", "{話|わ}せそうな", "lock-context"),
        ("いま{思|おも}いつかなくても", "ランキング。いま{思|おも}いつかなくても", "safety-child"),
    ],
)
def test_a_wrong_worksheet_is_named(course: CourseCopy, old: str, new: str, code: str) -> None:
    course.change(SHEET, old, new)
    assert code in course.codes(SHEET) | ({"lock-differs"} & course.codes(SHEET) and {"lock-context"})


def test_broken_files_are_named(course: CourseCopy) -> None:
    course.write(SHEET, b"\xff")
    course.write(f"{FOLDER}/class-paper.toml", "lines = 3 =")
    course.write(f"{FOLDER}/letter.md", "no front")
    found = course.found()
    assert (SHEET, 1, "not-utf8") in found
    assert (f"{FOLDER}/class-paper.toml", 1, "not-toml") in found
    assert "front-missing" in course.codes(f"{FOLDER}/letter.md")
    with pytest.raises(ContentError):
        Library(course.root).worksheet(UPPER, WORKSHEET)


def test_the_picture_of_a_class_paper_must_be_there(course: CourseCopy) -> None:
    course.change(f"{FOLDER}/class-paper.toml", "heavy-bag-together", "no-such-picture")
    assert "picture-missing" in course.codes(f"{FOLDER}/class-paper.toml")


def test_children_can_read_the_help_lines(course: CourseCopy) -> None:
    file = "assets/kanji/readings.txt"
    course.change(file, "子供\tこども\n", "")
    assert "ruby-missing" in course.codes("curriculum/helplines/national.toml")
    course.change(file, "配偶者\tはいぐうしゃ\n", "")
    assert "ruby-missing" in course.codes("curriculum/helplines/worries.toml")
    course.change(file, "給付金\tきゅうふきん\n", "")
    assert "ruby-missing" in course.codes("curriculum/programmes/national.toml")
    line = course.change(file, "人権\tじんけん", "人権\tジンケン")
    assert (file, line, "lock-line") in course.found()
    (course.root / file).unlink()
    assert (file, 1, "file-missing") in course.found()
