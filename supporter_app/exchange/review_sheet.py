"""A filled review sheet read back: which rows a person ticked, in which role, and when."""

from datetime import date

from supporter_app.domain.errors import ImportWrong
from supporter_app.domain.names import troubles
from supporter_app.domain.review import Review
from supporter_app.exchange.grids import grids
from supporter_app.exchange.headings import Grid
from supporter_app.exchange.people import FORMULA_ERRORS

COLUMNS = {
    "place": "場所",
    "words": "本文",
    "readings": "読み",
    "box": "確認(よければ○)",
    "role": "確認した人の立場(名前は書きません)",
    "day": "確認した日(2026-11-28 の形)",
    "remark": "気づいたこと",
    "digest": "照合(さわらないでください)",
}
"""The headings of the sheet, which is written and read by the same words."""
TICKS = frozenset("○〇◯✓✔☑レx×1")
LONGEST_ROLE, LONGEST_REMARK, DIGEST = 60, 2000, 64


def read_reviews(content: bytes, file: str) -> tuple[Review, ...]:
    """Read the ticked rows of a sheet; raises ImportWrong naming file, row and column.

    Role and day may be written once; they hold for the rows below until they are written anew.
    """
    for _, grid in grids(content, file):
        place = next((number for number, row in enumerate(grid) if COLUMNS["digest"] in row), None)
        if place is not None:
            return tuple(_rows(grid, place, file))
    raise ImportWrong(file, "no-review-sheet")


def named_texts(content: bytes, file: str) -> frozenset[tuple[str, str]]:
    """Give place and digest of every row, ticked or not; raises ImportWrong where it is no review sheet."""
    for _, grid in grids(content, file):
        place = next((number for number, row in enumerate(grid) if COLUMNS["digest"] in row), None)
        if place is not None and COLUMNS["place"] in grid[place]:
            columns = grid[place].index(COLUMNS["place"]), grid[place].index(COLUMNS["digest"])
            rows = (row for row in grid[place + 1 :] if len(row) > max(columns))
            return frozenset((row[columns[0]].strip(), row[columns[1]].strip()) for row in rows)
    raise ImportWrong(file, "no-review-sheet")


def _rows(grid: Grid, heading: int, file: str) -> list[Review]:
    columns = {}
    for key, words in COLUMNS.items():
        if words not in grid[heading]:
            raise ImportWrong(file, "review-column", heading + 1, detail=words)
        columns[key] = grid[heading].index(words)
    found: list[Review] = []
    role, day = "", ""
    for number, row in enumerate(grid[heading + 1 :], start=heading + 2):
        cells = {key: row[at].strip() if at < len(row) else "" for key, at in columns.items()}
        role, day = cells["role"] or role, cells["day"] or day
        if not cells["box"]:
            continue
        if cells["box"] not in TICKS:
            raise ImportWrong(file, "review-tick", number, COLUMNS["box"])
        found.append(_review(cells, role, day, (file, number)))
    return found


def _review(cells: dict[str, str], role: str, day: str, at: tuple[str, int]) -> Review:
    file, number = at
    unfit = any(trouble.refuses for trouble in troubles(role)) or role.upper() in FORMULA_ERRORS
    if not role or len(role) > LONGEST_ROLE or unfit:
        raise ImportWrong(file, "review-role", number, COLUMNS["role"])
    try:
        checked = date.fromisoformat(day[:10].replace("/", "-"))
    except ValueError as error:
        raise ImportWrong(file, "review-day", number, COLUMNS["day"]) from error
    if not cells["place"] or len(cells["digest"]) != DIGEST:
        raise ImportWrong(file, "review-digest", number, COLUMNS["digest"])
    return Review(cells["place"], cells["digest"], role, checked, cells["remark"][:LONGEST_REMARK])
