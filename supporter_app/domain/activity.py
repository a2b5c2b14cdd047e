"""What people do together near home, and the programmes one applies for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NewType

from supporter_app.domain.fact import Source
from supporter_app.domain.helpline import WorryId
from supporter_app.domain.ruby import RubyText

ActivityId = NewType("ActivityId", str)
ProgrammeId = NewType("ProgrammeId", str)


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme or a first desk: for whom it is, what it does, and where one asks."""

    id: ProgrammeId
    name: str
    for_whom: str
    what: str
    where_to_apply: str
    worries: tuple[WorryId, ...]
    source: Source
    place: str
    as_of: date
    state: str
    also: tuple[Source, ...] = ()

    def said(self, words: Mapping[str, str]) -> "Programme":
        """Give the programme with its sentences in other words, where there are some; its name stays."""
        where = words.get(self.where_to_apply, self.where_to_apply)
        return replace(self, what=words.get(self.what, self.what), where_to_apply=where)


@dataclass(frozen=True, slots=True)
class Activity:
    """An example of what people do together: who does it, where, for whom, and of what kind."""

    id: ActivityId
    title: str
    organisation: str
    prefecture: str
    municipality: str
    for_whom: str
    tags: tuple[str, ...]
    kind: str
    summary: str
    source: Source
    place: str
    as_of: date

    def fits(self, choose: str) -> bool:
        """Tell whether a page that asks for `all`, `for=TAG` or `kind=KIND` shows it."""
        way, _sign, value = choose.partition("=")
        if way == "for":
            return value in self.tags
        return way != "kind" or self.kind == value


@dataclass(frozen=True, slots=True)
class SmallAct:
    """One small thing a learner may choose to do; the choice is theirs and is not stored."""

    id: str
    text: RubyText
