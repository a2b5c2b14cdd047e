"""What holds for every test: no screen, no network, a data folder of its own, and no warning that goes unseen."""

import logging
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# Before any test imports Qt; ./test --full and a person at a desk may choose another platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Two slow cores are no mistake of the code under test; the same cases on every machine make a failure repeatable.
settings.register_profile("everywhere", deadline=None, derandomize=True, database=None)
settings.load_profile("everywhere")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def root() -> Path:
    """Give the top of the repository."""
    return ROOT


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test, and every program it starts, a data folder of its own."""
    folder = tmp_path / "data"
    monkeypatch.setenv("SUPPORTER_DATA_DIR", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection beyond this machine's own files: the program promises to need none."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            pytest.fail(f"a test reached for the network: {address!r}")
        connect(self, address)  # type: ignore[arg-type] # the family decides the shape of the address

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)


@pytest.fixture(autouse=True)
def _no_unseen_warning(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test whose log holds a warning; a test that expects one looks at it and calls caplog.clear()."""
    yield
    records = [record for when in ("setup", "call") for record in caplog.get_records(when)]
    loud = [f"{record.name}: {record.getMessage()}" for record in records if record.levelno >= logging.WARNING]
    if loud:
        pytest.fail("unexpected in the log: " + "; ".join(loud))


@pytest.fixture(autouse=True)
def _no_window_left() -> Iterator[None]:
    """Take away every window a test opened: each one left is dressed again whenever a later window opens."""
    kept = windows()
    yield
    for window in windows() - kept:
        window.hide()
        window.deleteLater()
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def windows() -> "set[QWidget]":
    """Give the windows there are, and no page put aside by one of them; Qt is not loaded for a test that needs none."""
    if "PySide6.QtWidgets" not in sys.modules:
        return set()
    from PySide6.QtWidgets import QApplication

    from supporter_app.ui.screens.screen import Screen

    return {each for each in QApplication.topLevelWidgets() if not isinstance(each, Screen)}
