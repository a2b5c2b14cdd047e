"""The program's check of itself: fine as it is, and each broken part is found and named, never an end."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from supporter_app import i18n
from supporter_app.bootstrap import computer_clock
from supporter_app.content.library import Library
from supporter_app.domain.errors import StorageReadOnly
from supporter_app.services import self_test
from supporter_app.services.self_test import NAMES, Ear, Finding, SelfTest
from supporter_app.services.window import Ended
from supporter_app.storage.folder import FILE

Looking = Callable[[], dict[str, Finding]]
FOLDERS = ("curriculum", "quizzes", "i18n")


@pytest.fixture
def look(root: Path, monkeypatch: pytest.MonkeyPatch) -> Looking:
    """Let the program check itself, with a window that always opens."""
    monkeypatch.setattr(self_test, "start", lambda *_, **__: Ended(0, ""))
    return lambda: {each.name: each for each in SelfTest(Library(root), computer_clock).run()}


def faults(found: dict[str, Finding]) -> dict[str, str]:
    """Give what was not fine."""
    return {name: each.detail for name, each in found.items() if not each.fine}


def test_everything_is_looked_at_and_fine(look: Looking) -> None:
    found = look()
    assert list(found) == list(NAMES)
    assert faults(found) == {}
    assert all(any("ぁ" <= letter <= "ん" for letter in each.detail) for each in found.values())


def test_a_course_that_is_not_there(look: Looking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {each.name: each for each in SelfTest(Library(tmp_path), computer_clock).run()}
    assert set(faults(found)) == {"course", "paper"}
    monkeypatch.setattr(Library, "worries", lambda _: ())
    assert faults(look()) == {"course": "教材に、中身のない部分があります。"}


def test_a_chapter_that_cannot_be_read(root: Path, look: Looking, tmp_path: Path) -> None:
    for folder in ("curriculum", "quizzes", "assets"):
        (tmp_path / folder).symlink_to(root / folder)
    assert faults(look()) == {}
    (tmp_path / "curriculum").unlink()
    shutil.copytree(root / "curriculum", tmp_path / "curriculum")
    chapter = next((tmp_path / "curriculum" / "general").glob("01-*.md"))
    chapter.write_text("---\n", encoding="utf-8")
    found = {each.name: each for each in SelfTest(Library(tmp_path), computer_clock).run()}
    assert list(faults(found)) == ["course"]
    assert chapter.name in found["course"].detail


@pytest.mark.parametrize("content", [None, b"", b"\0\1\0\0" + bytes(500)])
def test_a_font_that_is_missing_or_broken(
    content: bytes | None, root: Path, look: Looking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts = tmp_path / "assets" / "fonts"
    fonts.mkdir(parents=True)
    for font in (root / "assets" / "fonts").glob("*.ttf"):
        (fonts / font.name).symlink_to(font)
    (fonts / "BIZUDPGothic-Bold.ttf").unlink()
    if content is not None:
        (fonts / "BIZUDPGothic-Bold.ttf").write_bytes(content)
    for folder in FOLDERS:
        (tmp_path / folder).symlink_to(root / folder)
    monkeypatch.setattr("supporter_app.resources.root", lambda: tmp_path)
    assert list(faults(look())) == ["fonts"]


def test_a_font_without_our_letters(root: Path, look: Looking, monkeypatch: pytest.MonkeyPatch) -> None:
    del root
    monkeypatch.setattr("supporter_app.documents.glyphs.LetterFont.drawn", lambda *_: None)
    assert "fonts" in faults(look())


def test_words_that_are_missing(look: Looking, tmp_path: Path) -> None:
    i18n.use("ja", tmp_path)
    try:
        assert "words" in faults(look())
    finally:
        i18n.use("ja")


@contextmanager
def rubbish(folder: Path) -> Iterator[Path]:
    """Give a data folder whose database is none."""
    (folder / FILE).write_bytes(b"rubbish" * 1000)
    yield folder


def test_a_broken_database(look: Looking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test, "throw_away_folder", lambda: rubbish(tmp_path))
    found = faults(look())
    assert list(found) == ["database"]
    assert str(tmp_path) in found["database"]


def test_a_database_that_forgets(look: Looking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("supporter_app.services.preferences.PreferenceService.save", lambda *_: None)
    assert faults(look()) == {"database": "書いたものが、そのまま読めません。"}


def test_a_place_where_nothing_can_be_written(look: Looking, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise StorageReadOnly(Path("/somewhere/folder"))

    monkeypatch.setattr(self_test, "throw_away_folder", refuse)
    found = faults(look())
    assert list(found) == ["database"]
    assert "/somewhere" in found["database"]


def test_a_paper_without_the_name(look: Looking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("supporter_app.services.certification.Certification.words", lambda *_: "")
    assert faults(look()) == {"paper": "受講証に名前が入りません。"}


@pytest.mark.parametrize("code", [3, -6, None])
def test_a_window_that_does_not_open(code: int | None, look: Looking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test, "start", lambda *_, **__: Ended(code, "no platform"))
    found = faults(look())
    assert list(found) == ["window"]
    assert f"{code} no platform" in found["window"]


def test_a_part_that_reaches_for_the_network(look: Looking, monkeypatch: pytest.MonkeyPatch) -> None:
    def reach(*_: object) -> str:
        socket.socket(socket.AF_INET6).close()
        return "つぎへ"

    monkeypatch.setattr(self_test, "_", reach)
    assert "socket.__new__" in look()["network"].detail


def test_the_ear_hears_sockets_to_a_network_and_questions_for_names_while_it_is_open() -> None:
    ear = Ear()
    with ear:
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()
        with pytest.raises(socket.gaierror):
            socket.getaddrinfo("", None, family=socket.AF_INET, type=9999)
        if hasattr(socket, "AF_UNIX"):
            socket.socket(socket.AF_UNIX).close()
    assert ear.heard == ["socket.__new__", "socket.getaddrinfo"]
    socket.socket(socket.AF_INET).close()
    assert len(ear.heard) == 2


def test_the_checks_hold_without_asserts(root: Path) -> None:
    """`python -O` takes asserts away; the checks must not go with them."""
    code = """
import sys
from pathlib import Path
from supporter_app.bootstrap import computer_clock
from supporter_app.content.library import Library
from supporter_app.services import self_test
from supporter_app.services.window import Ended
self_test.start = lambda *_, **__: Ended(1, "")
found = self_test.SelfTest(Library(Path(sys.argv[1])), computer_clock).run()
print(*(each.name for each in found if not each.fine))
"""
    command = [sys.executable, "-O", "-c", code, str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["window"]
