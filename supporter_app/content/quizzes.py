"""Quiz files read into items."""

from pathlib import Path
from typing import Literal

from supporter_app.content.decoding import Decoder, Form, Record
from supporter_app.content.manuscript import open_manuscript, problems_of
from supporter_app.content.placed import PlacedQuiz, PlacedText
from supporter_app.domain.edition import ChapterId, EditionId, ItemId, PageId
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.domain.quiz import Choice, Item, Kind, Quiz, Verdict

MARKED = frozenset({Kind.SINGLE, Kind.SEVERAL, Kind.TRUE_FALSE, Kind.FILL})
"""The kinds whose choices say whether they are correct."""


class ChoiceForm(Form, frozen=True):
    """One `[[items.choices]]`."""

    id: str
    text: str
    feedback: str
    correct: bool | None = None
    match: str | None = None
    verdict: Literal["best", "fine", "avoid"] | None = None


class ItemForm(Form, frozen=True):
    """One `[[items]]`."""

    id: str
    kind: Literal["single", "several", "truefalse", "order", "match", "fill", "scene"]
    prompt: str
    explanation: str
    page: str
    choices: tuple[ChoiceForm, ...]


class QuizForm(Form, frozen=True):
    """The top of a quiz file."""

    chapter: str
    version: str


def quiz_file(edition: EditionId, chapter: ChapterId) -> str:
    """Name a chapter's quiz file, from the root of the course."""
    return f"quizzes/{edition}/{chapter}.toml"


def read_quiz(root: Path, file: str) -> PlacedQuiz:
    """Read one quiz; raises ContentError with everything wrong in it."""
    problems: list[Problem] = []
    decoder = Decoder(open_manuscript(root, file), problems)
    head = decoder.head(QuizForm, "items") if not problems else None
    items: list[Item] = []
    lines: list[int] = []
    texts: list[tuple[PlacedText, ...]] = []
    for record, form in decoder.records("items", ItemForm):
        item, placed = _item(decoder, record, form)
        items.append(item)
        lines.append(record.line())
        texts.append(placed)
    if head is None or problems:
        raise ContentError(problems_of(ContentError(tuple(problems))))
    return PlacedQuiz(file, Quiz(ChapterId(head.chapter), head.version, tuple(items)), tuple(lines), tuple(texts))


def _item(decoder: Decoder, record: Record, form: ItemForm) -> tuple[Item, tuple[PlacedText, ...]]:
    decoder.identify(form.id, record)
    prompt = decoder.text(form.prompt, record, "prompt")
    explanation = decoder.text(form.explanation, record, "explanation")
    kind = Kind(form.kind)
    choices: list[Choice] = []
    placed: list[PlacedText] = [prompt]
    for number, each in enumerate(form.choices):
        choice, texts = _choice(decoder, Record(record.manuscript, (*record.path, "choices", number)), kind, each)
        choices.append(choice)
        placed.extend(texts)
    placed.append(explanation)
    item = Item(ItemId(form.id), kind, prompt.text, tuple(choices), explanation.text, PageId(form.page))
    return item, tuple(placed)


def _choice(decoder: Decoder, record: Record, kind: Kind, form: ChoiceForm) -> tuple[Choice, tuple[PlacedText, ...]]:
    decoder.identify(form.id, record)
    _agrees(decoder, record, kind, form)
    text = decoder.text(form.text, record, "text")
    feedback = decoder.text(form.feedback, record, "feedback")
    partner = None if form.match is None else decoder.text(form.match, record, "match")
    choice = Choice(form.id, text.text, _verdict(kind, form), feedback.text, partner.text if partner else None)
    return choice, (text, feedback) if partner is None else (text, partner, feedback)


def _agrees(decoder: Decoder, record: Record, kind: Kind, form: ChoiceForm) -> None:
    """Note the keys that this kind of item needs and lacks, or has and may not have."""
    needed = {
        "correct": kind in MARKED,
        "match": kind is Kind.MATCH,
        "verdict": kind is Kind.SCENE,
    }
    for key, wanted in needed.items():
        given = getattr(form, key) is not None
        if given and not wanted:
            decoder.problems.append(record.problem("key-unknown", key, key))
        elif wanted and not given:
            decoder.problems.append(record.problem("key-missing", key))


def _verdict(kind: Kind, form: ChoiceForm) -> Verdict:
    if kind is Kind.SCENE:
        return Verdict(form.verdict or "avoid")
    if kind in MARKED:
        return Verdict.BEST if form.correct else Verdict.AVOID
    return Verdict.BEST
