"""学校セット: a folder that is whole or not there, whatever happens while it is made."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from supporter_app import files
from supporter_app.content.library import Library
from supporter_app.documents.preview import text_of
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import FileError, FileFull, FileReadOnly, FileUnreachable, RequestRefused
from supporter_app.services.consultation import Consultation
from supporter_app.services.school import SchoolPapers
from supporter_app.services.school_set import SchoolSet

UPPER, LOWER = EditionId("upper-elementary"), EditionId("lower-elementary")
NOON = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def school() -> SchoolPapers:
    """Give the papers of the real course."""
    library = Library(Path(__file__).resolve().parents[3])
    return SchoolPapers(library, Consultation(library, lambda: NOON))


def test_everything_a_lesson_needs(school: SchoolPapers, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    target = tmp_path / "学校セット"
    names = SchoolSet(school, UPPER, 45).write(target, lambda done, steps: seen.append((done, steps)))
    assert sorted(each.name for each in target.iterdir()) == sorted(names)
    assert seen == [(done, len(names)) for done in range(len(names) + 1)]
    assert list(tmp_path.iterdir()) == [target]
    words = "".join(names)
    for part in ("手引き", "指導案", "お知らせ", "授業のページ", "話せそうな人", "冊子", "授業を受けた紙"):
        assert part in words
    read_me = (target / names[0]).read_bytes().decode("utf-8-sig")
    assert all(name in read_me for name in names[1:])
    assert "内閣府の公式教材ではありません" in read_me


def test_the_lesson_is_in_its_pages(school: SchoolPapers) -> None:
    words = "".join(text_of(school.slides(UPPER, 45)).split())
    for timed in school.library.lesson(UPPER).route(45):
        stop = timed.stop
        page = school.library.chapter(UPPER, stop.chapter).page(stop.page) if stop.chapter and stop.page else None
        if page is not None:
            assert "".join(page.title.plain().split()) in words
    assert "0120-0-78310" in words


def test_the_youngest_get_picture_cards(school: SchoolPapers, tmp_path: Path) -> None:
    names = SchoolSet(school, LOWER, 45).write(tmp_path / "set")
    assert any("A3" in name for name in names)
    assert not any("指導案" in name for name in names)
    read_me = (tmp_path / "set" / names[0]).read_bytes().decode("utf-8-sig")
    assert "短辺とじ" in read_me
    assert "画面用のPDF" not in read_me, "it speaks of the papers that are there"


def test_stopped_in_the_middle_nothing_is_left(school: SchoolPapers, tmp_path: Path) -> None:
    def stop(done: int, _steps: int) -> None:
        if done == 3:
            assert len(list(next(tmp_path.iterdir()).iterdir())) == 3, "the folder is half made, under another name"
            raise RequestRefused("stopped")

    with pytest.raises(RequestRefused) as caught:
        SchoolSet(school, UPPER, 45).write(tmp_path / "set", stop)
    assert caught.value.code == "stopped"
    assert not list(tmp_path.iterdir())


def test_a_full_disk_leaves_nothing(school: SchoolPapers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, _content: bytes) -> None:
        raise files.file_error(OSError(28, "no space"), path)

    monkeypatch.setattr("supporter_app.services.school_set.write_whole", full)
    with pytest.raises(FileFull) as caught:
        SchoolSet(school, UPPER, 45).write(tmp_path / "set")
    assert caught.value.path == tmp_path / "set", "nobody is told of a name that is gone again"
    assert not list(tmp_path.iterdir())


def test_what_a_killed_program_began_goes_with_the_next_set(tmp_path: Path) -> None:
    left, writing, other = (tmp_path / name for name in (".set.00.part", ".set.11.part", ".sets.00.part"))
    for folder in (left, writing, other):
        folder.mkdir()
        (folder / "a").write_bytes(b"a")
    for folder in (left, other):
        os.utime(folder, (0, 0))

    def fill(folder: Path) -> None:
        (folder / "a").write_bytes(b"b")

    files.make_folder_whole(tmp_path / "set", fill)
    assert sorted(each.name for each in tmp_path.iterdir()) == [".set.11.part", ".sets.00.part", "set"]


def test_what_is_there_already_is_left_alone(school: SchoolPapers, tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    with pytest.raises(RequestRefused) as caught:
        SchoolSet(school, UPPER, 45).write(tmp_path / "set")
    assert caught.value.code == "set-is-there"


def test_a_place_that_is_not_there(school: SchoolPapers, tmp_path: Path) -> None:
    with pytest.raises(FileUnreachable):
        SchoolSet(school, UPPER, 45).write(tmp_path / "no" / "set")


def test_an_edition_without_a_lesson(school: SchoolPapers, tmp_path: Path) -> None:
    with pytest.raises(RequestRefused):
        SchoolSet(school, EditionId("general"), 45).write(tmp_path / "set")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_appeared_meanwhile(tmp_path: Path) -> None:
    def make(folder: Path) -> None:
        (folder / "a").write_text("a", encoding="utf-8")
        (tmp_path / "set").mkdir()
        (tmp_path / "set" / "theirs").write_text("b", encoding="utf-8")

    with pytest.raises((FileError, FileReadOnly)):
        files.make_folder_whole(tmp_path / "set", make)
    assert [each.name for each in tmp_path.rglob("*")] == ["set", "theirs"]
