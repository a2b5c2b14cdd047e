"""The recovery code of the vault on paper: printed once, and kept where keys are kept."""

from datetime import date

from supporter_app.documents.fonts import Face
from supporter_app.documents.sheet import A4, ACCENT, INK, MILLIMETRE, SECOND, TINT, Sheet
from supporter_app.domain.wareki import seireki, wareki
from supporter_app.i18n import N_, _

MARGIN = 20 * MILLIMETRE
ROOM = A4[0] - 2 * MARGIN
MIDDLE = A4[0] / 2
BOX = 120
GROUPS_A_LINE = 4

SENTENCES = (
    N_("recovery sheet: with this code the names in the vault can be read when the passphrase is forgotten"),
    N_("recovery sheet: whoever holds it can read the names, so keep it in a locked place away from the computer"),
    N_("recovery sheet: it is printed once and kept nowhere else; without it and the passphrase names are lost"),
    N_("recovery sheet: the letters I, L, O and U do not occur in it"),
)


def recovery_sheet(code: str, day: date) -> bytes:
    """Draw the code, in groups parted by hyphens as in ABCD-EFGH, on one upright A4 page."""
    sheet = Sheet(_("Recovery code of the vault"))
    top = A4[1] - MARGIN
    sheet.ink(INK)
    sheet.left(_("Recovery code of the vault"), (MARGIN, top - 24), 27, Face.BOLD)
    sheet.ink(SECOND)
    made = _("Made on {wareki} ({seireki})").format(wareki=wareki(day), seireki=seireki(day))
    sheet.left(made, (MARGIN, top - 50), 12, Face.GOTHIC)
    bottom = top - 80 - BOX
    sheet.ink(TINT)
    sheet.canvas.roundRect(MARGIN, bottom, ROOM, BOX, 8, stroke=0, fill=1)
    sheet.ink(ACCENT)
    groups = code.split("-")
    sheet.centred("-".join(groups[:GROUPS_A_LINE]), (MIDDLE, bottom + 70), 32, Face.BOLD)
    sheet.centred("-".join(groups[GROUPS_A_LINE:]), (MIDDLE, bottom + 26), 32, Face.BOLD)
    sheet.ink(INK)
    y = bottom - 40
    for sentence in SENTENCES:
        y = sheet.paragraph(_(sentence), (MARGIN, y), ROOM, 12, Face.GOTHIC) - 8
    sheet.end_page()
    return sheet.finish()
