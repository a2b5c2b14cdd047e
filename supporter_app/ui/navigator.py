"""From a destination to the screen that shows it: the one place that gives screens the services they use."""

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from supporter_app import i18n
from supporter_app.bootstrap import App
from supporter_app.domain.edition import GENERAL, Edition, EditionId, Place
from supporter_app.domain.errors import ContentError, StorageError, SupporterError
from supporter_app.domain.furigana import Furigana, FuriganaChoice
from supporter_app.paths import Ground
from supporter_app.services.preferences import Preferences, wording_for
from supporter_app.ui import theme
from supporter_app.ui.destinations import (
    Destination,
    ToAbout,
    ToAppearance,
    ToClose,
    ToContents,
    ToEditions,
    ToExport,
    ToFirstQuestions,
    ToGuide,
    ToHelp,
    ToHome,
    ToPlace,
    ToRetention,
    ToVault,
)
from supporter_app.ui.dressing import Dressing
from supporter_app.ui.main_window import MainWindow
from supporter_app.ui.reader import Reader
from supporter_app.ui.reopening import Reopening
from supporter_app.ui.screens.screen import Screen

if TYPE_CHECKING:
    from supporter_app.services.lessons import PlannedStop
    from supporter_app.ui.lesson_window import LessonWindow
    from supporter_app.ui.speech import Silence, Speaker
    from supporter_app.ui.tasks import Tasks
    from supporter_app.ui.widgets.exit_note import ExitNote

NEXT_AMOUNT = {
    Furigana.NONE: Furigana.BY_GRADE,
    Furigana.BY_GRADE: Furigana.ALL,
    Furigana.ALL: Furigana.NONE,
}
LOCKED_AWAY = (ToExport, ToRetention)
"""What cannot be reached while the names are locked."""
RETURNS = (ToHelp, ToAppearance, ToGuide, ToAbout, ToContents, ToEditions)
"""Screens that are looked at on the way: もどる leads to where one was."""


class Aside(NamedTuple):
    """A page or an item while something else is looked at: where it is, what was typed and pressed, in which words."""

    destination: Destination
    screen: Screen
    wording: str


