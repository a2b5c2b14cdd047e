"""Lines of Japanese on paper: broken where JIS X 4051 allows it."""

from supporter_app.documents.fonts import split_letters, width

NOT_FIRST = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー）］｝〕〉》」』】’”ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)]}%％"
)
NOT_LAST = frozenset("（［｛〔〈《「『【‘“([{")


def broken(text: str, font: str, size: float, room: float) -> list[str]:
    """Break a text into lines no wider than `room` points; a line never begins with 。 nor ends with 「."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line: list[str] = []
        reached = 0.0
        for letter in split_letters(paragraph):
            wide = width(letter, font, size)
            if line and reached + wide > room:
                kept = _break_at(line, letter)
                lines.append("".join(line[:kept]).rstrip(" \u3000"))
                line = line[kept:]
                reached = width("".join(line), font, size)
            line.append(letter)
            reached += wide
        lines.append("".join(line))
    return lines


def _break_at(line: list[str], following: str) -> int:
    """Find how much of a full line stays when `following` does not fit any more."""
    at = len(line)
    while at > 1:
        begins = line[at] if at < len(line) else following
        ends = line[at - 1]
        inside_word = begins.isascii() and begins.isalnum() and ends.isascii() and ends.isalnum()
        if begins not in NOT_FIRST and ends not in NOT_LAST and not inside_word:
            return at
        at -= 1
    return len(line)
