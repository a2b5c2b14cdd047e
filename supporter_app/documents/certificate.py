"""The paper of a learner who took the course alone: name, course, edition, day; no score, no logo, no seal."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from supporter_app.documents.fonts import Face, Run, runs, width
from supporter_app.documents.lines import Measure, atoms, even, words
from supporter_app.documents.ornament import frame, ground
from supporter_app.documents.sheet import A4, ACCENT, EDGE, INK, PALE, SECOND, Sheet, landscape, small_print
from supporter_app.domain.certificate import Paper
from supporter_app.domain.wareki import seireki, wareki
from supporter_app.i18n import _

LARGEST = 46.0
SMALLEST_ON_ONE_LINE = 30.0
LARGEST_ON_LINES = 34.0
SMALLEST = 20.0
NAME_LEADING = 1.3
NAME_MARGIN = 12
MOST_LINES_IF_LARGE = 2
TINIEST = 6.0
CLEAR = 26
"""Room between a name of many lines and what stands above it."""
EMBLEM = 17
SAMPLE_SIZE = 150


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand: baselines from the bottom, in points; `name` is the line under the name."""

    room: float
    title: float
    kind: float
    name: float
    course: float
    sentence: float
    day: float
    version: float
    small: float
    circles: float


LYING = Layout(
    room=620, title=446, kind=408, name=292, course=246, sentence=212, day=154, version=122, small=62, circles=205
)
STANDING = Layout(
    room=430, title=668, kind=628, name=458, course=386, sentence=348, day=248, version=212, small=66, circles=152
)


def papers(several: tuple[Paper, ...]) -> bytes:
    """Draw papers into one PDF, a page each; raises UnprintableText before anything is made.

    What papers have in common is drawn once and shown on every page, in two parts, so that a voice reads the name
    in its place; only the name is drawn again.
    """
    names = [_name(paper.name) for paper in several]
    sheet = Sheet(several[0].title if several else _("Paper"))
    templates: dict[Paper, tuple[str, str]] = {}
    for paper, name in zip(several, names, strict=True):
        common = replace(paper, name="")
        sheet.turn_page(landscape(A4) if paper.landscape else A4)
        if common not in templates:
            above, below = templates[common] = (f"above{len(templates)}", f"below{len(templates)}")
            with sheet.template(above):
                draw_above(sheet, common)
            with sheet.template(below):
                draw_below(sheet, common)
        above, below = templates[common]
        sheet.stamp(above)
        draw_name(sheet, paper, name)
        sheet.stamp(below)
        sheet.end_page()
    return sheet.finish()


def layout_of(paper: Paper) -> Layout:
    """Give the places for a paper's direction."""
    return LYING if paper.landscape else STANDING


def draw_name(sheet: Sheet, paper: Paper, name: tuple[Run, ...]) -> None:
    """Write the name above its line: large, smaller when it is long, on several lines when it is very long."""
    layout = layout_of(paper)
    middle, (room, height) = sheet.size[0] / 2, name_room(layout)
    sheet.ink(INK)
    one_line = min(LARGEST, room / max(width(name, 1), 1))
    if one_line >= SMALLEST_ON_ONE_LINE:
        sheet.centred_runs(name, (middle, layout.name + 16), one_line)
        return
    size, lines = name_lines(paper.name.strip(), room, height)
    y = layout.name + 14 + (len(lines) - 1) * size * NAME_LEADING
    for line in lines:
        sheet.centred(line, (middle, y), size, Face.MINCHO)
        y -= size * NAME_LEADING


def name_room(layout: Layout) -> tuple[float, float]:
    """Give the width and height a name may fill."""
    return layout.room - 2 * NAME_MARGIN, layout.kind - layout.name - CLEAR


def name_lines(name: str, room: float, height: float) -> tuple[float, tuple[str, ...]]:
    """Break a long name into two even lines; more lines only where two would be smaller than 20 points.

    A line ends between the words of the name where that keeps the letters at 20 points or more. Below that size go
    only names that would not fit above their line, which is beyond 80 letters.
    """
    at = _measures()
    for cut in (words, atoms):
        for limit in (room / 2, room):
            lines = even(name, limit, at(SMALLEST), cut)
            size = min(LARGEST_ON_LINES, room / max(at(1)(line) for line in lines))
            if len(lines) <= MOST_LINES_IF_LARGE and size >= SMALLEST:
                return size, lines
    size = SMALLEST
    while len(lines := even(name, room, at(size))) * size * NAME_LEADING > height and size > TINIEST:
        size -= 1
    return size, lines


def _measures() -> Callable[[float], Measure]:
    """Give what measures in the letters of names at a size; the tries for even lines ask for the same words again."""

    @cache
    def wide(text: str) -> float:
        return width(runs(text, Face.MINCHO), 1)

    return lambda size: lambda text: wide(text) * size


def _name(name: str) -> tuple[Run, ...]:
    """Set a name as typed, without the spaces around it; raises UnprintableText for the whole of it."""
    whole = runs(name, Face.MINCHO)
    return whole if name == name.strip() else runs(name.strip(), Face.MINCHO)


def draw_above(sheet: Sheet, paper: Paper) -> None:
    """Draw the frame, and what is read before the name."""
    layout = layout_of(paper)
    middle = sheet.size[0] / 2
    ground(sheet, (middle, layout.name + 10), layout.circles)
    frame(sheet, EMBLEM)
    if paper.sample:
        _draw_sample_mark(sheet)
    sheet.ink(INK)
    title = runs(paper.title, Face.MINCHO)
    sheet.centred_runs(title, (middle, layout.title), min(50, layout.room / max(width(title, 1), 1)))
    sheet.ink(ACCENT)
    sheet.centred(_("Record of learning by oneself"), (middle, layout.kind), 14, Face.MINCHO)


def draw_below(sheet: Sheet, paper: Paper) -> None:
    """Draw what is read after the name: what was taken, when, and in which edition."""
    layout = layout_of(paper)
    middle = sheet.size[0] / 2
    with sheet.kept():
        sheet.ink(EDGE)
        sheet.canvas.setLineWidth(0.6)
        sheet.canvas.line(middle - layout.room / 2, layout.name, middle + layout.room / 2, layout.name)
    sheet.ink(INK)
    sheet.centred_lines(paper.course, (middle, layout.course), layout.room, 21, Face.MINCHO)
    sentence = _("All chapters were studied and every quiz answered: the course was taken.")
    sheet.centred_lines(sentence, (middle, layout.sentence), layout.room, 14.5, Face.MINCHO)
    both = _("{wareki} ({seireki})").format(wareki=wareki(paper.completed_on), seireki=seireki(paper.completed_on))
    sheet.centred(both, (middle, layout.day), 18, Face.MINCHO)
    version = _("Edition: {edition}  Content: {version}").format(edition=paper.edition, version=paper.content_version)
    sheet.centred(version, (middle, layout.version), 12, Face.MINCHO)
    sheet.ink(SECOND)
    sheet.centred(small_print(), (middle, layout.small), 10, Face.MINCHO)


def _draw_sample_mark(sheet: Sheet) -> None:
    """Write 見本 twice: large and pale behind everything, and plainly in a corner."""
    across, up = sheet.size
    with sheet.kept():
        sheet.ink(PALE)
        sheet.canvas.translate(across / 2, up / 2)
        sheet.canvas.rotate(24)
        sheet.centred(_("Sample"), (0, -SAMPLE_SIZE * 0.36), SAMPLE_SIZE, Face.MINCHO)
    sheet.ink(INK)
    sheet.right(_("Sample"), (across - 66, up - 78), 18, Face.MINCHO)
