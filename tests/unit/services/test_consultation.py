"""Which help lines are offered, in which order, and what is never claimed of them."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from supporter_app.domain.clock import JAPAN
from supporter_app.domain.edition import Edition, EditionId
from supporter_app.domain.errors import ContentError, Problem, RequestRefused
from supporter_app.domain.fact import Source
from supporter_app.domain.helpline import Channel, Helpline, HelplineId, Holidays, HourRule, Worry, WorryId
from supporter_app.services.consultation import Consultation, Offer

SOURCE = Source("s", "t", "p", date(2026, 1, 1))
WEEK = frozenset(range(7))
ALWAYS = (HourRule(0, 1440, WEEK),)
EVENING = (HourRule(16 * 60, 21 * 60, WEEK),)
NOON, NIGHT = datetime(2026, 11, 20, 12, tzinfo=JAPAN), datetime(2026, 11, 20, 18, tzinfo=JAPAN)
LONG_AGO = datetime(2001, 1, 1, 18, tzinfo=JAPAN)


def line(name: str, channel: Channel = Channel.PHONE, rules: tuple[HourRule, ...] = ALWAYS) -> Helpline:
    return Helpline(
        id=HelplineId(name),
        name=name,
        channel=channel,
        for_whom="",
        under18=False,
        urgent=False,
        worries=(WorryId("sad"),),
        hours="",
        cost="",
        languages=("ja",),
        source=SOURCE,
        place="",
        as_of=date(2026, 1, 1),
        state="要確認",
        number="1",
        rules=rules,
    )


LINES = (
    line("evening", rules=EVENING),
    line("chat", Channel.CHAT),
    line("always"),
    line("unknown", Channel.WEB, ()),
    replace(line("child", rules=EVENING), under18=True, worries=(WorryId("school"),)),
    replace(line("119"), urgent=True, permanent=True, worries=()),
    replace(line("weeks"), valid_from=date(2026, 12, 28), valid_until=date(2027, 1, 4)),
    replace(line("over"), valid_until=date(2026, 11, 19)),
    replace(line("old"), as_of=date(2024, 11, 20), worries=()),
)


class Shelf:
    """Stands where the library stands."""

    def __init__(self, published: str = "2026-11-20") -> None:
        """Publish on a day."""
        self.published = published

    def editions(self) -> tuple[EditionId, ...]:
        """Give two editions, the second of them broken."""
        return (EditionId("general"), EditionId("broken"))

    def edition(self, edition: EditionId) -> Edition:
        """Give the table of contents of the first."""
        if edition == "broken":
            raise ContentError((Problem("f", 1, "not-toml"),))
        return Edition(edition, "t", "n", "1", self.published, ())

    def helplines(self) -> tuple[Helpline, ...]:
        """Give the lines of this test."""
        return LINES

    def holidays(self) -> Holidays:
        """Know of no holiday."""
        return Holidays(frozenset(), date(2026, 1, 1), date(2027, 12, 31))

    def worries(self) -> tuple[Worry, ...]:
        """Give one worry."""
        return (Worry(WorryId("sad"), 1, "a", "b", "c", SOURCE),)


def desk(moment: datetime, published: str = "2026-11-20") -> Consultation:
    return Consultation(Shelf(published), lambda: moment)  # type: ignore[arg-type] # it stands where the library stands


def names(offers: tuple[Offer, ...]) -> list[str]:
    return [offer.line.id for offer in offers]


def test_now_gives_what_is_within_its_hours_voice_first() -> None:
    assert names(desk(NOON).now()) == ["always", "old", "chat"]
    assert names(desk(NIGHT).now()) == ["evening", "always", "child", "old", "chat"]
    assert all(offer.open for offer in desk(NIGHT).now())


def test_a_worry_gives_its_lines_those_within_their_hours_first() -> None:
    assert names(desk(NOON).by_worry(WorryId("sad"))) == ["chat", "always", "unknown", "evening"]
    assert [offer.open for offer in desk(NOON).by_worry(WorryId("sad"))] == [True, True, None, False]


def test_children_and_urgent() -> None:
    assert names(desk(NOON).under18()) == ["child"]
    assert names(desk(NOON).urgent()) == ["119"]


def test_the_young_are_given_their_own_lines_first_whatever_the_worry() -> None:
    for moment, expected in (
        (NIGHT, ["child", "evening", "chat", "always", "unknown"]),
        (NOON, ["chat", "always", "unknown", "child", "evening"]),
        (LONG_AGO, ["chat", "always", "child", "evening", "unknown"]),
    ):
        assert names(desk(moment).choose("worry=sad", young=True)) == expected
    assert names(desk(NIGHT).choose("now", young=True))[0] == "child"
    assert "child" not in names(desk(NIGHT).choose("worry=sad"))


def test_what_protects_a_child_stands_before_all_for_its_worry_alone() -> None:
    protects = replace(line("189", rules=()), urgent=True, under18=True, worries=(WorryId("home"),))
    other = replace(line("open"), worries=(WorryId("home"),))
    shelf = Shelf()
    shelf.helplines = lambda: (other, *LINES, protects)  # type: ignore[method-assign] # one line more than the others
    consultation = Consultation(shelf, lambda: NOON)  # type: ignore[arg-type] # it stands where the library stands
    assert names(consultation.by_worry(WorryId("home"))) == ["189", "open"]
    assert "189" not in names(consultation.by_worry(WorryId("sad"), young=True))


def test_lines_of_certain_weeks_are_only_listed_apart() -> None:
    assert names(desk(NOON).ended()) == ["weeks", "over"]
    assert {"weeks", "over"}.isdisjoint(names(desk(NOON).all()))
    at_new_year = desk(datetime(2026, 12, 31, 23, tzinfo=JAPAN))
    assert "weeks" in names(at_new_year.now())
    assert names(at_new_year.ended()) == ["over"]


def test_old_knowledge_is_marked_but_not_for_what_never_changes() -> None:
    marked = {str(offer.line.id): offer.check_first for offer in desk(NOON).all()}
    assert marked["old"]
    assert not marked["always"]
    later = {str(offer.line.id): offer.check_first for offer in desk(datetime(2031, 1, 1, tzinfo=JAPAN)).all()}
    assert not later["119"]
    assert later["always"]


def test_by_a_clock_before_the_publication_nothing_is_called_open() -> None:
    doubtful = desk(LONG_AGO)
    for offers in (doubtful.now(), doubtful.all(), doubtful.by_worry(WorryId("sad")), doubtful.under18()):
        assert offers
        assert {offer.open for offer in offers} == {None}
    assert names(doubtful.now())[:3] == ["chat", "always", "old"]
    assert names(doubtful.ended()) == ["weeks", "over"]


def test_help_does_not_depend_on_a_sound_table_of_contents() -> None:
    assert names(desk(LONG_AGO, published="some day").now()) == ["evening", "always", "child", "over", "old", "chat"]


@pytest.mark.parametrize(
    ("choose", "expected"),
    [("now", ["always", "old", "chat"]), ("under18", ["child"]), ("urgent", ["119"]), ("worry=school", ["child"])],
)
def test_the_filters_of_a_page(choose: str, expected: list[str]) -> None:
    assert names(desk(NOON).choose(choose)) == expected


def test_all_and_worries() -> None:
    assert len(desk(NOON).choose("all")) == len(LINES) - 2
    assert [worry.id for worry in desk(NOON).worries()] == ["sad"]


def test_lines_that_speak_other_languages() -> None:
    shelf = Shelf()
    late = replace(line("late", rules=EVENING), languages=("vi",))
    both = replace(line("both"), languages=("ja", "en"))
    shelf.helplines = lambda: (late, *LINES, both)  # type: ignore[method-assign] # two lines more than the others
    consultation = Consultation(shelf, lambda: NOON)  # type: ignore[arg-type] # it stands where the library stands
    assert names(consultation.choose("languages")) == ["both", "late"]


def test_an_unknown_filter_is_refused() -> None:
    with pytest.raises(RequestRefused):
        desk(NOON).choose("tomorrow")
