"""A picture as shapes: what paper needs to draw it with lines of its own, sharp at any size."""

from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]
"""x' = a x + c y + e and y' = b x + d y + f, written a b c d e f as in SVG."""
SAME: Matrix = (1, 0, 0, 1, 0, 0)
ROUNDED = 0.034
"""Radius of the corners a picture is cut to, on paper and on the screen, as a share of its width."""


class Segment(NamedTuple):
    """A part of an outline: M and L with a point, C with two handles and a point, Z without any; all absolute."""

    kind: str
    points: tuple[float, ...] = ()


class Pen(NamedTuple):
    """How an outline is stroked; caps and joins are numbered as in PDF (0 plain, 1 round, 2 square or cut)."""

    colour: int
    width: float
    cap: int
    join: int
    dashes: tuple[float, ...] = ()


class Shape(NamedTuple):
    """One outline in coordinates of its own, filled (0xRRGGBB), stroked, or both."""

    outline: tuple[Segment, ...]
    fill: int | None
    pen: Pen | None
    opacity: float
    matrix: Matrix


class Drawing(NamedTuple):
    """A picture of a width and height, y pointing down; later shapes lie above earlier ones."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def joined(outer: Matrix, inner: Matrix) -> Matrix:
    """Give the matrix that turns by the inner one first, then by the outer."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)
