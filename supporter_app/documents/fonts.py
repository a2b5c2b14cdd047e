"""The letters of our papers: which bundled font draws which letter, and what none of them can draw."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from supporter_app.documents.clusters import clusters
from supporter_app.domain.errors import ResourceMissing, UnprintableText
from supporter_app.domain.unprintable import Unprintable
from supporter_app.resources import path

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from supporter_app.documents.glyphs import LetterFont


class Face(Enum):
    """The bundled faces by their files; the name font holds rare kanji and need not be there."""

    MINCHO = "BIZUDPMincho-Regular"
    GOTHIC = "BIZUDPGothic-Regular"
    BOLD = "BIZUDPGothic-Bold"
    NAME = "local/ipamjm"


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that one face draws; `drawn` is handed to the canvas, `width` holds for a size of one point."""

    face: Face
    drawn: str
    width: float


class FontCase:
    """Opens a font when it is first needed, and keeps it for the life of the program (reportlab does the same)."""

    def __init__(self) -> None:
        """Start with nothing open."""
        self._open: dict[Face, LetterFont] = {}
        self._lock = Lock()

    def font(self, face: Face) -> "LetterFont":
        """Give a font, opened and known to reportlab; raises ResourceMissing when its file is not there."""
        with self._lock:
            if face not in self._open:
                from reportlab.pdfbase import pdfmetrics

                from supporter_app.documents.glyphs import LetterFont

                file = path("assets", "fonts", *f"{face.value}.ttf".split("/"))
                # A second font under the same name would draw nothing for letters that the first opened codes for.
                font = _opened(face.name, file)
                if font is None:
                    font = LetterFont(face.name, file)
                    pdfmetrics.registerFont(font)
                self._open[face] = font
            return self._open[face]

    def fallback(self) -> "LetterFont | None":
        """Give the name font, None where it was not installed."""
        try:
            return self.font(Face.NAME)
        except ResourceMissing:
            return None


def _opened(name: str, file: Path) -> "LetterFont | None":
    """Give the font reportlab has under a name, if it was read from this very file."""
    from reportlab.pdfbase import pdfmetrics

    from supporter_app.documents.glyphs import LetterFont

    if name not in pdfmetrics.getRegisteredFontNames():
        return None
    font = pdfmetrics.getFont(name)
    return font if isinstance(font, LetterFont) and font.file.resolve() == file.resolve() else None


CASE = FontCase()


def runs(text: str, face: Face) -> tuple[Run, ...]:
    """Set a text in a face, letter by letter in the name font where the face has none.

    The other bundled faces are not asked: they hold the same letters. Raises UnprintableText for what would be a box.
    """
    placed, missing = _place(text, face)
    if missing:
        raise UnprintableText(text, missing)
    joined: list[tuple[Face, str]] = []
    for which, drawn in placed:
        if joined and joined[-1][0] is which:
            joined[-1] = (which, joined[-1][1] + drawn)
        else:
            joined.append((which, drawn))
    return tuple(Run(which, drawn, CASE.font(which).stringWidth(drawn, 1)) for which, drawn in joined)


def unprintable(text: str) -> tuple[Unprintable, ...]:
    """Find every letter of a name that no available font can draw; positions count characters from 1."""
    return _place(text, Face.MINCHO)[1]


def _place(text: str, face: Face) -> tuple[list[tuple[Face, str]], tuple[Unprintable, ...]]:
    """Find a face for each letter, and note the letters that have none."""
    font, placed, missing, position = CASE.font(face), [], [], 1
    for cluster in clusters(text):
        drawn, which = font.drawn(cluster), face
        if drawn is None:
            fallback = CASE.fallback()
            drawn, which = fallback.drawn(cluster) if fallback else None, Face.NAME
        if drawn is None:
            missing.append(Unprintable(position, cluster))
        else:
            placed.append((which, drawn))
        position += len(cluster)
    return placed, tuple(missing)


def width(text: tuple[Run, ...], size: float) -> float:
    """Measure runs in points."""
    return sum(run.width for run in text) * size


def draw(canvas: "Canvas", place: tuple[float, float], text: tuple[Run, ...], size: float) -> None:
    """Draw runs from a point on the baseline, to the right."""
    x, y = place
    for run in text:
        canvas.setFont(run.face.name, size)
        canvas.drawString(x, y, run.drawn)
        x += run.width * size
