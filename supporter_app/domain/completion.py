"""Completion of an edition by one who learns alone: the rule, what is missing, and the record that is kept."""

from dataclasses import dataclass
from datetime import date

from supporter_app.domain.clock import ClockMark
from supporter_app.domain.edition import ChapterId, Edition, EditionId, Place
from supporter_app.domain.journal import Body, parse_body
from supporter_app.domain.progress import Progress
from supporter_app.domain.record_code import RecordCode, parse

RECORD = "completion"
RULE = "every-chapter-and-item"
"""Every page of every counted chapter done (a skipped page is done) and every item answered, right or not."""


@dataclass(frozen=True, slots=True)
class Completion:
    """One learner's completion; `rule` is the rule that was passed, `marks` say why the day may be doubted."""

    edition: EditionId
    content_version: str
    chapters: tuple[ChapterId, ...]
    rule: str
    completed_on: date
    code: RecordCode
    marks: tuple[ClockMark, ...] = ()


def missing(edition: Edition, progress: Progress) -> tuple[Place, ...]:
    """List what is left until completion, in the order of the course."""
    return tuple(place for entry in edition.counted() for place in progress.open_places(entry))


def completion_fields(completion: Completion) -> dict[str, object]:
    """Write a completion as the fields of an event's body."""
    return {
        "record": RECORD,
        "edition": completion.edition,
        "content_version": completion.content_version,
        "chapters": list(completion.chapters),
        "rule": completion.rule,
        "completed_on": completion.completed_on.isoformat(),
        "code": completion.code.letters(),
        "clock": [mark.value for mark in completion.marks],
    }


def read_completion(body: bytes) -> Completion:
    """Read a completion back; ValueError when the body is malformed."""
    fields = Body(parse_body(body))
    return Completion(
        edition=EditionId(fields.text("edition")),
        content_version=fields.text("content_version"),
        chapters=tuple(ChapterId(each) for each in fields.texts("chapters")),
        rule=fields.text("rule"),
        completed_on=date.fromisoformat(fields.text("completed_on")),
        code=parse(fields.text("code")),
        marks=tuple(ClockMark(each) for each in fields.texts("clock")),
    )
