"""Text cut into what a reader takes for one letter: a base with its selector or its combining marks."""

import unicodedata

FORBIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Categories without a picture of their own: control, format, lone surrogate, private use, line and paragraph ends."""
SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def is_selector(character: str) -> bool:
    """Tell whether a character is a variation selector (of an IVS, or a standardised one)."""
    return any(ord(character) in block for block in SELECTORS)


def clusters(text: str) -> tuple[str, ...]:
    """Cut a text into letters; joined together they give the text back, unchanged."""
    found: list[str] = []
    for character in text:
        if found and unicodedata.category(character)[0] == "M":
            found[-1] += character
        else:
            found.append(character)
    return tuple(found)


def has_no_picture(cluster: str) -> bool:
    """Tell whether a cluster holds something no font may be asked for, whatever it maps."""
    return any(unicodedata.category(character) in FORBIDDEN for character in cluster)
