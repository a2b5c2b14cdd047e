"""How hard an edition may be to read: gates for sentences and pages, and what a text measures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from supporter_app.content.measure import length, sentences
from supporter_app.content.placed import Part, PlacedPage, PlacedText
from supporter_app.domain.edition import EditionId
from supporter_app.domain.furigana import is_kanji

HIRAGANA_FIRST, HIRAGANA_LAST = "ぁ", "ゖ"
READ_PARTS = frozenset({Part.TITLE, Part.BODY, Part.CELL})


@dataclass(frozen=True, slots=True)
class Level:
    """The gates of an edition: characters of a sentence, share of hiragana, ease (jreadability; higher is easier)."""

    median: int = 35
    longest: int = 60
    hiragana: float = 0.0
    ease: float | None = None


LEVELS = {
    EditionId("upper-elementary"): Level(25, 40, 0.60, 4.0),
    EditionId("junior-high"): Level(30, 50, 0.55, 3.0),
    EditionId("lower-elementary"): Level(15, 25, 0.75, 5.5),
    EditionId("easy-japanese"): Level(20, 30, 0.0, 4.5),
}
"""The editions with gates of their own; the others have those of grown-up readers."""


def level_of(edition: EditionId) -> Level:
    """Give the gates of an edition."""
    return LEVELS.get(edition, Level())


@dataclass(frozen=True, slots=True)
class PageLevel:
    """What a page measures; `ease` is None where the extra `authoring` is not installed."""

    sentences: int
    median: float
    longest: int
    hiragana: float
    kanji: frozenset[str]
    ease: float | None


def page_level(page: PlacedPage) -> PageLevel:
    """Measure what a learner reads on a page."""
    import statistics

    read = [text for text in page.texts() if text.part in READ_PARTS]
    lengths = [length(sentence) for text in read for _, sentence in sentences(text)]
    words = "".join(text.text.plain() for text in read)
    return PageLevel(
        len(lengths),
        statistics.median(lengths) if lengths else 0,
        max(lengths, default=0),
        hiragana_share(words),
        frozenset(filter(is_kanji, words)),
        ease(read),
    )


def hiragana_share(words: str) -> float:
    """Give the share of hiragana among letters and digits; 1 where there are none."""
    letters = [letter for letter in words if letter.isalnum()]
    if not letters:
        return 1.0
    return sum(HIRAGANA_FIRST <= letter <= HIRAGANA_LAST for letter in letters) / len(letters)


def ease(texts: Iterable[PlacedText]) -> float | None:
    """Measure how easily texts read (Hasebe and Lee, jreadability); None without the extra `authoring`."""
    measure = readability()
    if measure is None:
        return None
    return measure("".join(sentence for text in texts for _, sentence in sentences(text)))


@cache
def readability() -> Callable[[str], float] | None:
    """Give the measure of the extra `authoring`; None where it is not installed."""
    try:
        from fugashi import Tagger  # type: ignore[import-untyped] # comes without types
        from jreadability import compute_readability  # type: ignore[import-untyped] # comes without types
    except ImportError:
        return None
    tagger = Tagger()

    def measure(text: str) -> float:
        return float(compute_readability(text, tagger))

    return measure
