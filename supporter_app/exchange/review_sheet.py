"""A filled review sheet read back: which rows a person ticked or remarked on, in which role, and when."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from supporter_app.domain.errors import ImportWrong
from supporter_app.domain.names import troubles
from supporter_app.domain.review import Mark, Review
from supporter_app.exchange.days import day_of
from supporter_app.exchange.grids import grids
from supporter_app.exchange.headings import BRACKETS, Grid
from supporter_app.exchange.people import FORMULA_ERRORS
from supporter_app.exchange.words import plain

COLUMNS = {
    "place": "場所",
    "words": "本文",
    "readings": "読み",
    "box": "確認(よければ○、だめなら×)",
    "role": "確認した人の立場(名前は書きません)",
    "day": "確認した日(2026-11-28 の形)",
    "remark": "気づいたこと",
    "digest": "照合(さわらないでください)",
}
"""The headings of the sheet, which is written and read by the same words; what stands in brackets is advice."""
NEEDED = ("place", "box", "role", "day", "digest")
TICKS = frozenset(
    {
        *"○〇◯◎✓✔☑✅レ1",
        "true",
        "はい",
        "yes",
        "ok",
        "可",
        "良",
        "よい",
        "良い",
        "まる",
        "マル",
        "済",
        "済み",
        "確認済",
        "確認済み",
    }
)
CROSSES = frozenset({*"×✕✖✗✘❌☒△▲", "ばつ", "バツ", "いいえ", "no", "ng", "否", "不可"})
NOTHING = frozenset({"", *"☐□0-‐–—−ー・", "false", "未", "未確認"})
"""A check box that is not ticked. A Latin x is none of the three: it ticks a box abroad and crosses out in Japan."""
DRESSING = str.maketrans("", "", "\ufe0e\ufe0f")
"""Signs that make a tick a picture or a letter."""
LONGEST_ROLE, DIGEST = 60, 64
Rows = tuple[tuple[int, dict[str, str]], ...]
"""Numbers in the file, from 1, with the cells by the keys of their columns."""


@dataclass(frozen=True, slots=True)
class Found:
    """The review sheet in a file: its rows, where its headings are (from 0), and its columns by their keys."""

    grid: Grid
    heading: int
    columns: dict[str, int]

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Give the rows below the headings with their numbers in the file, cells by the keys of their columns."""
        for number, row in enumerate(self.grid[self.heading + 1 :], start=self.heading + 2):
            yield number, {key: row[at].strip() if at < len(row) else "" for key, at in self.columns.items()}


def read_reviews(content: bytes, file: str, known: Collection[Review] = ()) -> tuple[Review, ...]:
    """Read what people wrote on a sheet; raises ImportWrong naming file, row and column.

    Role and day may be written once; they hold for the rows below until they are written anew, and for rows above
    where they are the only ones. Rows that say what is `known` were filled in when the sheet was written: somebody
    else's role is lent to nobody.
    """
    rows = tuple(_sheet(content, file).rows())
    told = {(each.place, each.digest, each.role, each.day) for each in known}
    lent = _lent(rows, ())
    old = {number for number, cells in rows if _said(cells, lent[number]) in told}
    if not any(number in old and cells["box"] and not cells["role"] for number, cells in rows):
        lent = _lent(rows, old)
    found: list[Review] = []
    for number, cells in rows:
        mark = _mark(cells["box"], (file, number))
        if mark is not Mark.OPEN or cells["remark"]:
            found.append(_review(cells, mark, lent[number], (file, number)))
    return tuple(found)


def _lent(rows: Rows, without: Collection[int]) -> dict[int, tuple[str, str]]:
    """Give role and day of each row, its own or lent by the rows above, but for those `without`."""
    lenders = [cells for number, cells in rows if number not in without]
    role, day = (_only([cells[key] for cells in lenders]) for key in ("role", "day"))
    held: dict[int, tuple[str, str]] = {}
    for number, cells in rows:
        held[number] = cells["role"] or role, cells["day"] or day
        if number not in without:
            role, day = held[number]
    return held


def _said(cells: dict[str, str], said: tuple[str, str]) -> tuple[str, str, str, object]:
    return cells["place"], cells["digest"].lower(), said[0], day_of(said[1])


def named_texts(content: bytes, file: str) -> frozenset[tuple[str, str]]:
    """Give place and digest of every row, ticked or not; raises ImportWrong where it is no review sheet."""
    return frozenset((cells["place"], cells["digest"].lower()) for _, cells in _sheet(content, file).rows())


def _sheet(content: bytes, file: str) -> Found:
    """Find the review sheet; where a workbook has several, the one on which most was written."""
    found, fault = list[Found](), None
    for _, grid in grids(content, file):
        headings = [[_heading(cell) for cell in row] for row in grid]
        wanted = {key: _heading(words) for key, words in COLUMNS.items()}
        heading = next((number for number, row in enumerate(headings) if wanted["digest"] in row), None)
        if heading is None:
            continue
        missing = next((key for key in NEEDED if wanted[key] not in headings[heading]), None)
        if missing is not None:
            fault = fault or ImportWrong(file, "review-column", heading + 1, detail=COLUMNS[missing])
            continue
        row = headings[heading]
        columns = {key: row.index(words) if words in row else len(row) for key, words in wanted.items()}
        found.append(Found(grid, heading, columns))
    if not found:
        raise fault or ImportWrong(file, "no-review-sheet")
    return max(found, key=lambda each: sum(bool(cells["box"] or cells["remark"]) for _, cells in each.rows()))


def _heading(cell: str) -> str:
    return BRACKETS.sub("", plain(cell))


def _only(said: list[str]) -> str:
    """Give what was written once in a column, nothing where it was written in several ways."""
    ways = {each for each in said if each}
    return ways.pop() if len(ways) == 1 else ""


def _mark(box: str, at: tuple[str, int]) -> Mark:
    said = plain(box).translate(DRESSING)
    if said in NOTHING:
        return Mark.OPEN
    if said in TICKS:
        return Mark.RIGHT
    if said in CROSSES:
        return Mark.WRONG
    raise ImportWrong(at[0], "review-tick", at[1], COLUMNS["box"])


def _review(cells: dict[str, str], mark: Mark, said: tuple[str, str], at: tuple[str, int]) -> Review:
    (role, day), (file, number) = said, at
    if mark is not Mark.OPEN or role:
        unfit = any(trouble.refuses for trouble in troubles(role)) or role.upper() in FORMULA_ERRORS
        if not role or len(role) > LONGEST_ROLE or unfit:
            raise ImportWrong(file, "review-role", number, COLUMNS["role"])
    checked = day_of(day)
    if checked is None and (mark is not Mark.OPEN or day):
        raise ImportWrong(file, "review-day", number, COLUMNS["day"])
    digest = cells["digest"].lower()
    if not cells["place"] or len(digest) != DIGEST:
        raise ImportWrong(file, "review-digest", number, COLUMNS["digest"])
    return Review(cells["place"], digest, role, checked, cells["remark"], mark)
