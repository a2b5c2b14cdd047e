"""All colours, letter sizes and distances of the window, and the style sheet made from them.

Values of the standard theme are the デジタル庁 design tokens (MIT). Letter sizes are points, so that they follow
the screen's resolution and the person's text size; distances are pixels.
"""

from string import Template
from typing import NamedTuple

from supporter_app.services.preferences import Theme


class Palette(NamedTuple):
    """The colours of one theme as #rrggbb."""

    text: str
    text_second: str
    ground: str
    surface: str
    tint_cool: str
    tint_warm: str
    edge: str
    edge_soft: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    success: str
    caution: str
    focus_line: str
    focus_ring: str
    figure_1: str
    figure_2: str
    figure_3: str
    on_figure_1: str
    on_figure_2: str
    on_figure_3: str


PALETTES = {
    Theme.STANDARD: Palette(
        text="#1a1a1a",
        text_second="#333333",
        ground="#ffffff",
        surface="#ffffff",
        tint_cool="#f5f8ff",
        tint_warm="#fff3df",
        edge="#767676",
        edge_soft="#c5d7fb",
        accent="#0017c1",
        accent_hover="#00118f",
        accent_pressed="#000082",
        on_accent="#ffffff",
        success="#197a4b",
        caution="#7a5f00",
        focus_line="#1a1a1a",
        focus_ring="#ffd43d",
        figure_1="#00118f",
        figure_2="#4979f5",
        figure_3="#c5d7fb",
        on_figure_1="#ffffff",
        on_figure_2="#000000",
        on_figure_3="#1a1a1a",
    ),
    Theme.CLEAR: Palette(
        text="#000000",
        text_second="#000000",
        ground="#ffffff",
        surface="#ffffff",
        tint_cool="#ffffff",
        tint_warm="#ffffff",
        edge="#000000",
        edge_soft="#000000",
        accent="#000082",
        accent_hover="#000060",
        accent_pressed="#000040",
        on_accent="#ffffff",
        success="#0c472a",
        caution="#523f00",
        focus_line="#000000",
        focus_ring="#ffd43d",
        figure_1="#000060",
        figure_2="#7096f8",
        figure_3="#ffffff",
        on_figure_1="#ffffff",
        on_figure_2="#000000",
        on_figure_3="#000000",
    ),
    Theme.DARK: Palette(
        text="#ffffff",
        text_second="#e6e6e6",
        ground="#000000",
        surface="#141414",
        tint_cool="#161c2e",
        tint_warm="#2b2314",
        edge="#b3b3b3",
        edge_soft="#5a6478",
        accent="#9db7f9",
        accent_hover="#c5d7fb",
        accent_pressed="#d9e6ff",
        on_accent="#000000",
        success="#9bd4b5",
        caution="#ffd43d",
        focus_line="#000000",
        focus_ring="#ffd43d",
        figure_1="#c5d7fb",
        figure_2="#4979f5",
        figure_3="#22315c",
        on_figure_1="#000000",
        on_figure_2="#000000",
        on_figure_3="#ffffff",
    ),
    Theme.SOFT: Palette(
        text="#2b2722",
        text_second="#3f3a33",
        ground="#fbf7ef",
        surface="#fffdf8",
        tint_cool="#f3efe3",
        tint_warm="#fbe9cf",
        edge="#766e61",
        edge_soft="#ddd2bc",
        accent="#1f3f77",
        accent_hover="#182f5a",
        accent_pressed="#122447",
        on_accent="#ffffff",
        success="#1f5f3d",
        caution="#6b5200",
        focus_line="#2b2722",
        focus_ring="#ffc44d",
        figure_1="#1f3f77",
        figure_2="#7b9ad0",
        figure_3="#dbe5f5",
        on_figure_1="#ffffff",
        on_figure_2="#000000",
        on_figure_3="#2b2722",
    ),
}

