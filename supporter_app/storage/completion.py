"""Completions of those who learn alone: the fold of the journal, one row for each that stands."""

import json
from datetime import date
from typing import TYPE_CHECKING

from supporter_app.domain.clock import ClockMark
from supporter_app.domain.completion import Completion, read_completion
from supporter_app.domain.edition import ChapterId, EditionId
from supporter_app.domain.journal import Subject
from supporter_app.domain.record_code import parse
from supporter_app.storage.database import Row, Storage

if TYPE_CHECKING:
    from sqlite_utils import Database

OWN = """
SELECT subject, edition, content_version, chapters, rule, completed_on, code, marks
FROM completion WHERE installation = ? ORDER BY rowid
"""
INSERT = "INSERT INTO completion VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


def write(db: "Database", subject: Subject, body: bytes | None) -> None:
    """Write the completion that stands."""
    db.execute("DELETE FROM completion WHERE subject = ?", (subject.id,))
    if body is not None:
        db.execute(INSERT, (subject.id, subject.owner, *_values(read_completion(body))))


def own(storage: Storage) -> dict[str, Completion]:
    """Read this installation's completions by subject, the oldest first."""
    return {row[0]: _completion(row) for row in storage.rows(OWN, (storage.installation(),))}


def _values(completion: Completion) -> tuple[str, ...]:
    return (
        completion.edition,
        completion.content_version,
        json.dumps(completion.chapters),
        completion.rule,
        completion.completed_on.isoformat(),
        completion.code.letters(),
        json.dumps([mark.value for mark in completion.marks]),
    )


def _completion(row: Row) -> Completion:
    _, edition, version, chapters, rule, day, code, marks = row
    return Completion(
        edition=EditionId(edition),
        content_version=version,
        chapters=tuple(ChapterId(each) for each in json.loads(chapters)),
        rule=rule,
        completed_on=date.fromisoformat(day),
        code=parse(code),
        marks=tuple(ClockMark(each) for each in json.loads(marks)),
    )
