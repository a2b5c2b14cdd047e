"""Our pictures read from their SVG files into shapes; what paper could not draw is named with its line."""

import re
from collections.abc import Mapping
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate

from supporter_app.content import outlines
from supporter_app.content.manuscript import Manuscript, open_manuscript, problems_of
from supporter_app.domain.drawing import SAME, Drawing, Matrix, Pen, Segment, Shape, joined
from supporter_app.domain.errors import ContentError, Problem

FOLDER = "assets/illustrations"
NAMED = {"white": 0xFFFFFF, "black": 0x000000}
HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
TURN = re.compile(r"(translate|scale|rotate|matrix)\s*\(([^()]*)\)")
CAPS = {"butt": 0, "round": 1, "square": 2}
JOINS = {"miter": 0, "round": 1, "bevel": 2}
PAINT = frozenset(
    [
        *("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray"),
        *("opacity", "transform"),
    ]
)
GEOMETRY = {
    "svg": frozenset({"xmlns", "viewBox", "width", "height", "role", "aria-hidden"}),
    "g": frozenset({"id"}),
    "path": frozenset({"d"}),
    "rect": frozenset({"x", "y", "width", "height", "rx", "ry"}),
    "circle": frozenset({"cx", "cy", "r"}),
    "ellipse": frozenset({"cx", "cy", "rx", "ry"}),
    "line": frozenset({"x1", "y1", "x2", "y2"}),
    "polygon": frozenset({"points"}),
    "polyline": frozenset({"points"}),
}
SILENT = frozenset({"title", "desc"})

Attributes = Mapping[str, str]


def picture_file(name: str) -> str:
    """Name a picture's file, from the root of the course."""
    return f"{FOLDER}/{name}.svg"


def read_picture(root: Path, name: str) -> Drawing:
    """Read a picture; raises ContentError with every part that could not be drawn on paper."""
    reading = _PictureReading(open_manuscript(root, picture_file(name)))
    drawing = reading.read()
    if reading.problems:
        raise ContentError(problems_of(ContentError(tuple(reading.problems))))
    return drawing


