"""What a person is told when something is wrong: a sentence, what is safe, what to do; never a traceback."""

import logging
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from supporter_app.bootstrap import App
from supporter_app.domain.errors import RequestRefused, ResourceMissing, SupporterError
from supporter_app.ui import theme
from supporter_app.ui.main_window import MainWindow
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.trouble import StartTroubleScreen

if TYPE_CHECKING:
    from supporter_app.ui.navigator import Navigator

ENVIRONMENT_FAULT = 3
log = logging.getLogger(__name__)


def before_the_window(application: QApplication, app: App, error: SupporterError) -> int:
    """Explain why the program cannot start as it should, in a window that offers help lines all the same."""
    from supporter_app.domain.furigana import FuriganaChoice, KanjiTable

    application.setStyleSheet(theme.style_sheet(theme.Look()))
    window = MainWindow(Reader(theme.Look(), FuriganaChoice(), KanjiTable({})))
    window.header.hide()
    window.show_screen(StartTroubleScreen(Reader(theme.Look(), FuriganaChoice(), KanjiTable({})), error, app))
    window.show()
    application.exec()
    return ENVIRONMENT_FAULT


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
