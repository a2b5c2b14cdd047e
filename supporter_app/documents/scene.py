"""A scene on paper: each step with what one may say at the left, and what comes of it at the right, to be covered."""

from dataclasses import replace

from supporter_app.documents.rows import Row, gap, stacked, text_rows
from supporter_app.documents.ruby import Style
from supporter_app.documents.sheet import ACCENT, EDGE, Sheet
from supporter_app.domain.ruby import RubyText, marked_text
from supporter_app.domain.school import PaperScene, PaperStep
from supporter_app.i18n import _

LEFT = 0.38
"""Share of the width that what one may say takes."""
CELL = 5.0
CLOSE = 1.75


def scene_rows(scene: PaperScene, room: float, style: Style) -> tuple[Row, ...]:
    """Lay out a scene over a whole width; a step is one row, so that no page parts it."""
    title = text_rows(scene.title, room, replace(style, size=style.size * 1.08, bold=True), keep=True)
    how = text_rows(marked_text(_("On paper: cover the right side and think first.")), room, style, keep=True)
    return (*title, *how, *(_step(number, step, room, style) for number, step in enumerate(scene.steps, 1)))


def step_name(number: int) -> RubyText:
    """Name a step by its number, counted from 1."""
    return marked_text(_("scene on paper: step {number}").format(number=number))


def _step(number: int, step: PaperStep, room: float, style: Style) -> Row:
    name = text_rows(step_name(number), room, replace(style, bold=True, colour=ACCENT))
    replies = (_reply(said, follows, room, replace(style, leading=CLOSE)) for said, follows in step.replies)
    return stacked((gap(4), *name, *text_rows(step.text, room, style), gap(3), *replies, gap(8)))


def _reply(said: RubyText, follows: RubyText, room: float, style: Style) -> Row:
    wide = room * LEFT
    left = stacked(text_rows(said, wide - 2 * CELL, replace(style, bold=True)))
    right = stacked(text_rows(follows, room - wide - 2 * CELL, style))
    height = max(left.height, right.height) + CELL

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.ink(EDGE)
        sheet.canvas.setLineWidth(0.5)
        sheet.canvas.line(x, y, x + room, y)
        sheet.canvas.line(x + wide, y - CELL, x + wide, y - height + 2)
        left.draw(sheet, x + CELL, y - CELL * 0.3)
        right.draw(sheet, x + wide + 2 * CELL, y - CELL * 0.3)

    return Row(height, draw)
