"""Paragraphs with furigana on paper: lines that divide no word and no reading, readings centred over their words.

A reading that is wider than its word may hang over kana beside it by half of one of its own letters, never over
another word or beyond the line; what is left becomes room around the word (JIS X 4051, 4.12; W3C jlreq 3.3).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from supporter_app.documents.clusters import clusters
from supporter_app.documents.fonts import Face, Run, draw, runs, width
from supporter_app.documents.lines import NOT_AT_START, held, moved_down
from supporter_app.documents.sheet import INK, Sheet
from supporter_app.domain.furigana import FuriganaChoice, KanjiTable, is_kanji
from supporter_app.domain.ruby import RubyText, shows_reading

SMALL = 0.5
"""Size of a reading against its word."""
OVER = SMALL / 2
APART = 0.2
"""Room between the readings of two words, so that it is seen where one ends."""
RAISED = 0.94
"""Baseline of the readings above that of the words, in the size of the words."""
WITH_READINGS, WITHOUT = 1.85, 1.6
SPACE = "　"
KATAKANA = re.compile(r"((?<![ァ-ヺー])[ァ-ヺー]{2,8}(?![ァ-ヺー]))")
ROOMY = 14
"""Letters a line has room for, so that a word of katakana may go down whole without leaving it half empty."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: size in points, colour, and which readings are shown."""

    size: float
    choice: FuriganaChoice
    kanji: KanjiTable
    colour: int = INK
    bold: bool = False
    leading: float = WITH_READINGS

    def step(self) -> float:
        """Give the distance from line to line."""
        return self.size * self.leading


@dataclass(frozen=True, slots=True)
class Cell:
    """What is never divided: a word with its reading, or a letter; widths hold for a size of one point.

    `over` is what a reading is wider than its word at each side, below zero where it is narrower.
    """

    text: str
    base: tuple[Run, ...]
    wide: float
    reading: tuple[Run, ...] = ()
    over: float = 0.0
    word: bool = False

    def lends(self, *, shared: bool) -> float:
        """Give how far a neighbour's reading may hang over it; two that meet over it stay apart."""
        if self.reading or is_kanji(self.text[0]) or self.text.isspace():
            return 0.0
        return max(0.0, min(OVER, (self.wide - APART) / 2)) if shared else OVER


