"""The person reading, as far as the screen has to know them."""

from typing import NamedTuple, Protocol, runtime_checkable

from supporter_app.domain.furigana import FuriganaChoice, KanjiTable
from supporter_app.ui.theme import Look


class Reader(NamedTuple):
    """What every text needs to know: the look, the furigana wanted, the kanji by school grade."""

    look: Look
    furigana: FuriganaChoice
    kanji: KanjiTable


@runtime_checkable
class FollowsReader(Protocol):
    """A widget that follows a change of look or furigana in place."""

    def set_reader(self, reader: Reader) -> None:
        """Take over the change."""
