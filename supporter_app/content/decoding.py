"""TOML tables into typed forms: keys that are unknown or missing are named with their place in the file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import msgspec

from supporter_app.content.manuscript import SLUG, Manuscript, Step
from supporter_app.content.placed import PlacedText
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.domain.ruby import RubyText

PLACE = re.compile(r" - at `(?:key in )?\$(?P<path>[^`]*)`$")
STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
OPENING = ('"""', "'''")
"""What opens a text of several lines, whose first letter stands on the next."""
NAMED = re.compile(r"(required|unknown) field `([^`]*)`")

F = TypeVar("F", bound="Form")


class Form(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The keys one table of a file may hold."""


@dataclass(frozen=True, slots=True)
class Record:
    """One table of a file, by its place in it."""

    manuscript: Manuscript
    path: tuple[Step, ...]

    def line(self, *steps: Step) -> int:
        """Give the line of a key in this table, or of the table."""
        return self.manuscript.line_of((*self.path, *steps))

    def problem(self, code: str, detail: str = "", *steps: Step) -> Problem:
        """Name something wrong with this table or a key in it."""
        return self.manuscript.problem(self.line(*steps), code, detail)


class Decoder:
    """Reads the tables of one file and gathers what is wrong."""

    def __init__(self, manuscript: Manuscript, problems: list[Problem]) -> None:
        """Take the file, and the list that problems are added to."""
        self.manuscript = manuscript
        self.problems = problems
        self.tables: dict[str, object] = {}
        try:
            self.tables = manuscript.toml()
        except ContentError as error:
            problems.extend(error.problems)

    def only(self, *keys: str) -> None:
        """Refuse other keys at the top of the file."""
        for key in self.tables:
            if key not in keys:
                self.problems.append(self.manuscript.problem(self.manuscript.line_of((key,)), "key-unknown", key))

    def head(self, form: type[F], *without: str) -> F | None:
        """Read the keys at the top of the file, leaving out the named tables; an unreadable file gives None."""
        if not self.tables:
            self.problems.append(self.manuscript.problem(1, "file-empty"))
            return None
        head = {key: value for key, value in self.tables.items() if key not in without}
        return self.decode(head, form, Record(self.manuscript, ()))

    def records(self, table: str, form: type[F]) -> list[tuple[Record, F]]:
        """Read `[[table]]`, one form each; those that are wrong are left out."""
        found = self.tables.get(table, [])
        if not isinstance(found, list):
            self.problems.append(self.manuscript.problem(self.manuscript.line_of((table,)), "value-wrong", table))
            return []
        read = []
        for number, each in enumerate(found):
            record = Record(self.manuscript, (table, number))
            form_read = self.decode(each, form, record)
            if form_read is not None:
                read.append((record, form_read))
        return read

    def named(self, table: str, form: type[F]) -> list[tuple[str, Record, F]]:
        """Read `[table.NAME]`, one form each with its name."""
        found = self.tables.get(table, {})
        if not isinstance(found, dict):
            self.problems.append(self.manuscript.problem(self.manuscript.line_of((table,)), "value-wrong", table))
            return []
        read = []
        for name, each in found.items():
            record = Record(self.manuscript, (table, name))
            form_read = self.decode(each, form, record)
            if form_read is not None:
                read.append((str(name), record, form_read))
        return read

    def decode(self, value: object, form: type[F], record: Record) -> F | None:
        """Read one table; on a fault it is noted and None comes back."""
        try:
            return msgspec.convert(value, form, strict=True)
        except msgspec.ValidationError as error:
            self.problems.append(_fault(str(error), record))
            return None

    def text(self, text: str, record: Record, *steps: Step) -> PlacedText:
        """Read the markup of a text; faults are noted, and the text as it stands comes back."""
        from supporter_app.content.inline import read_text

        line = record.line(*steps)
        if not text.strip():
            self.problems.append(record.problem("text-missing", str(steps[0] if steps else ""), *steps))
        if self.manuscript.lines()[line - 1].rstrip().endswith(OPENING):
            line += 1
        try:
            return read_text(text, self.manuscript.file, line)
        except ContentError as error:
            self.problems.extend(error.problems)
            return PlacedText(self.manuscript.file, RubyText(()), ())

    def identify(self, name: str, record: Record) -> None:
        """Look at the id of a record: progress and readings point at it, so it is a plain word."""
        if not SLUG.fullmatch(name):
            self.problems.append(record.problem("id-form", name, "id"))

    def date(self, text: str, record: Record, *steps: Step) -> date:
        """Read a day written YYYY-MM-DD; a fault is noted."""
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.problems.append(record.problem("date-wrong", text, *steps))
            return date.min


def _fault(message: str, record: Record) -> Problem:
    """Turn the decoder's sentence into a problem with the line of the table or key it speaks of."""
    place = PLACE.search(message)
    steps: list[Step] = []
    if place is not None:
        steps = [int(number) if number else key for key, number in STEP.findall(place["path"])]
    named = NAMED.search(message)
    if named is None:
        return record.problem("value-wrong", _written(steps), *steps)
    code = "key-missing" if named[1] == "required" else "key-unknown"
    return record.problem(code, _written([*steps, named[2]]), *steps, *([] if code == "key-missing" else [named[2]]))


def _written(steps: Sequence[Step]) -> str:
    words = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in steps)
    return words.removeprefix(".")
