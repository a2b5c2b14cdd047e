"""The program's log: a few small files beside the data; ids and places in the code, never names or what was typed."""

import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from supporter_app.domain.errors import PathError, RequestRefused

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler

    ErrorTriple = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

FOLDER = "logs"
FILE = "supporter.log"
BYTES = 200_000
OLD_FILES = 3
LOGGER = "supporter_app"
LINE = "%(asctime)sZ %(levelname)s %(name)s %(message)s"


class LogFile(logging.Handler):
    """Writes to the rotating file, which is opened with the first line; a log that cannot be written stops nobody."""

    def __init__(self, folder: Path) -> None:
        """Remember where the log goes."""
        super().__init__()
        self.folder = folder / FOLDER
        self._file: RotatingFileHandler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        try:
            self._opened().emit(record)
        except OSError:
            return

    def silent(self, record: logging.LogRecord) -> None:
        """Let a line go that could not be written."""

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
        super().close()

    def _opened(self) -> "RotatingFileHandler":
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            self.folder.mkdir(0o700, parents=True, exist_ok=True)
            place = self.folder / FILE
            self._file = RotatingFileHandler(place, maxBytes=BYTES, backupCount=OLD_FILES, encoding="utf-8")
            self._file.setFormatter(OneLine(LINE))
            # The standard handler would print to a console nobody sees.
            self._file.handleError = self.silent  # type: ignore[method-assign] # this one only
        return self._file


class OneLine(logging.Formatter):
    """Formats a record on one line in UTC, so that no text can pretend to be another entry; errors lose their words."""

    def formatException(self, ei: "ErrorTriple") -> str:  # noqa: N802 - overrides the standard library's name
        """Give the error as its kinds and places in the code."""
        return " < ".join(_links(ei[1])) if ei[1] is not None else ""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line; control characters are written as escapes."""
        import time

        self.converter = time.gmtime
        # Another handler may have left the whole words of the error here.
        record.exc_text = None
        return "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in super().format(record))


def start(folder: Path) -> LogFile:
    """Send the program's log to the data folder from now on; an earlier place is closed."""
    logger = logging.getLogger(LOGGER)
    stop()
    handler = LogFile(folder)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    return handler


def stop() -> None:
    """Close the log."""
    logger = logging.getLogger(LOGGER)
    for handler in [each for each in logger.handlers if isinstance(each, LogFile)]:
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = True


def report(folder: Path | None) -> str:
    """Put the log together with what wrote it, for somebody to read before it is sent; there is no name in it."""
    import platform

    from supporter_app import __version__

    head = f"tsunagari-supporter {__version__}, Python {platform.python_version()}, {platform.system()}"
    try:
        lines = "" if folder is None else (folder / FOLDER / FILE).read_text(encoding="utf-8")
    except OSError:
        lines = ""
    return f"{head}\n{lines}"


def record(error: BaseException) -> str:
    """Log an error without its words, which may hold what somebody typed; gives the line that was logged."""
    line = " < ".join(_links(error))
    logging.getLogger(LOGGER).error(line)
    return line


def watch() -> None:
    """Log every error that nobody caught, in any thread, and then let Python show it as usual."""

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        record(error)
        sys.__excepthook__(kind, error, trace)

    def uncaught_in_thread(found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            record(found.exc_value)
        threading.__excepthook__(found)

    sys.excepthook = uncaught
    threading.excepthook = uncaught_in_thread


def _links(error: BaseException) -> Iterator[str]:
    """Go from an error to its causes: kind, reason where it is a word of ours, and the places in the code."""
    found: BaseException | None = error
    while found is not None:
        frames = traceback.extract_tb(found.__traceback__)
        places = " ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
        yield f"{type(found).__name__}{_reason(found)} at {places or 'nowhere'}"
        found = found.__cause__ or found.__context__


def _reason(error: BaseException) -> str:
    if isinstance(error, RequestRefused):
        return f"({error.code})"
    if isinstance(error, PathError):
        return f"({Path(error.path).suffix or 'folder'}: {error.cause})"
    if isinstance(error, OSError):
        return f"({error.errno})"
    return ""
