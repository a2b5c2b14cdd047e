"""Rows laid on pages: what stays together is moved on as a whole, and every page gets its foot."""

from collections.abc import Callable

from supporter_app.documents.rows import Row
from supporter_app.documents.sheet import A4, MILLIMETRE, Sheet

MARGIN = 17 * MILLIMETRE
SIDE = 20 * MILLIMETRE
"""Room at the left and right, wide enough for the holes of a file."""
FOOT = 11 * MILLIMETRE
"""Height of the foot above the lower margin."""
ROOM = A4[0] - 2 * SIDE
FRESH = A4[1] - MARGIN
LOWEST = MARGIN + FOOT

Foot = Callable[[Sheet, int], None]


class Pages:
    """Upright A4 pages that are filled from above."""

    def __init__(self, sheet: Sheet, foot: Foot, bottom: float = LOWEST) -> None:
        """Begin on the first page; `foot` draws what stands below, with the number of the page."""
        self.sheet = sheet
        self.foot = foot
        self.bottom = bottom
        self.number = 1
        self.y = FRESH

    def fits(self, height: float) -> bool:
        """Tell whether a height is left on this page."""
        return self.y - height >= self.bottom

    def place(self, rows: tuple[Row, ...], x: float = SIDE) -> None:
        """Draw rows one below the other; those that hold on to the next one go with it to a new page."""
        group: list[Row] = []
        for row in rows:
            group.append(row)
            if not row.keep and not (row.blank and len(group) > 1):
                self._place(group, x)
                group = []
        self._place(group, x)

    def _place(self, group: list[Row], x: float) -> None:
        if all(row.blank for row in group):
            self.y -= sum(row.height for row in group) if self.y < FRESH else 0
            return
        if not self.fits(sum(row.height for row in group)) and self.y < FRESH:
            self.turn()
            if group[0].head is not None:
                group = [group[0].head, *group]
        for row in group:
            row.draw(self.sheet, x, self.y)
            self.y -= row.height

    def turn(self) -> None:
        """Finish this page and begin another."""
        self.foot(self.sheet, self.number)
        self.sheet.end_page()
        self.number += 1
        self.y = FRESH

    def finish(self) -> bytes:
        """Finish the last page and give the whole PDF."""
        self.foot(self.sheet, self.number)
        self.sheet.end_page()
        return self.sheet.finish()
