"""What a person is told when something is wrong: a sentence, what is safe, what to do; never a traceback."""

import logging
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from supporter_app import paths
from supporter_app.bootstrap import App
from supporter_app.domain.errors import RequestRefused, ResourceMissing, SupporterError
from supporter_app.domain.furigana import FuriganaChoice, KanjiTable
from supporter_app.ui import theme
from supporter_app.ui.destinations import Destination, ToClose, ToHelp, ToHome
from supporter_app.ui.main_window import MainWindow
from supporter_app.ui.reader import Reader
from supporter_app.ui.reopening import Following, Reopening
from supporter_app.ui.screens.trouble import StartTroubleScreen

if TYPE_CHECKING:
    from supporter_app.ui.navigator import Navigator

ENVIRONMENT_FAULT = 3
log = logging.getLogger(__name__)


class StartTrouble(QObject):
    """The window over a data folder that cannot be used: why, the ways on, and the help lines all the same."""

    def __init__(self, app: App, error: SupporterError) -> None:
        """Build the window in the standard look, since no preferences could be read."""
        super().__init__()
        self.app = app
        self.error = error
        self.reader = Reader(theme.Look(), FuriganaChoice(), kanji_of(app))
        self.window = MainWindow(self.reader)
        self.reopening = Reopening(app, self.window)
        self.window.header.hide()
        self.window.door.erase_button.hide()
        self.window.went.connect(self.go)
        self.window.vanished.connect(QApplication.quit)
        self.go(ToHome())

    def go(self, destination: Destination) -> None:
        """Show the help lines, end, or come back to the reason; nothing else is there."""
        match destination:
            case ToClose():
                self.window.close()
            case ToHelp(choose):
                from supporter_app.ui.screens.help_lines import HelpScreen

                consultation, certification = self.app.consultation, self.app.certification
                screen = HelpScreen(self.reader, consultation, choose, ToHome(), certification, for_children=False)
                self.window.show_screen(screen)
            case _:
                on = self.reopening
                usual = partial(on.begin_again, paths.forget) if paths.remembered() is not None else None
                again = partial(on.begin_again, lambda: None)
                self.window.show_screen(
                    StartTroubleScreen(self.reader, self.error, on.gather, on.set_aside, usual, again)
                )


def before_the_window(application: QApplication, app: App, error: SupporterError) -> Following | None:
    """Explain why the program cannot start as it should; gives what to do before it is tried again, None to end."""
    application.setStyleSheet(theme.style_sheet(theme.Look()))
    trouble = StartTrouble(app, error)
    trouble.window.show()
    application.exec()
    trouble.window.deleteLater()
    return trouble.reopening.following


def kanji_of(app: App) -> KanjiTable:
    """Give the kanji by school year, or none when the file of them is missing too."""
    try:
        return app.kanji()
    except SupporterError:
        return KanjiTable({})


def fonts_missing(navigator: "Navigator", names: tuple[str, ...]) -> None:
    """Say that letters of the program are missing; the window goes on with the computer's own."""
    navigator.tell(ResourceMissing(Path(names[0])))


def unexpected(
    navigator: "Navigator", kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Show what nobody expected as a screen of its own; the record of it names no person."""
    if issubclass(kind, KeyboardInterrupt):
        navigator.window.close()
        return
    if isinstance(error, SupporterError):
        log.info("not done: %s", kind.__name__)
        navigator.tell(error)
        return
    log.critical("unexpected: %s", kind.__name__, exc_info=(kind, error, trace))
    navigator.tell(RequestRefused("bug", kind.__name__))
