"""Starts the window: arguments, fonts, one window per data folder, and what happens when something goes wrong."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QLockFile, QTimer, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from supporter_app import paths, resources
from supporter_app.bootstrap import App, compose
from supporter_app.domain.errors import ResourceMissing, StorageLocked, SupporterError
from supporter_app.ui.navigator import Navigator

FONTS = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf")
LOCK = "window.lock"
ENVIRONMENT_FAULT = 3


def main(arguments: list[str] | None = None) -> int:
    """Run the window until it is closed; gives the exit code (0 done, 3 when the data folder cannot be used)."""
    wanted = _arguments(arguments)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("tsunagari-supporter")
    application.setCursorFlashTime(0)
    application.setStyle("Fusion")
    missing = load_fonts()
    folder = paths.data_dir(wanted.data_dir)
    if wanted.tour is not None:
        from supporter_app.ui.tour import run_tour

        return run_tour(wanted.tour, wanted.edition)
    if wanted.gallery is not None:
        from supporter_app.ui.gallery import run_gallery

        return run_gallery(wanted.gallery, everything=wanted.everything)
    return _run(application, compose(folder), folder, wanted, missing)


def _arguments(arguments: list[str] | None) -> Namespace:
    parser = ArgumentParser(prog="supporter-app")
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--tour", type=Path, metavar="DIR")
    parser.add_argument("--edition", default="general")
    parser.add_argument("--gallery", type=Path, metavar="DIR")
    parser.add_argument("--everything", action="store_true")
    parser.add_argument("--quit-after-first-paint", action="store_true")
    return parser.parse_args(arguments)


def _run(application: QApplication, app: App, folder: Path, wanted: Namespace, missing: tuple[str, ...]) -> int:
    from supporter_app.ui import trouble

    try:
        lock = hold(folder)
        navigator = Navigator(app)
    except SupporterError as error:
        return trouble.before_the_window(application, app, error)
    trouble.catch_everything(navigator)
    if wanted.quit_after_first_paint:
        navigator.window.painted.connect(application.quit)
    navigator.start()
    navigator.window.show()
    QTimer.singleShot(0, lambda: _afterwards(navigator, folder, missing))
    code = application.exec()
    navigator.tasks.drain()
    app.close()
    lock.unlock()
    return code


def _afterwards(navigator: Navigator, folder: Path, missing: tuple[str, ...]) -> None:
    """Do what the first frame need not wait for: Qt's own words, the log, and warnings about fonts and places."""
    from supporter_app import logs

    translate_qt(navigator)
    logs.start(folder)
    if missing:
        from supporter_app.ui import trouble

        trouble.fonts_missing(navigator, missing)


def hold(folder: Path) -> QLockFile:
    """Take the data folder for this window; raises StorageLocked when another window has it."""
    from supporter_app.storage.folder import make_folder

    make_folder(folder)
    lock = QLockFile(str(folder / LOCK))
    lock.setStaleLockTime(0)
    if lock.tryLock(200):
        return lock
    if lock.error() is QLockFile.LockError.LockFailedError:
        raise StorageLocked(folder)
    return lock


def load_fonts() -> tuple[str, ...]:
    """Load the letters that come with the program; gives the names of those that are missing."""
    missing = []
    for name in FONTS:
        try:
            found = QFontDatabase.addApplicationFont(str(resources.path("assets", "fonts", name)))
        except ResourceMissing:
            found = -1
        if found < 0:
            missing.append(name)
    return tuple(missing)


def translate_qt(navigator: Navigator) -> None:
    """Give Qt's own dialogs their Japanese words; our words come from gettext."""
    translator = QTranslator(navigator)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(QLocale.Language.Japanese), "qtbase", "_", folder):
        QApplication.installTranslator(translator)
