"""The small acts an edition offers for tomorrow."""

from pathlib import Path

from supporter_app.content.decoding import Form, Record
from supporter_app.content.sources import opened
from supporter_app.domain.activity import SmallAct
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import Problem


class ActForm(Form, frozen=True):
    """One `[[acts]]`."""

    id: str
    text: str


def acts_file(edition: EditionId) -> str:
    """Name an edition's small acts, from the root of the course."""
    return f"curriculum/{edition}/acts.toml"


def read_acts(root: Path, edition: EditionId, problems: list[Problem]) -> list[tuple[Record, SmallAct]]:
    """Read the acts with their places; an edition without the file offers none."""
    file = acts_file(edition)
    decoder = opened(root, file, problems) if (root / file).exists() else None
    if decoder is None:
        return []
    decoder.only("acts")
    records = decoder.records("acts", ActForm)
    for record, form in records:
        decoder.identify(form.id, record)
    return [(record, SmallAct(form.id, decoder.text(form.text, record, "text").text)) for record, form in records]