class _PictureReading:
    """What is known while the elements of one picture go by; `inherited` holds the paint of open elements."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.problems: list[Problem] = []
        self.shapes: list[Shape] = []
        self.inherited: list[tuple[dict[str, str], Matrix, float]] = [({}, SAME, 1.0)]
        self.size = (0.0, 0.0)
        self.parser = ParserCreate()
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._words
        self.parser.ProcessingInstructionHandler = lambda target, _: self.wrong(f"<?{target}?>")
        self.parser.StartDoctypeDeclHandler = lambda *_: self.wrong("<!DOCTYPE>")
        self.open: list[str] = []

    def read(self) -> Drawing:
        try:
            self.parser.Parse(self.manuscript.text, True)  # noqa: FBT003 - expat's own signature
        except ExpatError as error:
            self.problems.append(self.manuscript.problem(error.lineno, "drawing-unknown", "XML"))
        if not self.problems and min(self.size) <= 0:
            self.wrong("viewBox")
        return Drawing(*self.size, tuple(self.shapes))

    def wrong(self, detail: str) -> None:
        self.problems.append(self.manuscript.problem(self.parser.CurrentLineNumber, "drawing-unknown", detail[:30]))

    def _words(self, words: str) -> None:
        if words.strip() and self.open[-1] not in SILENT:
            self.wrong(words.strip())

    def _open(self, element: str, attributes: dict[str, str]) -> None:
        self.open.append(element)
        known = GEOMETRY.get(element)
        if known is None and element not in SILENT:
            self.wrong(f"<{element}>")
        for name in attributes.keys() - PAINT - (known or attributes.keys()):
            self.wrong(f"{element} {name}")
        above, matrix, opacity = self.inherited[-1]
        paint = {**above, **{name: attributes[name] for name in attributes.keys() & PAINT}}
        try:
            matrix = joined(matrix, _matrix(paint.pop("transform", "")))
            opacity *= outlines.finite(paint.pop("opacity", "1"))
            self.inherited.append((paint, matrix, opacity))
            if element == "svg":
                self._view(attributes)
            elif known and element != "g":
                self._shape(_outline(element, attributes))
        except (ValueError, KeyError) as error:
            self.inherited.append((paint, matrix, opacity))
            self.wrong(f"{element} {error}")

    def _close(self, element: str) -> None:
        del element
        self.open.pop()
        self.inherited.pop()

    def _view(self, attributes: Attributes) -> None:
        x, y, width, height = _numbers(attributes["viewBox"])
        self.size = (width, height)
        paint, matrix, opacity = self.inherited.pop()
        self.inherited.append((paint, joined(matrix, (1, 0, 0, 1, -x, -y)), opacity))

    def _shape(self, outline: tuple[Segment, ...]) -> None:
        paint, matrix, opacity = self.inherited[-1]
        fill, stroke = _colour(paint.get("fill", "black")), _colour(paint.get("stroke", "none"))
        pen = None
        if stroke is not None:
            cap, join = paint.get("stroke-linecap", "butt"), paint.get("stroke-linejoin", "miter")
            dashes = paint.get("stroke-dasharray", "none")
            lengths = () if dashes == "none" else _numbers(dashes)
            pen = Pen(stroke, outlines.finite(paint.get("stroke-width", "1")), CAPS[cap], JOINS[join], lengths)
        self.shapes.append(Shape(outline, fill, pen, opacity, matrix))


def _outline(element: str, attributes: Attributes) -> tuple[Segment, ...]:
    """Give the outline of one element; raises ValueError or KeyError for what cannot be read."""

    def number(name: str) -> float:
        return outlines.finite(attributes.get(name, "0"))

    match element:
        case "path":
            return outlines.path(attributes["d"])
        case "rect":
            radius = number("rx") or number("ry")
            return outlines.rectangle((number("x"), number("y")), (number("width"), number("height")), radius)
        case "circle":
            return outlines.ellipse((number("cx"), number("cy")), number("r"), number("r"))
        case "ellipse":
            return outlines.ellipse((number("cx"), number("cy")), number("rx"), number("ry"))
        case "line":
            return outlines.polygon([number(name) for name in ("x1", "y1", "x2", "y2")], closed=False)
        case _:
            return outlines.polygon(_numbers(attributes["points"]), closed=element == "polygon")


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(map(outlines.finite, text.replace(",", " ").split()))


def _colour(text: str) -> int | None:
    """Read a colour; raises KeyError for one that is not used in our pictures."""
    if text == "none":
        return None
    if found := HEX.fullmatch(text):
        digits = found[1] if len(found[1]) > len("rgb") else "".join(digit * 2 for digit in found[1])
        return int(digits, 16)
    return NAMED[text]


def _matrix(text: str) -> Matrix:
    """Read a transform; raises ValueError for what cannot be read."""
    if TURN.sub("", text).strip(" ,"):
        raise ValueError(text)
    found = SAME
    for name, numbers in TURN.findall(text):
        found = joined(found, _one(name, _numbers(numbers)))
    return found


def _one(name: str, numbers: tuple[float, ...]) -> Matrix:
    from math import cos, radians, sin

    match name, numbers:
        case "translate", (x, *rest):
            return (1, 0, 0, 1, x, rest[0] if rest else 0)
        case "scale", (x, *rest):
            return (x, 0, 0, rest[0] if rest else x, 0, 0)
        case "rotate", (degrees, *around) if len(around) in {0, 2}:
            c, s = cos(radians(degrees)), sin(radians(degrees))
            x, y = around or (0.0, 0.0)
            return (c, s, -s, c, x - c * x + s * y, y - s * x - c * y)
        case "matrix", (a, b, c, d, e, f):
            return (a, b, c, d, e, f)
    raise ValueError(name)
