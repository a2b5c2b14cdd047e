"""Where the words with readings stand in a text, counted in UTF-16 units, as Qt counts them."""

from typing import NamedTuple

from supporter_app.domain.ruby import RubyText, Run


class Word(NamedTuple):
    """A word with a reading: [start, end) in its block, and the run that holds its base text and its reading."""

    start: int
    end: int
    run: Run


def units(text: str) -> int:
    """Count the UTF-16 units of a text."""
    return len(text.encode("utf-16-le")) // 2


def words_of(text: RubyText) -> tuple[Word, ...]:
    """Find where the words with readings stand in a text."""
    found, at = [], 0
    for run in text.runs:
        end = at + units(run.text)
        if run.reading is not None:
            found.append(Word(at, end, run))
        at = end
    return tuple(found)
