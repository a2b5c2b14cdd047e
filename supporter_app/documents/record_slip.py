"""学習記録票: what was learnt at home, without a name, with a code that notices a slip of the pen."""

from supporter_app.documents.fonts import GOTHIC, GOTHIC_BOLD, MINCHO
from supporter_app.documents.lines import broken
from supporter_app.documents.sheet import ACCENT, INK, MM, PALE, SECOND, Sheet
from supporter_app.domain.completion import Completion
from supporter_app.domain.edition import Edition
from supporter_app.domain.wareki import seireki, wareki
from supporter_app.i18n import _

LEFT = 25 * MM


def record_slip(edition: Edition, completion: Completion) -> bytes:
    """Draw the slip on one upright A4 sheet."""
    title = _("Record slip for a hall")
    sheet = Sheet(title, MINCHO)
    top = sheet.height - 32 * MM
    sheet.motif(LEFT, top, 8 * MM)
    sheet.text(LEFT + 18 * MM, top + 1 * MM, title, MINCHO, 26)
    sheet.line(LEFT, top - 8 * MM, sheet.width - 2 * LEFT, ACCENT, 1.2)
    y = _facts(sheet, edition, completion, top - 22 * MM)
    y = _code(sheet, completion, y - 6 * MM)
    y = _chapters(sheet, edition, completion, y - 12 * MM)
    _purpose(sheet, y - 8 * MM)
    sheet.canvas.showPage()
    return sheet.bytes()


def _facts(sheet: Sheet, edition: Edition, completion: Completion, y: float) -> float:
    day = _("{era} ({day})").format(era=wareki(completion.completed_on), day=seireki(completion.completed_on))
    rows = (
        (_("Course"), edition.title),
        (
            _("Edition"),
            _("{edition} (content version {version})").format(edition=edition.name, version=completion.content_version),
        ),
        (_("Day of completion"), day),
    )
    for name, words in rows:
        sheet.text(LEFT, y, name, GOTHIC, 11, SECOND)
        sheet.text(LEFT + 38 * MM, y, words, GOTHIC, 13)
        y -= 10 * MM
    return y


def _code(sheet: Sheet, completion: Completion, y: float) -> float:
    from reportlab.lib.colors import HexColor

    height = 30 * MM
    sheet.canvas.setFillColor(HexColor(PALE))
    sheet.canvas.roundRect(LEFT, y - height, sheet.width - 2 * LEFT, height, 4 * MM, stroke=0, fill=1)
    sheet.centred(y - 9 * MM, _("Record code"), GOTHIC, 11, SECOND)
    sheet.centred(y - 22 * MM, completion.code.shown(), GOTHIC_BOLD, 30, INK)
    return y - height


def _chapters(sheet: Sheet, edition: Edition, completion: Completion, y: float) -> float:
    sheet.text(LEFT, y, _("Chapters completed"), GOTHIC_BOLD, 13)
    y -= 9 * MM
    for number, entry in enumerate(edition.counted(), 1):
        if entry.id in completion.chapters:
            words = _("Chapter {number} {title}").format(number=number, title=entry.title)
            sheet.text(LEFT + 4 * MM, y, words, GOTHIC, 12)
            y -= 7.5 * MM
    return y


def _purpose(sheet: Sheet, y: float) -> None:
    sheet.line(LEFT, y, sheet.width - 2 * LEFT)
    words = (
        _("Hand this slip in where learning at home is counted."),
        _("It carries no name. The code holds only the edition, the day and a random number."),
        _("This is a record of learning on one's own. The course is not official material of the Cabinet Office."),
    )
    y -= 8 * MM
    for sentence in words:
        for line in broken(sentence, GOTHIC, 10.5, sheet.width - 2 * LEFT):
            sheet.text(LEFT, y, line, GOTHIC, 10.5, SECOND)
            y -= 6 * MM
