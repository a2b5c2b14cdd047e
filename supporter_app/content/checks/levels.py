"""Levels: no page, item or scene is harder to read than its edition allows; easy Japanese keeps its own rules."""

import re
from collections.abc import Iterator

from supporter_app.content.checks.material import EditionMaterial, Material
from supporter_app.content.levels import LEVELS, Level, PageLevel, ease, page_level
from supporter_app.content.measure import sentences
from supporter_app.content.placed import Part, PlacedText
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import Problem

EASY = EditionId("easy-japanese")
POLITE_END = re.compile(
    r"(?:です|ます|ません|でした|ました|でしょう|ましょう|ください|ですか|ますか|ませんか)[かねよ]?[。？！]?$"
)
EASY_RULES = (
    re.compile(r"ないわけでは|なく[はも](?:な|あり)|ないこと[はも](?:な|あり)|ないでもな|ざるを(?:得|え)(?:な|ま)"),
    re.compile(
        r"ないとは(?:いえ|言え|かぎ|限)|ずにはい(?:られ|ら)|(?:なければ|なくては|ないと)(?:なり|なら|いけ)(?:ませ|な)"
    ),
    re.compile(r"令和|平成|昭和"),
    re.compile(r"(?<!\d)\d{1,2}:\d{2}|\d{4}/\d{1,2}"),
    re.compile(r"おそれがあ|とみられ|いらっしゃ|おっしゃ|申し上げ|いたします|くださいませ|ございます"),
)
"""Double negatives, Japanese years, figures of the clock or of dates alone, vague and honorific words."""


def check_levels(material: Material) -> Iterator[Problem]:
    """Check what has gates in an edition with gates of its own; sentences are looked at with the language."""
    for edition in material.editions:
        if edition.id in LEVELS:
            yield from _pages(edition, LEVELS[edition.id])
            yield from _ease(edition, LEVELS[edition.id])
        if edition.id == EASY:
            yield from _easy(edition)


def _pages(edition: EditionMaterial, level: Level) -> Iterator[Problem]:
    for chapter in edition.chapters:
        for page in chapter.pages:
            for code, detail in _page(page_level(page), level):
                yield Problem(chapter.file, page.line, code, f"{page.id}: {detail}")


def _ease(edition: EditionMaterial, level: Level) -> Iterator[Problem]:
    """Measure items and scenes as whole texts; their sentences are looked at with those of all texts."""
    places = [
        (quiz.file, line, str(item.id), texts)
        for quiz in edition.quizzes
        for item, line, texts in zip(quiz.quiz.items, quiz.lines, quiz.texts, strict=True)
    ]
    places += [(scene.file, 1, str(scene.scene.id), scene.texts) for scene in edition.scenes]
    for file, line, name, texts in places:
        found = ease(texts)
        if found is not None and level.ease is not None and found < level.ease:
            yield Problem(file, line, "level-ease-item", f"{name}: {found:.2f}/{level.ease:g}")


def _page(found: PageLevel, level: Level) -> Iterator[tuple[str, str]]:
    if found.median > level.median:
        yield "sentences-median", f"{found.median:g}/{level.median}"
    if found.hiragana < level.hiragana:
        yield "level-hiragana", f"{found.hiragana:.2f}/{level.hiragana:.2f}"
    if found.ease is not None and level.ease is not None and found.ease < level.ease:
        yield "level-ease", f"{found.ease:.2f}/{level.ease:g}"


def _easy(edition: EditionMaterial) -> Iterator[Problem]:
    for _, text in edition.placed_texts():
        if text.part in {Part.BODY, Part.TITLE}:
            yield from _easy_text(text)


def _easy_text(text: PlacedText) -> Iterator[Problem]:
    for line, sentence in sentences(text):
        for fault in easy_faults(sentence):
            yield Problem(text.file, line, "easy-rule", fault)


def easy_faults(sentence: str) -> Iterator[str]:
    """Name what easy Japanese does not say in this way."""
    for rule in EASY_RULES:
        if found := rule.search(sentence):
            yield found[0]
    if sentence.endswith("。") and "「" not in sentence and not POLITE_END.search(sentence.rstrip("」』）〉")):
        yield sentence[-8:]
