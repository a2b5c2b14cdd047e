"""The learner's own paper: quiet, with much white, no score, no seal; one shared template under every name."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor

from supporter_app.documents.fonts import GOTHIC, GOTHIC_BOLD, MINCHO, unprintable, width
from supporter_app.documents.sheet import ACCENT, INK, MM, SECOND, WARM, Sheet
from supporter_app.domain.certificate import Paper
from supporter_app.domain.errors import UnprintableText
from supporter_app.domain.wareki import seireki, wareki
from supporter_app.i18n import _

LARGEST_NAME, SMALLEST_NAME = 40.0, 20.0
EDGE = 15 * MM
MARGIN = 30 * MM


def papers(wanted: Sequence[Paper]) -> bytes:
    """Draw one page a paper, all of one title and direction; raises UnprintableText before anything is drawn."""
    for paper in wanted:
        for text in (paper.name, paper.title):
            wrong = unprintable(text, MINCHO)
            if wrong:
                raise UnprintableText(text, wrong)
    first = wanted[0]
    sheet = Sheet(first.title, MINCHO, landscape=first.landscape)
    sheet.canvas.beginForm("frame", upperx=sheet.width, uppery=sheet.height)
    _template(sheet, first)
    sheet.canvas.endForm()
    for paper in wanted:
        sheet.canvas.doForm("frame")
        _name(sheet, paper)
        sheet.canvas.showPage()
    return sheet.bytes()


def paper_alone(paper: Paper) -> bytes:
    """Draw one paper without the shared template; only for comparing what the template is worth."""
    sheet = Sheet(paper.title, MINCHO, landscape=paper.landscape)
    _template(sheet, paper)
    _name(sheet, paper)
    sheet.canvas.showPage()
    return sheet.bytes()


def _template(sheet: Sheet, paper: Paper) -> None:
    """Draw all that is the same on every page."""
    _frame(sheet)
    if paper.sample:
        _sample(sheet)
    top = sheet.height - (46 * MM if paper.landscape else 70 * MM)
    sheet.motif((sheet.width - 9 * MM * 1.6) / 2, top + 16 * MM, 9 * MM)
    sheet.centred(top - 4 * MM, paper.title, MINCHO, 46)
    below = _name_line(sheet, paper) - 26 * MM
    sheet.centred(below, _("Completed the course: {course}").format(course=paper.course), MINCHO, 16)
    version = _("Edition: {edition}, content version {version}").format(
        edition=paper.edition, version=paper.content_version
    )
    sheet.centred(below - 10 * MM, version, GOTHIC, 11, SECOND)
    day = _("{era} ({day})").format(era=wareki(paper.completed_on), day=seireki(paper.completed_on))
    sheet.centred(below - 26 * MM, day, MINCHO, 18)
    sheet.centred(below - 38 * MM, _("Record of learning on one's own"), GOTHIC_BOLD, 12, ACCENT)
    small = _("This paper certifies no qualification. The course is not official material of the Cabinet Office.")
    sheet.centred(EDGE + 9 * MM, small, GOTHIC, 9, SECOND)


def _frame(sheet: Sheet) -> None:
    """Draw two fine lines around, and arcs that meet at the corners."""
    canvas = sheet.canvas
    for inset, thick, colour in ((EDGE - 3 * MM, 1.6, ACCENT), (EDGE, 0.5, ACCENT)):
        canvas.setStrokeColor(HexColor(colour))
        canvas.setLineWidth(thick)
        canvas.roundRect(inset, inset, sheet.width - 2 * inset, sheet.height - 2 * inset, 4 * MM, stroke=1, fill=0)
    canvas.setLineWidth(1.2)
    for x in (EDGE + 8 * MM, sheet.width - EDGE - 8 * MM):
        for y in (EDGE + 8 * MM, sheet.height - EDGE - 8 * MM):
            canvas.setStrokeColor(HexColor(ACCENT))
            canvas.circle(x - 1.4 * MM, y, 2.6 * MM, stroke=1, fill=0)
            canvas.setStrokeColor(HexColor(WARM))
            canvas.circle(x + 1.4 * MM, y, 2.6 * MM, stroke=1, fill=0)


def _sample(sheet: Sheet) -> None:
    """Write 見本 large and pale behind everything."""
    sheet.centred(sheet.height / 2 - 40 * MM, _("SAMPLE"), GOTHIC_BOLD, 220, "#eef1fb")


def _name_line(sheet: Sheet, paper: Paper) -> float:
    return sheet.height * (0.52 if paper.landscape else 0.56)


def _name(sheet: Sheet, paper: Paper) -> None:
    """Write the name as large as it fits; a very long one stands on two lines."""
    y = _name_line(sheet, paper)
    room = sheet.width - 2 * MARGIN - 20 * MM
    lines = [paper.name]
    size = _fitting(lines, room)
    if size is None:
        lines = _in_two(paper.name)
        size = _fitting(lines, room) or SMALLEST_NAME * room / max(width(line, MINCHO, SMALLEST_NAME) for line in lines)
    for at, line in enumerate(lines):
        sheet.centred(y + (len(lines) - 1 - at) * size * 1.3, line, MINCHO, size)
    rule = min(max(width(line, MINCHO, size) for line in lines) + 40 * MM, sheet.width - 2 * MARGIN)
    sheet.line((sheet.width - rule) / 2, y - 6 * MM, rule, INK)


def _fitting(lines: Sequence[str], room: float) -> float | None:
    """Find the largest size from 40 down to 20 points at which the lines fit."""
    widest = max(width(line, MINCHO, LARGEST_NAME) for line in lines)
    size = LARGEST_NAME if widest <= room else LARGEST_NAME * room / widest
    return size if size >= SMALLEST_NAME else None


def _in_two(name: str) -> list[str]:
    """Cut a long name in two, at a space near its middle where there is one."""
    spaces = [at for at, letter in enumerate(name) if letter in " \u3000"]
    if spaces:
        at = min(spaces, key=lambda each: abs(each - len(name) / 2))
        return [name[:at], name[at + 1 :]]
    half = len(name) // 2
    return [name[:half], name[half:]]
