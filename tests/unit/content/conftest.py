"""A copy of the real course that a test may break."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from supporter_app.content.check import check
from supporter_app.content.checks import drawings, material
from supporter_app.content.manuscript import Manuscript, open_manuscript
from supporter_app.content.pictures import picture_file, read_picture
from supporter_app.domain.errors import Problem

PARTS = ("curriculum", "quizzes", "assets/kanji", "assets/illustrations")
CHAPTER = "curriculum/general/01-introduction.md"

T = TypeVar("T")
Read = Callable[[Path, str], T]


@dataclass(frozen=True)
class CourseCopy:
    """A course under a folder of the test's own."""

    root: Path

    def read(self, file: str) -> str:
        """Give the text of a file."""
        return (self.root / file).read_text(encoding="utf-8")

    def write(self, file: str, text: str | bytes) -> None:
        """Write a file, with the folders above it."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def change(self, file: str, old: str, new: str) -> int:
        """Replace the first place where `old` stands, and give its line."""
        before, found, after = self.read(file).partition(old)
        assert found, f"{old!r} is not in {file}"
        self.write(file, before + new + after)
        return before.count("\n") + 1

    def append(self, file: str, text: str) -> int:
        """Put a text at the end of a file, and give the line where it begins."""
        before = self.read(file).rstrip("\n") + "\n\n"
        self.write(file, before + text + "\n")
        return before.count("\n") + 1

    def add_page(self, body: str, *, note: str = "講師の文。", chapter: str = CHAPTER) -> int:
        """Put a page at the end of a chapter, and give the line where its body begins."""
        return self.append(chapter, f"{{#p90}}\n## ためし\n\n{body}\n\n:::note\n{note}\n:::") + 3

    def problems(self) -> tuple[Problem, ...]:
        """Check the course."""
        return check(self.root)

    def found(self) -> set[tuple[str, int, str]]:
        """Check the course, and give file, line and code of every problem."""
        return {(each.file, each.line, each.code) for each in self.problems()}

    def codes(self, file: str) -> set[str]:
        """Check the course, and give the codes of what is wrong in one file."""
        return {each.code for each in self.problems() if each.file == file}


def remembering(read: Read[T], name_file: Callable[[str], str]) -> Read[T]:
    """Read as `read` does, but the same text of the same file only once; one with a mistake in it is read again."""
    known: dict[Manuscript, T] = {}

    def remember(root: Path, name: str) -> T:
        text = open_manuscript(root, name_file(name))
        if text not in known:
            known[text] = read(root, name)
        return known[text]

    return remember


READ_ONCE: tuple[tuple[object, str, Read[object]], ...] = (
    (drawings, "read_picture", remembering(read_picture, picture_file)),
    *(
        (material, name, remembering(getattr(material, name), str))
        for name in ("read_chapter", "read_paper", "read_quiz", "read_scene")
    ),
)


@pytest.fixture
def course(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CourseCopy:
    """Give a copy of the real course; what no test changed is read once for all of them, which halves their time."""
    for place, name, read in READ_ONCE:
        monkeypatch.setattr(place, name, read)
    copy = tmp_path / "course"
    for part in PARTS:
        if (root / part).is_dir():
            shutil.copytree(root / part, copy / part)
    return CourseCopy(copy)
