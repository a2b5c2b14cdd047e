"""Readings of a line that would run into each other move apart, and are narrower where there is no room for that."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

APART = 0.2
"""Room between two readings, in their letters."""
OVERHANG = 0.5
"""How far readings that touch may stand out beyond their words before they are narrowed, in their letters."""
NARROWEST = 0.5
"""As long as the line has room, readings are narrowed no further."""


class Over(NamedTuple):
    """A word of a line, from `left` to `right`, and how wide its reading is, in pixels."""

    left: float
    right: float
    wide: float


class Stands(NamedTuple):
    """Where a reading begins, and how wide its letters are, against what they are alone."""

    x: float
    narrowed: float


class _Group(NamedTuple):
    """Readings side by side: how many, their width, and the sum of the places at which each would have them begin."""

    many: int
    wide: float
    wanted: float

    def begins(self, left: float, right: float) -> float:
        """Give where they begin: as near to all of their words as the line lets them."""
        return max(min(self.wanted / self.many, right - self.wide), left)


def apart(words: Sequence[Over], left: float, right: float, letter: float) -> list[Stands]:
    """Say where the readings of a line from `left` to `right` stand, their letters being so many pixels wide."""
    found = [Stands(max(min(_centred(word, 1.0), right - word.wide), left), 1.0) for word in words]
    gap = APART * letter
    if not _touch(words, found, gap) and all(word.wide <= right - left for word in words):
        return found
    narrowed = _narrowed(words, (left, right), letter)
    groups: list[_Group] = []
    for word, factor in zip(words, narrowed, strict=True):
        group = _Group(1, word.wide * factor, _centred(word, factor))
        while groups and groups[-1].begins(left, right) + groups[-1].wide + gap > group.begins(left, right):
            group = _joined(groups.pop(), group, gap)
        groups.append(group)
    return _placed(words, narrowed, [(group.begins(left, right), group.many) for group in groups], gap)


def _centred(word: Over, factor: float) -> float:
    return (word.left + word.right - word.wide * factor) / 2


def _touch(words: Sequence[Over], found: Sequence[Stands], gap: float) -> bool:
    pairs = zip(words, found, found[1:], strict=False)
    return any(one.x + word.wide + gap > other.x for word, one, other in pairs)


def _narrowed(words: Sequence[Over], line: tuple[float, float], letter: float) -> list[float]:
    """Say how far each reading is narrowed: those that touch share the room of their words and what may stand out."""
    gap, over = APART * letter, OVERHANG * letter
    factors: list[float] = []
    while len(factors) < len(words):
        first = last = len(factors)
        while last + 1 < len(words) and _centred(words[last], 1) + words[last].wide + gap > _centred(
            words[last + 1], 1
        ):
            last += 1
        held = words[first : last + 1]
        room = min(held[-1].right + over, line[1]) - max(held[0].left - over, line[0]) - gap * (len(held) - 1)
        factors += _shared(held, room) if len(held) > 1 else [1.0]
    needed = sum(word.wide * factor for word, factor in zip(words, factors, strict=True))
    room = line[1] - line[0] - gap * (len(words) - 1)
    return [factor * max(min(1.0, room / needed), 0.0) for factor in factors]


def _shared(words: Sequence[Over], room: float) -> Iterator[float]:
    """Narrow what stands out beyond its word, until all have room; a reading no wider than its word stays as it is."""
    out = [max(word.wide - (word.right - word.left), 0.0) for word in words]
    left = room - sum(word.wide - more for word, more in zip(words, out, strict=True))
    part = min(max(left / sum(out), 0.0), 1.0) if any(out) else 1.0
    for word, more in zip(words, out, strict=True):
        yield max(NARROWEST, (word.wide - more + more * part) / word.wide) if more else 1.0


def _joined(before: _Group, after: _Group, gap: float) -> _Group:
    offset = before.wide + gap
    wanted = before.wanted + after.wanted - offset * after.many
    return _Group(before.many + after.many, offset + after.wide, wanted)


def _placed(
    words: Sequence[Over], narrowed: Sequence[float], begins: Sequence[tuple[float, int]], gap: float
) -> list[Stands]:
    found: list[Stands] = []
    for begin, count in begins:
        x = begin
        for _ in range(count):
            factor = narrowed[len(found)]
            wide = words[len(found)].wide * factor
            found.append(Stands(x, factor))
            x += wide + gap
    return found
