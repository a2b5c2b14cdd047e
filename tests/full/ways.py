"""The ways people go through the real window, pressed button by button, saying what stands on the screen as done.

A way is a generator: it yields whenever the window's own loop has to go on, with a condition where it waits for one.
"""

import os
from collections.abc import Callable, Iterator
from typing import ClassVar, TypeVar

from PySide6.QtWidgets import QFileDialog, QWidget

from supporter_app.domain.backup import Occasion
from supporter_app.services.attendance import Marks
from supporter_app.services.roster import Entry
from supporter_app.ui.destinations import (
    Destination,
    ToBackups,
    ToErase,
    ToExport,
    ToFounding,
    ToRetention,
)
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.backups import BackupsScreen
from supporter_app.ui.screens.end import EndScreen
from supporter_app.ui.screens.erase import EraseScreen
from supporter_app.ui.screens.export import ExportScreen
from supporter_app.ui.screens.first_questions import FirstQuestionsScreen
from supporter_app.ui.screens.founding import FoundingScreen
from supporter_app.ui.screens.retention import RetentionScreen
from supporter_app.ui.screens.vault import VaultScreen
from supporter_app.ui.tour import Seen, Tour
from supporter_app.ui.widgets.frame import Button
from tests.full.flows import NAME, held

PASSPHRASE = "かぎの ことば 十二文字"  # noqa: S105 - of this check alone
Wait = Callable[[], bool]
Way = Iterator[Wait | None]
Shown = TypeVar("Shown", bound=QWidget)


def say(words: str) -> None:
    """Say what is on the screen."""
    os.write(1, f"{words}\n".encode())


class Presser(Tour):
    """Presses the buttons of a window that is open, and says what it shows instead of taking its picture."""

    once_more: ClassVar[Callable[[], None] | None] = None
    """What is said when the window stands again after something was done between two openings."""

    def __init__(self, navigator: Navigator) -> None:
        """Take the window as the program has opened it."""
        self.seen = Seen()
        self.navigator, self.app, self.window = navigator, navigator.app, navigator.window

    def picture(self, name: str) -> None:
        """Say which screen is shown: what was done before it is done."""
        self.settle()
        say(name)

    def at(self, destination: Destination, kind: type[Shown]) -> Shown:
        """Go somewhere, and give the screen."""
        self.navigator.go(destination)
        self.settle()
        screen = self.screen()
        assert isinstance(screen, kind), screen
        return screen


def learning(person: Presser) -> Way:
    """Read, answer, and complete, from where one was; a step is said when the next screen stands."""
    if isinstance(person.screen(), FirstQuestionsScreen):
        person.press(person.window.footer.forward)
    while person.step():
        yield None
    assert isinstance(person.screen(), EndScreen)
    person.picture("end")


def backing_up(person: Presser) -> Way:
    """Make a backup after each change."""
    session = person.app.classroom.every()[0]
    for number in range(1, 10_000):
        person.app.attendance.mark(session, Marks(late={1: number % 60}))
        screen = person.at(ToBackups(), BackupsScreen)
        person.press(screen.make)
        yield lambda screen=screen: not screen.working  # type: ignore[misc] # bound for this round
        assert screen.now.said.text()
        say(screen.backups.every()[0].path.name)


def restoring(person: Presser) -> Way:
    """Go back to the oldest backup; the window closes and opens on what was, where the next round begins."""
    session = person.app.classroom.every()[0]
    person.app.attendance.mark(session, Marks(late={1: 7}))
    screen = person.at(ToBackups(), BackupsScreen)
    person.press(screen.ways[-1])
    yield lambda: not screen.working
    assert screen.question.isVisible()
    Presser.once_more = lambda: say(newest_aside(person))
    person.press(screen.go_back)
    yield None


def newest_aside(person: Presser) -> str:
    """Name the backup in which the records before going back are kept."""
    asides = [each for each in person.app.backups.every() if each.name.occasion == Occasion.BEFORE_RESTORE.value]
    return asides[0].path.name


def erasing_names(person: Presser) -> Way:
    """Erase the names of one session after the other."""
    while True:
        if all(each.names_erased or each.plan.nameless for each in person.app.classroom.every()):
            for _ in range(5):
                person.app.roster.take(held(person.app), [Entry(NAME)] * 3)
        screen = person.at(ToRetention(), RetentionScreen)
        person.press(screen.sections[0].findChildren(Button)[-1])
        assert screen.chosen is not None
        erased = screen.chosen.id
        person.press(screen.erase)
        yield lambda screen=screen: not screen.working  # type: ignore[misc] # bound for this round
        assert screen.report.said.text()
        say(erased)


def exporting(person: Presser) -> Way:
    """Write the three kinds of file, with names, over those of the time before."""
    assert person.app.data_dir is not None
    out = person.app.data_dir.parent / "out"
    while True:
        screen = person.at(ToExport(), ExportScreen)
        screen.names.click()
        for form, name in zip(screen.formats, ("xlsx.xlsx", "csv.csv", "csv-cp932.csv"), strict=True):
            person.press(form)
            QFileDialog.getSaveFileName = lambda *_words, name=name: (str(out / name), "")  # type: ignore[method-assign] # a person's choice
            person.press(screen.write)
            yield lambda screen=screen, name=name: name in screen.card.said.text()  # type: ignore[misc] # as above
            say(name)


def founding(person: Presser) -> Way:
    """Choose a passphrase, keep the code, then lock and open the vault."""
    assert person.app.data_dir is not None
    screen = person.at(ToFounding(), FoundingScreen)
    for each in (screen.one, screen.two):
        each.setText(PASSPHRASE)
    person.press(screen.make)
    yield None
    assert screen.founding is not None
    say(f"code {screen.founding.code.shown()}")
    screen.sure.click()
    person.press(screen.keep)
    vault = person.screen()
    assert isinstance(vault, VaultScreen)
    say("founded")
    while True:
        person.press(vault.shut)
        yield None
        say("shut")
        vault.passphrase.setText(PASSPHRASE)
        person.press(vault.open)
        yield None
        assert not person.app.names.shut
        say("opened")


def erasing_all(person: Presser) -> Way:
    """Erase one's own records and end."""
    screen = person.at(ToErase(), EraseScreen)
    person.press(screen.erase)
    yield None


WAYS: dict[str, Callable[[Presser], Way]] = {
    "learning": learning,
    "migration": learning,
    "completion": learning,
    "backup": backing_up,
    "restore": restoring,
    "names": erasing_names,
    "export": exporting,
    "vault": founding,
    "erase": erasing_all,
}
