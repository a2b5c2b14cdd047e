"""Where in the text of a TOML file a table, a key or an element of a list stands."""

import re
from collections.abc import Sequence
from itertools import zip_longest

HEADER = re.compile(r"\s*\[\[?\s*([\w.\"' -]+?)\s*\]\]?\s*(?:#.*)?$")
STRINGS = r'"""(?:\\.|[^\\])*?"""|' + r"'''.*?'''|" + r'"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'"
PIECE = re.compile(STRINGS + r"|#[^\n]*|[\[\]{},\n]|[^\s\[\]{},#]+", re.DOTALL)

Step = str | int
"""A key, or a place in a list counted from 0."""


def line_of(lines: list[str], path: Sequence[Step]) -> int:
    """Find the line of a path, counted from 1; the nearest line above when the key itself is not written out."""
    line, name, within = 0, "", ""
    for step, following in zip_longest(path, path[1:]):
        if isinstance(step, int):
            continue
        name = f"{name}.{step}" if name else step
        place = following if isinstance(following, int) else 0
        header, setting = _candidates(lines, line, within, name, step)
        if place < len(header):
            line, within = header[place], name
        elif setting is not None:
            return _element(lines, setting, place) + 1 if isinstance(following, int) else setting + 1
    return line + 1


def _candidates(lines: list[str], start: int, within: str, name: str, key: str) -> tuple[list[int], int | None]:
    """Give the lines that open a table of that name, and the one that sets that key, inside the table at `start`."""
    setting = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
    headers: list[int] = []
    first: int | None = None
    before_tables = True
    for number in range(start + bool(within), len(lines)):
        opened = HEADER.match(lines[number])
        if opened is None:
            if first is None and before_tables and setting.match(lines[number]):
                first = number
            continue
        before_tables = False
        title = re.sub(r"[\"'\s]", "", opened[1])
        if within and not title.startswith(f"{within}."):
            break
        if title == name:
            headers.append(number)
    return headers, first


def _element(lines: list[str], number: int, place: int) -> int:
    """Find the line of an element of the list that is set on a line."""
    text = "\n".join(lines[number:]).partition("=")[2]
    depth, count, waiting = 0, 0, False
    line = number
    for piece in PIECE.findall(text):
        if depth == 1 and waiting and count == place and not (piece in "],\n" or piece.startswith("#")):
            return line
        line += piece.count("\n")
        if piece in "[{":
            depth += 1
            waiting = waiting or depth == 1
        elif piece in "]}":
            depth -= 1
            if depth <= 0:
                break
        elif piece == "," and depth == 1:
            count += 1
    return number
