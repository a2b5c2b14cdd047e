"""Files of programmes read into values."""

from pathlib import Path

from supporter_app.content.decoding import Form, Record
from supporter_app.content.sources import SourceShelf, opened, toml_files
from supporter_app.domain.activity import Programme, ProgrammeId
from supporter_app.domain.errors import Problem
from supporter_app.domain.helpline import WorryId

FOLDER = "curriculum/programmes"


class ProgrammeForm(Form, frozen=True):
    """One `[[programmes]]`."""

    id: str
    name: str
    for_whom: str
    what: str
    where_to_apply: str
    worries: tuple[str, ...]
    source: str
    place: str
    as_of: str
    state: str
    also: tuple[str, ...] = ()


def read_programmes(root: Path, shelf: SourceShelf, problems: list[Problem]) -> list[tuple[Record, Programme]]:
    """Read every programme with its place; what is wrong is added to `problems`."""
    found: list[tuple[Record, Programme]] = []
    for file in toml_files(root, FOLDER):
        decoder = opened(root, file, problems)
        if decoder is None:
            continue
        decoder.only("sources", "programmes")
        shelf.add(decoder)
        for record, form in decoder.records("programmes", ProgrammeForm):
            programme = Programme(
                id=ProgrammeId(form.id),
                name=form.name,
                for_whom=form.for_whom,
                what=form.what,
                where_to_apply=form.where_to_apply,
                worries=tuple(WorryId(each) for each in form.worries),
                source=shelf.find(form.source, record, problems),
                place=form.place,
                as_of=decoder.date(form.as_of, record, "as_of"),
                state=form.state,
                also=tuple(shelf.find(each, record, problems, "also") for each in form.also),
            )
            found.append((record, programme))
    return found
