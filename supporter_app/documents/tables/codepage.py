"""What the code page of older Japanese Windows (CP932) cannot hold, and what people put in its place."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from supporter_app.documents.clusters import clusters
from supporter_app.documents.tables.layout import Laid, is_unwritable, lay_out, places
from supporter_app.domain.table import Table, Unfitting, code_points

CODEC = "cp932"
"""Never `shift_jis`, which lacks 髙 and 﨑."""
UNDEFINED = frozenset("\x80\uf8f0\uf8f1\uf8f2\uf8f3")
"""What Python maps to the bytes 80, A0, FD, FE and FF, which stand for no letter."""
UNKNOWN = frozenset("?？")
"""What stands in names that a program has spoilt; no substitute."""


def unfitting(table: Table) -> tuple[Unfitting, ...]:
    """List the letters that CP932 lacks or would give back as others (〜 ‖ − ¢ £ ¬), each once a cell."""
    return tuple(_unfitting(lay_out(table)))


def fits(text: str) -> bool:
    """Tell whether a text comes back from CP932 as it was."""
    try:
        written = text.encode(CODEC)
    except UnicodeEncodeError:
        return False
    return written.decode(CODEC) == text and UNDEFINED.isdisjoint(text)


def substituted(laid: Laid, substitutes: Mapping[str, str]) -> tuple[Laid, tuple[Unfitting, ...]]:
    """Put substitutes in the place of letters that do not fit, and list what still does not."""

    def put(text: str) -> str:
        return "".join(_put(each, substitutes) for each in clusters(text))

    changed = Laid(
        title=put(laid.title),
        columns=tuple(replace(each, heading=put(each.heading)) for each in laid.columns),
        rows=tuple(tuple(put(cell) if isinstance(cell, str) else cell for cell in row) for row in laid.rows),
        metadata=tuple((put(name), put(said)) for name, said in laid.metadata),
    )
    return changed, tuple(_unfitting(changed))


def _put(letter: str, substitutes: Mapping[str, str]) -> str:
    """Leave a letter that fits as it is, whatever the substitutes say; one that is no answer is as good as none."""
    chosen = substitutes.get(letter, letter)
    if fits(letter) or not UNKNOWN.isdisjoint(chosen) or any(map(is_unwritable, chosen)):
        return letter
    return chosen


def _unfitting(laid: Laid) -> Iterator[Unfitting]:
    for place in places(laid):
        if not fits(place.text):
            for letter in dict.fromkeys(clusters(place.text)):
                if not fits(letter):
                    yield Unfitting(place.row, place.column, letter, code_points(letter))
