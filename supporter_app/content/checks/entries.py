"""Facts, figures, help lines, programmes and activities: no id twice, and nothing that points nowhere."""

from collections.abc import Iterable, Iterator

from supporter_app.content.checks.material import Material
from supporter_app.content.decoding import Record
from supporter_app.domain.errors import Problem
from supporter_app.domain.fact import Dataset

ROUNDED = 0.2
"""How far a column of rounded percentages may be from a hundred."""
HUNDRED = 100.0


def check_entries(material: Material) -> Iterator[Problem]:
    """Check the entries of every list."""
    yield from _duplicates("duplicate-fact", ((record, fact.id) for record, fact in material.facts))
    yield from _duplicates("duplicate-helpline", ((record, line.id) for record, line in material.helplines))
    yield from _duplicates("duplicate-worry", ((record, worry.id) for record, worry in material.worries))
    yield from _duplicates("duplicate-programme", ((record, each.id) for record, each in material.programmes))
    yield from _duplicates("duplicate-activity", ((record, each.id) for record, each in material.activities))
    for edition in material.editions:
        yield from _duplicates("duplicate-act", ((record, act.id) for record, act in edition.acts))
    yield from _facts(material)
    yield from _helplines(material)
    yield from _worries(material)
    for record, dataset in material.datasets:
        yield from _dataset(record, dataset)


def _duplicates(code: str, entries: Iterable[tuple[Record, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for record, name in entries:
        if name in seen:
            yield record.problem(code, name, "id")
        seen.add(name)


def _facts(material: Material) -> Iterator[Problem]:
    ids = {fact.id for _, fact in material.facts}
    for record, fact in material.facts:
        if fact.superseded_by is not None and fact.superseded_by not in ids - {fact.id}:
            yield record.problem("fact-unknown", fact.superseded_by, "superseded_by")
        if not fact.value or not fact.statement or not fact.place:
            yield record.problem("text-missing", fact.id)


def _helplines(material: Material) -> Iterator[Problem]:
    lines = {line.id for _, line in material.helplines}
    for record, line in material.helplines:
        if line.if_not_reached is not None and line.if_not_reached not in lines - {line.id}:
            yield record.problem("helpline-unknown", line.if_not_reached, "if_not_reached")
        if line.valid_from is not None and line.valid_until is not None and line.valid_from > line.valid_until:
            yield record.problem("period-wrong", f"{line.valid_from}..{line.valid_until}", "valid_from")


def _worries(material: Material) -> Iterator[Problem]:
    """Check that every worry named is there, and that none of them ends without a line that lasts."""
    worries = {worry.id for _, worry in material.worries}
    named = [(record, line.worries) for record, line in material.helplines]
    named += [(record, programme.worries) for record, programme in material.programmes]
    for record, each in named:
        for worry in sorted(set(each) - worries):
            yield record.problem("worry-unknown", worry, "worries")
    lasting = {worry for _, line in material.helplines if line.valid_until is None for worry in line.worries}
    for record, entry in material.worries:
        if entry.id not in lasting:
            yield record.problem("worry-without-line", entry.id)


def _dataset(record: Record, dataset: Dataset) -> Iterator[Problem]:
    """Columns of rounded percentages that miss a hundred say so in the note under the table."""
    sums = [round(sum(row), 1) for row in dataset.values]
    whole = dataset.unit == "%" and all(abs(each - HUNDRED) <= ROUNDED for each in sums)
    if whole and any(each != HUNDRED for each in sums) and "四捨五入" not in dataset.note:
        yield record.problem("dataset-rounding", dataset.id)
    if not dataset.summary or not dataset.title:
        yield record.problem("text-missing", dataset.id)
