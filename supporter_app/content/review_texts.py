"""The texts of an edition as its reviewers read them, one row for each page, item, scene and act."""

from hashlib import sha256
from pathlib import Path

from supporter_app.content.checks.material import EditionMaterial, gather_edition
from supporter_app.content.manuscript import problems_of
from supporter_app.content.placed import Part, PlacedText
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.domain.review import ReviewText
from supporter_app.domain.ruby import RubyText


def review_texts(root: Path, edition: EditionId) -> tuple[ReviewText, ...]:
    """Give the rows in the order of the edition; raises ContentError when a file of it cannot be read."""
    problems: list[Problem] = []
    found = gather_edition(root, edition, problems)
    if problems:
        raise ContentError(problems_of(ContentError(tuple(problems))))
    return tuple(_row(place, texts) for place, texts in _places(found).items())


def _places(edition: EditionMaterial) -> dict[str, list[PlacedText]]:
    places: dict[str, list[PlacedText]] = {}
    for place, text in edition.placed_texts():
        places.setdefault(place, []).append(text)
    return places


def _row(place: str, texts: list[PlacedText]) -> ReviewText:
    read = [text for text in texts if text.part is not Part.PICTURE]
    words = "\n".join(text.text.plain() for text in read)
    readings = {f"{run.text}({run.reading})": None for text in read for run in text.text.runs if run.reading}
    digest = sha256("\n".join(marked(text.text) for text in texts).encode()).hexdigest()
    return ReviewText(place, words, " ".join(readings), digest)


def marked(text: RubyText) -> str:
    """Write a text with the markup of its readings, so that another reading is another text."""
    return "".join(f"{{{run.text}|{run.reading}}}" if run.reading else run.text for run in text.runs)
