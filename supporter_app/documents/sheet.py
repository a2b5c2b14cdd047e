"""One PDF under way: the same words give the same bytes; text is placed by its middle or by either end."""

import io

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from supporter_app.documents.fonts import letters, pieces, width

INK, SECOND, ACCENT, WARM, PALE = "#1a1a1a", "#444444", "#0017c1", "#ffb84d", "#e8ecf8"
A4 = (595.276, 841.89)
MM = 72 / 25.4


class Sheet:
    """A canvas of A4 pages; sizes are points, y counts from the lower edge."""

    def __init__(self, title: str, first_font: str, *, landscape: bool = False) -> None:
        """Begin a document; `title` never holds a person's name."""
        rl_config.useA85 = 0
        letters(first_font)
        self.width, self.height = (A4[1], A4[0]) if landscape else A4
        self._out = io.BytesIO()
        self.canvas = Canvas(
            self._out,
            pagesize=(self.width, self.height),
            invariant=1,
            initialFontName=first_font,  # type: ignore[arg-type] # the stubs say float; reportlab wants the font's name
            lang="ja-JP",
        )
        self.canvas.setTitle(title)
        self.canvas.setCreator("つながりサポーター")

    def text(self, x: float, y: float, words: str, font: str, size: float, colour: str = INK) -> None:
        """Write a line from its left end."""
        writing = self.canvas.beginText(x, y)
        writing.setFillColor(HexColor(colour))
        for piece in pieces(words, font):
            letters(piece.font)
            writing.setFont(piece.font, size)
            writing.textOut(piece.codes)
        self.canvas.drawText(writing)

    def centred(self, y: float, words: str, font: str, size: float, colour: str = INK) -> None:
        """Write a line in the middle of the sheet."""
        self.text((self.width - width(words, font, size)) / 2, y, words, font, size, colour)

    def right(self, x: float, y: float, words: str, font: str, size: float, colour: str = INK) -> None:
        """Write a line up to its right end."""
        self.text(x - width(words, font, size), y, words, font, size, colour)

    def line(self, x: float, y: float, length: float, colour: str = SECOND, thick: float = 0.6) -> None:
        """Draw a line to the right."""
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.setLineWidth(thick)
        self.canvas.line(x, y, x + length, y)

    def motif(self, x: float, y: float, size: float) -> None:
        """Draw the two circles that meet, `size` high, from their left lower corner."""
        for shift, colour in ((0.0, ACCENT), (size * 0.6, WARM)):
            self.canvas.setFillColor(HexColor(colour))
            self.canvas.circle(x + shift + size / 2, y + size / 2, size / 2, stroke=0, fill=1)

    def bytes(self) -> bytes:
        """End the document."""
        self.canvas.save()
        return self._out.getvalue()
