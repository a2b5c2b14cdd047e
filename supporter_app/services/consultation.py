"""Where to turn: help lines chosen by worry, by age and by the hour, never more certain than what is known of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from supporter_app.domain.clock import Clock, clock_marks, stamp, today
from supporter_app.domain.errors import ContentError, RequestRefused
from supporter_app.domain.helpline import Helpline, Worry, WorryId, check_first, is_always, offered, open_at
from supporter_app.i18n import EASY_LOCALE, in_use

if TYPE_CHECKING:
    from supporter_app.content.library import Library
    from supporter_app.domain.activity import Programme

WORRY = "worry="
JAPANESE = "ja"


@dataclass(frozen=True, slots=True)
class Offer:
    """A help line as it is offered now.

    `open` tells whether the moment lies in its hours, None when that cannot be said. `as_of` is the day of what is
    known, `check_first` asks for a look at it before relying on it.
    """

    line: Helpline
    open: bool | None
    as_of: date
    check_first: bool


class Consultation:
    """Chooses help lines from the library by the computer's clock, as far as that clock can be believed."""

    def __init__(self, library: "Library", clock: Clock) -> None:
        """Take the course and the clock."""
        self.library = library
        self.clock = clock

    def now(self, *, young: bool = False) -> tuple[Offer, ...]:
        """Give the lines within their hours, voice before writing; by a doubtful clock all, round the clock first."""
        offers = tuple(each for each in self._current() if not each.line.urgent)
        if self._doubtful():
            return self._likely_first(offers, young=young)
        within = self._likely_first((each for each in offers if each.open), young=young)
        return tuple(sorted(within, key=lambda each: not each.line.by_voice()))

    def by_worry(self, worry: WorryId, *, young: bool = False) -> tuple[Offer, ...]:
        """Give the lines for a worry, those within their hours first, and before all what protects a child.

        Whoever is `young` is also given every line for children: one of them listens, whatever it is about.
        """
        current = self._current()
        offers = [
            each
            for each in current
            if worry in each.line.worries or (young and each.line.under18 and not each.line.urgent)
        ]
        found = self._likely_first(offers, young=young)
        return tuple(sorted(found, key=lambda each: not (each.line.urgent and each.line.under18)))

    def under18(self) -> tuple[Offer, ...]:
        """Give the lines for children and young people, those within their hours first."""
        return self._likely_first(tuple(each for each in self._current() if each.line.under18))

    def in_other_languages(self) -> tuple[Offer, ...]:
        """Give the lines that speak more than Japanese, voice before writing."""
        found = self._likely_first(each for each in self._current() if set(each.line.languages) - {JAPANESE})
        return tuple(sorted(found, key=lambda each: not each.line.by_voice()))

    def urgent(self) -> tuple[Offer, ...]:
        """Give the lines for danger to life or body, in the order of the files."""
        return tuple(each for each in self._current() if each.line.urgent)

    def all(self) -> tuple[Offer, ...]:
        """Give every line there is today, in the order of the files."""
        return self._current()

    def ended(self) -> tuple[Offer, ...]:
        """Give the lines whose weeks are over or have not come; none of them is open."""
        day = self._day()
        return tuple(
            Offer(line, open=False, as_of=line.as_of, check_first=check_first(line, day))
            for line in self._lines()
            if not offered(line, day)
        )

    def worries(self) -> tuple[Worry, ...]:
        """Give the worries that lead to help lines, in the words of the language in use."""
        words = self._words()
        return tuple(each.said(words) for each in self.library.worries()) if words else self.library.worries()

    def programmes(self) -> "tuple[Programme, ...]":
        """Give the programmes and first desks, in the words of the language in use."""
        words = self._words()
        return tuple(each.said(words) for each in self.library.programmes()) if words else self.library.programmes()

    def choose(self, choose: str, *, young: bool = False) -> tuple[Offer, ...]:
        """Give the lines a page asks for: now, under18, urgent, languages, all, worry=ID.

        Raises RequestRefused no-such-filter.
        """
        if choose.startswith(WORRY):
            return self.by_worry(WorryId(choose.removeprefix(WORRY)), young=young)
        ways: dict[str, Callable[[], tuple[Offer, ...]]] = {
            "now": partial(self.now, young=young),
            "under18": self.under18,
            "urgent": self.urgent,
            "languages": self.in_other_languages,
            "all": self.all,
        }
        if choose not in ways:
            raise RequestRefused("no-such-filter", choose)
        return ways[choose]()

    def _lines(self) -> tuple[Helpline, ...]:
        """Give every line, in the words of the language in use."""
        words = self._words()
        return tuple(each.said(words) for each in self.library.helplines()) if words else self.library.helplines()

    def _words(self) -> dict[str, str]:
        """Give what is said in other words in the language in use."""
        return self.library.easy_words() if in_use() == EASY_LOCALE else {}

    def _current(self) -> tuple[Offer, ...]:
        """Give every line there is today, with what can be said about this moment."""
        day, moment, doubtful = self._day(), self.clock(), self._doubtful()
        offers = []
        for line in self._lines():
            if offered(line, day):
                unknown = doubtful or not line.rules
                within = None if unknown else open_at(line, moment, self.library.holidays())
                offers.append(Offer(line, within, line.as_of, check_first(line, day)))
        return tuple(offers)

    def _likely_first(self, offers: Iterable[Offer], *, young: bool = False) -> tuple[Offer, ...]:
        """Put what may answer first, for the young what is theirs, and leave the order of the files otherwise."""
        doubtful = self._doubtful()

        def place(offer: Offer) -> tuple[int, bool]:
            likely = int(not is_always(offer.line)) if doubtful else {True: 0, None: 1, False: 2}[offer.open]
            return likely, young and not offer.line.under18

        return tuple(sorted(offers, key=place))

    def _doubtful(self) -> bool:
        """Tell whether the clock shows a day before the course was published."""
        return bool(clock_marks(stamp(self.clock()), self._published(), None))

    def _day(self) -> date:
        """Give today, or the day of publication when the clock shows an earlier one."""
        day, published = today(self.clock), self._published()
        return day if published is None else max(day, published)

    def _published(self) -> date | None:
        """Give the day the newest edition was published; a broken table of contents does not stop help."""
        days = []
        for edition in self.library.editions():
            try:
                days.append(date.fromisoformat(self.library.edition(edition).published))
            except (ContentError, ValueError):
                continue
        return max(days, default=None)
