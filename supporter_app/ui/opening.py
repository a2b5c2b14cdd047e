"""Opens the window: letters, one window per data folder, and after the first frame whatever need not hold it up."""

import gc
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from supporter_app import paths, resources
from supporter_app.bootstrap import compose
from supporter_app.domain.errors import ResourceMissing, StorageLocked, StorageUnavailable, SupporterError
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.reopening import Following

FONTS = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf")
LOCK = "window.lock"
CARE_AFTER = 1500
"""Milliseconds after the first frame, when nobody waits any more."""


def open_window(data_dir: Path | None, *, until_painted: bool = False) -> int:
    """Open the window and run it until it is closed, or has painted its first frame; gives the exit code."""
    application = make_application()
    missing = load_fonts()
    code, following = _open(application, missing, data_dir, None, until_painted=until_painted)
    while following is not None:
        code, following = _open(application, missing, data_dir, _failure(following), until_painted=until_painted)
    # The end of the process gives everything back; looking for garbage in it first would only hold up the end.
    gc.freeze()
    return code


def _failure(following: Following) -> SupporterError | None:
    """Do what was asked for between two openings; gives the reason when it could not be done."""
    try:
        following()
    except SupporterError as error:
        return error
    return None


def _open(
    application: QApplication,
    missing: tuple[str, ...],
    data_dir: Path | None,
    failure: SupporterError | None,
    *,
    until_painted: bool,
) -> tuple[int, Following | None]:
    """Open the window once, unless something failed before; gives the exit code, and what to do before the next."""
    folder = paths.data_dir(data_dir)
    app = compose(folder)
    lock: QLockFile | None = None
    try:
        if failure is not None:
            raise failure
        lock = hold(folder)
        navigator = Navigator(app)
    except SupporterError as error:
        from supporter_app.ui import trouble

        gc.enable()
        return trouble.ENVIRONMENT_FAULT, trouble.before_the_window(application, app, error)
    else:
        catch_everything(navigator)
        begun = navigator.window.painted
        begun.connect(lambda: QTimer.singleShot(1, navigator, lambda: afterwards(navigator, folder, missing)))
        asks = paths.may_be_chosen(data_dir) and not navigator.preferences.place_asked
        navigator.start(paths.ground(folder) if asks else paths.Ground.LASTING)
        navigator.window.show()
        if until_painted:
            navigator.window.painted.connect(application.quit)
        code = application.exec()
        if not until_painted:
            from supporter_app.ui.caretaker import back_up_at_the_end, copy_at_the_end

            back_up_at_the_end(navigator)
            copy_at_the_end(application, navigator)
        navigator.close()
        return code, navigator.reopening.following
    finally:
        app.close()
        if lock is not None:
            lock.unlock()
        close_log()


def make_application() -> QApplication:
    """Give the one QApplication, made when there is none yet."""
    # As an argument, because setStyle() gives back the style, and PySide would prepare all that a style can do.
    application = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "Fusion"])
    assert isinstance(application, QApplication)
    application.setApplicationName("tsunagari-supporter")
    application.setCursorFlashTime(0)
    return application


def afterwards(navigator: Navigator, folder: Path, missing: tuple[str, ...]) -> None:
    """Do what the first frame need not wait for: Qt's own words, the log, and warnings about letters."""
    from supporter_app import logs

    navigator.dressing.follow_system()
    translate_qt(navigator)
    logs.start(folder)
    QTimer.singleShot(CARE_AFTER, navigator, navigator.take_care)
    # What the start made stays in use until the end; set apart, no later search for garbage goes through it.
    gc.freeze()
    gc.enable()
    if missing:
        from supporter_app.ui import trouble

        trouble.fonts_missing(navigator, missing)


def close_log() -> None:
    """Close the log if there is one: its folder may be moved before the next window opens."""
    logs = sys.modules.get("supporter_app.logs")
    if logs is not None:
        logs.stop()


def hold(folder: Path) -> QLockFile:
    """Take the data folder for this window; raises StorageLocked when another window has it.

    A folder the person chose is not made anew: where it is missing, the stick or disk it lies on is not there.
    """
    from supporter_app.storage.folder import make_folder

    if not folder.is_dir() and folder == paths.remembered():
        raise StorageUnavailable(folder, "not there")
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


def catch_everything(navigator: Navigator) -> None:
    """Show what nobody expected as a screen of its own."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        from supporter_app.ui import trouble

        trouble.unexpected(navigator, kind, error, trace)

    sys.excepthook = caught


def translate_qt(navigator: Navigator) -> None:
    """Give Qt's own dialogs their Japanese words; our words come from gettext."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    translator = QTranslator(navigator)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(QLocale.Language.Japanese), "qtbase", "_", folder):
        QApplication.installTranslator(translator)
