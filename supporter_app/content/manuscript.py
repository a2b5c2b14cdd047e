"""One file of the course as text, and where in it a thing stands."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from supporter_app.domain.errors import ContentError, FileDamaged, FileError, FileUnreachable, Problem
from supporter_app.files import is_there, read_limited, write_whole

LIMIT = 4_000_000
"""Bytes of the largest file that is read; the largest of ours has a hundredth of that."""
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""How ids and the names of files are written."""
BOM = b"\xef\xbb\xbf"
SAID_TWICE = re.compile(r"Cannot (?:overwrite|declare|mutate)")
TOML_LINE = re.compile(r"at line (\d+)")

Step = str | int
"""A key, or a place in a list counted from 0."""


class Manuscript(NamedTuple):
    """The text of one file; `file` is its path from the root of the course, with slashes."""

    file: str
    text: str

    def problem(self, line: int, code: str, detail: str = "") -> Problem:
        """Name something wrong on a line of this file."""
        return Problem(self.file, line, code, detail)

    def lines(self) -> list[str]:
        """Give the lines; the first has number 1."""
        return self.text.split("\n")

    def toml(self) -> dict[str, object]:
        """Read the file as TOML; raises ContentError with the line."""
        return parse_toml(self, self.text, 0)

    def line_of(self, path: Sequence[Step]) -> int:
        """Find the line of a table or key; the nearest line above when the key itself is not written out."""
        from supporter_app.content.toml_lines import line_of

        return line_of(self.lines(), path)


def open_manuscript(root: Path, file: str) -> Manuscript:
    """Read a file under the root; raises ContentError when it is missing, unreadable, too large or not UTF-8."""
    path = root / file
    try:
        if is_there(path) and not path.is_file():
            raise ContentError((Problem(file, 1, "file-other"),))
        raw = read_limited(path, LIMIT)
        text = raw.decode("utf-8-sig")
    except FileUnreachable as error:
        raise ContentError((Problem(file, 1, "file-missing"),)) from error
    except FileDamaged as error:
        raise ContentError((Problem(file, 1, "file-too-large", str(LIMIT)),)) from error
    except FileError as error:
        raise ContentError((Problem(file, 1, "file-unreadable"),)) from error
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ContentError((Problem(file, line, "not-utf8"),)) from error
    return Manuscript(file, text.replace("\r\n", "\n").replace("\r", "\n"))


def rewrite(root: Path, manuscript: Manuscript, text: str) -> None:
    """Write another text into a file as its own editor would: with its line ends and its mark; FileError's family."""
    path = root / manuscript.file
    raw = read_limited(path, LIMIT)
    ends = "\r\n" if b"\r\n" in raw else "\n" if b"\n" in raw or b"\r" not in raw else "\r"
    mark = BOM if raw.startswith(BOM) else b""
    write_whole(path, mark + text.replace("\n", ends).encode())


def parse_toml(manuscript: Manuscript, text: str, lines_before: int) -> dict[str, object]:
    """Read a stretch of a file as TOML; raises ContentError with the line in the whole file."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = TOML_LINE.search(str(error))
        line = int(found.group(1)) if found else text.rstrip("\n").count("\n") + 1
        code = "toml-twice" if SAID_TWICE.search(str(error)) else "not-toml"
        raise ContentError((manuscript.problem(line + lines_before, code),)) from error


def problems_of(error: ContentError) -> tuple[Problem, ...]:
    """Give the problems an error carries, in the order of file and line."""
    return tuple(sorted(error.problems, key=lambda each: (each.file, each.line, each.code, each.detail)))
