"""The code on a learner's own record slip: edition, day and chance in ten letters, then two check digits.

The letters are Crockford's base 32: edition number 5 bits, days since 2020-01-01 15 bits, 30 random bits. The check
digits are ISO 7064 MOD 97-10 over that number in decimal, so that every single wrong letter and every swap of
neighbours is noticed (over the letters themselves, as IBAN does it, B1 and 1B would look alike).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from supporter_app.domain.check_digits import ALPHABET, as_typed, check_digits, decode, encode, holds
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import RequestRefused

EDITION_NUMBERS = {
    "general": 1,
    "upper-elementary": 2,
    "junior-high": 3,
    "lower-elementary": 4,
    "easy-japanese": 5,
}
OTHER_EDITION = 0
DAY_ZERO = date(2020, 1, 1)
LETTERS = 10
LENGTH = LETTERS + 2
LAST_DAY = (1 << 15) - 1
CHANCE_BITS = 30
DASHES = {ord(dash): None for dash in "ー－―‐‑‒–—−ｰ"}


@dataclass(frozen=True, slots=True)
class RecordCode:
    """One code; `edition` is a number of the table above, `day` counts from 2020-01-01, `chance` is 30 random bits."""

    edition: int
    day: int
    chance: int

    def letters(self) -> str:
        """Give the twelve letters without hyphens."""
        number = (self.edition << 45) | (self.day << CHANCE_BITS) | self.chance
        return encode(number, LETTERS) + check_digits(str(number))

    def shown(self) -> str:
        """Give the code as it is printed, XXXX-XXXX-XXXX."""
        letters = self.letters()
        return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))

    def on(self) -> date:
        """Give the day in the code."""
        return DAY_ZERO + timedelta(days=self.day)


def record_code(edition: EditionId, day: date, chance: int) -> RecordCode:
    """Make a code; a day outside 2020-2109 (a wrong clock) is held at the nearest end, `chance` at 30 bits."""
    since = min(max((day - DAY_ZERO).days, 0), LAST_DAY)
    return RecordCode(EDITION_NUMBERS.get(edition, OTHER_EDITION), since, chance % (1 << CHANCE_BITS))


def parse(text: str) -> RecordCode:
    """Read a code as typed; raises RequestRefused saying what is wrong: code-length, code-letter, code-check."""
    import unicodedata

    letters = as_typed(unicodedata.normalize("NFKC", text).translate(DASHES))
    if len(letters) != LENGTH:
        raise RequestRefused("code-length", str(len(letters)))
    foreign = [each for each in letters[:LETTERS] if each not in ALPHABET]
    foreign += [each for each in letters[LETTERS:] if each not in ALPHABET[:10]]
    if foreign:
        raise RequestRefused("code-letter", foreign[0])
    number = decode(letters[:LETTERS])
    if not holds(f"{number}{letters[LETTERS:]}"):
        raise RequestRefused("code-check")
    return RecordCode(number >> 45, (number >> CHANCE_BITS) & LAST_DAY, number & ((1 << CHANCE_BITS) - 1))
