"""How course text is written: sizes, weights, distances."""

from dataclasses import dataclass

from PySide6.QtGui import QFont

from supporter_app.ui import theme


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How text is written: size in points, weight, line height as a multiple, gap below in pixels, colour by name."""

    size: float = theme.BODY
    bold: bool = False
    line_height: float = theme.LINE_HEIGHT
    gap: int = 16
    colour: str = "text"

    def font(self, plain: QFont, look: theme.Look) -> QFont:
        """Give a font in this size and weight."""
        made = QFont(plain)
        made.setPointSizeF(look.points(self.size))
        made.setBold(self.bold)
        return made


BODY_STYLE = TextStyle()
TITLE_STYLE = TextStyle(size=theme.TITLE, bold=True, line_height=theme.HEADING_LINE_HEIGHT)
HEADING_STYLE = TextStyle(size=theme.HEADING, bold=True, line_height=theme.HEADING_LINE_HEIGHT, gap=8)
PROMPT_STYLE = TextStyle(size=theme.PROMPT, bold=True, line_height=theme.HEADING_LINE_HEIGHT)
SMALL_STYLE = TextStyle(size=theme.SMALL, gap=8, colour="text_second")
