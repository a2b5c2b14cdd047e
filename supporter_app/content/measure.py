"""How much there is to read: characters, sentences and minutes."""

import math
import re
from collections.abc import Iterable

from supporter_app.content.placed import Part, PlacedChapter, PlacedPage, PlacedText
from supporter_app.domain.course import SceneBlock

QUICK, UNHURRIED = 400, 300
"""Characters a minute."""
ITEM_MINUTES, SCENE_MINUTES = 0.5, 1.5
SENTENCE_END = re.compile(r"(?<=[。？！?!])")
CLOSING = "」』）)】"


def characters(texts: Iterable[PlacedText]) -> int:
    """Count the characters a learner sees, without spaces and readings; a picture's words are not read on screen."""
    seen = (each for each in texts if each.for_learner() and each.part is not Part.PICTURE)
    return sum(len("".join(each.text.plain().split())) for each in seen)


def page_characters(page: PlacedPage) -> int:
    """Count what a learner reads on a page, its title included."""
    return characters(page.texts())


def scenes(chapter: PlacedChapter) -> int:
    """Count the scenes of a chapter."""
    return sum(isinstance(block.block, SceneBlock) for page in chapter.pages for block in page.blocks)


def minutes(chapter: PlacedChapter, items: int) -> tuple[int, int]:
    """Compute the whole minutes of a quick and of an unhurried reader."""
    read = sum(page_characters(page) for page in chapter.pages)
    done = items * ITEM_MINUTES + scenes(chapter) * SCENE_MINUTES
    return math.ceil(read / QUICK + done), math.ceil(read / UNHURRIED + done)


def length(sentence: str) -> int:
    """Count the characters of a sentence, without the spaces between spaced words."""
    return len("".join(sentence.split()))


def sentences(text: PlacedText) -> list[tuple[int, str]]:
    """Cut a text into sentences, each with the line where it begins; a closing bracket stays with its sentence."""
    cut: list[tuple[int, str]] = []
    fresh = True
    for line, run in text.fragments:
        for piece in SENTENCE_END.split(run.text):
            rest = piece
            while fresh and cut and rest and rest[0] in CLOSING:
                cut[-1] = (cut[-1][0], cut[-1][1] + rest[0])
                rest = rest[1:]
            if not rest:
                continue
            if fresh:
                cut.append((line, rest))
            else:
                cut[-1] = (cut[-1][0], cut[-1][1] + rest)
            fresh = rest[-1] in "。？！?!"
    return [(line, sentence.strip()) for line, sentence in cut if sentence.strip()]
