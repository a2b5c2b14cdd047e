"""Quiz items: the right number of right choices, feedback for every choice, and a page that answers."""

from collections.abc import Callable, Iterator

from supporter_app.content.checks.material import EditionMaterial, Material, stem
from supporter_app.content.placed import PlacedChapter, PlacedQuiz
from supporter_app.domain.errors import Problem
from supporter_app.domain.quiz import Choice, Item, Kind, Verdict

BLANK = "＿＿"
CHOICES = {Kind.TRUE_FALSE: (2, 2), Kind.ORDER: (3, 4), Kind.MATCH: (3, 3)}
ANY_CHOICES = (3, 4)
ITEMS = (2, 3)
TRUE_FALSE_IDS = {"true", "false"}
LONGEST_CHOICE, LONGEST_FEEDBACK, LONGEST_EXPLANATION = 40, 80, 110

Fault = tuple[str, str]


def check_items(material: Material) -> Iterator[Problem]:
    """Check every quiz against its chapter."""
    for edition in material.editions:
        chapters = {chapter.chapter.id: chapter for chapter in edition.chapters}
        for quiz in edition.quizzes:
            yield from _quiz(quiz, chapters.get(quiz.quiz.chapter), edition)


def _quiz(quiz: PlacedQuiz, chapter: PlacedChapter | None, edition: EditionMaterial) -> Iterator[Problem]:
    named = quiz.file.rsplit("/", 1)[1].removesuffix(".toml")
    listed = {entry.id for entry in edition.contents.chapters} if edition.contents else set()
    away = {*listed, *map(stem, edition.unread)}
    chapter_there = chapter is not None or quiz.quiz.chapter in away or edition.contents is None
    if quiz.quiz.chapter != named or not chapter_there:
        yield Problem(quiz.file, 1, "quiz-chapter", quiz.quiz.chapter)
    if not ITEMS[0] <= len(quiz.quiz.items) <= ITEMS[1]:
        yield Problem(quiz.file, 1, "item-count", str(len(quiz.quiz.items)))
    seen: set[str] = set()
    for line, item in zip(quiz.lines, quiz.quiz.items, strict=True):
        if item.id in seen:
            yield Problem(quiz.file, line, "duplicate-item", item.id)
        seen.add(item.id)
        if chapter is not None and chapter.chapter.page(item.page) is None:
            yield Problem(quiz.file, line, "item-page", f"{item.id}: {item.page}")
        for code, detail in item_faults(item):
            yield Problem(quiz.file, line, code, f"{item.id}: {detail}".removesuffix(": "))


def item_faults(item: Item) -> Iterator[Fault]:
    """Name what is wrong with an item by itself."""
    fewest, most = CHOICES.get(item.kind, ANY_CHOICES)
    if not fewest <= len(item.choices) <= most:
        yield "choice-count", str(len(item.choices))
    yield from RULES.get(item.kind, _one_best)(item)
    seen: set[str] = set()
    said: set[str] = set()
    for choice in item.choices:
        if choice.id in seen:
            yield "duplicate-choice", choice.id
        if choice.text.plain() in said:
            yield "choice-same", choice.id
        seen.add(choice.id)
        said.add(choice.text.plain())
        yield from _words(choice)
    if not item.prompt.plain().strip():
        yield "text-missing", "prompt"
    explanation = len(item.explanation.plain().strip())
    if not explanation:
        yield "text-missing", "explanation"
    elif explanation > LONGEST_EXPLANATION:
        yield "text-long", f"explanation {explanation}/{LONGEST_EXPLANATION}"


def _words(choice: Choice) -> Iterator[Fault]:
    if not choice.text.plain().strip():
        yield "text-missing", choice.id
    if not choice.feedback.plain().strip():
        yield "feedback-missing", choice.id
    for name, text, most in (
        ("text", choice.text, LONGEST_CHOICE),
        ("feedback", choice.feedback, LONGEST_FEEDBACK),
    ):
        if len(text.plain()) > most:
            yield "text-long", f"{choice.id} {name} {len(text.plain())}/{most}"


def _right(item: Item) -> int:
    return sum(choice.verdict is Verdict.BEST for choice in item.choices)


def _one_best(item: Item) -> Iterator[Fault]:
    if _right(item) != 1:
        yield "right-count", str(_right(item))


def _several(item: Item) -> Iterator[Fault]:
    if _right(item) < 2:  # noqa: PLR2004 - "several" begins with two
        yield "right-count", str(_right(item))


def _true_false(item: Item) -> Iterator[Fault]:
    yield from _one_best(item)
    if {choice.id for choice in item.choices} != TRUE_FALSE_IDS:
        yield "true-false-ids", ""


def _match(item: Item) -> Iterator[Fault]:
    partners = [choice.partner.plain() for choice in item.choices if choice.partner is not None]
    if len(set(partners)) != len(item.choices):
        yield "match-partners", ""


def _fill(item: Item) -> Iterator[Fault]:
    yield from _one_best(item)
    if item.prompt.plain().count(BLANK) != 1:
        yield "fill-blank", ""


def _nothing(_: Item) -> Iterator[Fault]:
    """Whatever order the choices stand in is the right one."""
    return iter(())


RULES: dict[Kind, Callable[[Item], Iterator[Fault]]] = {
    Kind.SEVERAL: _several,
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCH: _match,
    Kind.FILL: _fill,
    Kind.ORDER: _nothing,
}
