"""Figures: what is said over and under a chart is what its numbers say."""

import re
from collections.abc import Iterator

from supporter_app.content.checks.language import TRAPS
from supporter_app.content.checks.material import Material
from supporter_app.content.decoding import Record
from supporter_app.domain.errors import Problem
from supporter_app.domain.fact import Dataset

ROUNDED = 0.2
"""How far a column of rounded percentages may be from a hundred."""
HUNDRED = 100.0
DECIMAL = re.compile(r"[0-9]+[.][0-9]+")
ROUNDING = "四捨五入"


def check_figures(material: Material) -> Iterator[Problem]:
    """Check every dataset."""
    for record, dataset in material.datasets:
        if dataset.values:
            yield from _numbers(record, dataset)
            yield from _rounding(record, dataset)
        for key in ("title", "summary", "note"):
            said = str(getattr(dataset, key))
            if not said and key != "note":
                yield record.problem("text-missing", key, key)
            for code, trap in TRAPS.items():
                if found := trap.search(said):
                    yield record.problem(code, found[0], key)


def _numbers(record: Record, dataset: Dataset) -> Iterator[Problem]:
    """Every number with a decimal place in the words is a value, the total of a group, or the sum of a row."""
    known = {value for row in dataset.values for value in row} | {round(sum(row), 1) for row in dataset.values}
    groups = {series.group for series in dataset.series}
    known |= {dataset.group_total(row, group) for row in range(len(dataset.values)) for group in groups}
    for key in ("title", "summary", "note"):
        for number in DECIMAL.findall(str(getattr(dataset, key))):
            if float(number) not in known:
                yield record.problem("dataset-number", number, key)


def _rounding(record: Record, dataset: Dataset) -> Iterator[Problem]:
    """Columns of rounded percentages that miss a hundred say so in the note under the table."""
    sums = [round(sum(row), 1) for row in dataset.values]
    whole = dataset.unit == "%" and all(abs(each - HUNDRED) <= ROUNDED for each in sums)
    if whole and any(each != HUNDRED for each in sums) and ROUNDING not in dataset.note:
        yield record.problem("dataset-rounding", dataset.id, "note")
