"""Files of help lines, worries and national holidays read into values."""

import re
from datetime import date
from pathlib import Path
from typing import Literal

from supporter_app.content.decoding import Decoder, Form, Record
from supporter_app.content.hours import RuleForm, closed_range, hour_rule
from supporter_app.content.sources import SourceShelf, opened, toml_files
from supporter_app.domain.errors import Problem
from supporter_app.domain.helpline import Channel, Helpline, HelplineId, Holidays, Worry, WorryId

FOLDER = "curriculum/helplines"
WORRIES, HOLIDAYS = "worries.toml", "holidays.toml"
TELEPHONE = re.compile(r"#?[0-9]{3,4}|0(?=(?:[0-9]-?){8,9}[0-9]$)[0-9]{1,4}(?:-[0-9]{1,6}){1,2}")
"""As people dial it: three or four digits, or ten or eleven with lines between."""
ADDRESS = re.compile(r"https?://\S+")


class HelplineForm(Form, frozen=True):
    """One `[[helplines]]`."""

    id: str
    name: str
    channel: Literal["phone", "chat", "mail", "web"]
    for_whom: str
    under18: bool
    urgent: bool
    worries: tuple[str, ...]
    hours: str
    cost: str
    languages: tuple[str, ...]
    source: str
    place: str
    as_of: str
    state: str
    number: str = ""
    address: str = ""
    rules: tuple[RuleForm, ...] = ()
    closed: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_until: str | None = None
    note: str = ""
    if_not_reached: str | None = None
    if_not_reached_text: str = ""
    permanent: bool = False
    also: tuple[str, ...] = ()


class WorryForm(Form, frozen=True):
    """One `[[worries]]`."""

    id: str
    order: int
    label: str
    child_label: str
    none: str
    source: str
    easy_label: str = ""


class HolidayForm(Form, frozen=True):
    """One `[[holidays]]`."""

    date: str
    name: str
    kind: Literal["holiday", "substitute", "between"]


class YearForm(Form, frozen=True):
    """One `[[years]]` of the table of holidays."""

    year: int
    source: str


class TableForm(Form, frozen=True):
    """The top of the table of holidays."""

    first: str
    last: str
    law: str
    note: str


def read_helplines(root: Path, shelf: SourceShelf, problems: list[Problem]) -> list[tuple[Record, Helpline]]:
    """Read every help line with its place; what is wrong is added to `problems`."""
    found: list[tuple[Record, Helpline]] = []
    for file in toml_files(root, FOLDER, WORRIES, HOLIDAYS):
        decoder = opened(root, file, problems)
        if decoder is None:
            continue
        decoder.only("sources", "helplines")
        shelf.add(decoder)
        for record, form in decoder.records("helplines", HelplineForm):
            _reachable(record, form, problems)
            found.append((record, _helpline(decoder, record, form, shelf)))
    return found


def _reachable(record: Record, form: HelplineForm, problems: list[Problem]) -> None:
    """Note a telephone without a number, anything else without an address, and a line without a next one."""
    if form.channel == "phone" and (not form.number or form.address):
        problems.append(record.problem("helpline-number", form.id))
    if form.number and not TELEPHONE.fullmatch(form.number):
        problems.append(record.problem("helpline-number-form", form.number, "number"))
    if form.channel != "phone" and (form.number or not ADDRESS.fullmatch(form.address)):
        problems.append(record.problem("helpline-address", form.id))
    if (form.if_not_reached is None) == (not form.if_not_reached_text):
        problems.append(record.problem("helpline-next", form.id))


def _helpline(decoder: Decoder, record: Record, form: HelplineForm, shelf: SourceShelf) -> Helpline:
    def day(text: str | None, key: str) -> date | None:
        return None if text is None else decoder.date(text, record, key)

    return Helpline(
        id=HelplineId(form.id),
        name=form.name,
        channel=Channel(form.channel),
        for_whom=form.for_whom,
        under18=form.under18,
        urgent=form.urgent,
        worries=tuple(WorryId(each) for each in form.worries),
        hours=form.hours,
        cost=form.cost,
        languages=form.languages,
        source=shelf.find(form.source, record, decoder.problems),
        place=form.place,
        as_of=decoder.date(form.as_of, record, "as_of"),
        state=form.state,
        number=form.number,
        address=form.address,
        rules=tuple(hour_rule(decoder, record, rule) for rule in form.rules),
        closed=tuple(closed_range(decoder, record, each) for each in form.closed),
        valid_from=day(form.valid_from, "valid_from"),
        valid_until=day(form.valid_until, "valid_until"),
        note=form.note,
        if_not_reached=None if form.if_not_reached is None else HelplineId(form.if_not_reached),
        if_not_reached_text=form.if_not_reached_text,
        permanent=form.permanent,
        also=tuple(shelf.find(each, record, decoder.problems, "also") for each in form.also),
    )


def read_worries(root: Path, shelf: SourceShelf, problems: list[Problem]) -> list[tuple[Record, Worry]]:
    """Read the worries with their places, in the order in which they are offered."""
    decoder = opened(root, f"{FOLDER}/{WORRIES}", problems)
    if decoder is None:
        return []
    decoder.only("sources", "worries")
    shelf.add(decoder)
    found = []
    for record, form in decoder.records("worries", WorryForm):
        source = shelf.find(form.source, record, problems)
        worry = Worry(WorryId(form.id), form.order, form.label, form.child_label, form.none, source, form.easy_label)
        found.append((record, worry))
    return sorted(found, key=lambda each: each[1].order)


def read_holidays(root: Path, shelf: SourceShelf, problems: list[Problem]) -> Holidays:
    """Read the table of national holidays; without one nothing is known of any day."""
    decoder = opened(root, f"{FOLDER}/{HOLIDAYS}", problems)
    nothing = Holidays(frozenset(), date.max, date.min)
    if decoder is None:
        return nothing
    head = decoder.head(TableForm, "sources", "years", "holidays")
    shelf.add(decoder)
    for record, year in decoder.records("years", YearForm):
        shelf.find(year.source, record, problems)
    top = Record(decoder.manuscript, ())
    read = decoder.records("holidays", HolidayForm)
    days = frozenset(decoder.date(form.date, record, "date") for record, form in read)
    if head is None:
        return nothing
    shelf.find(head.law, top, problems, "law")
    return Holidays(days, decoder.date(head.first, top, "first"), decoder.date(head.last, top, "last"))
