"""Variation sequences (IVS) as a font file knows them: format 14 of its cmap table.

Source: the OpenType specification, "cmap - Character to Glyph Index Mapping Table", subtable format 14.
"""

import struct
from dataclasses import dataclass

UNICODE_PLATFORM = 0
SEQUENCES = 5
FORMAT = 14
RECORD = 11
RANGE = 4
MAPPING = 5
DEFAULT = 0
"""The glyph the font gives to the base alone; glyph 0 itself is never a picture of a letter."""


@dataclass(frozen=True, slots=True)
class Variants:
    """The subtable's bytes, and where in them each selector's two lists begin (0 where there is none)."""

    table: bytes
    places: dict[int, tuple[int, int]]

    def glyph(self, base: int, selector: int) -> int | None:
        """Give the glyph of a base with a selector, DEFAULT for the base's own; None for a sequence the font lacks."""
        if selector not in self.places:
            return None
        plain, other = self.places[selector]
        if plain and self._in_ranges(plain, base):
            return DEFAULT
        return self._mapped(other, base) if other else None

    def _in_ranges(self, offset: int, base: int) -> bool:
        at = self._last_not_after(offset, RANGE, base)
        return at is not None and base <= self._uint24(at) + self.table[at + 3]

    def _mapped(self, offset: int, base: int) -> int | None:
        at = self._last_not_after(offset, MAPPING, base)
        if at is None or self._uint24(at) != base:
            return None
        return int.from_bytes(self.table[at + 3 : at + 5], "big") or None

    def _last_not_after(self, offset: int, step: int, base: int) -> int | None:
        """Search a sorted list (a count, then entries that begin with a code point) for the last one up to the base."""
        low, high = 0, int.from_bytes(self.table[offset : offset + 4], "big")
        while low < high:
            middle = (low + high) // 2
            if self._uint24(offset + 4 + middle * step) <= base:
                low = middle + 1
            else:
                high = middle
        return offset + 4 + (low - 1) * step if low else None

    def _uint24(self, at: int) -> int:
        return int.from_bytes(self.table[at : at + 3], "big")


def read_variants(cmap: bytes) -> Variants:
    """Read a font's cmap table; a font without variation sequences gives an empty list."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", cmap, 4 + 8 * number)
        if (platform, encoding) == (UNICODE_PLATFORM, SEQUENCES):
            form, length, records = struct.unpack_from(">HLL", cmap, offset)
            if form == FORMAT:
                return _read_records(cmap[offset : offset + length], records)
    return Variants(b"", {})


def _read_records(table: bytes, count: int) -> Variants:
    places = {}
    for start in range(10, 10 + count * RECORD, RECORD):
        plain, other = struct.unpack_from(">LL", table, start + 3)
        places[int.from_bytes(table[start : start + 3], "big")] = (plain, other)
    return Variants(table, places)
