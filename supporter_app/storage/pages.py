"""The rows that can still be read in a damaged SQLite file, page by page, whatever became of the pages around them.

Follows "Database File Format" of the SQLite project, sections 1.3 (header), 1.6 (b-tree pages), 2.1 (records). Nothing
is believed: a page, a cell or a value that does not fit is passed over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from supporter_app.storage.database import Value

HEADER = 100
DEFAULT_PAGE = 4096
PAGE_SIZES = frozenset(1 << power for power in range(9, 17))
TABLE_LEAF, INDEX_LEAF, INDEX_INTERIOR = 0x0D, 0x0A, 0x02
LARGEST_RECORD = 1 << 24
INTEGERS = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 8: 0, 9: 0}
"""Bytes of an integer, or of nothing, by serial type; 7 is a float, which no table here has."""


class UnreadableError(Exception):
    """A cell or record is not what it should be."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its rowid, None in a table without, and its values in the order of the columns."""

    rowid: int | None
    values: tuple[Value, ...]


def records(content: bytes) -> Iterator[Record]:
    """Give every record of every page that can be read."""
    size = int.from_bytes(content[16:18], "big")
    size = 65536 if size == 1 else size
    size = size if size in PAGE_SIZES else DEFAULT_PAGE
    reserved = content[20] if content[:4] == b"SQLi" and len(content) > HEADER else 0
    file = _File(content, size, size - reserved)
    for number in range(1, len(content) // size + 1):
        yield from file.page(number)


@dataclass(frozen=True, slots=True)
class _File:
    """The bytes, the size of a page, and how much of a page is used."""

    content: bytes
    size: int
    usable: int

    def page(self, number: int) -> Iterator[Record]:
        """Read the cells of one page."""
        page = self.content[(number - 1) * self.size : number * self.size]
        start = HEADER if number == 1 else 0
        kind = page[start]
        if kind not in {TABLE_LEAF, INDEX_LEAF, INDEX_INTERIOR}:
            return
        first = start + (12 if kind == INDEX_INTERIOR else 8)
        cells = int.from_bytes(page[start + 3 : start + 5], "big")
        for place in range(first, min(first + 2 * cells, self.usable - 1), 2):
            try:
                yield self._cell(page, int.from_bytes(page[place : place + 2], "big"), kind)
            except (UnreadableError, IndexError, UnicodeDecodeError):
                continue

    def _cell(self, page: bytes, at: int, kind: int) -> Record:
        at += 4 if kind == INDEX_INTERIOR else 0
        size, at = _varint(page, at)
        if size > LARGEST_RECORD:
            raise UnreadableError
        rowid = None
        if kind == TABLE_LEAF:
            rowid, at = _varint(page, at)
        return Record(rowid, _values(self._payload(page, at, size, whole=kind == TABLE_LEAF)))

    def _payload(self, page: bytes, at: int, size: int, *, whole: bool) -> bytes:
        """Put a payload together that may go on in overflow pages."""
        most = self.usable - 35 if whole else (self.usable - 12) * 64 // 255 - 23
        if size <= most:
            return page[at : at + size]
        least = (self.usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (self.usable - 4)
        local = local if local <= most else least
        found = bytearray(page[at : at + local])
        following = int.from_bytes(page[at + local : at + local + 4], "big")
        while len(found) < size:
            if not 1 < following <= len(self.content) // self.size:
                raise UnreadableError
            begin = (following - 1) * self.size
            found += self.content[begin + 4 : begin + self.usable]
            following = int.from_bytes(self.content[begin : begin + 4], "big")
        return bytes(found[:size])


def _values(payload: bytes) -> tuple[Value, ...]:
    """Read a record: its own header with a type for each value, then the values."""
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    places = [end]
    for kind in kinds:
        places.append(places[-1] + _size(kind))
    if at != end or places[-1] != len(payload):
        raise UnreadableError
    return tuple(_value(kind, payload[first:last]) for kind, (first, last) in zip(kinds, pairwise(places), strict=True))


def _size(kind: int) -> int:
    if kind in INTEGERS:
        return INTEGERS[kind]
    if kind < 12:  # noqa: PLR2004 - from 12 on the type says how long a blob or a text is
        raise UnreadableError
    return (kind - 12) // 2


def _value(kind: int, content: bytes) -> Value:
    match kind:
        case 0:
            return None
        case 8 | 9:
            return kind - 8
        case _ if kind in INTEGERS:
            return int.from_bytes(content, "big", signed=True)
        case _ if kind % 2:
            return content.decode()
    return content


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """Read a number of 1 to 9 bytes; gives it and where the next thing begins."""
    number = 0
    for place in range(at, at + 8):
        number = number << 7 | content[place] & 0x7F
        if content[place] < 0x80:  # noqa: PLR2004 - the bit that says more follows
            return number, place + 1
    return number << 8 | content[at + 8], at + 9
