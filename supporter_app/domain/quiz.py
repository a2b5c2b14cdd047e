"""The quiz of a chapter: items, choices, responses, and how a response is judged and explained."""

import random
from dataclasses import dataclass
from enum import Enum

from supporter_app.domain.edition import ChapterId, ItemId, PageId, SceneId
from supporter_app.domain.ruby import RubyText

UNSURE: tuple[str, ...] = ()


class Kind(Enum):
    """The seven kinds of item."""

    SINGLE = "single"
    SEVERAL = "several"
    TRUE_FALSE = "truefalse"
    ORDER = "order"
    MATCH = "match"
    FILL = "fill"
    SCENE = "scene"


class Verdict(Enum):
    """How a choice is answered: `fine` is not the best, and no mistake either."""

    BEST = "best"
    FINE = "fine"
    AVOID = "avoid"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice with its own feedback; `partner` is the right-hand side of a matching item."""

    id: str
    text: RubyText
    verdict: Verdict
    feedback: RubyText
    partner: RubyText | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One question; choices of an ordering item stand in their right order."""

    id: ItemId
    kind: Kind
    prompt: RubyText
    choices: tuple[Choice, ...]
    explanation: RubyText
    page: PageId


@dataclass(frozen=True, slots=True)
class Quiz:
    """The items of one chapter."""

    chapter: ChapterId
    version: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Response:
    """What a learner answered: choice ids.

    single, truefalse, fill, scene: one id. several: the chosen ids. order: all ids in the learner's order.
    match: for each choice in the item's order, the id of the choice whose partner was put beside it.
    わからない is the empty tuple `UNSURE`.
    """

    item: ItemId
    chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said about a response: whether it is right, and the feedback that goes with each choice shown."""

    right: bool
    unsure: bool
    feedback: tuple[tuple[Choice, bool], ...]


def judge(item: Item, response: Response) -> Judgement:
    """Judge a response and collect the feedback of what was chosen; each choice comes with whether it stands right."""
    chosen = response.chosen
    if chosen == UNSURE:
        return Judgement(right=False, unsure=True, feedback=())
    if item.kind in {Kind.ORDER, Kind.MATCH}:
        placed = tuple(zip(item.choices, chosen, strict=False))
        pairs = tuple((choice, choice.id == given) for choice, given in placed)
        right = len(chosen) == len(item.choices) and all(ok for _, ok in pairs)
        return Judgement(right=right, unsure=False, feedback=pairs)
    picked = tuple(choice for choice in item.choices if choice.id in chosen)
    if item.kind is Kind.SEVERAL:
        right = all((choice.verdict is Verdict.BEST) == (choice.id in chosen) for choice in item.choices)
    else:
        right = len(picked) == 1 and picked[0].verdict is not Verdict.AVOID
    feedback = tuple((choice, choice.verdict is not Verdict.AVOID) for choice in picked)
    return Judgement(right=right, unsure=False, feedback=feedback)


def shown_order(item: Item, seed: str) -> tuple[Choice, ...]:
    """Give the choices in a seeded order, the same on every resume; an ordering item never starts solved."""
    if item.kind is Kind.TRUE_FALSE:
        return item.choices
    shuffled = list(item.choices)
    random.Random(f"{seed}/{item.id}").shuffle(shuffled)  # noqa: S311 - a shuffle of choices, not a secret
    if item.kind in {Kind.ORDER, Kind.MATCH} and tuple(shuffled) == item.choices:
        shuffled.append(shuffled.pop(0))
    return tuple(shuffled)


@dataclass(frozen=True, slots=True)
class Reply:
    """One thing a learner may say or do in a scene; `following` is the next step's id, or None at the end."""

    id: str
    text: RubyText
    verdict: Verdict
    feedback: RubyText
    following: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One moment of a scene."""

    id: str
    text: RubyText
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A short branching talk that starts at `start`."""

    id: SceneId
    title: RubyText
    start: str
    steps: tuple[Step, ...]

    def step(self, step: str) -> Step:
        """Find a step by its id; raises KeyError when the scene has no such step."""
        for each in self.steps:
            if each.id == step:
                return each
        raise KeyError(step)
