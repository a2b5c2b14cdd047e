"""Where the last line of a text begins that would be hardly a syllable: on the screen as on paper."""

from supporter_app.documents.clusters import clusters
from supporter_app.documents.lines import FEWEST, atoms, moved_down


def last_line_places(before: str, last: str) -> list[int]:
    """Give the characters of the line before after which it could end, likeliest first; none if the last is long."""
    if len(last) >= 2 * FEWEST:
        return []
    pieces = atoms(before)
    return [len("".join(pieces[:at])) for at in moved_down(pieces, len(clusters(last)))]
