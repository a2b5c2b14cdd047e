"""Publications that facts, help lines and activities name; one id stands for one publication in all files."""

import re
from datetime import date
from pathlib import Path

from supporter_app.content.decoding import Decoder, Form, Record
from supporter_app.content.manuscript import open_manuscript
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.domain.fact import Source

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?")
FOLDERS = tuple(f"curriculum/{name}" for name in ("facts", "data", "helplines", "programmes", "activities"))


class SourceForm(Form, frozen=True):
    """One `[sources.ID]`."""

    title: str
    publisher: str
    date: str
    address: str = ""


class SourceShelf:
    """The publications of the whole course; a folder's own come first, the others are fetched when one is missing."""

    def __init__(self, root: Path) -> None:
        """Start empty, over the root of the course."""
        self.root = root
        self.complete = False
        self.sources: dict[str, Source] = {}

    def add(self, decoder: Decoder) -> None:
        """Take the sources of one file; the same id with other words is a problem."""
        for name, record, form in decoder.named("sources", SourceForm):
            source = Source(name, form.title, form.publisher, _day(decoder, record, form.date), form.address)
            known = self.sources.setdefault(name, source)
            if known != source:
                decoder.problems.append(record.problem("source-differs", name))

    def find(self, name: str, record: Record, problems: list[Problem], key: str = "source") -> Source:
        """Give a source; an unknown one is a problem."""
        if name not in self.sources and not self.complete:
            self._add_everything()
        source = self.sources.get(name)
        if source is None:
            problems.append(record.problem("source-unknown", name, key))
            return Source(name, "", "", date.min)
        return source

    def _add_everything(self) -> None:
        """Take every file's sources; what is wrong in those files is said where they are read for themselves."""
        self.complete = True
        for file in (file for folder in FOLDERS for file in toml_files(self.root, folder)):
            try:
                self.add(Decoder(open_manuscript(self.root, file), []))
            except ContentError:
                continue


def _day(decoder: Decoder, record: Record, written: str) -> date:
    """Read a publication's day; of a month or year alone the first day."""
    found = PARTIAL.fullmatch(written)
    if found is None:
        return decoder.date(written, record, "date")
    return decoder.date(f"{found[1]}-{found[2] or '01'}-01", record, "date")


def toml_files(root: Path, folder: str, *without: str) -> list[str]:
    """List the TOML files of a folder of the course, in the order of their names."""
    found = sorted(path.name for path in (root / folder).glob("*.toml"))
    return [f"{folder}/{name}" for name in found if name not in without]


def opened(root: Path, file: str, problems: list[Problem]) -> Decoder | None:
    """Open a file for decoding; when it cannot be read the problem is noted and None comes back."""
    try:
        return Decoder(open_manuscript(root, file), problems)
    except ContentError as error:
        problems.extend(error.problems)
        return None
