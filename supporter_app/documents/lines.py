"""Lines of Japanese text: where a line may end (禁則), and how a text fills a width.

The classes of characters follow JIS X 4051 and the W3C's "Requirements for Japanese Text Layout" (cl-01 to cl-13),
as far as our papers use them.
"""

import unicodedata
from collections.abc import Callable, Sequence

from supporter_app.documents.clusters import clusters
from supporter_app.domain.furigana import is_kanji

NOT_AT_START = frozenset(
    "、。，．,.:;!?！？：；・)]}）］｝〕〉》」』】’”ー々ゝゞヽヾ〜～%％℃ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
NOT_AT_END = frozenset("([{（［｛〔〈《「『【‘“¥￥$#＃っッ")
"""Small っ belongs to the syllable after it."""
COUNTERS = frozenset("年月日時分秒歳人番円回度組章件号名個割")
"""What stays with the number before it."""
BEFORE_NUMBERS = frozenset("年月時和第約")
"""What stays with the number after it: 12月29日, 17時15分, 令和6年, 第1."""
INSIDE_WORDS = frozenset("'’-‐.@_&/:")
JAPANESE_WIDTHS = frozenset({"W", "F", "H"})
STEPS = 12
"""Halvings in the search for even lines; it ends within a fraction of a point."""

FEWEST, MOST = 5, 13
"""Letters of a last line: with fewer it takes some from the line before, and then it has at most so many."""
ALONE = 2
"""Letters that are enough for the last line of a text that hardly fills one, such as a cell of a table."""
CLAUSE = 4
"""Letters that are enough for a last line which begins after a comma."""
TINY = 3
"""Letters of a last line for which even a word whose end is only guessed at is parted from the line before."""
PARTICLES = frozenset("をとはがもにでのへやな")
"""What belongs to a quotation before it."""
COMMA, LIKELY, GUESSED = 0, 2, 3
"""How surely a word begins at a place."""
WORD_ENDS = frozenset("・･·=＝゠-‐")

Measure = Callable[[str], float]
Cut = Callable[[str], tuple[str, ...]]


def wrap(text: str, room: float, measure: Measure, cut: Cut | None = None) -> tuple[str, ...]:
    """Fill lines of a width with the pieces of a cut; a piece longer than a line is broken where it must."""
    lines: list[str] = []
    line = ""
    for atom in (cut or atoms)(text):
        if line and measure((line + atom).rstrip()) > room:
            lines.append(line)
            line = ""
        line += atom
        while (head := _head(line, room, measure)) != line:
            lines.append(head)
            line = line[len(head) :]
    return tuple(each.strip() for each in (*lines, line) if each.strip())


def even(text: str, room: float, measure: Measure, cut: Cut | None = None) -> tuple[str, ...]:
    """Break into as few lines as a width needs, and make them as equal as that number allows."""
    best = wrap(text, room, measure, cut)
    low, high = 0.0, room
    for _step in range(STEPS if len(best) > 1 else 0):
        middle = (low + high) / 2
        tried = wrap(text, middle, measure, cut)
        if len(tried) <= len(best) and all(measure(line) <= middle for line in tried):
            best, high = tried, middle
        else:
            low = middle
    return best


def well_ended(text: str, room: float, measure: Measure) -> tuple[str, ...]:
    """Fill lines of a width, and let the last one begin with a word where it would be hardly a syllable."""
    lines = wrap(text, room, measure)
    if len(lines) <= 1:
        return lines
    *others, before, last = lines
    pieces = atoms(before)
    for at in moved_down(pieces, len(clusters(last))):
        ended, begun = "".join(pieces[:at]).strip(), "".join(pieces[at:]) + last
        if measure(begun) <= room:
            return (*others, ended, begun)
    return lines


def atoms(text: str) -> tuple[str, ...]:
    """Cut a text into the pieces between which a line may end; spaces stay with what they follow."""
    found: list[str] = []
    last = ""
    for cluster in clusters(text):
        if found and held(last, cluster):
            found[-1] += cluster
        else:
            found.append(cluster)
        last = cluster
    return tuple(found)


def words(text: str) -> tuple[str, ...]:
    """Cut a name after its spaces and after the dots and hyphens that part it."""
    found = [""]
    for cluster in clusters(text):
        found[-1] += cluster
        if cluster.isspace() or cluster in WORD_ENDS:
            found.append("")
    return tuple(each for each in found if each)


def held(before: str, after: str) -> bool:
    """Tell whether no line may end between two letters."""
    if after in NOT_AT_START or after.isspace() or before in NOT_AT_END:
        return True
    if (before.isdigit() and after in COUNTERS) or (before in BEFORE_NUMBERS and after.isdigit()):
        return True
    return _in_word(before) and _in_word(after)


def moved_down(before: Sequence[str], last: int) -> tuple[int, ...]:
    """Say from which part on the end of a line may move down to a last line of so few letters, likeliest words first.

    Nothing moves to a last line that is long enough, and never more than half of a line.
    """
    if last >= FEWEST:
        return ()
    free = []
    whole = sum(map(len, before)) + last
    short = whole < 2 * FEWEST
    if short and last >= ALONE:
        return ()
    for at in range(len(before) - 1, max(len(before) // 2 - (not short), 0), -1):
        end = clusters(before[at - 1])[-1], clusters(before[at])[0]
        rank = _rank(*end)
        letters = sum(map(len, before[at:])) + last
        fewest = ALONE if short else CLAUSE if rank == COMMA else FEWEST
        if fewest <= letters <= MOST and not held(*end) and (rank < GUESSED or last < TINY):
            free.append((rank, -at))
    return tuple(-at for _rank_of_place, at in sorted(free))


def _rank(last: str, first: str) -> int:
    """Guess whether a word begins between two letters: after a comma surely, before kanji or after を or は likely."""
    if last == "」" and first in PARTICLES:
        return GUESSED
    if last in "、。」・":
        return COMMA
    if is_kanji(first) and not is_kanji(last):
        return 1
    return LIKELY if last in "をはがも" else GUESSED


def _in_word(cluster: str) -> bool:
    """Tell whether a letter belongs to a word of Latin or another script that is written with spaces."""
    letter = cluster[0]
    if letter in INSIDE_WORDS:
        return True
    return letter.isalnum() and unicodedata.east_asian_width(letter) not in JAPANESE_WIDTHS


def _head(line: str, room: float, measure: Measure) -> str:
    """Give as much of a line as fits, one letter at the least."""
    if measure(line.rstrip()) <= room:
        return line
    head = ""
    for cluster in clusters(line):
        if head and measure(head + cluster) > room:
            break
        head += cluster
    return head
