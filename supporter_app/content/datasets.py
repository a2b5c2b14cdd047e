"""The tables behind figures: a TOML file that says what they are, and a CSV file of the numbers."""

import csv
import io
import math
from pathlib import Path
from typing import Literal

from supporter_app.content.decoding import Decoder, Form, Record
from supporter_app.content.manuscript import Manuscript, open_manuscript
from supporter_app.content.sources import SourceShelf, opened, toml_files
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.domain.fact import Dataset, Series

FOLDER = "curriculum/data"


class SeriesForm(Form, frozen=True):
    """One `[[rows]]` or `[[series]]`."""

    id: str
    label: str
    group: str = ""


class DatasetForm(Form, frozen=True):
    """The top of a dataset's file."""

    id: str
    kind: Literal["bars", "stacked-bars"]
    title: str
    summary: str
    unit: str
    note: str
    source: str
    place: str
    as_of: str
    rows: tuple[SeriesForm, ...]
    series: tuple[SeriesForm, ...]


def dataset_ids(root: Path) -> tuple[str, ...]:
    """List the datasets of the course."""
    return tuple(Path(file).stem for file in toml_files(root, FOLDER))


def read_dataset(root: Path, dataset: str, shelf: SourceShelf, problems: list[Problem]) -> Dataset:
    """Read one dataset; raises ContentError with what is wrong in it."""
    placed = read_placed_dataset(root, dataset, shelf, problems)
    if placed is None:
        raise ContentError(tuple(problems))
    return placed[1]


def read_placed_dataset(
    root: Path, dataset: str, shelf: SourceShelf, problems: list[Problem]
) -> tuple[Record, Dataset] | None:
    """Read one dataset with its place; what is wrong is added to `problems`."""
    decoder = opened(root, f"{FOLDER}/{dataset}.toml", problems)
    form = decoder.head(DatasetForm, "sources") if decoder is not None else None
    if decoder is None or form is None:
        return None
    shelf.add(decoder)
    record = Record(decoder.manuscript, ())
    if form.id != dataset:
        problems.append(record.problem("dataset-id", form.id, "id"))
    return record, _dataset(root, decoder, form, record, shelf)


def _dataset(root: Path, decoder: Decoder, form: DatasetForm, record: Record, shelf: SourceShelf) -> Dataset:
    rows, series = (
        tuple(Series(each.id, each.label, each.group) for each in part) for part in (form.rows, form.series)
    )
    return Dataset(
        id=form.id,
        kind=form.kind,
        title=form.title,
        summary=form.summary,
        unit=form.unit,
        rows=rows,
        series=series,
        values=_values(root, form, decoder.problems),
        note=form.note,
        source=shelf.find(form.source, record, decoder.problems),
        place=form.place,
        as_of=decoder.date(form.as_of, record, "as_of"),
    )


def _values(root: Path, form: DatasetForm, problems: list[Problem]) -> tuple[tuple[float, ...], ...]:
    """Read the numbers: a heading of series ids, then a line of numbers for each row id, in the same order."""
    try:
        manuscript = open_manuscript(root, f"{FOLDER}/{form.id}.csv")
    except ContentError as error:
        problems.extend(error.problems)
        return ()
    found = _csv_lines(manuscript, problems)
    heading = found[0][1][1:] if found else []
    if heading != [each.id for each in form.series] or [line[0] for _, line in found[1:]] != [
        row.id for row in form.rows
    ]:
        problems.append(manuscript.problem(1, "csv-heading"))
        return ()
    values = [_numbers(manuscript, number, line[1:], len(heading), problems) for number, line in found[1:]]
    return tuple(values) if all(values) else ()


def _csv_lines(manuscript: Manuscript, problems: list[Problem]) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(manuscript.text), strict=True)
    try:
        return [(reader.line_num, line) for line in reader if line]
    except csv.Error:
        problems.append(manuscript.problem(reader.line_num, "csv-broken"))
        return []


def _numbers(
    manuscript: Manuscript, number: int, cells: list[str], wanted: int, problems: list[Problem]
) -> tuple[float, ...]:
    try:
        values = tuple(float(cell) for cell in cells)
    except ValueError:
        values = ()
    if len(values) != wanted or not all(map(math.isfinite, values)):
        problems.append(manuscript.problem(number, "csv-numbers"))
        return ()
    return values
