"""The log: one line an entry, no names, silent when it cannot be written."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from supporter_app import logs
from supporter_app.domain.errors import FileFull, RequestRefused

NAME = "花子-canary"


@pytest.fixture(autouse=True)
def stopped() -> Iterator[None]:
    """Leave no log open."""
    yield
    logs.stop()


def failing() -> None:
    """Fail with a name in the words of the error."""
    try:
        int(NAME)
    except ValueError as error:
        raise FileFull(Path(f"/home/{NAME}/a.pdf"), "no space") from error


def written(folder: Path) -> str:
    """Read the log."""
    return (folder / logs.FOLDER / logs.FILE).read_text("utf-8")


def test_an_error_is_logged_without_its_words(tmp_path: Path) -> None:
    """Kinds, causes and places in the code, and nothing that somebody typed."""
    logs.start(tmp_path)
    with pytest.raises(FileFull) as caught:
        failing()
    line = logs.record(caught.value)
    assert "FileFull(.pdf: no space) at" in line
    assert "ValueError at" in line
    assert "test_logs.py:" in line
    assert line in written(tmp_path)
    assert NAME not in written(tmp_path)
    assert logs.record(RequestRefused("not-finished", NAME)) == "RequestRefused(not-finished) at nowhere"
    assert logs.record(OSError(28, NAME)) == "OSError(28) at nowhere"


def test_an_error_logged_the_usual_way_loses_its_words_too(tmp_path: Path) -> None:
    logs.start(tmp_path)
    with pytest.raises(FileFull) as caught:
        failing()
    logging.getLogger("supporter_app.trial").critical("unexpected", exc_info=caught.value)
    assert "unexpected\\u000aFileFull(.pdf: no space) at" in written(tmp_path)
    assert NAME not in written(tmp_path)


def test_nothing_is_made_before_the_first_line(tmp_path: Path) -> None:
    """Starting the log leaves the folder as it is."""
    logs.start(tmp_path / "records")
    assert not (tmp_path / "records").exists()


def test_an_entry_is_one_line(tmp_path: Path) -> None:
    """Text cannot pretend to be another entry; the time is UTC."""
    logs.start(tmp_path)
    logging.getLogger("supporter_app.trial").info("one\nERROR forged\x1b[31m")
    content = written(tmp_path)
    assert content.count("\n") == 1
    assert "Z INFO supporter_app.trial one\\u000aERROR forged\\u001b" in content


def test_the_log_stays_small(tmp_path: Path) -> None:
    """Old entries go."""
    logs.start(tmp_path)
    for _ in range(3000):
        logging.getLogger("supporter_app.trial").info("x" * 500)
    found = list((tmp_path / logs.FOLDER).iterdir())
    assert 1 < len(found) <= logs.OLD_FILES + 1
    assert sum(each.stat().st_size for each in found) <= logs.BYTES * (logs.OLD_FILES + 1)


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    """A file where the folder should be."""
    (tmp_path / "file").touch()
    logs.start(tmp_path / "file")
    logging.getLogger("supporter_app.trial").error("lost")


def test_starting_again_moves_the_log(tmp_path: Path) -> None:
    """The earlier file is closed and gets nothing more."""
    logs.start(tmp_path / "a")
    logging.getLogger("supporter_app.trial").info("first")
    logs.start(tmp_path / "b")
    logging.getLogger("supporter_app.trial").info("second")
    assert "second" not in written(tmp_path / "a")
    assert "first" not in written(tmp_path / "b")


def test_what_nobody_caught_is_logged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the main thread and in others."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)
    monkeypatch.setattr(threading, "__excepthook__", lambda *_: None)
    logs.start(tmp_path)
    logs.watch()
    error = ValueError(NAME)
    sys.excepthook(ValueError, error, None)
    thread = threading.Thread(target=failing)
    thread.start()
    thread.join()
    assert "ValueError at" in written(tmp_path)
    assert "FileFull" in written(tmp_path)
    assert NAME not in written(tmp_path)
