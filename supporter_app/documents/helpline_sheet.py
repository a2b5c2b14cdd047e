"""One sheet of help lines to take along: numbers large, hours, cost, and how old this knowledge is."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor

from supporter_app.documents.fonts import GOTHIC, GOTHIC_BOLD, unprintable
from supporter_app.documents.lines import broken
from supporter_app.documents.qr import modules
from supporter_app.documents.sheet import ACCENT, INK, MM, SECOND, Sheet
from supporter_app.domain.helpline import Helpline
from supporter_app.i18n import _

LEFT = 20 * MM
ROW = 33 * MM
MOST = 7
QR_SIDE = 20 * MM


def helpline_sheet(lines: Sequence[Helpline]) -> bytes:
    """Draw at most seven lines on one upright A4 sheet."""
    sheet = Sheet(_("Note"), GOTHIC)
    top = sheet.height - 22 * MM
    sheet.text(LEFT, top, _("There are people who listen"), GOTHIC_BOLD, 20)
    words = _("You need not know yet what to say, and you need not give your name.")
    sheet.text(LEFT, top - 8 * MM, _printable(words), GOTHIC, 11, SECOND)
    y = top - 14 * MM
    for line in lines[:MOST]:
        _entry(sheet, line, y)
        y -= ROW
    danger = _("When life or health is in danger: 119 (ambulance, fire), 110 (police)")
    sheet.text(LEFT, 18 * MM, _printable(danger), GOTHIC_BOLD, 13)
    sheet.canvas.showPage()
    return sheet.bytes()


def _entry(sheet: Sheet, line: Helpline, y: float) -> None:
    sheet.line(LEFT, y, sheet.width - 2 * LEFT, ACCENT, 0.8)
    room = sheet.width - 2 * LEFT - QR_SIDE - 6 * MM
    sheet.text(LEFT, y - 7 * MM, _printable(line.name), GOTHIC_BOLD, 12)
    reach = line.shown_reach()
    sheet.text(LEFT, y - 15.5 * MM, _printable(reach), GOTHIC_BOLD, 22 if line.by_voice() else 14, INK)
    details = _("{hours}. {cost}").format(hours=line.hours, cost=line.cost)
    checked = _("Checked in {year}-{month}.").format(year=line.as_of.year, month=line.as_of.month)
    at = y - 21 * MM
    for words in broken(_printable(f"{details}　{checked}"), GOTHIC, 9.5, room)[:2]:
        sheet.text(LEFT, at, words, GOTHIC, 9.5, SECOND)
        at -= 4.6 * MM
    _qr(sheet, line.dialled(), sheet.width - LEFT - QR_SIDE, y - 4 * MM - QR_SIDE)


def _qr(sheet: Sheet, text: str, x: float, y: float) -> None:
    rows = modules(text)
    unit = QR_SIDE / len(rows)
    sheet.canvas.setFillColor(HexColor(INK))
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                sheet.canvas.rect(x + across * unit, y + QR_SIDE - (down + 1) * unit, unit, unit, stroke=0, fill=1)


def _printable(words: str) -> str:
    """Leave out letters of a line's text that no font has; names of people never pass here."""
    wrong = {each.character for each in unprintable(words, GOTHIC)}
    return "".join(letter for letter in words if letter not in wrong)
