"""The record slip: what was learnt at home, with a code and without a name, for a hall that counts it."""

from supporter_app.documents.fonts import Face, runs, width
from supporter_app.documents.ornament import two_circles
from supporter_app.documents.sheet import A4, ACCENT, EDGE, INK, MILLIMETRE, SECOND, TINT, Sheet, small_print
from supporter_app.domain.certificate import RecordSlip
from supporter_app.domain.wareki import seireki, wareki
from supporter_app.i18n import _

MARGIN = 20 * MILLIMETRE
ROOM = A4[0] - 2 * MARGIN
MIDDLE = A4[0] / 2
TALLEST_ROW = 27
CODE_BOX = 92
HALL_BOX = 84
LOWEST = MARGIN + HALL_BOX + 40
"""The list of chapters ends above this, so that the box for the hall has its place."""


def record_slip(slip: RecordSlip) -> bytes:
    """Draw the slip on one upright A4 page."""
    sheet = Sheet(_("Record slip for a hall"))
    y = _heading(sheet, slip)
    y = _code(sheet, slip, y)
    y = _what(sheet, slip, y)
    y = _chapters(sheet, slip, y)
    _for_the_hall(sheet, y)
    _foot(sheet)
    sheet.end_page()
    return sheet.finish()


def _heading(sheet: Sheet, slip: RecordSlip) -> float:
    """Write the title and what the slip is for; gives where the next part begins."""
    top = A4[1] - MARGIN
    two_circles(sheet, (A4[0] - MARGIN - 26, top - 16), 14, 1.2)
    sheet.ink(INK)
    sheet.left(_("Record slip for a hall"), (MARGIN, top - 24), 27, Face.BOLD)
    sheet.ink(SECOND)
    sheet.left(slip.course, (MARGIN, top - 48), 13, Face.GOTHIC)
    sheet.ink(INK)
    said = _("Hand this slip to the staff of a hall. It tells that the course was taken at home, without a name.")
    return sheet.paragraph(said, (MARGIN, top - 82), ROOM, 12, Face.GOTHIC)


def _code(sheet: Sheet, slip: RecordSlip, y: float) -> float:
    """Write the code large, in a tinted box."""
    bottom = y - CODE_BOX
    sheet.ink(TINT)
    sheet.canvas.roundRect(MARGIN, bottom, ROOM, CODE_BOX, 8, stroke=0, fill=1)
    sheet.ink(SECOND)
    sheet.centred(_("Number of this slip"), (MIDDLE, bottom + CODE_BOX - 24), 11, Face.GOTHIC)
    sheet.ink(ACCENT)
    sheet.centred(slip.code, (MIDDLE, bottom + 24), 36, Face.BOLD)
    return bottom - 34


def _what(sheet: Sheet, slip: RecordSlip, y: float) -> float:
    """Write the day and the edition as a short list."""
    day = _("{wareki} ({seireki})").format(wareki=wareki(slip.completed_on), seireki=seireki(slip.completed_on))
    rows = (
        (_("Day of completion"), day),
        (_("Edition taken"), slip.edition),
        (_("Content version"), slip.content_version),
    )
    for name, value in rows:
        sheet.ink(SECOND)
        sheet.left(name, (MARGIN, y), 12, Face.GOTHIC)
        sheet.ink(INK)
        sheet.left(value, (MARGIN + 100, y), 14, Face.GOTHIC)
        y -= 24
    if slip.doubtful:
        said = _("The clock of this computer may have been wrong on that day.")
        y = sheet.paragraph(said, (MARGIN, y), ROOM, 11, Face.GOTHIC)
    return y - 14


def _chapters(sheet: Sheet, slip: RecordSlip, y: float) -> float:
    """List the chapters that were done, closer together when they are many; no title leaves its row."""
    sheet.ink(INK)
    sheet.left(_("Chapters done"), (MARGIN, y), 13, Face.BOLD)
    y -= 12
    row = min(TALLEST_ROW, (y - LOWEST) / max(len(slip.chapters), 1))
    size = min(13, row * 0.6)
    for number, title in enumerate(slip.chapters, start=1):
        _rule(sheet, y)
        baseline = y - row * 0.7
        sheet.ink(INK)
        sheet.right(f"{number}", (MARGIN + 18, baseline), size, Face.GOTHIC)
        fitting = (ROOM - 80) / max(width(runs(title, Face.GOTHIC), 1), 1)
        sheet.left(title, (MARGIN + 34, baseline), min(size, fitting), Face.GOTHIC)
        sheet.ink(ACCENT)
        sheet.right(_("Done"), (MARGIN + ROOM - 6, baseline), min(size, 11), Face.GOTHIC)
        y -= row
    _rule(sheet, y)
    return y - 26


def _rule(sheet: Sheet, y: float) -> None:
    sheet.ink(EDGE)
    sheet.canvas.setLineWidth(0.4)
    sheet.canvas.line(MARGIN, y, MARGIN + ROOM, y)


def _for_the_hall(sheet: Sheet, y: float) -> None:
    """Leave room for the staff; nothing personal is asked."""
    bottom = y - HALL_BOX
    sheet.ink(EDGE)
    sheet.canvas.setLineWidth(0.8)
    sheet.canvas.roundRect(MARGIN, bottom, ROOM, HALL_BOX, 8, stroke=1, fill=0)
    sheet.ink(SECOND)
    sheet.left(_("For the staff of the hall (no names here)"), (MARGIN + 12, y - 20), 11, Face.GOTHIC)


def _foot(sheet: Sheet) -> None:
    sheet.ink(SECOND)
    sheet.centred(small_print(), (MIDDLE, MARGIN - 16), 9.5, Face.GOTHIC)
