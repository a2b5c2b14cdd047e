"""A workbook from elsewhere, unpacked without harm: measured before it is unpacked, looked over before it is read."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from supporter_app.domain.errors import ImportWrong
from supporter_app.exchange.sheet_measure import measure

MOST_UNPACKED = 40_000_000
"""Bytes; 5,000 rows of a roster unpack to about a tenth of it."""
MOST_PARTS = 1_000
NEEDED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?:_rels/|worksheets/)?[\w .-]+\.(?:xml|rels)", re.IGNORECASE
)
"""The parts that hold rows; pictures, drawings and what was said beside them are left in the file."""
SHEET = "xl/worksheets/"
ERROR_CELL = re.compile(rb"""(<(?:[\w.-]+:)?c\s[^<>]*?\bt\s*=\s*)(["'])e\2""")
OPEN_FORMULA = re.compile(
    rb"<((?:[\w.-]+:)?)c\b((?![^<>]*\bt\s*=)[^<>]*)>\s*<\1f\b(?:[^<>]*/>|[^<>]*>[^<]*</\1f>)\s*(?:<\1v\s*/>|<\1v>\s*</\1v>)?\s*</\1c>"
)
"""A formula nobody has worked out yet: the program that wrote it leaves that to Excel."""
NOT_WORKED_OUT = "#CALC!"
BROKEN = (BadZipFile, LargeZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, RuntimeError, IndexError)
"""What the standard library raises on damaged archives; NotImplementedError is a RuntimeError."""


def checked_workbook(content: bytes, file: str) -> bytes:
    """Give a workbook with just the parts that hold rows, none packed; raises ImportWrong for what would do harm."""
    try:
        parts = tuple(_parts(content, file))
    except BROKEN as error:
        raise ImportWrong(file, "broken-workbook") from error
    if not parts:
        raise ImportWrong(file, "broken-workbook")
    measure(dict(parts), file)
    return _packed(parts)


def _parts(content: bytes, file: str) -> Iterator[tuple[str, bytes]]:
    """Unpack what is needed, after the directory of the archive was found harmless."""
    with ZipFile(BytesIO(content)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_PARTS or sum(each.file_size for each in entries) > MOST_UNPACKED:
            raise ImportWrong(file, "unpacks-too-large")
        if len({each.filename.casefold() for each in entries}) < len(entries):
            raise ImportWrong(file, "broken-workbook")
        for entry in entries:
            if NEEDED.fullmatch(entry.filename):
                # Never more than its directory says comes out of an entry; a false length fails its checksum.
                part = archive.read(entry)
                yield entry.filename, _legible(part) if entry.filename.casefold().startswith(SHEET) else part


def _legible(sheet: bytes) -> bytes:
    """Let what a formula failed to say stand as a text, because the reader would make empty cells of it."""
    said = rb'<\1c\2 t="str"><\1v>' + NOT_WORKED_OUT.encode() + rb"</\1v></\1c>"
    return OPEN_FORMULA.sub(said, ERROR_CELL.sub(rb"\1\2str\2", sheet))


def _packed(parts: tuple[tuple[str, bytes], ...]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_STORED) as archive:
        for name, part in parts:
            archive.writestr(ZipInfo(name), part)
    return content.getvalue()