class Navigator(QObject):
    """Keeps the present destination and the preferences, and builds one screen at a time."""

    def __init__(self, app: App) -> None:
        """Read what the person likes, and build the window for it."""
        super().__init__()
        self.app = app
        self.hidden = False
        self.lesson: LessonWindow | None = None
        self.voice: Speaker | Silence | None = None
        self._aside: dict[EditionId, Aside] = {}
        self._built: Screen | None = None
        self.edition_id = self._last_edition()
        self.preferences = self._load_preferences()
        self.present: Destination = ToHome()
        self.origin: Destination = ToHome()
        self._speak(self.edition_id)
        self.dressing = Dressing(lambda: self.preferences, lambda: self.window.set_reader(self.reader()))
        self.dressing.dress()
        self.window = MainWindow(self.reader())
        self.reopening = Reopening(app, self.window)
        self.window.went.connect(self.go)
        self.window.furigana_turned.connect(self.turn_furigana)
        self.window.for_children = self._for_children
        self.window.vanished.connect(self._end_hidden)

    @cached_property
    def tasks(self) -> "Tasks":
        """Give the owner of work off the UI thread."""
        from supporter_app.ui.tasks import Tasks

        return Tasks(self)

    def take_care(self) -> None:
        """Begin to look after names and backups."""
        from supporter_app.ui.caretaker import Caretaker
        from supporter_app.ui.speech import find_speaker

        self.caretaker = Caretaker(self)
        self.voice = find_speaker()
        speaker, screen = self.speaker(), self.window.screen_shown()
        if speaker is not None and screen is not None:
            screen.offer_voice(speaker)

    def speaker(self) -> "Speaker | None":
        """Give the voice that reads aloud; None where there is none, or before it was looked for."""
        from supporter_app.ui.speech import Speaker

        return self.voice if isinstance(self.voice, Speaker) else None

    def close(self) -> None:
        """Wait for work that is still going on; the window goes, and with it all that was to be looked after later."""
        if "tasks" in vars(self):
            self.tasks.drain()
        self._forget_asides()
        self.window.deleteLater()
        self.deleteLater()

    def _last_edition(self) -> EditionId:
        last = self.app.learning.last_edition()
        return last if last is not None and last in self.app.library.editions() else GENERAL

    def _load_preferences(self) -> Preferences:
        """Read what the person likes; a broken table of contents is told later, by the first screen."""
        try:
            return self.app.preferences.load(None if self.edition_id == GENERAL else self.edition())
        except ContentError:
            return self.app.preferences.load()

    def choose_edition(self, edition: EditionId) -> None:
        """Use another edition from now on: at the same place where one was inside a chapter, else at the first screen.

        Every edition keeps its own progress, and the furigana chosen for it; going back to the edition one came from,
        before anything was turned, leads back to the page as it was left.
        """
        try:
            contents = self.app.learning.edition(edition)
            wanted = self.app.preferences.load(contents).furigana
        except SupporterError as error:
            self.tell(error)
            return
        left = self._aside.get(edition)
        self.edition_id = edition
        self.preferences = self.preferences._replace(furigana=wanted)
        if self._speak(edition):
            self.window.reword()
        self.keep(lambda: self.app.learning.choose(edition))
        here = self.origin if isinstance(self.present, RETURNS) else self.present
        place = here.place.inside(contents) if isinstance(here, ToPlace) else None
        self.window.set_reader(self.reader())
        there = ToPlace(place) if place is not None else ToHome()
        self._visit(there if left is None else left.destination)

    def edition(self) -> Edition:
        """Give the table of contents of the edition in use."""
        return self.app.learning.edition(self.edition_id)

    def reader(self) -> Reader:
        """Give what texts need to know of the person."""
        return Reader(self.look(), self.preferences.furigana, self.app.library.kanji())

    def look(self) -> theme.Look:
        """Give the theme and size."""
        return self.dressing.look()

    def start(self, ground: Ground = Ground.LASTING) -> None:
        """Open where the person was: the first questions, the page they were reading, or the first screen.

        Where the records lie on a ground that does not last, the person is asked for a place first, once.
        """
        if ground is not Ground.LASTING and self.app.data_dir is not None:
            self._ask_for_place(self.app.data_dir, ground)
            return
        if not self.preferences.asked:
            self.go(ToFirstQuestions())
            return
        if self.preferences.neutral_start:
            self.go(ToHome())
            return
        try:
            place = self.app.learning.place(self.edition_id)
            inside = place is not None and self._inside(place)
        except SupporterError as error:
            self.tell(error)
            return
        self.go(ToPlace(place) if place is not None and inside else ToHome())

    def _ask_for_place(self, folder: Path, ground: Ground) -> None:
        from supporter_app.ui.screens.place import PlaceScreen

        def stay() -> None:
            self.set_preferences(self.preferences._replace(place_asked=True))
            self.start()

        self.window.show_screen(
            PlaceScreen(self.reader(), folder, ground, lambda chosen: self.reopening.move(folder, chosen), stay)
        )

    def go(self, destination: Destination) -> None:
        """Show a destination; what cannot be shown is explained, and the present screen stays."""
        if isinstance(destination, ToClose):
            self.window.close()
            return
        if isinstance(destination, LOCKED_AWAY) and self.app.names.shut:
            destination = ToVault()
        returns = isinstance(destination, RETURNS) or self._is_aside(destination)
        if self._visit(destination) and not returns:
            self._forget_asides()

    def _visit(self, destination: Destination) -> bool:
        """Show a destination, and keep the page left for something that is only looked at; tells whether it could."""
        looked_at = isinstance(destination, RETURNS) and not isinstance(self.present, RETURNS)
        if looked_at:
            self.origin = self.present
        try:
            screen = self._taken_up(destination) or self._build(destination)
        except SupporterError as error:
            self.tell(error)
            return False
        aside = looked_at and self._put_aside()
        self.present, self._built = destination, screen
        if not self.preferences.exit_told and screen.offers_exit(for_children=self._for_children()):
            note = self._explain_exit(screen)
            self.window.show_screen(screen, aside=aside)
            if screen.WITH_DOOR:
                # What a first screen begins with would be out of sight below the note.
                note.understood.setFocus()
        else:
            self.window.show_screen(screen, aside=aside)
        if isinstance(destination, ToPlace) and self.preferences.neutral_start:
            self.set_preferences(self.preferences._replace(neutral_start=False))
        return True

    def _put_aside(self) -> bool:
        """Keep the page or item that is shown, as it is; tells whether there was one without a note still to read."""
        from supporter_app.ui.widgets.exit_note import ExitNote

        screen = self.window.screen_shown()
        if screen is None or screen is not self._built or not isinstance(self.present, ToPlace):
            return False
        if screen.findChild(ExitNote) is not None:
            return False
        self._aside[self.edition_id] = Aside(self.present, screen, i18n.in_use())
        return True

    def _is_aside(self, destination: Destination) -> bool:
        found = self._aside.get(self.edition_id)
        return found is not None and found.destination == destination and found.wording == i18n.in_use()

    def _taken_up(self, destination: Destination) -> Screen | None:
        """Give the page that was put aside, dressed as the reader likes it now."""
        if not self._is_aside(destination):
            return None
        screen = self._aside.pop(self.edition_id).screen
        screen.set_reader(self.reader())
        return screen

    def _forget_asides(self) -> None:
        for each in self._aside.values():
            each.screen.deleteLater()
        self._aside.clear()

    def _explain_exit(self, screen: Screen) -> "ExitNote":
        from supporter_app.ui.widgets.exit_note import ExitNote

        note = ExitNote()
        screen.add_exit_note(note)

        def read() -> None:
            self.set_preferences(self.preferences._replace(exit_told=True))
            note.hide()
            note.deleteLater()
            self.window.focus_screen()

        note.read.connect(read)
        note.more_asked.connect(lambda: self.go(ToGuide()))
        return note

    def _for_children(self) -> bool:
        try:
            return self.edition().for_children
        except SupporterError:
            # What cannot be read of the course is told where it was asked for.
            return False

    def _end_hidden(self) -> None:
        """End after the window was hidden at once; what is noted names neither a person nor a place."""
        self.hidden = True
        voice = self.speaker()
        if voice is not None:
            voice.stop()
        self.preferences = self.preferences._replace(neutral_start=True)
        # Nobody is there to be told what went wrong, and the window stays away.
        with suppress(SupporterError):
            self.app.preferences.save(self.preferences, self.edition_id)
        QApplication.quit()

    def tell(self, error: SupporterError) -> None:
        """Explain something that is wrong; もどる leads back to the present screen."""
        from supporter_app import logs
        from supporter_app.ui.screens.trouble import TroubleScreen

        def report() -> str:
            return logs.report(self.app.data_dir)

        self.window.show_screen(
            TroubleScreen(self.reader(), error, self.present, self.reopening.gather, self.reopening.set_aside, report)
        )

    def keep(self, record: Callable[[], object]) -> None:
        """Record something; when the disk does not allow it the course goes on, and a notice says so until it does."""
        try:
            record()
        except StorageError as error:
            self.window.tell_not_recorded(error)
        else:
            self.window.recorded()

    def begin_lesson(self, edition: EditionId, stops: "tuple[PlannedStop, ...]", furigana: FuriganaChoice) -> None:
        """Play a lesson on the whole screen; the window comes back when it is left."""
        from supporter_app.ui.factory import lesson_window

        self._speak(edition)
        self.lesson = lesson_window(self, edition, stops, furigana)
        self.lesson.left.connect(self._end_lesson)
        self.lesson.showFullScreen()
        self.window.hide()
        self._hold(on=True)

    def _end_lesson(self) -> None:
        self._speak(self.edition_id)
        self.window.show()
        self._hold(on=False)
        if self.lesson is not None:
            self.lesson.deleteLater()
            self.lesson = None

    def _hold(self, *, on: bool) -> None:
        """Let nothing lock by itself while a class looks at the wall; presses there are not the window's own."""
        if "caretaker" in vars(self):
            self.caretaker.hold(on=on)

    def erase_and_close(self) -> None:
        """Erase the learner's records for good, then end; what cannot be erased is explained, and nothing ends."""
        try:
            self.app.learning.erase_own()
        except SupporterError as error:
            self.tell(error)
        else:
            self.window.close()

    def set_preferences(self, preferences: Preferences) -> None:
        """Keep a change of preferences and follow it at once, in place."""
        former, self.preferences = self.preferences, preferences
        self.keep(lambda: self.app.preferences.save(preferences, self.edition_id))
        if (former.theme, former.text_step) != (preferences.theme, preferences.text_step):
            self.dressing.dress()
        if self._speak(self.edition_id):
            self.window.reword()
            self.window.show_in_place(self._build(self.present))
        self.window.set_reader(self.reader())

    def take_choices(self, chosen: Preferences) -> None:
        """Keep what was chosen on a screen for it, which knows nothing of what the program noted meanwhile."""
        noted = self.preferences
        self.set_preferences(chosen._replace(exit_told=noted.exit_told, neutral_start=noted.neutral_start))

    def turn_furigana(self) -> None:
        """Go to the next amount of furigana."""
        furigana = self.preferences.furigana
        turned = FuriganaChoice(NEXT_AMOUNT[furigana.amount], furigana.known_grade)
        self.set_preferences(self.preferences._replace(furigana=turned))

    def _speak(self, edition: EditionId) -> bool:
        """Use the words that go with an edition and with what the person chose; tells whether they are others now."""
        wanted = wording_for(edition, self.preferences)
        if wanted == i18n.in_use():
            return False
        i18n.use(wanted)
        return True

    def _inside(self, place: Place) -> bool:
        """Tell whether a place is in the middle of a chapter, where a return should lead straight back."""
        entry = self.edition().entry(place.chapter)
        return place.page != entry.pages[0] and not self.app.learning.progress(self.edition_id).chapter_done(entry)

    def _build(self, destination: Destination) -> Screen:
        from supporter_app.ui import factory

        return factory.build(self, destination)
