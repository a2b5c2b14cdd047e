"""One font as papers need it: reportlab's TrueType font with the two things it gets wrong put right.

1. reportlab writes the ToUnicode table with the code point in hexadecimal, which is UTF-16 only up to U+FFFF: 𠮷 copies
   out as another letter. Here the table is written again in UTF-16, after reportlab has made its own.
2. reportlab draws code points, one glyph each, so a base with a selector (葛 U+E0100) or with a combining mark
   (e U+0301) comes out as two glyphs, often boxes. Here such a letter gets a private code point of this font, which
   leads to the right glyph on the page and to the letter as it was typed in the ToUnicode table.

Both hang on `addObjects` and on the dictionaries of the face; tests draw such names and read them back.
"""

import unicodedata
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase.ttfonts import TTFont

from supporter_app.documents.clusters import has_no_picture, is_selector
from supporter_app.documents.variants import DEFAULT, Variants, read_variants

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument

PRIVATE = 0x100000
"""Plane 16 is for private use; a text that uses it itself is refused before it gets here."""
PER_BLOCK = 100
"""The most mappings a block of a CMap may hold (Adobe technical note 5014)."""


class LetterFont(TTFont):
    """A font that is asked for letters (clusters) instead of code points."""

    def __init__(self, name: str, file: Path) -> None:
        """Read a TrueType file; the name is ours, for the canvas."""
        super().__init__(name, str(file), asciiReadable=False, shapable=False)
        self.file = file
        self.spelled: dict[int, str] = {}
        self._codes: dict[str, str | None] = {}
        self._variants: Variants | None = None
        self._lock = Lock()

    def drawn(self, cluster: str) -> str | None:
        """Give the character that draws a letter in this font, None when the font cannot draw it."""
        if cluster not in self._codes:
            with self._lock:
                self._codes[cluster] = None if has_no_picture(cluster) else self._find(cluster)
        return self._codes[cluster]

    def _find(self, cluster: str) -> str | None:
        if len(cluster) == 1:
            mark = unicodedata.category(cluster)[0] == "M"
            return cluster if not mark and self._plain(cluster) else None
        if len(cluster) == 2 and is_selector(cluster[1]):  # noqa: PLR2004 - a base and its selector
            glyph = self._variant(cluster)
        else:
            composed = unicodedata.normalize("NFC", cluster)
            glyph = self._plain(composed) if len(composed) == 1 else None
        return self._private(cluster, glyph) if glyph else None

    def _plain(self, character: str) -> int | None:
        glyph: int = self.face.charToGlyph.get(ord(character), 0)
        return glyph or None

    def _variant(self, cluster: str) -> int | None:
        if self._variants is None:
            self._variants = read_variants(self._table("cmap"))
        glyph = self._variants.glyph(ord(cluster[0]), ord(cluster[1]))
        return self._plain(cluster[0]) if glyph == DEFAULT else glyph

    def _table(self, tag: str) -> bytes:
        """Give a table of the font file."""
        table: bytes = self.face.get_table(tag)  # type: ignore[no-untyped-call] # reportlab leaves it without types
        return table

    def _private(self, cluster: str, glyph: int) -> str:
        """Open a private code point for a letter."""
        face = self.face
        code = PRIVATE + len(self.spelled)
        face.charToGlyph[code] = glyph
        face.charWidths[code] = face.hmetrics[glyph][0] * 1000 / face.unitsPerEm
        self.spelled[code] = cluster
        return chr(code)

    def addObjects(self, doc: "PDFDocument") -> None:  # noqa: N802 - reportlab calls it by this name
        """Write the font into a document, then put its ToUnicode tables right."""
        subsets = [list(codes) for codes in self.state[doc].subsets]
        names = [self.getSubsetInternalName(number, doc)[1:] for number in range(len(subsets))]
        super().addObjects(doc)
        objects: dict[str, Any] = doc.idToObject
        fonts = objects["BasicFonts"].dict
        for name, codes in zip(names, subsets, strict=True):
            stream = objects[fonts[name].ToUnicode.name]
            stream.content = to_unicode(name, [self.spelled.get(code) or chr(code) for code in codes])


def to_unicode(name: str, texts: list[str]) -> str:
    """Write a CMap that leads from one-byte codes to text in UTF-16 (ISO 32000-1, 9.10.3); code 0 is no letter."""
    pairs = [f"<{code:02X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in enumerate(texts) if code]
    blocks = [pairs[start : start + PER_BLOCK] for start in range(0, len(pairs), PER_BLOCK)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /{name} def\n"
        "/CMapType 2 def\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
