"""The program plays itself: every page, every item with a wrong answer first, the completion and the paper."""

import json
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from supporter_app.bootstrap import compose
from supporter_app.domain.edition import Edition, EditionId
from supporter_app.domain.quiz import Item, Kind, Verdict
from supporter_app.files import write_whole
from supporter_app.i18n import _
from supporter_app.ui.destinations import (
    ToAbout,
    ToAppearance,
    ToBackups,
    ToCheckup,
    ToContents,
    ToEditions,
    ToErase,
    ToExport,
    ToFounding,
    ToGuide,
    ToHelp,
    ToHome,
    ToPaper,
    ToPapers,
    ToRecord,
    ToRecovery,
    ToRetention,
    ToSchool,
    ToVault,
)
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.chapter_page import PageScreen
from supporter_app.ui.screens.editions import EditionsScreen
from supporter_app.ui.screens.end import EndScreen
from supporter_app.ui.screens.first_questions import FirstQuestionsScreen
from supporter_app.ui.screens.home import HomeScreen
from supporter_app.ui.screens.paper import PaperScreen
from supporter_app.ui.screens.quiz_item import ItemScreen
from supporter_app.ui.screens.record import RecordScreen
from supporter_app.ui.widgets.answers import MatchAnswer, OneAnswer, OrderAnswer, SeveralAnswers
from supporter_app.ui.widgets.exit_note import ExitNote
from supporter_app.ui.widgets.frame import Button

SAMPLE_NAME = "見本 つながり"
WIDTH, HEIGHT = 1366, 768
PRESSES = 2000


@dataclass(slots=True)
class Seen:
    """What the tour has met so far."""

    pages: set[str] = field(default_factory=set)
    items: set[str] = field(default_factory=set)
    wrong: int = 0
    completions: int = 0
    papers: int = 0
    records: int = 0
    pictures: list[str] = field(default_factory=list)


class Tour:
    """Presses the real buttons of the real window, as a person with a keyboard would."""

    def __init__(self, out: Path, edition: EditionId, data_dir: Path) -> None:
        """Start the program on an empty data folder."""
        self.out = out
        self.seen = Seen()
        self.app = compose(data_dir)
        self.navigator = Navigator(self.app)
        self.edition = edition
        self.window = self.navigator.window
        self.window.resize(WIDTH, HEIGHT)

    def play(self) -> Seen:
        """Go from the first questions to the printed paper."""
        self.navigator.start()
        self.window.show()
        self.settle()
        assert isinstance(self.screen(), FirstQuestionsScreen)
        self.picture("first-questions")
        self.press(self.window.footer.forward)
        if self.app.learning.edition(self.edition).for_self_study():
            self.take_it_alone()
        else:
            # A picture-card show is read by an adult, and is offered to nobody for reading alone.
            self.navigator.edition_id = self.edition
        self.read_the_rest()
        self.hide_and_come_back()
        self.navigator.close()
        self.window.close()
        self.app.close()
        return self.seen

    def take_it_alone(self) -> None:
        """Choose the edition, look around, and go through it from the first page to the paper."""
        self.navigator.go(ToEditions())
        screen = self.screen()
        assert isinstance(screen, EditionsScreen)
        self.press(screen.cards[self.edition])
        self.look_around()
        for _step in range(PRESSES):
            if not self.step():
                break
        self.finish()

    def screen(self) -> QWidget | None:
        """Give the screen that is shown now."""
        return self.window.screen_shown()

    def settle(self) -> None:
        """Let the window catch up."""
        for _turn in range(3):
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def press(self, target: Button) -> None:
        """Press a button with the keyboard; a button that is away or greyed is a break in the way."""
        if not target.isVisible() or not target.isEnabled():
            raise RuntimeError(f"cannot press {target.text() or target.accessibleName()!r}")
        target.setFocus(Qt.FocusReason.TabFocusReason)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " "))
        self.settle()

    def picture(self, name: str) -> None:
        """Leave a picture of the window."""
        self.settle()
        file = f"{len(self.seen.pictures) + 1:03d}-{name}.png"
        self.window.grab().save(str(self.out / file))
        self.seen.pictures.append(file)

    def look_around(self) -> None:
        """Look into everything that can be opened from the first screen, and come back."""
        self.picture("home")
        for name, way in (
            ("help-now", ToHelp()),
            ("help-all", ToHelp("all")),
            ("contents", ToContents()),
            ("editions", ToEditions()),
            ("school", ToSchool()),
            ("papers", ToPapers(EditionId("upper-elementary"))),
            ("appearance", ToAppearance()),
            ("guide", ToGuide()),
            ("about", ToAbout()),
            ("erase", ToErase()),
            ("vault", ToVault()),
            ("passphrase", ToFounding()),
            ("recovery", ToRecovery()),
            ("backups", ToBackups()),
            ("check-up", ToCheckup()),
            ("names-until", ToRetention()),
            ("export", ToExport()),
        ):
            self.navigator.go(way)
            self.picture(name)
            note = self.window.findChild(ExitNote)
            if note is not None and note.isVisible():
                self.press(note.understood)
            self.press(self.window.footer.back)
        self.navigator.go(ToHome())
        self.settle()

    def step(self) -> bool:
        """Do what the present screen asks for; False at the end of the course."""
        screen = self.screen()
        if isinstance(screen, HomeScreen):
            self.picture("home")
            self.press(screen.go_on)
        elif isinstance(screen, PageScreen):
            place = screen.context.place
            self.seen.pages.add(f"{place.chapter}/{place.page}")
            self.picture(f"{place.chapter}-{place.page}")
            self.press(self.window.footer.forward)
        elif isinstance(screen, ItemScreen):
            self.answer(screen)
        else:
            return not isinstance(screen, EndScreen)
        return True

    def answer(self, screen: ItemScreen) -> None:
        """Answer wrongly, read why, answer rightly, go on."""
        name = f"{screen.place.chapter}-{screen.item.id}"
        self.give(screen, wrong_response(screen.item))
        self.seen.wrong += 1
        self.picture(f"{name}-again")
        self.give(screen, right_response(screen.item))
        self.picture(f"{name}-right")
        self.seen.items.add(f"{screen.place.chapter}/{screen.item.id}")
        self.press(self.window.footer.forward)

    def give(self, screen: ItemScreen, chosen: tuple[str, ...]) -> None:
        """Give a response by pressing what a person would press."""
        answers = screen.answers
        match answers:
            case OneAnswer():
                self.press(answers.cards[chosen[0]])
                return
            case SeveralAnswers():
                for each, made in answers.cards.items():
                    if made.isChecked() != (each in chosen):
                        self.press(made)
            case OrderAnswer():
                self.order(answers, chosen)
            case MatchAnswer():
                for choice, partner in zip(screen.item.choices, chosen, strict=True):
                    self.press(answers.lefts[choice.id])
                    self.press(answers.rights[partner])
        self.press(self.window.footer.forward)

    def order(self, answers: OrderAnswer, wanted: tuple[str, ...]) -> None:
        """Move each line up to its place."""
        for at, choice in enumerate(wanted):
            while answers.response().index(choice) > at:
                self.press(answers.up_button(choice))

    def finish(self) -> None:
        """Complete the course, print the paper and the slip."""
        assert isinstance(self.screen(), EndScreen)
        self.seen.completions = int(self.app.learning.completion(self.navigator.edition_id) is not None)
        self.picture("end")
        PaperScreen.SAMPLE = True
        for name, upright in (("paper", False), ("paper-upright", True)):
            self.navigator.go(ToPaper())
            screen = self.screen()
            assert isinstance(screen, PaperScreen)
            screen.name.setText(SAMPLE_NAME)
            screen.upright.setChecked(upright)
            screen.draw()
            self.picture(name)
            if screen.pdf is not None:
                write_whole(self.out / f"{name}.pdf", screen.pdf)
                self.seen.papers += not upright
        PaperScreen.SAMPLE = False
        if not self.navigator.edition().for_children:
            self.take_the_slip()
        self.navigator.go(ToHome())
        self.picture("home-done")

    def take_the_slip(self) -> None:
        """Make the record slip, which a hall counts."""
        self.navigator.go(ToRecord())
        slip = self.screen()
        if isinstance(slip, RecordScreen):
            write_whole(self.out / "record.pdf", slip.pdf)
            self.seen.records += 1
            self.picture("record")

    def hide_and_come_back(self) -> None:
        """Hide the window at once beside help lines, and start again on the first screen."""
        self.navigator.go(ToHelp())
        self.press(self.window.header.exit)
        if self.window.isVisible():
            raise RuntimeError("the window is still there")
        while not self.navigator.hidden:
            self.settle()
        self.navigator.start()
        self.window.show()
        self.picture("home-hidden")

    def read_the_rest(self) -> None:
        """Read the parts of the edition that do not count towards completion."""
        edition: Edition = self.navigator.edition()
        from supporter_app.domain.edition import Place
        from supporter_app.ui.destinations import ToPlace

        for entry in edition.chapters:
            if not entry.counted:
                for page in entry.pages:
                    self.navigator.go(ToPlace(Place(entry.id, page)))
                    self.seen.pages.add(f"{entry.id}/{page}")
                    self.picture(f"{entry.id}-{page}")


