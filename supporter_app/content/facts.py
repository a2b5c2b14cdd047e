"""Fact files read into facts."""

from pathlib import Path

from supporter_app.content.decoding import Decoder, Form, Record
from supporter_app.content.sources import SourceShelf, opened, toml_files
from supporter_app.domain.errors import Problem
from supporter_app.domain.fact import Fact, FactId

FOLDER = "curriculum/facts"


class FactForm(Form, frozen=True):
    """One `[[facts]]`."""

    id: str
    value: str
    unit: str
    statement: str
    source: str
    place: str
    as_of: str
    superseded_by: str | None = None


def read_facts(root: Path, shelf: SourceShelf, problems: list[Problem]) -> list[tuple[Record, Fact]]:
    """Read every fact with its place; what is wrong is added to `problems`."""
    decoders = [opened(root, file, problems) for file in toml_files(root, FOLDER)]
    found: list[tuple[Record, Fact]] = []
    for decoder in decoders:
        if decoder is None:
            continue
        decoder.only("sources", "facts")
        shelf.add(decoder)
        for record, form in decoder.records("facts", FactForm):
            found.append((record, _fact(decoder, record, form, shelf)))
    return found


def _fact(decoder: Decoder, record: Record, form: FactForm, shelf: SourceShelf) -> Fact:
    return Fact(
        id=FactId(form.id),
        value=form.value,
        unit=form.unit,
        statement=form.statement,
        source=shelf.find(form.source, record, decoder.problems),
        place=form.place,
        as_of=decoder.date(form.as_of, record, "as_of"),
        superseded_by=None if form.superseded_by is None else FactId(form.superseded_by),
    )
