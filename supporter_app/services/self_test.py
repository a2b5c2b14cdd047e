"""The installed or frozen program checks from inside that it has everything and that its window opens."""

import json
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from supporter_app.domain.clock import Clock, today
from supporter_app.domain.completion import RULE, Completion
from supporter_app.domain.edition import Edition, EditionId
from supporter_app.domain.errors import SupporterError
from supporter_app.domain.record_code import record_code
from supporter_app.i18n import N_, _
from supporter_app.services.window import start, throw_away_folder

if TYPE_CHECKING:
    from supporter_app.content.library import Library

WINDOW_SECONDS = 120
SAMPLE = "見本 髙橋"
LETTERS = "あア亜Ａ1。"
TO_A_NETWORK = frozenset({socket.AF_INET, socket.AF_INET6})
LOOKS_UP = frozenset(f"socket.get{what}" for what in ("addrinfo", "hostbyaddr", "hostbyname", "nameinfo"))
"""Audit events of the standard library (its table of audit events)."""
NAMES = {
    "course": N_("self-test: course"),
    "fonts": N_("self-test: fonts"),
    "words": N_("self-test: words"),
    "database": N_("self-test: database"),
    "paper": N_("self-test: paper"),
    "window": N_("self-test: window"),
    "network": N_("self-test: network"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `detail` says what was found."""

    name: str
    fine: bool
    detail: str


class NotAsItShouldBeError(Exception):
    """Something works otherwise than it should; carries the sentence."""


class SelfTest:
    """Looks at each part by using it."""

    def __init__(self, library: "Library", clock: Clock) -> None:
        """Take the course as this program finds it, and the clock."""
        self.library = library
        self.clock = clock
        self.ear = Ear()

    def run(self) -> tuple[Finding, ...]:
        """Look at everything; what fails is a finding, not an end."""
        parts: dict[str, Callable[[], str]] = {
            "course": self._course,
            "fonts": self._fonts,
            "words": self._words,
            "database": self._database,
            "paper": self._paper,
            "window": self._window,
            "network": self._network,
        }
        with self.ear:
            return tuple(self._look(name, part) for name, part in parts.items())

    def _look(self, name: str, part: Callable[[], str]) -> Finding:
        try:
            return Finding(name, fine=True, detail=part())
        except NotAsItShouldBeError as error:
            return Finding(name, fine=False, detail=str(error))
        except SupporterError as error:
            from supporter_app.explain import explain

            return Finding(name, fine=False, detail=explain(error).what)
        except Exception as error:  # noqa: BLE001 - whatever a broken part raises is what was found
            return Finding(name, fine=False, detail=f"{type(error).__name__}: {error}")

    def _course(self) -> str:
        editions = self.library.editions()
        expect(_("self-test: there is no edition"), holds=bool(editions))
        pages = sum(self._pages(edition) for edition in editions)
        for read in (self.library.facts, self.library.helplines, self.library.worries, self.library.holidays):
            expect(_("self-test: a part of the course is empty"), holds=bool(read()))
        return _("self-test: {editions} editions, {pages} pages").format(editions=len(editions), pages=pages)

    def _pages(self, edition: EditionId) -> int:
        """Read an edition as a learner would, and count its pages."""
        pages = 0
        for entry in self.library.edition(edition).chapters:
            pages += len(self.library.chapter(edition, entry.id).pages)
            self.library.quiz(edition, entry.id)
        self.library.acts(edition)
        return pages

    def _fonts(self) -> str:
        from supporter_app.documents.fonts import Face, FontCase

        case = FontCase()
        for face in (Face.MINCHO, Face.GOTHIC, Face.BOLD):
            font = case.font(face)
            expect(face.value, holds=all(font.drawn(letter) for letter in LETTERS))
        return _("self-test: with the name font") if case.fallback() else _("self-test: without the name font")

    def _words(self) -> str:
        shown = _("Next")
        expect(_("self-test: the Japanese words are missing"), holds=shown != "Next")
        return shown

    def _database(self) -> str:
        from supporter_app.services.preferences import Preferences, PreferenceService
        from supporter_app.storage.database import open_database

        wanted = Preferences(asked=True)
        with throw_away_folder() as folder:
            for save in (True, False):
                storage = open_database(folder, self.clock)
                try:
                    service = PreferenceService(storage)
                    if save:
                        service.save(wanted)
                    found = service.load()
                finally:
                    storage.close()
                expect(_("self-test: what was written does not come back"), holds=found == wanted)
        return _("self-test: written and read again")

    def _paper(self) -> str:
        from supporter_app.domain.certificate import PaperRequest
        from supporter_app.services.certification import Certification

        certification = Certification(self.library, self.clock)
        edition = self.library.edition(self.library.editions()[0])
        pdf = certification.paper(PaperRequest(SAMPLE, sample=True), edition, sample_completion(edition, self.clock))
        expect(_("self-test: the name is not on the paper"), holds=SAMPLE in certification.words(pdf))
        return _("self-test: one paper, {size} bytes").format(size=len(pdf))

    def _window(self) -> str:
        ended = start("--quit-after-first-paint", seconds=WINDOW_SECONDS)
        words = _("self-test: the window ended with {code}: {said}")
        expect(words.format(code=ended.code, said=ended.said[-300:]), holds=ended.code == 0)
        return _("self-test: the window opened")

    def _network(self) -> str:
        expect(", ".join(self.ear.heard), holds=not self.ear.heard)
        return _("self-test: nothing reached for the network")


class Ear:
    """Hears every attempt of this process to open a network socket or to look up a name, while it is open."""

    def __init__(self) -> None:
        """Start closed."""
        self.heard: list[str] = []
        self._open = False

    def __enter__(self) -> Self:
        """Listen; an audit hook stays for the life of the process, so it is only told to look away."""
        self._open = True
        sys.addaudithook(self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        """Listen no more."""
        self._open = False

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._open:
            return
        if event in LOOKS_UP or (event == "socket.__new__" and arguments[1] in TO_A_NETWORK):
            self.heard.append(event)


def as_text(findings: tuple[Finding, ...]) -> str:
    """Tell the findings, a line each."""
    verdicts = {True: _("self-test: fine"), False: _("self-test: not fine")}
    return "\n".join(f"{verdicts[each.fine]} {_(NAMES[each.name])}: {each.detail}" for each in findings)


def as_json(findings: tuple[Finding, ...]) -> str:
    """Tell the findings to another program."""
    listed = [{"name": each.name, "fine": each.fine, "detail": each.detail} for each in findings]
    return json.dumps({"findings": listed}, ensure_ascii=False, indent=2)


def expect(words: str, *, holds: bool) -> None:
    """Raise with the words when something does not hold; unlike an assert, with -O too."""
    if not holds:
        raise NotAsItShouldBeError(words)


def sample_completion(edition: Edition, clock: Clock) -> Completion:
    """Make a completion that nobody achieved, for a paper marked 見本."""
    day = today(clock)
    chapters = tuple(entry.id for entry in edition.counted())
    return Completion(edition.id, edition.version, chapters, RULE, day, record_code(edition.id, day, 0))
