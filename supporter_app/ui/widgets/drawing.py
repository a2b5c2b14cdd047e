"""Shapes drawn from SVG, for what stands on the first frame.

The first pen or brush that Python hands to a QPainter makes PySide prepare everything Qt calls `Qt`, which holds up the
first frame for longer than all the drawing takes; the SVG renderer has pens of its own.
"""

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget


def draw(widget: QWidget, painter: QPainter, shapes: str) -> None:
    """Draw SVG elements, with coordinates in pixels of the widget, over the whole of it."""
    room = f'viewBox="0 0 {widget.width()} {widget.height()}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {room}>{shapes}</svg>'
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(widget.rect()))


def circle(x: float, y: float, radius: float, look: str) -> str:
    """Give a circle; `look` holds its fill and stroke as SVG attributes."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" {look}/>'


def line(points: list[tuple[float, float]], look: str) -> str:
    """Give a line through some points."""
    path = " ".join(f"{x:g},{y:g}" for x, y in points)
    return f'<polyline points="{path}" fill="none" {look}/>'
