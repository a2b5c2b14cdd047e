"""Facts and digits: what a text claims must be what its source says, and no number stands without a source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from supporter_app.content.checks.material import Material
from supporter_app.content.placed import PlacedText
from supporter_app.domain.errors import Problem
from supporter_app.domain.fact import Fact, FactId
from supporter_app.domain.helpline import Helpline

DIGITS = re.compile(r"[0-9０-９]+")
ALLOWED = (
    r"(?:\d{4}|(?:令和|平成|昭和)\d{1,2})年度?",
    r"\d{1,2}月(?:\d{1,2}日)?",
    r"18歳以下",
    r"第?\d{1,2}章",
    r"\d{1,2}ページ目?",
    r"\d{1,3}分(?!の)",
)
OLD_YEAR = 2021
YEAR = re.compile(r"\d{4}年|(?:令和|平成)(?:\d{1,2}|元)年")
BLANK = "□"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Which digits may stand without a fact: dates, course numbers, and what help lines are called."""

    allowed: re.Pattern[str]

    def strays(self, text: str) -> list[str]:
        """List the digits that are left."""
        return DIGITS.findall(self.without_allowed(text)) if DIGITS.search(text) else []

    def without_allowed(self, text: str) -> str:
        """Blank out what may stand without a fact."""
        return self.allowed.sub(BLANK, text)


def numbers(lines: tuple[Helpline, ...]) -> Numbers:
    """Make the allow-list for the help lines there are; the longer name or number wins."""
    called = {line.number for line in lines} | {line.name for line in lines if DIGITS.search(line.name)}
    known = [rf"(?<!\d){re.escape(each)}(?!\d)" for each in sorted(called - {""}, key=len, reverse=True)]
    return Numbers(re.compile("|".join([*known, *(rf"(?<!\d){each}" for each in ALLOWED)])))


def check_claims(material: Material) -> Iterator[Problem]:
    """Check every fact that is shown, and every digit."""
    facts = {fact.id: fact for _, fact in material.facts}
    allowed = numbers(tuple(line for _, line in material.helplines))
    for edition in material.editions:
        for _, text in edition.texts():
            yield from _facts_shown(text, facts)
            yield from _digits(text, allowed)


def shown_facts(text: PlacedText) -> list[tuple[int, FactId, str]]:
    """List line, fact and shown words of every fact in a text."""
    found: list[tuple[int, FactId, str]] = []
    before: FactId | None = None
    for line, run in text.fragments:
        if run.fact is not None and run.fact == before:
            first, fact, shown = found[-1]
            found[-1] = (first, fact, shown + run.text)
        elif run.fact is not None:
            found.append((line, run.fact, run.text))
        before = run.fact
    return found


def _facts_shown(text: PlacedText, facts: dict[FactId, Fact]) -> Iterator[Problem]:
    for line, name, shown in shown_facts(text):
        fact = facts.get(name)
        if fact is None:
            yield Problem(text.file, line, "fact-unknown", name)
            continue
        if shown != fact.shown():
            yield Problem(text.file, line, "fact-differs", f"{shown} / {fact.shown()} ({name})")
        if fact.superseded_by is not None:
            yield Problem(text.file, line, "fact-superseded", f"{name} -> {fact.superseded_by}")
        if _old(fact) and not YEAR.search(text.text.plain()):
            yield Problem(text.file, line, "fact-without-year", f"{shown} ({name})")


def _old(fact: Fact) -> bool:
    """Tell whether a number is of the years of the first plan or before, so that its year must stand beside it."""
    return fact.as_of.year <= OLD_YEAR and bool(DIGITS.search(fact.value)) and fact.unit != ""


def _digits(text: PlacedText, allowed: Numbers) -> Iterator[Problem]:
    """Check the digits outside facts; a fact leaves a mark, so that what stands around it does not join."""
    by_line: dict[int, str] = {}
    for line, run in text.fragments:
        by_line[line] = by_line.get(line, "") + (BLANK if run.fact is not None else run.text)
    for line, words in by_line.items():
        for stray in allowed.strays(words):
            yield Problem(text.file, line, "digit-without-fact", stray)
