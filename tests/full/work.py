"""One kind of work that people do by commands, for the kills: what comes next, what was promised, what is missing."""

import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook

from supporter_app.bootstrap import App, compose
from supporter_app.domain.session import NameKeeping, SessionId
from supporter_app.services.roster import Entry
from supporter_app.storage.database import Storage
from tests.full.flows import NAME, PLAN, now

Answer = dict[str, Any]
ROWS = 12
CREATE = [
    *("--edition", "general", "--date", "2026-11-20", "--start", "14:00", "--end", "15:30"),
    *("--place", "P", "--lecturer", "L"),
]


class Work:
    """One kind of work: the next command of it, what its answer promises, and whether that is there."""

    kept = NameKeeping.NONE

    def __init__(self, folder: Path) -> None:
        """Work in a data folder; what is written for people goes beside it."""
        self.folder, self.out = folder, folder.parent / "out"
        self.turn = 0
        self.promised: list[str] = []
        self.session = SessionId("")

    def prepare(self) -> None:
        """Hold a session with a roster."""
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir()
        self.promised = []
        app = compose(self.folder, now)
        held = app.classroom.create(replace(PLAN, names=self.kept))
        self.session = held.id
        named = "" if held.plan.nameless else NAME
        app.roster.take(held, [Entry(named)] * ROWS)
        self.begin(app)
        app.close()

    def begin(self, app: App) -> None:
        """Record what else has to be there before."""

    def words(self) -> list[str]:
        """Give the next command."""
        raise NotImplementedError

    def take(self, answer: Answer) -> None:
        """Remember what an answer promises."""
        raise NotImplementedError

    def missing(self, storage: Storage) -> list[str]:
        """Give what was promised and is not there."""
        raise NotImplementedError


def rows_of(file: Path) -> int:
    """Count the rows of a table, its headings included; -1 for a file that cannot be read whole."""
    try:
        if file.suffix == ".xlsx":
            return len(list(load_workbook(file).worksheets[0].values))
        content = file.read_bytes()
        text = content.decode("utf-8-sig" if file.name == "csv.csv" else "cp932")
        return len(list(csv.reader(text.splitlines()))) if text.endswith("\r\n") else -1
    except (BadZipFile, UnicodeDecodeError, KeyError, ValueError):
        return -1


def answered(said: str) -> Answer | None:
    """Read an answer; None where there was none, or where it was cut off."""
    try:
        found = json.loads(said)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
