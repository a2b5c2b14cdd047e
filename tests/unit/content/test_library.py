"""The real course through the library, and the price of its first screen."""

import subprocess
import sys
from pathlib import Path

import pytest

from supporter_app.content.library import Library
from supporter_app.domain.edition import ChapterId, EditionId
from supporter_app.domain.errors import ContentError
from tests.unit.content.conftest import CHAPTER, CourseCopy

GENERAL = EditionId("general")
FIRST = ChapterId("01-introduction")


def test_everything_in_the_real_course_can_be_read(root: Path) -> None:
    library = Library(root)
    assert GENERAL in library.editions()
    for edition in library.editions():
        contents = library.edition(edition)
        assert contents.chapters
        for entry in contents.chapters:
            assert tuple(page.id for page in library.chapter(edition, entry.id).pages) == entry.pages
            assert tuple(item.id for item in library.quiz(edition, entry.id).items) == entry.items
        assert library.acts(edition) is library.acts(edition)
    assert len(library.kanji().grade_of) == 1026
    assert all(name == fact.id for name, fact in library.facts().items())
    assert {"119", "110"} <= {line.number for line in library.helplines()}
    assert library.holidays().days
    assert library.programmes()
    assert library.activities()


def test_the_real_scenes_and_figures_can_be_read(root: Path) -> None:
    library = Library(root)
    for path in (root / "curriculum/general/scenes").glob("*.toml"):
        scene = library.scene(GENERAL, path.stem)  # type: ignore[arg-type] # a file's name is its scene's id
        assert scene.step(scene.start).replies
    for path in (root / "curriculum/data").glob("*.toml"):
        dataset = library.dataset(path.stem)
        assert [len(row) for row in dataset.values] == [len(dataset.series)] * len(dataset.rows)


def test_what_was_read_is_kept(root: Path) -> None:
    library = Library(root)
    assert library.edition(GENERAL) is library.edition(GENERAL)
    assert library.chapter(GENERAL, FIRST) is library.chapter(GENERAL, FIRST)
    assert library.helplines() is library.helplines()


def test_a_broken_chapter_names_all_its_problems_and_is_read_again_after_repair(course: CourseCopy) -> None:
    library = Library(course.root)
    good = course.read(CHAPTER)
    course.add_page("{孤独|コドク}と<b>太い字</b>です。")
    with pytest.raises(ContentError) as caught:
        library.chapter(GENERAL, FIRST)
    assert {each.code for each in caught.value.problems} >= {"ruby-reading", "markup-html"}
    course.write(CHAPTER, good)
    assert library.chapter(GENERAL, FIRST).pages


def test_broken_facts_are_an_error_of_the_content(course: CourseCopy) -> None:
    course.append("curriculum/facts/law.toml", '[[facts]]\nid = "half"')
    with pytest.raises(ContentError):
        Library(course.root).facts()


def test_an_edition_that_is_not_there(course: CourseCopy) -> None:
    with pytest.raises(ContentError) as caught:
        Library(course.root).edition(EditionId("nobody"))
    assert caught.value.problems[0].code == "file-missing"


def test_a_table_of_contents_names_everything_wrong_in_it(course: CourseCopy) -> None:
    course.write(
        "curriculum/general/course.toml",
        'id = "other"\ntitle = 3\nname = "n"\nversion = "1"\nmood = "x"\n\n'
        '[[chapters]]\nid = "a"\ntitle = "A"\npages = "p1"\nitems = []\nminutes = [1]\nsize = 2\n',
    )
    with pytest.raises(ContentError) as caught:
        Library(course.root).edition(GENERAL)
    assert {(each.line, each.code, each.detail) for each in caught.value.problems} == {
        (1, "edition-id", "other"),
        (2, "value-wrong", "title"),
        (1, "key-missing", "published"),
        (5, "key-unknown", "mood"),
        (10, "value-wrong", "pages"),
        (12, "value-wrong", "minutes"),
        (13, "key-unknown", "size"),
    }


def test_the_table_of_contents_costs_no_library(root: Path) -> None:
    code = (
        "import sys, pathlib\n"
        "from supporter_app.content.library import Library\n"
        f"Library(pathlib.Path({str(root)!r})).edition('general')\n"
        "print(*sorted({'msgspec', 'markdown_it', 'mdit_py_plugins', 'click', 'babel'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
