"""Our pictures on paper: their shapes drawn with lines of the PDF, not as pixels."""

from typing import TYPE_CHECKING

from supporter_app.domain.drawing import ROUNDED, Drawing, Segment, Shape

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

    from supporter_app.documents.sheet import Sheet

Box = tuple[float, float, float, float]
"""Left, bottom, width, height, in points."""


def height_of(drawing: Drawing, width: float) -> float:
    """Give the height of a picture drawn to a width."""
    return width * drawing.height / drawing.width


def draw_picture(sheet: "Sheet", drawing: Drawing, box: Box) -> None:
    """Draw a picture as large as a box allows, in its middle, cut to rounded corners."""
    left, bottom, width, height = box
    scale = min(width / drawing.width, height / drawing.height)
    across, up = drawing.width * scale, drawing.height * scale
    canvas = sheet.canvas
    with sheet.kept():
        canvas.translate(left + (width - across) / 2, bottom + (height + up) / 2)
        canvas.scale(scale, -scale)
        edge = canvas.beginPath()
        edge.roundRect(0, 0, drawing.width, drawing.height, drawing.width * ROUNDED)
        canvas.clipPath(edge, stroke=0, fill=0)
        for shape in drawing.shapes:
            _draw_shape(sheet, shape)


def _draw_shape(sheet: "Sheet", shape: Shape) -> None:
    canvas = sheet.canvas
    with sheet.kept():
        canvas.transform(*shape.matrix)
        if shape.opacity < 1:
            canvas.setFillAlpha(shape.opacity)
            canvas.setStrokeAlpha(shape.opacity)
        if shape.fill is not None:
            canvas.setFillColorRGB(*_parts(shape.fill))
        if shape.pen is not None:
            canvas.setStrokeColorRGB(*_parts(shape.pen.colour))
            canvas.setLineWidth(shape.pen.width)
            canvas.setLineCap(shape.pen.cap)
            canvas.setLineJoin(shape.pen.join)
            if shape.pen.dashes:
                canvas.setDash(list(shape.pen.dashes))
        outline = _outline(canvas, shape.outline)
        canvas.drawPath(outline, stroke=int(shape.pen is not None), fill=int(shape.fill is not None), fillMode=1)


def _outline(canvas: "Canvas", segments: tuple[Segment, ...]) -> "PDFPathObject":
    path = canvas.beginPath()
    for segment in segments:
        match segment.kind, segment.points:
            case "M", (x, y):
                path.moveTo(x, y)
            case "L", (x, y):
                path.lineTo(x, y)
            case "C", (a, b, c, d, x, y):
                path.curveTo(a, b, c, d, x, y)
            case _:
                path.close()
    return path


def _parts(colour: int) -> tuple[float, float, float]:
    red, green, blue = colour.to_bytes(3, "big")
    return red / 255, green / 255, blue / 255
