"""A document being drawn: one canvas with the settings every paper shares, and text placed by its baseline."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from supporter_app.documents.fonts import CASE, Face, Run, draw, runs, width
from supporter_app.documents.lines import even, wrap
from supporter_app.i18n import _

A4 = (595.276, 841.89)
MILLIMETRE = 72 / 25.4
PRODUCER = "tsunagari-supporter"

INK = 0x1A1A1A
SECOND = 0x4D4D4D
ACCENT = 0x0017C1
EDGE = 0x949494
TINT = 0xEEF1FC
PALE = 0xE3E3E3
WHITE = 0xFFFFFF
LEADING = 1.6


def small_print() -> str:
    """Give the two sentences that stand at the foot of what is handed to people."""
    no_material = _("This is not official material of the Cabinet Office.")
    no_qualification = _("This paper certifies no qualification.")
    return f"{no_material}  {no_qualification}"


def landscape(size: tuple[float, float]) -> tuple[float, float]:
    """Turn a sheet on its side."""
    return size[1], size[0]


class Sheet:
    """Draws pages of one PDF; lengths are points, the origin is the lower left corner."""

    def __init__(self, title: str, size: tuple[float, float] = A4) -> None:
        """Begin a PDF; its title says what it is, never whose."""
        from reportlab import rl_config
        from reportlab.pdfgen.canvas import Canvas

        # ASCII85 makes files a quarter larger and costs more time than all the drawing.
        rl_config.useA85 = 0
        CASE.font(Face.MINCHO)
        self._file = BytesIO()
        self.canvas = Canvas(
            self._file,
            pagesize=size,
            pageCompression=1,
            invariant=True,
            initialFontName=Face.MINCHO.name,  # type: ignore[arg-type] # its stubs ask for a number
            lang="ja-JP",
        )
        self.size = size
        self.canvas.setTitle(title)
        self.canvas.setAuthor("")
        self.canvas.setSubject("")
        self.canvas.setCreator(PRODUCER)
        self.canvas.setProducer(PRODUCER)

    def ink(self, colour: int) -> None:
        """Take a colour (0xRRGGBB) for letters, areas and strokes."""
        red, green, blue = (part / 255 for part in colour.to_bytes(3, "big"))
        self.canvas.setFillColorRGB(red, green, blue)
        self.canvas.setStrokeColorRGB(red, green, blue)

    def left(self, text: str, place: tuple[float, float], size: float, face: Face) -> None:
        """Write from a point to the right."""
        draw(self.canvas, place, runs(text, face), size)

    def centred(self, text: str, place: tuple[float, float], size: float, face: Face) -> None:
        """Write with the middle at a point."""
        self.centred_runs(runs(text, face), place, size)

    def centred_runs(self, text: tuple[Run, ...], place: tuple[float, float], size: float) -> None:
        """Write what is already set in faces, with the middle at a point."""
        x, y = place
        draw(self.canvas, (x - width(text, size) / 2, y), text, size)

    def right(self, text: str, place: tuple[float, float], size: float, face: Face) -> None:
        """Write up to a point."""
        x, y = place
        set_runs = runs(text, face)
        draw(self.canvas, (x - width(set_runs, size), y), set_runs, size)

    def paragraph(self, text: str, place: tuple[float, float], room: float, size: float, face: Face) -> float:
        """Write lines of a width from a first baseline downwards; gives the baseline after the last."""
        x, y = place
        for line in wrap(text, room, lambda words: width(runs(words, face), size)):
            self.left(line, (x, y), size, face)
            y -= size * LEADING
        return y

    def centred_lines(self, text: str, place: tuple[float, float], room: float, size: float, face: Face) -> float:
        """Write even lines around a middle, from a first baseline downwards; gives the baseline after the last."""
        x, y = place
        for line in even(text, room, lambda words: width(runs(words, face), size)):
            self.centred(line, (x, y), size, face)
            y -= size * LEADING
        return y

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Leave colours, clips and turns behind at the end."""
        self.canvas.saveState()
        yield
        self.canvas.restoreState()

    @contextmanager
    def unread(self) -> Iterator[None]:
        """Draw letters that are not copied, searched or read aloud, such as readings above their words."""
        # reportlab has no call for marked content; this list is what its own calls append to.
        operators: list[str] = vars(self.canvas)["_code"]
        operators.append("/Span <</ActualText ()>> BDC")
        yield
        vars(self.canvas)["_code"].append("EMC")

    @contextmanager
    def template(self, name: str) -> Iterator[None]:
        """Draw once (a Form XObject) what many pages show through `stamp`."""
        self.canvas.beginForm(name, 0, 0, *self.size)
        yield
        self.canvas.endForm()

    def stamp(self, name: str) -> None:
        """Show a template on this page."""
        self.canvas.doForm(name)

    def turn_page(self, size: tuple[float, float]) -> None:
        """Set the size of the page that is being drawn."""
        self.size = size
        self.canvas.setPageSize(size)

    def print_both_sides(self) -> None:
        """Ask the viewer to print on both sides, turned over the short edge, in the true size."""
        self.canvas.setViewerPreference("Duplex", "DuplexFlipShortEdge")
        self.canvas.setViewerPreference("PrintScaling", "None")

    def end_page(self) -> None:
        """Finish a page."""
        self.canvas.showPage()

    def finish(self) -> bytes:
        """Close the PDF and give it whole."""
        self.canvas.save()
        return self._file.getvalue()
