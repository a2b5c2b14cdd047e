"""Completions of those who learn alone: the fold of the journal, one row for each that stands."""

import json
from datetime import date

from supporter_app.domain.clock import ClockMark
from supporter_app.domain.completion import Completion, read_completion
from supporter_app.domain.edition import ChapterId, EditionId
from supporter_app.domain.journal import Subject
from supporter_app.domain.record_code import parse
from supporter_app.storage.database import Row, Storage
from supporter_app.storage.row import Known, Values

TABLE = "completion"
KEY: tuple[str, ...] = ("subject",)
OWN = """
SELECT subject, edition, content_version, chapters, rule, completed_on, code, marks
FROM completion WHERE installation = ? ORDER BY rowid
"""


def rows(subject: Subject, body: bytes, known: Known) -> list[Values]:
    """Give the completion that stands."""
    del known
    completion = read_completion(body)
    values: Values = {
        "subject": subject.id,
        "installation": subject.owner,
        "edition": completion.edition,
        "content_version": completion.content_version,
        "chapters": json.dumps(completion.chapters),
        "rule": completion.rule,
        "completed_on": completion.completed_on.isoformat(),
        "code": completion.code.letters(),
        "marks": json.dumps([mark.value for mark in completion.marks]),
    }
    return [values]


def own(storage: Storage) -> dict[str, Completion]:
    """Read this installation's completions by subject, the oldest first."""
    return {row[0]: _completion(row) for row in storage.rows(OWN, (storage.installation(),))}


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
