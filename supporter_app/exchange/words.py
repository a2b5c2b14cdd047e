"""How people write ages and sexes, in the words of the records."""

import re
import unicodedata

from supporter_app.domain.enrolment import AgeBand, Sex

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー〜~", "-"))
OLDEST = 130
BANDS = (
    (20, AgeBand.UNDER_20),
    (30, AgeBand.TWENTIES),
    (40, AgeBand.THIRTIES),
    (50, AgeBand.FORTIES),
    (60, AgeBand.FIFTIES),
    (70, AgeBand.SIXTIES),
    (80, AgeBand.SEVENTY_PLUS),
    (OLDEST + 1, AgeBand.EIGHTY_PLUS),
)
"""Each band with the age it ends before."""

YEARS = r"(?:歳|才)?"
AGE = re.compile(rf"満?(\d{{1,3}}){YEARS}")
DECADE = re.compile(r"(\d{1,2}0)歳?(?:代|s)(?:前半|後半)?")
RANGE = re.compile(rf"(\d{{1,3}}){YEARS}(?:-|から)(\d{{1,3}}){YEARS}(?:まで)?")
FROM = re.compile(rf"(\d{{1,3}}){YEARS}代?(?:以上|以降|\+|plus|-)")
UP_TO = re.compile(rf"(?:-(\d{{1,3}}){YEARS}|(\d{{1,3}}){YEARS}(?:以下|まで))")
BELOW = re.compile(rf"(?:(\d{{1,3}}){YEARS}未満|(?:u|under)(\d{{1,3}}))")
DECADE_DOWN = re.compile(r"(\d{1,2}0)歳?代以下")

NOT_KNOWN = frozenset({"", "-", "不明", "未記入", "無記入", "記入なし", "unknown", "n/a", "?"})
NO_ANSWER = frozenset(
    {"未回答", "無回答", "回答なし", "回答しない", "回答しません", "答えない", "答えたくない", "非公表", "非公開"}
    | {"undisclosed", "prefernottosay", "noanswer"}
)
SEXES = {
    Sex.MALE: frozenset({"男", "男性", "男子", "男の人", "おとこ", "オトコ", "male", "m", "man"}),
    Sex.FEMALE: frozenset({"女", "女性", "女子", "女の人", "おんな", "オンナ", "female", "f", "woman"}),
    Sex.OTHER: frozenset({"その他", "そのほか", "他", "どちらでもない", "x", "other", "non-binary", "nonbinary"}),
    Sex.UNDISCLOSED: NO_ANSWER,
    Sex.UNKNOWN: NOT_KNOWN,
}


def plain(text: str) -> str:
    """Make a text comparable: one width, no white space, small letters; for understanding, never for keeping."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def sex(text: str) -> Sex | None:
    """Understand how a sex is written; None where it is not understood."""
    said = plain(text)
    return next((each for each, words in SEXES.items() if said in words), None)


def age_band(text: str, *, to_eighty: bool = False) -> AgeBand | None:
    """Understand an age, or a span of ages that lies in one band; None where it is not understood.

    Bands end with 70plus, or `to_eighty` with 80plus.
    """
    said = plain(text).translate(DASHES)
    if said in NOT_KNOWN or said in NO_ANSWER:
        return AgeBand.UNKNOWN
    if said == AgeBand.SEVENTY_PLUS.value:
        return AgeBand.SEVENTY_PLUS
    low, high = _span(said)
    first, last = _band(low, to_eighty=to_eighty), _band(high, to_eighty=to_eighty)
    return first if first is last else None


def _band(age: int, *, to_eighty: bool) -> AgeBand | None:
    band = next((band for end, band in BANDS if 0 <= age < end), None)
    return AgeBand.SEVENTY_PLUS if band is AgeBand.EIGHTY_PLUS and not to_eighty else band


def _span(said: str) -> tuple[int, int]:
    """Read a span of ages, both ends in it; (-1, -1) where none is written."""
    if found := AGE.fullmatch(said):
        return int(found[1]), int(found[1])
    if found := DECADE.fullmatch(said):
        return int(found[1]), int(found[1]) + 9
    if found := RANGE.fullmatch(said):
        return int(found[1]), int(found[2])
    return _open_span(said)


def _open_span(said: str) -> tuple[int, int]:
    """Read a span of which one end is written."""
    if found := FROM.fullmatch(said):
        return int(found[1]), OLDEST
    if found := UP_TO.fullmatch(said):
        return 0, int(found[1] or found[2])
    if found := BELOW.fullmatch(said):
        return 0, int(found[1] or found[2]) - 1
    if found := DECADE_DOWN.fullmatch(said):
        return 0, int(found[1]) + 9
    return -1, -1
