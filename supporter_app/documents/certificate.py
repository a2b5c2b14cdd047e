"""The paper of a learner who took the course alone: name, course, edition, day; no score, no logo, no seal."""

from dataclasses import dataclass, replace

from supporter_app.documents.fonts import Face, Run, runs, width
from supporter_app.documents.lines import atoms, even, words
from supporter_app.documents.ornament import frame, ground
from supporter_app.documents.sheet import A4, ACCENT, EDGE, INK, PALE, SECOND, Sheet, landscape
from supporter_app.domain.certificate import Paper
from supporter_app.domain.wareki import seireki, wareki
from supporter_app.i18n import _

LARGEST = 46.0
SMALLEST_ON_ONE_LINE = 30.0
LARGEST_ON_LINES = 34.0
SMALLEST = 20.0
NAME_LEADING = 1.3
NAME_MARGIN = 20
MOST_LINES_IF_LARGE = 2
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

    What papers have in common is drawn once and shown on every page; only the name is drawn again.
    """
    names = [runs(paper.name.strip(), Face.MINCHO) for paper in several]
    sheet = Sheet(several[0].title if several else _("Paper"))
    templates: dict[Paper, str] = {}
    for paper, name in zip(several, names, strict=True):
        common = replace(paper, name="")
        sheet.turn_page(landscape(A4) if paper.landscape else A4)
        if common not in templates:
            templates[common] = f"paper{len(templates)}"
            with sheet.template(templates[common]):
                draw_common(sheet, common)
        sheet.stamp(templates[common])
        draw_name(sheet, paper, name)
        sheet.end_page()
    return sheet.finish()


def layout_of(paper: Paper) -> Layout:
    """Give the places for a paper's direction."""
    return LYING if paper.landscape else STANDING


def draw_name(sheet: Sheet, paper: Paper, name: tuple[Run, ...]) -> None:
    """Write the name above its line: large, smaller when it is long, on several lines when it is very long."""
    layout = layout_of(paper)
    middle, room = sheet.size[0] / 2, layout.room - 2 * NAME_MARGIN
    one_line = min(LARGEST, room / max(width(name, 1), 1))
    if one_line >= SMALLEST_ON_ONE_LINE:
        sheet.centred_runs(name, (middle, layout.name + 16), one_line)
        return
    size, lines = name_lines(paper.name.strip(), room)
    y = layout.name + 14 + (len(lines) - 1) * size * NAME_LEADING
    for line in lines:
        sheet.centred(line, (middle, y), size, Face.MINCHO)
        y -= size * NAME_LEADING


def name_lines(name: str, room: float) -> tuple[float, tuple[str, ...]]:
    """Break a long name into two even lines, into more only where two would be smaller than 20 points.

    A line ends between the words of the name where that keeps the letters at 20 points or more.
    """
    for cut in (words, atoms):
        for limit in (room / 2, room):
            lines = even(name, limit, lambda text: width(runs(text, Face.MINCHO), SMALLEST), cut)
            size = min(LARGEST_ON_LINES, room / max(width(runs(line, Face.MINCHO), 1) for line in lines))
            if len(lines) <= MOST_LINES_IF_LARGE and size >= SMALLEST:
                return size, lines
    return min(size, SMALLEST), lines


def draw_common(sheet: Sheet, paper: Paper) -> None:
    """Draw all of a paper but the name."""
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
    _draw_statement(sheet, paper, layout)
    sheet.ink(SECOND)
    small = f"{_('This is not official material of the Cabinet Office.')}  {_('This paper certifies no qualification.')}"
    sheet.centred(small, (middle, layout.small), 10, Face.MINCHO)
    sheet.ink(INK)


def _draw_statement(sheet: Sheet, paper: Paper, layout: Layout) -> None:
    """Write what was taken, when, and in which edition."""
    middle = sheet.size[0] / 2
    with sheet.kept():
        sheet.ink(EDGE)
        sheet.canvas.setLineWidth(0.6)
        sheet.canvas.line(middle - layout.room / 2, layout.name, middle + layout.room / 2, layout.name)
    sheet.ink(INK)
    sheet.centred_lines(paper.course, (middle, layout.course), layout.room, 21, Face.MINCHO)
    sentence = _("All chapters were studied and every quiz answered: the course was taken.")
    sheet.centred_lines(sentence, (middle, layout.sentence), layout.room, 15, Face.MINCHO)
    both = _("{wareki} ({seireki})").format(wareki=wareki(paper.completed_on), seireki=seireki(paper.completed_on))
    sheet.centred(both, (middle, layout.day), 18, Face.MINCHO)
    version = _("Edition: {edition}  Content: {version}").format(edition=paper.edition, version=paper.content_version)
    sheet.centred(version, (middle, layout.version), 12, Face.MINCHO)


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
