"""A head count: how many people of each age band, sex and category were there, without a list of people."""

import re
import unicodedata
from dataclasses import dataclass

from supporter_app.domain.enrolment import AgeBand, Sex
from supporter_app.domain.journal import Body, parse_body
from supporter_app.domain.session import Audience, SessionId

RECORD = "headcount"
MOST = 100_000


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people of one age band, sex and category."""

    age_band: AgeBand
    sex: Sex
    category: str
    count: int


NUMERALS = str.maketrans("一二三四五六七八九", "123456789")
BETWEEN = r"[-‐‑–—−ー・の]"
YEAR_AND_CLASS = re.compile(
    rf"(?P<school>小|中)?(?:学校?)?第?(?P<year>[1-9一二三四五六七八九])(?:学?年生?{BETWEEN}?|{BETWEEN}|(?=[A-Za-z])|$)(?P<room>.*)"
)
ROOM = r"(?:0?[0-9]{1,2}|[A-Za-z]|[一二三四五六七八九十]{2}|(?![男女計他])[ぁ-んァ-ヶ一-龠])"
OF_ROOM = r"(?:組|学級|クラス)"
CLASS = re.compile(
    rf"(?P<room>{ROOM}(?:[・、,]{ROOM})*){OF_ROOM}?|(?P<word>[ぁ-んァ-ヶー]{{2,8}}|特別支援|特支|支援|合同|全){OF_ROOM}"
)
"""A class has a number, a letter or one sign; a word only where it is said to be a class, so that no name is taken."""
NOT_KNOWN = frozenset({"不明", "学年不明", "未記入", "無記入", "記入なし", "unknown", "?"})
YEAR_NOT_KNOWN, CLASS_NOT_KNOWN = "学年不明", "組不明"
GRADES = {Audience.ELEMENTARY: range(1, 7), Audience.JUNIOR_HIGH: range(1, 4)}
SCHOOLS = {Audience.ELEMENTARY: "小", Audience.JUNIOR_HIGH: "中"}


def of_children(rows: tuple[Counted, ...], audience: Audience) -> tuple[Counted, ...]:
    """Leave of a count of children their school year and class; raises ValueError naming what is neither.

    The year is one of the school there is: 1 to 6, or 1 to 3; other audiences have years 1 to 9, and the school is kept
    where it is told. Year and class may be 不明. What was left once is left as it is.
    """
    return tuple(Counted(AgeBand.UNDER_20, Sex.UNKNOWN, _group(row.category, audience), row.count) for row in rows)


def left_of_children(rows: tuple[Counted, ...], audience: Audience) -> tuple[Counted, ...]:
    """Leave what `of_children` does; where something else is written, the year counts as not known."""
    left: list[Counted] = []
    for row in rows:
        try:
            left += of_children((row,), audience)
        except ValueError:
            left.append(Counted(AgeBand.UNDER_20, Sex.UNKNOWN, YEAR_NOT_KNOWN, row.count))
    return tuple(left)


def _group(category: str, audience: Audience) -> str:
    """Write school year and class as people say them: 4年1組."""
    said = unicodedata.normalize("NFKC", category).replace(" ", "")
    if said.casefold() in NOT_KNOWN:
        return YEAR_NOT_KNOWN
    found = YEAR_AND_CLASS.fullmatch(said)
    school = (found["school"] or "") if found else ""
    if found is None or school not in ("", SCHOOLS.get(audience, school)):
        raise ValueError(category)
    year = int(found["year"].translate(NUMERALS))
    if year not in GRADES.get(audience, range(1, 10)):
        raise ValueError(category)
    told = "" if audience in SCHOOLS or not school else f"{school}学"
    return f"{told}{year}年{_class(found['room'], category)}"


def _class(said: str, category: str) -> str:
    if not said:
        return ""
    if said.casefold().removesuffix("組") in NOT_KNOWN | {CLASS_NOT_KNOWN}:
        return CLASS_NOT_KNOWN
    found = CLASS.fullmatch(said)
    if found is None:
        raise ValueError(category)
    return f"{found['room'].upper().lstrip('0')}組" if found["room"] else said


def headcount_subject(session: SessionId) -> str:
    """Give the subject of a session's head counts."""
    return f"{RECORD}/{session}"


def summed(rows: tuple[Counted, ...]) -> tuple[Counted, ...]:
    """Add up rows of the same group, keeping the order in which groups first appear; empty groups are left out."""
    counts: dict[tuple[AgeBand, Sex, str], int] = {}
    for row in rows:
        group = (row.age_band, row.sex, row.category)
        counts[group] = counts.get(group, 0) + row.count
    return tuple(Counted(*group, count) for group, count in counts.items() if count)


def headcount_fields(rows: tuple[Counted, ...]) -> dict[str, object]:
    """Write a head count as the fields of an event's body."""
    groups = [[row.age_band.value, row.sex.value, row.category, row.count] for row in rows]
    return {"record": RECORD, "groups": groups}


def read_headcount(body: bytes) -> tuple[Counted, ...]:
    """Read a head count back; ValueError when the body is malformed."""
    return tuple(_counted(group) for group in Body(parse_body(body)).items("groups"))


def _counted(group: object) -> Counted:
    match group:
        case [str(age_band), str(sex), str(category), int(count)] if 0 < count <= MOST:
            return Counted(AgeBand(age_band), Sex(sex), category, count)
    raise ValueError(group)
