"""The hard words of an edition, which every chapter explains where they first stand."""

from dataclasses import dataclass
from pathlib import Path

from supporter_app.content.decoding import Form, Record
from supporter_app.content.sources import opened
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import Problem


class TermForm(Form, frozen=True):
    """One `[[terms]]`."""

    word: str
    explained: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A hard word; `explained` are the pages (`chapter/page`) that explain it in a sentence instead of a bracket."""

    word: str
    explained: frozenset[str]


def read_terms(root: Path, edition: EditionId, problems: list[Problem]) -> list[tuple[Record, Term]]:
    """Read the hard words with their places; an edition without the file has none."""
    file = f"curriculum/{edition}/terms.toml"
    decoder = opened(root, file, problems) if (root / file).exists() else None
    if decoder is None:
        return []
    decoder.only("terms")
    return [(record, Term(form.word, frozenset(form.explained))) for record, form in decoder.records("terms", TermForm)]
