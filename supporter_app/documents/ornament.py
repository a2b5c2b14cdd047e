"""The quiet picture on our papers: two circles that meet, and a frame of one line."""

from supporter_app.documents.sheet import ACCENT, TINT, WHITE, Sheet

INSET = 34
GAP = 5
CORNER = 16
OFFSET = 0.62
"""Distance of a circle's centre from the meeting point, in radii: the circles share about a third of their width."""


def two_circles(sheet: Sheet, centre: tuple[float, float], radius: float, line: float) -> None:
    """Draw two circles side by side; what they share is filled."""
    x, y = centre
    left, right = x - radius * OFFSET, x + radius * OFFSET
    with sheet.kept():
        sheet.ink(ACCENT)
        shared = sheet.canvas.beginPath()
        shared.circle(left, y, radius)
        with sheet.kept():
            sheet.canvas.clipPath(shared, stroke=0, fill=0)
            sheet.canvas.circle(right, y, radius, stroke=0, fill=1)
        sheet.canvas.setLineWidth(line)
        sheet.canvas.circle(left, y, radius, stroke=1, fill=0)
        sheet.canvas.circle(right, y, radius, stroke=1, fill=0)


def ground(sheet: Sheet, centre: tuple[float, float], radius: float) -> None:
    """Draw the same two circles, large and pale, as the ground of a page."""
    x, y = centre
    with sheet.kept():
        sheet.ink(TINT)
        sheet.canvas.setLineWidth(1.2)
        for middle in (x - radius * OFFSET, x + radius * OFFSET):
            sheet.canvas.circle(middle, y, radius, stroke=1, fill=0)


def frame(sheet: Sheet, emblem: float) -> None:
    """Draw a double line around the page, open at the top for an emblem of that radius, its corners drawn in."""
    width, height = sheet.size
    with sheet.kept():
        sheet.ink(ACCENT)
        for inset, line in ((INSET, 1.4), (INSET + GAP, 0.4)):
            sheet.canvas.setLineWidth(line)
            _bitten_box(sheet, inset, CORNER)
        middle, top = width / 2, height - INSET
        sheet.ink(WHITE)
        half = emblem * (1 + OFFSET) + 14
        sheet.canvas.rect(middle - half, top - GAP - 2, 2 * half, GAP + 4, stroke=0, fill=1)
    two_circles(sheet, (middle, top - GAP / 2), emblem, 1.4)


def _bitten_box(sheet: Sheet, inset: float, corner: float) -> None:
    """Draw a box whose corners are quarter circles turned inwards."""
    width, height = sheet.size
    right, top = width - inset, height - inset
    path = sheet.canvas.beginPath()
    path.moveTo(inset + corner, inset)
    path.lineTo(right - corner, inset)
    path.arcTo(right - corner, inset - corner, right + corner, inset + corner, 180, -90)
    path.lineTo(right, top - corner)
    path.arcTo(right - corner, top - corner, right + corner, top + corner, 270, -90)
    path.lineTo(inset + corner, top)
    path.arcTo(inset - corner, top - corner, inset + corner, top + corner, 0, -90)
    path.lineTo(inset, inset + corner)
    path.arcTo(inset - corner, inset - corner, inset + corner, inset + corner, 90, -90)
    path.close()
    sheet.canvas.drawPath(path, stroke=1, fill=0)