TEXT_PAIRS = (
    ("text", "ground"),
    ("text", "surface"),
    ("text", "tint_cool"),
    ("text", "tint_warm"),
    ("text_second", "ground"),
    ("text_second", "surface"),
    ("text_second", "tint_cool"),
    ("text_second", "tint_warm"),
    ("accent", "ground"),
    ("accent", "surface"),
    ("accent", "tint_cool"),
    ("accent", "tint_warm"),
    ("accent_hover", "ground"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("success", "surface"),
    ("success", "tint_cool"),
    ("caution", "surface"),
    ("caution", "tint_warm"),
    ("on_figure_1", "figure_1"),
    ("on_figure_2", "figure_2"),
    ("on_figure_3", "figure_3"),
)
"""Every pair of letters and ground in use: at least 4.5 to 1, in くっきり 7 to 1 (WCAG 2.2, 1.4.3 and 1.4.6)."""

EDGE_PAIRS = (
    ("edge", "ground"),
    ("edge", "surface"),
    ("accent", "ground"),
    ("focus_line", "focus_ring"),
)
"""Every pair that lets a person see where a control is: at least 3 to 1 (WCAG 2.2, 1.4.11)."""

BODY = 13.5
SMALL = 12.0
HEADING = 18.0
PROMPT = 19.5
TITLE = 24.0
NUMBER = 30.0
LINE_HEIGHT = 1.7
HEADING_LINE_HEIGHT = 1.5
SPACE = 8
FAMILY = "BIZ UDPGothic"
TARGET = 48
MOTIF_WARM = "#ffb84d"
LIT = "#ffd43d"
ON_LIT = "#1a1a1a"
QR_DARK = "#000000"
QR_LIGHT = "#ffffff"
PRIMARY = 56


class Look(NamedTuple):
    """How everything looks now: the theme and the letters' size in per cent."""

    theme: Theme = Theme.STANDARD
    step: int = 100

    def palette(self) -> Palette:
        """Give the colours."""
        return PALETTES[self.theme]

    def points(self, size: float) -> float:
        """Scale a letter size by the person's step."""
        return size * self.step / 100

    def pixels(self, length: float) -> int:
        """Scale a length that belongs to letters (icons, circles, column widths) by the person's step."""
        return round(length * self.step / 100)


def luminance(colour: str) -> float:
    """Give the relative luminance of #rrggbb (WCAG 2.2, definition of relative luminance)."""

    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB

    red, green, blue = (linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours (WCAG 2.2, definition of contrast ratio)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


SHEET = Template("""
QWidget { color: $text; background: transparent; outline: none; }
QMainWindow, QDialog, #ground { background: $ground; }
QScrollArea { border: none; background: $ground; }
QLabel { font-size: ${body}pt; }
QLabel[role="small"] { font-size: ${small}pt; color: $text_second; }
QLabel[role="strong"] { font-weight: bold; }
QLabel[role="heading"] { font-size: ${heading}pt; font-weight: bold; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: bold; }
QLabel[role="number"] { font-size: ${number}pt; font-weight: bold; }
QFrame[role="card"] { background: $surface; border: 1px solid $edge_soft; border-radius: 16px; }
QFrame[role="card-cool"] { background: $tint_cool; border: 1px solid $edge_soft; border-radius: 16px; }
QFrame[role="card-accent"] { background: $surface; border: 2px solid $accent; border-radius: 16px; }
QFrame[role="card-warm"] { background: $tint_warm; border: 1px solid $edge_warm; border-radius: 16px; }
QFrame[role="band-warm"] { background: $tint_warm; border: none; }
QFrame[role="header"] { background: $ground; border: none; border-bottom: 1px solid $edge_soft; }
QFrame[role="footer"] { background: $ground; border: none; border-top: 1px solid $edge_soft; }
QFrame[role="line"] { background: $edge_soft; border: none; min-height: 1px; max-height: 1px; }
QPushButton, QToolButton {
    font-size: ${body}pt; color: $text; background: $surface; border: 1px solid $edge; border-radius: 8px;
    padding: 6px 16px; min-height: 34px;
}
QPushButton:hover, QToolButton:hover { background: $tint_cool; }
QPushButton:pressed, QToolButton:pressed { background: $tint_cool; border-color: $accent; }
QPushButton:disabled { color: $text_second; background: $tint_cool; border: 1px dashed $edge; }
QPushButton[role="primary"] {
    font-weight: bold; color: $on_accent; background: $accent; border: 2px solid $accent; min-height: 40px;
    padding: 6px 32px;
}
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[role="primary"]:disabled { color: $text_second; background: $tint_cool; border: 2px dashed $edge; }
QPushButton[role="second"] {
    font-weight: bold; color: $accent; background: $surface; border: 2px solid $accent; min-height: 40px;
    padding: 6px 24px;
}
QPushButton[role="second"]:hover { background: $tint_cool; color: $accent_hover; border-color: $accent_hover; }
QPushButton[role="help"] { font-weight: bold; color: $accent; border: 2px solid $accent; }
QPushButton[role="help"]:hover { background: $tint_cool; color: $accent_hover; }
QPushButton[role="door"] { font-weight: bold; border: 2px solid $text; background: $surface; }
QPushButton[role="door"]:hover { background: $tint_cool; }
QPushButton[role="link"] {
    color: $accent; background: transparent; border: none; text-decoration: underline; padding: 6px 8px 6px 0;
    text-align: left;
}
QPushButton[role="link"]:hover { color: $accent_hover; }
QPushButton[role="choice"] {
    text-align: left; padding: 12px 24px; border: 2px solid $edge; border-radius: 16px; background: $surface;
    min-height: 28px;
}
QPushButton[role="choice"]:hover { background: $tint_cool; }
QPushButton[role="choice"]:checked { background: $tint_cool; border: 3px solid $accent; padding: 11px 23px; }
QPushButton[role="step"]:checked {
    padding: 4px 14px; border: 3px solid $accent; color: $accent; background: $tint_cool;
}
QLineEdit, QPlainTextEdit {
    font-size: ${body}pt; color: $text; background: $surface; border: 2px solid $edge; border-radius: 8px;
    padding: 8px 12px; selection-color: $on_accent; selection-background-color: $accent;
}
QLineEdit { min-height: 28px; }
QTextBrowser {
    font-size: ${body}pt; border: none; background: transparent; selection-color: $on_accent;
    selection-background-color: $accent;
}
QTableView, QTableWidget {
    font-size: ${small}pt; color: $text; background: $surface; border: 1px solid $edge_soft; gridline-color: $edge_soft;
    selection-color: $text; selection-background-color: $tint_cool;
}
QTableView::item { padding: 2px 8px; }
QHeaderView::section {
    font-size: ${small}pt; font-weight: bold; color: $text; background: $tint_cool; border: 1px solid $edge_soft;
    padding: 6px 8px;
}
QTableCornerButton::section { background: $tint_cool; border: 1px solid $edge_soft; }
QScrollBar:vertical { background: $ground; width: 16px; margin: 0; }
QScrollBar::handle:vertical { background: $edge; border-radius: 6px; min-height: 48px; margin: 2px; }
QScrollBar:horizontal { background: $ground; height: 16px; margin: 0; }
QScrollBar::handle:horizontal { background: $edge; border-radius: 6px; min-width: 48px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { background: none; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; border: none; }
QToolTip { color: $text; background: $surface; border: 1px solid $edge; }
""")


def style_sheet(look: Look) -> str:
    """Write the whole style sheet for a look."""
    palette = look.palette()
    colours = palette._asdict()
    sizes = {"body": BODY, "small": SMALL, "heading": HEADING, "title": TITLE, "number": NUMBER}
    letters = {name: f"{look.points(size):g}" for name, size in sizes.items()}
    # Where the warm ground is no other than that around it, the line says where the box ends.
    edge_warm = palette.edge_soft if palette.tint_warm == palette.ground else palette.tint_warm
    return SHEET.substitute(colours | letters | {"edge_warm": edge_warm})
