"""Files of activities read into values."""

from pathlib import Path

from supporter_app.content.decoding import Form, Record
from supporter_app.content.sources import SourceShelf, opened, toml_files
from supporter_app.domain.activity import Activity, ActivityId
from supporter_app.domain.errors import Problem

FOLDER = "curriculum/activities"


class ActivityForm(Form, frozen=True):
    """One `[[activities]]`."""

    id: str
    title: str
    organisation: str
    prefecture: str
    kind: str
    source: str
    place: str
    as_of: str
    municipality: str = ""
    for_whom: str = ""
    tags: tuple[str, ...] = ()
    summary: str = ""


def read_activities(root: Path, shelf: SourceShelf, problems: list[Problem]) -> list[tuple[Record, Activity]]:
    """Read every activity with its place; what is wrong is added to `problems`."""
    found: list[tuple[Record, Activity]] = []
    for file in toml_files(root, FOLDER):
        decoder = opened(root, file, problems)
        if decoder is None:
            continue
        decoder.only("sources", "activities")
        shelf.add(decoder)
        for record, form in decoder.records("activities", ActivityForm):
            activity = Activity(
                id=ActivityId(form.id),
                title=form.title,
                organisation=form.organisation,
                prefecture=form.prefecture,
                municipality=form.municipality,
                for_whom=form.for_whom,
                tags=form.tags,
                kind=form.kind,
                summary=form.summary,
                source=shelf.find(form.source, record, problems),
                place=form.place,
                as_of=decoder.date(form.as_of, record, "as_of"),
            )
            found.append((record, activity))
    return found