def right_response(item: Item) -> tuple[str, ...]:
    """Give a response that is right."""
    if item.kind in {Kind.ORDER, Kind.MATCH}:
        return tuple(choice.id for choice in item.choices)
    right = tuple(choice.id for choice in item.choices if choice.verdict is Verdict.BEST)
    return right if item.kind is Kind.SEVERAL else right[:1]


def wrong_response(item: Item) -> tuple[str, ...]:
    """Give a response that is not right."""
    ids = tuple(choice.id for choice in item.choices)
    if item.kind in {Kind.ORDER, Kind.MATCH}:
        return (*ids[1:], ids[0])
    wrong = tuple(choice.id for choice in item.choices if choice.verdict is Verdict.AVOID)
    return wrong[:1] or ids[:1]


def run_tour(out: Path, edition: str) -> int:
    """Play the tour on a temporary data folder; gives 0 when every page and item was met and one paper made."""
    out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tour = Tour(out, EditionId(edition), Path(folder))
        contents = tour.app.learning.edition(tour.edition)
        seen = tour.play()
    pages = sum(len(entry.pages) for entry in contents.chapters)
    items = sum(len(entry.items) for entry in contents.chapters)
    summary = {
        "edition": edition,
        "content_version": contents.version,
        "pages": len(seen.pages),
        "items": len(seen.items),
        "wrong_answers": seen.wrong,
        "completions": seen.completions,
        "papers": seen.papers,
        "records": seen.records,
        "pictures": len(seen.pictures),
        "seconds": round(time.monotonic() - began, 1),
    }
    write_whole(out / "summary.json", json.dumps(summary, ensure_ascii=False, indent=2).encode() + b"\n")
    words = _("The tour met {pages} pages and {items} questions; pictures are in {place}.")
    sys.stdout.write(words.format(pages=len(seen.pages), items=len(seen.items), place=out) + "\n")
    once = int(contents.for_self_study())
    complete = (len(seen.pages), len(seen.items), seen.completions, seen.papers) == (pages, items, once, once)
    return 0 if complete else 1
