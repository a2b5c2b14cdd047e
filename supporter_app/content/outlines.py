"""Outlines of SVG: path data, rectangles and ellipses turned into lines and cubic curves (SVG 1.1, 8 and 9)."""

import math
import re
from collections.abc import Iterator, Sequence

from supporter_app.domain.drawing import Segment

NUMBER = re.compile(r"[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
FLAG = re.compile(r"[\s,]*([01])")
COMMAND = re.compile(r"[\s,]*([MmLlHhVvCcSsQqTtAaZz])")
COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
FLAGS = (3, 4)
CIRCLE = 0.5522847498
"""Length of the handles that make a quarter of a circle out of a cubic curve."""
QUARTER = math.pi / 2

Point = tuple[float, float]


def finite(text: str) -> float:
    """Read a number; raises ValueError for what is none, or has no end."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def path(text: str) -> tuple[Segment, ...]:
    """Read path data; raises ValueError for what is none."""
    pen = _Pen()
    for command, numbers in _commands(text):
        pen.take(command, numbers)
    return tuple(pen.segments)


def polygon(numbers: Sequence[float], *, closed: bool) -> tuple[Segment, ...]:
    """Join points by lines."""
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    drawn = [Segment("L" if at else "M", point) for at, point in enumerate(points)]
    return (*drawn, Segment("Z")) if closed else tuple(drawn)


def ellipse(middle: Point, across: float, up: float) -> tuple[Segment, ...]:
    """Draw an ellipse around a middle."""
    x, y = middle
    a, b = across * CIRCLE, up * CIRCLE
    return (
        Segment("M", (x + across, y)),
        Segment("C", (x + across, y + b, x + a, y + up, x, y + up)),
        Segment("C", (x - a, y + up, x - across, y + b, x - across, y)),
        Segment("C", (x - across, y - b, x - a, y - up, x, y - up)),
        Segment("C", (x + a, y - up, x + across, y - b, x + across, y)),
        Segment("Z"),
    )


def rectangle(corner: Point, size: Point, radius: float) -> tuple[Segment, ...]:
    """Draw a rectangle, its corners rounded by a radius."""
    (x, y), (width, height) = corner, size
    r = min(radius, width / 2, height / 2)
    right, bottom = x + width, y + height
    if r <= 0:
        return polygon((x, y, right, y, right, bottom, x, bottom), closed=True)
    k = r * (1 - CIRCLE)
    return (
        Segment("M", (x + r, y)),
        Segment("L", (right - r, y)),
        Segment("C", (right - k, y, right, y + k, right, y + r)),
        Segment("L", (right, bottom - r)),
        Segment("C", (right, bottom - k, right - k, bottom, right - r, bottom)),
        Segment("L", (x + r, bottom)),
        Segment("C", (x + k, bottom, x, bottom - k, x, bottom - r)),
        Segment("L", (x, y + r)),
        Segment("C", (x, y + k, x + k, y, x + r, y)),
        Segment("Z"),
    )


def _commands(text: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Go through the commands of path data, repeated ones written out; after M follow L."""
    at = 0
    command = ""
    while text[at:].strip(" \t\r\n,"):
        found = COMMAND.match(text, at)
        if found:
            command, at = found[1], found.end()
        elif command in {"", "Z", "z"}:
            raise ValueError(text[at : at + 12])
        else:
            command = {"M": "L", "m": "l"}.get(command, command)
        numbers = []
        for place in range(COUNTS[command.upper()]):
            pattern = FLAG if command in "Aa" and place in FLAGS else NUMBER
            number = pattern.match(text, at)
            if number is None:
                raise ValueError(text[at : at + 12])
            numbers.append(finite(number[1]))
            at = number.end()
        yield command, tuple(numbers)


class _Pen:
    """Where the pen is while commands go by."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.at: Point = (0.0, 0.0)
        self.start: Point = (0.0, 0.0)
        self.handle: Point | None = None
        self.bent = ""

    def take(self, command: str, numbers: tuple[float, ...]) -> None:
        kind, relative = command.upper(), command.islower()
        x, y = self.at
        if kind in "HV":
            along = numbers[0] + (x if kind == "H" else y) * relative
            kind, numbers = "L", (along, y) if kind == "H" else (x, along)
        elif relative:
            first = len(numbers) - 2 if kind == "A" else 0
            moved = [each + (x, y)[(at - first) % 2] * (at >= first) for at, each in enumerate(numbers)]
            numbers = tuple(moved)
        if kind == "Z":
            self._draw("Z", ())
            self.at = self.start
        elif kind in "ML":
            self._draw(kind, numbers)
        elif kind == "A":
            self._arc(numbers)
        else:
            self._curve(kind, numbers)
        if kind == "M":
            self.start = self.at

    def _draw(self, kind: str, numbers: tuple[float, ...]) -> None:
        self.segments.append(Segment(kind, numbers))
        self.handle, self.bent = None, ""
        if numbers:
            self.at = (numbers[-2], numbers[-1])

    def _curve(self, kind: str, numbers: tuple[float, ...]) -> None:
        """Draw a curve; S and T begin with the last handle, mirrored."""
        (x, y), bent = self.at, "Q" if kind in "QT" else "C"
        if kind in "ST":
            last = self.handle if self.handle is not None and self.bent == bent else self.at
            numbers = (2 * x - last[0], 2 * y - last[1], *numbers)
        handle = (numbers[-4], numbers[-3])
        if bent == "Q":
            (hx, hy), (ex, ey) = handle, (numbers[-2], numbers[-1])
            numbers = (
                x + (hx - x) * 2 / 3,
                y + (hy - y) * 2 / 3,
                ex + (hx - ex) * 2 / 3,
                ey + (hy - ey) * 2 / 3,
                ex,
                ey,
            )
        self._draw("C", numbers)
        self.handle, self.bent = handle, bent

    def _arc(self, numbers: tuple[float, ...]) -> None:
        """Draw a stretch of an ellipse in parts of a quarter at most (SVG 1.1, appendix F.6)."""
        across, up, turned, large, sweep, ex, ey = numbers
        (x, y), phi = self.at, math.radians(turned)
        across, up = abs(across), abs(up)
        if not (across and up) or (x, y) == (ex, ey):
            self._draw("L", (ex, ey))
            return
        cos, sin = math.cos(phi), math.sin(phi)
        px, py = (cos * (x - ex) + sin * (y - ey)) / 2, (cos * (y - ey) - sin * (x - ex)) / 2
        short = math.sqrt(max(1.0, (px / across) ** 2 + (py / up) ** 2))
        across, up = across * short, up * short
        rest = (px * up) ** 2 + (py * across) ** 2
        root = math.sqrt(max(0.0, ((across * up) ** 2 - rest) / rest)) * (-1 if large == sweep else 1)
        cx, cy = root * across * py / up, -root * up * px / across
        begin = math.atan2((py - cy) / up, (px - cx) / across)
        angle = math.atan2((-py - cy) / up, (-px - cx) / across) - begin
        angle += 2 * math.pi * ((angle < 0) * (sweep == 1) - (angle > 0) * (sweep == 0))
        middle = (cos * cx - sin * cy + (x + ex) / 2, sin * cx + cos * cy + (y + ey) / 2)
        parts = max(1, math.ceil(abs(angle) / QUARTER - 1e-9))
        for part in range(parts):
            self._part((middle, (across, up), (cos, sin)), begin + angle * part / parts, angle / parts)

    def _part(self, oval: tuple[Point, Point, Point], begin: float, angle: float) -> None:
        (mx, my), (across, up), (cos, sin) = oval
        k = 4 / 3 * math.tan(angle / 4)
        end = begin + angle
        round_points = (
            (math.cos(begin) - k * math.sin(begin), math.sin(begin) + k * math.cos(begin)),
            (math.cos(end) + k * math.sin(end), math.sin(end) - k * math.cos(end)),
            (math.cos(end), math.sin(end)),
        )
        placed = [(mx + cos * across * u - sin * up * v, my + sin * across * u + cos * up * v) for u, v in round_points]
        self._draw("C", tuple(number for point in placed for number in point))
