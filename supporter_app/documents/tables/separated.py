"""A table as comma-separated files: the rows in one, what is said about them in another."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO

from supporter_app.documents.tables.codepage import CODEC, substituted
from supporter_app.documents.tables.layout import Laid, lay_out
from supporter_app.domain.errors import UnfittingText
from supporter_app.domain.table import Table, harmless
from supporter_app.i18n import _

BOM = "utf-8-sig"
"""UTF-8 with the mark without which Excel takes a file for CP932."""


@dataclass(frozen=True, slots=True)
class SeparatedFiles:
    """The bytes of the rows, and of what is said about them."""

    rows: bytes
    metadata: bytes


def csv_utf8(table: Table) -> SeparatedFiles:
    """Write UTF-8 with BOM and CRLF; raises UnwritableText."""
    return _files(lay_out(table), BOM)


def csv_cp932(table: Table, substitutes: Mapping[str, str]) -> SeparatedFiles:
    """Write CP932 with CRLF; raises UnwritableText, and UnfittingText while a letter has no confirmed substitute."""
    laid, left = substituted(lay_out(table), substitutes)
    if left:
        raise UnfittingText(left)
    return _files(laid, CODEC)


def _files(laid: Laid, codec: str) -> SeparatedFiles:
    headings = [each.heading for each in laid.columns]
    about = [(_("Title"), laid.title), *laid.metadata]
    return SeparatedFiles(
        rows=_lines([headings, *laid.rows]).encode(codec),
        metadata=_lines([(_("About"), _("Content")), *about]).encode(codec),
    )


def _lines(rows: Iterable[Iterable[str | int | None]]) -> str:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows([_field(cell) for cell in row] for row in rows)
    return text.getvalue()


def _field(cell: str | int | None) -> str:
    if isinstance(cell, str):
        return harmless(cell)
    return "" if cell is None else str(cell)
