"""Which glyph a font has for a kanji followed by a variation selector (cmap subtable format 14, OpenType 1.9)."""

from struct import unpack_from

UNICODE_VARIATION = (0, 5)
FORMAT = 14


def variant_glyphs(font: bytes) -> dict[tuple[int, int], int | None]:
    """Read (base, selector) -> glyph id from a TrueType file; None where the base's own glyph is the variant."""
    start = _table(font, b"cmap")
    if start is None:
        return {}
    found: dict[tuple[int, int], int | None] = {}
    (count,) = unpack_from(">H", font, start + 2)
    for number in range(count):
        platform, encoding, offset = unpack_from(">HHI", font, start + 4 + number * 8)
        at = start + offset
        if (platform, encoding) == UNICODE_VARIATION and unpack_from(">H", font, at)[0] == FORMAT:
            _read_selectors(font, at, found)
    return found


def _table(font: bytes, tag: bytes) -> int | None:
    (count,) = unpack_from(">H", font, 4)
    for number in range(count):
        name, _checksum, offset, _length = unpack_from(">4sIII", font, 12 + number * 16)
        if name == tag:
            return int(offset)
    return None


def _read_selectors(font: bytes, at: int, found: dict[tuple[int, int], int | None]) -> None:
    (count,) = unpack_from(">I", font, at + 6)
    for number in range(count):
        record = at + 10 + number * 11
        selector = int.from_bytes(font[record : record + 3], "big")
        same, other = unpack_from(">II", font, record + 3)
        if same:
            _read_same(font, at + same, selector, found)
        if other:
            _read_other(font, at + other, selector, found)


def _read_same(font: bytes, at: int, selector: int, found: dict[tuple[int, int], int | None]) -> None:
    """Read ranges of bases that keep their own glyph."""
    (count,) = unpack_from(">I", font, at)
    for number in range(count):
        record = at + 4 + number * 4
        first = int.from_bytes(font[record : record + 3], "big")
        for base in range(first, first + font[record + 3] + 1):
            found[base, selector] = None


def _read_other(font: bytes, at: int, selector: int, found: dict[tuple[int, int], int | None]) -> None:
    """Read bases with a glyph of their own for this selector."""
    (count,) = unpack_from(">I", font, at)
    for number in range(count):
        record = at + 4 + number * 5
        base = int.from_bytes(font[record : record + 3], "big")
        found[base, selector] = unpack_from(">H", font, record + 3)[0]
