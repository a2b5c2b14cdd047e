"""Which of the program's own sentences a learner meets: those of the screens, and what is said when something fails."""

import ast
from collections.abc import Iterator
from pathlib import Path

from supporter_app import explain
from supporter_app.domain import errors

SCREENS = (
    "about",
    "appearance",
    "chapter_page",
    "contents",
    "editions",
    "end",
    "erase",
    "first_questions",
    "guide",
    "help_lines",
    "home",
    "paper",
    "place",
    "quiz_item",
    "record",
    "trouble",
)
WINDOWS = ("main_window", "lesson_window", "lesson_views")
MARKS = frozenset({"_", "N_", "ngettext"})
FAILURES = (
    errors.ContentError,
    errors.FileError,
    errors.ResourceMissing,
    errors.StorageError,
    errors.UnprintableText,
)


def learner_words(root: Path) -> frozenset[str]:
    """Collect the msgids a learner meets; none where the program's source is not beside the course."""
    ui = root / "supporter_app" / "ui"
    files = [
        *(ui / f"{name}.py" for name in WINDOWS),
        *sorted((ui / "widgets").glob("*.py")),
        *(ui / "screens" / f"{name}.py" for name in SCREENS),
    ]
    found = {message for file in files if file.is_file() for message in _marked(file)}
    return frozenset(found | set(_failures())) if found else frozenset()


def _marked(file: Path) -> Iterator[str]:
    """Give what a file marks as a sentence for people."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            said = node.args[0] if node.args else None
            if isinstance(said, ast.Constant) and isinstance(said.value, str):
                yield said.value


def _failures() -> Iterator[str]:
    """Give what is said about failures that reading, keeping and printing may meet."""
    for kind, words in explain.BY_KIND.items():
        if issubclass(kind, FAILURES):
            yield from words
