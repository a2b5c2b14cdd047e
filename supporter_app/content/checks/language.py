"""How the course is written: length of sentences, slips of the scanned sources, and claims known to be false."""

import re
import statistics
from collections.abc import Iterator
from pathlib import Path

from supporter_app.content.checks.material import Material
from supporter_app.content.levels import Level, level_of
from supporter_app.content.manuscript import open_manuscript
from supporter_app.content.measure import length, sentences
from supporter_app.content.placed import Part, PlacedChapter, PlacedText
from supporter_app.domain.errors import ContentError, Problem

SENTENCE_PARTS = frozenset({Part.TITLE, Part.BODY, Part.NOTE})
FOLDERS = ("curriculum", "quizzes")
ENDINGS = frozenset({".md", ".toml", ".csv"})
SLIPS = {
    "つながりセンター": "つながりサポーター",
    "大蔵": "大臣",
    "身边": "身近",
    "亶理": "亘理",
    "重々込んで": "落ち込んで",
    "人ととの": "人との",
    "思っけて": "思って",
    "よりそプラットフォーム": "よりそいプラットフォーム",
    "生活活動線": "生活動線",
    "つながるを感じる": "つながりを感じる",
    "メンズシェッドのとおやじ講": "メンズシェッドのおやじ講",
    "話しても話せない": "話したくても話せない",
    "ヒカリノ": "",
    "こともの居場所": "こどもの居場所",
}
TRAPS = {
    "trap-mondays": re.compile(r"第[1１一][・、]第?[3３三]月(?!曜)"),
    "trap-four-years": re.compile(r"[4４四]年間[^。]{0,12}(?:ほぼ同じ|ほとんど同じ|変わって(?:い)?ません|横ばい)"),
    "trap-2021": re.compile(r"(?:2021年|令和3年)[^。、]{0,16}(?:約?4割|約?四割|39\.3|40\.3)"),
    "trap-age": re.compile(r"[2-8]0歳?代[^。]{0,24}\d(?:\.\d)?%"),
}


def check_language(material: Material) -> Iterator[Problem]:
    """Check the sentences of every text, and every file for slips."""
    for edition in material.editions:
        level = level_of(edition.id)
        for _, text in edition.texts():
            # A note is for the trainer, whatever the readers of its page are used to.
            yield from _long_sentences(text, level if text.for_learner() else Level())
            yield from _traps(text)
        for chapter in edition.chapters:
            yield from _median(chapter, level)
    for folder in FOLDERS:
        for path in sorted((material.root / folder).rglob("*")):
            if path.suffix in ENDINGS and path.is_file():
                yield from _slips(material.root, path)


def _long_sentences(text: PlacedText, level: Level) -> Iterator[Problem]:
    if text.part not in SENTENCE_PARTS:
        return
    for line, sentence in sentences(text):
        if length(sentence) > level.longest:
            yield Problem(text.file, line, "sentence-long", f"{length(sentence)}/{level.longest} {sentence[:20]}")


def _traps(text: PlacedText) -> Iterator[Problem]:
    plain = text.text.plain()
    for code, trap in TRAPS.items():
        if found := trap.search(plain):
            yield Problem(text.file, text.line(), code, found[0])


def _median(chapter: PlacedChapter, level: Level) -> Iterator[Problem]:
    lengths = [
        length(sentence)
        for page in chapter.pages
        for text in page.texts()
        if text.part is Part.BODY
        for _, sentence in sentences(text)
    ]
    middle = statistics.median(lengths) if lengths else 0
    if middle > level.median:
        yield Problem(chapter.file, 1, "sentences-median", f"{middle:g}/{level.median}")


def _slips(root: Path, path: Path) -> Iterator[Problem]:
    """Look through a file line by line, comments left out; one that cannot be read was named before."""
    file = path.relative_to(root).as_posix()
    try:
        manuscript = open_manuscript(root, file)
    except ContentError:
        return
    for number, line in enumerate(manuscript.lines(), 1):
        if path.suffix != ".md" and line.lstrip().startswith("#"):
            continue
        for slip, right in SLIPS.items():
            if slip in line:
                yield Problem(file, number, "slip", f"{slip} -> {right}" if right else slip)
        if path.suffix != ".md" and (found := TRAPS["trap-mondays"].search(line)):
            yield Problem(file, number, "trap-mondays", found[0])
