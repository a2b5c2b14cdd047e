"""The fonts of papers, and the font in which each letter of a name is drawn: never a box, never a changed letter.

reportlab draws what a font has by code point. Letters outside the Basic Multilingual Plane, kanji with a variation
selector and letters with combining marks get a private code point in the font that stands for their glyph, and the
table by which a reader copies text out again (ToUnicode) is written here, because reportlab's own writes such code
points in five digits, which no reader understands.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

from supporter_app.documents.variants import variant_glyphs
from supporter_app.domain.errors import ResourceMissing, Unprintable
from supporter_app.resources import path

GOTHIC, GOTHIC_BOLD, MINCHO, NAMES = "Gothic", "GothicBold", "Mincho", "Names"
FILES = {
    GOTHIC: ("BIZUDPGothic-Regular.ttf",),
    GOTHIC_BOLD: ("BIZUDPGothic-Bold.ttf",),
    MINCHO: ("BIZUDPMincho-Regular.ttf",),
    NAMES: ("local", "ipamjm.ttf"),
}
SELECTORS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
PRIVATE_FROM = 0xF0000
SPACES = " \u3000"
CODES_A_BLOCK = 100


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one font; `codes` is what reportlab is given for it."""

    font: str
    codes: str


class Letters:
    """One font: which letters it has, and the codes by which they are drawn."""

    def __init__(self, name: str) -> None:
        """Load the file; raises ResourceMissing when it is not there."""
        file = path("assets", "fonts", *FILES[name])
        self.name = name
        self.font = TTFont(name, str(file))
        self.face = self.font.face
        self._glyphs: dict[int, int] = self.face.charToGlyph
        self._variants = variant_glyphs(file.read_bytes())
        self._codes: dict[str, str | None] = {}
        pdfmetrics.registerFont(self.font)

    def code(self, letter: str) -> str | None:
        """Give the code of a letter (a base with its selector or marks is one letter), None when it has no glyph."""
        if len(letter) == 1 and ord(letter) < 0x10000:  # noqa: PLR2004 - the Basic Multilingual Plane
            return letter if ord(letter) in self._glyphs else None
        if letter not in self._codes:
            glyph = self._glyph(letter)
            self._codes[letter] = None if glyph is None else self._private(letter, glyph)
        return self._codes[letter]

    def _glyph(self, letter: str) -> int | None:
        base = ord(letter[0])
        if len(letter) == 1:
            return self._glyphs.get(base)
        if len(letter) == 2 and ord(letter[1]) in SELECTORS:  # noqa: PLR2004 - a base and its selector
            key = (base, ord(letter[1]))
            if key not in self._variants:
                return None
            own = self._variants[key]
            return self._glyphs.get(base) if own is None else own
        composed = unicodedata.normalize("NFC", letter)
        return self._glyphs.get(ord(composed)) if len(composed) == 1 else None

    def _private(self, letter: str, glyph: int) -> str:
        """Give a glyph a code point of its own, that copies out as the letter."""
        code = next(_PRIVATE)
        self._glyphs[code] = glyph
        self.face.charWidths[code] = self.face.charWidths.get(ord(letter[0]), self.face.defaultWidth)
        _COPIED[code] = letter
        return chr(code)


_PRIVATE = count(PRIVATE_FROM)
_COPIED: dict[int, str] = {}


def to_unicode(fontname: str, subset: list[int]) -> str:
    """Write the table by which a reader turns drawn codes into text, UTF-16 in hexadecimal (PDF 32000-1, 9.10.3)."""
    head = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n"
        f"<< /Registry ({fontname})\n/Ordering ({fontname})\n/Supplement 0\n>> def\n"
        f"/CMapName /{fontname} def\n/CMapType 2 def\n1 begincodespacerange\n<00> <{len(subset) - 1:02X}>\n"
        "endcodespacerange"
    )
    pairs = [
        f"<{at:02X}> <{_COPIED.get(code, chr(code)).encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        for at, code in enumerate(subset)
    ]
    blocks = [pairs[at : at + CODES_A_BLOCK] for at in range(0, len(pairs), CODES_A_BLOCK)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return f"{head}\n{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


@cache
def letters(name: str) -> Letters:
    """Load a font once; from then on reportlab writes our table of copied text."""
    ttfonts.makeToUnicodeCMap = to_unicode
    return Letters(name)


def name_font_there() -> bool:
    """Tell whether the large font for rare kanji of names is installed."""
    try:
        path("assets", "fonts", *FILES[NAMES])
    except ResourceMissing:
        return False
    return True


def chain(first: str) -> Iterator[Letters]:
    """Go through the fonts in which a letter is looked for; the large one is loaded only when it is reached."""
    yield letters(first)
    for other in (MINCHO, GOTHIC):
        if other != first:
            yield letters(other)
    if name_font_there():
        yield letters(NAMES)


def split_letters(text: str) -> list[str]:
    """Cut a text into letters: a base with its variation selectors and combining marks stays together."""
    cut: list[str] = []
    for character in text:
        joins = ord(character) in SELECTORS or unicodedata.category(character) in {"Mn", "Mc", "Me"}
        if joins and cut and cut[-1] not in SPACES:
            cut[-1] += character
        else:
            cut.append(character)
    return cut


def unprintable(text: str, first: str = MINCHO) -> tuple[Unprintable, ...]:
    """List the letters no font can draw, with their place counted in letters from 1."""
    return tuple(
        Unprintable(at, letter) for at, letter in enumerate(split_letters(text), 1) if _piece(letter, first) is None
    )


def pieces(text: str, first: str) -> list[Piece]:
    """Put every letter into the first font that has it; raises ValueError for one that `unprintable` would list."""
    done: list[Piece] = []
    for letter in split_letters(text):
        piece = _piece(letter, first)
        if piece is None:
            raise ValueError(letter)
        if done and done[-1].font == piece.font:
            done[-1] = Piece(piece.font, done[-1].codes + piece.codes)
        else:
            done.append(piece)
    return done


def _piece(letter: str, first: str) -> Piece | None:
    if letter in SPACES:
        return Piece(first, letter)
    if unicodedata.category(letter[0]) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mn", "Mc", "Me", "Zs"}:
        return None
    for each in chain(first):
        code = each.code(letter)
        if code is not None:
            return Piece(each.name, code)
    return None


def width(text: str, font: str, size: float) -> float:
    """Give the width of a text in points."""
    return sum(pdfmetrics.stringWidth(piece.codes, piece.font, size) for piece in pieces(text, font))