Atom = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: words and readings with their places from its left end, in points."""

    words: tuple[tuple[float, tuple[Run, ...]], ...]
    readings: tuple[tuple[float, tuple[Run, ...]], ...]
    wide: float
    text: str


def ruby_lines(text: RubyText, room: float, style: Style) -> tuple[Line, ...]:
    """Break a text into lines of a width in points; a text without letters has no line."""
    spaced = SPACE in text.plain()
    lines: list[Atom] = []
    line: Atom = ()
    roomy = room >= ROOMY * style.size
    parted = False
    for atom in _atoms(_cells(text, style, max(int(room / style.size), 1), roomy=roomy), spaced=spaced):
        if line and _wide(line + atom) * style.size > room:
            lines.append(line)
            line = ()
        line += atom
        while (head := _head(line, room / style.size)) != line:
            lines.append(head)
            line = line[len(head) :]
            parted = True
    whole = [each for each in (*lines, line) if _trimmed(each)]
    # Where a stretch between two spaces is longer than a line, lines end as in any other text.
    as_spaced = spaced and not parted
    return tuple(_line(each, style.size) for each in (whole if as_spaced else _well_ended(whole, room / style.size)))


def draw_line(sheet: Sheet, line: Line, place: tuple[float, float], style: Style) -> None:
    """Draw a line from a point on its baseline; its readings are drawn last and left out of what is copied."""
    x, y = place
    sheet.ink(style.colour)
    for at, words in line.words:
        draw(sheet.canvas, (x + at, y), words, style.size)
    for at, reading in line.readings:
        with sheet.unread():
            draw(sheet.canvas, (x + at, y + style.size * RAISED), reading, style.size * SMALL)


def _cells(text: RubyText, style: Style, most: int, *, roomy: bool) -> Iterator[Cell]:
    """Give the words and letters of a text; with `roomy` a word of katakana, unless it is long, stays in one.

    A word of more than `most` letters is longer than a line, and is parted with its reading.
    """
    for run in text.runs:
        face = Face.BOLD if run.strong or style.bold else Face.GOTHIC
        if run.reading is None:
            for piece in KATAKANA.split(run.text):
                for letters in [piece] if roomy and KATAKANA.fullmatch(piece) else clusters(piece):
                    base = runs(letters, face)
                    yield Cell(letters, base, width(base, 1))
            continue
        shown = shows_reading(run, style.choice, style.kanji)
        for letters, said in _parted(run.text, run.reading, most):
            base = runs(letters, face)
            reading = runs(said, Face.GOTHIC) if shown and said else ()
            wide = width(base, 1)
            yield Cell(letters, base, wide, reading, (width(reading, SMALL) - wide) / 2, word=True)


def _parted(word: str, reading: str, most: int) -> Iterator[tuple[str, str]]:
    """Part a word into as many letters as a line holds, and its reading alike, before no small kana."""
    letters = clusters(word)
    if len(letters) <= most:
        yield word, reading
        return
    ends = [len(reading) * min(at, len(letters)) // len(letters) for at in range(0, len(letters) + most, most)]
    ends = [_before_whole(reading, end) for end in ends]
    for at, (begin, end) in enumerate(pairwise(ends)):
        yield "".join(letters[at * most : (at + 1) * most]), reading[begin:end]


def _before_whole(reading: str, place: int) -> int:
    """Find the place from one on where a reading may be parted."""
    while 0 < place < len(reading) and reading[place] in NOT_AT_START:
        place += 1
    return place


def _atoms(cells: Iterator[Cell], *, spaced: bool) -> Iterator[Atom]:
    """Put together what one line must hold; a text written with spaces is divided only at these."""
    atom: Atom = ()
    for cell in cells:
        if atom and not _together(atom[-1].text, cell.text, spaced=spaced):
            yield atom
            atom = ()
        atom += (cell,)
    if atom:
        yield atom


def _together(before: str, after: str, *, spaced: bool) -> bool:
    last, first = clusters(before)[-1], clusters(after)[0]
    if spaced:
        return not before.endswith(SPACE) or after.startswith(SPACE)
    return held(last, first)


def _head(line: Atom, room: float) -> Atom:
    """Give as much of a line as fits, one cell at the least; spaces at its end do not count."""
    if _wide(line) <= room:
        return line
    count = 1
    while count < len(line) and _wide(line[: count + 1]) <= room:
        count += 1
    while 1 < count < len(line) and held(clusters(line[count - 1].text)[-1], clusters(line[count].text)[0]):
        count -= 1
    return line[:count]


def _well_ended(lines: list[Atom], room: float) -> list[Atom]:
    """Move the end of the last line but one down to a last line of hardly a syllable."""
    if len(lines) <= 1:
        return lines
    *others, before, last = lines
    for at in moved_down([cell.text for cell in before], len(_line(last, 1).text)):
        if max(_wide(before[:at]), _wide(before[at:] + last)) <= room:
            return [*others, before[:at], before[at:] + last]
    return lines


def _trimmed(line: Atom) -> Atom:
    while line and line[-1].text.isspace():
        line = line[:-1]
    while line and line[0].text.isspace():
        line = line[1:]
    return line


def _wide(line: Atom) -> float:
    cells = _trimmed(line)
    return sum(cell.wide + sum(_room_around(cells, at)) for at, cell in enumerate(cells))


def _room_around(cells: Atom, at: int) -> tuple[float, float]:
    """Give the room a word keeps at its left and right for its reading."""
    cell = cells[at]
    if not cell.reading:
        return 0.0, 0.0
    after = cells[at + 1] if at + 1 < len(cells) else None
    left, right = _lent(cells, at, -1), _lent(cells, at, 1)
    apart = 0.0
    if after is not None and after.reading:
        apart = max(0.0, APART - max(0.0, -cell.over) - max(0.0, -after.over))
    return max(0.0, cell.over - left), max(0.0, cell.over - right) + apart


def _lent(cells: Atom, at: int, step: int) -> float:
    """Give how far a reading may hang over the cell before (-1) or after (1) its word."""
    beside, beyond = at + step, at + 2 * step
    if not 0 <= beside < len(cells):
        return 0.0
    shared = 0 <= beyond < len(cells) and bool(cells[beyond].reading) and cells[beyond].over > 0
    return cells[beside].lends(shared=shared)


def _line(line: Atom, size: float) -> Line:
    cells = _trimmed(line)
    words: list[tuple[float, tuple[Run, ...]]] = []
    readings: list[tuple[float, tuple[Run, ...]]] = []
    x, joins = 0.0, False
    for at, cell in enumerate(cells):
        left, right = _room_around(cells, at)
        start = x + left
        if joins and not left:
            words[-1] = (words[-1][0], _joined(words[-1][1], cell.base))
        else:
            words.append((start * size, cell.base))
        if cell.reading:
            middle = start + cell.wide / 2
            readings.append(((middle - width(cell.reading, SMALL) / 2) * size, cell.reading))
        x = start + cell.wide + right
        joins = not right
    return Line(tuple(words), tuple(readings), x * size, "".join(cell.text for cell in cells))


def _joined(before: tuple[Run, ...], after: tuple[Run, ...]) -> tuple[Run, ...]:
    last, first = before[-1], after[0]
    if last.face is not first.face:
        return (*before, *after)
    return (*before[:-1], Run(last.face, last.drawn + first.drawn, last.width + first.width), *after[1:])
