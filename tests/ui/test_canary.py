"""One marked name, typed in every place that takes one: afterwards it lies nowhere but sealed, and erased nowhere."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from supporter_app import logs
from supporter_app.domain.session import NameKeeping, Session
from supporter_app.services.roster import Entry
from supporter_app.ui.destinations import ToExport, ToPaper
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.opening import catch_everything
from supporter_app.ui.screens.export import ExportScreen
from supporter_app.ui.screens.paper import PaperScreen
from supporter_app.ui.screens.trouble import TroubleScreen
from tests.ui import audit
from tests.ui.audit import settle
from tests.ui.conftest import do_everything, hold_sessions

NAME, KANA = "見張鳥かなりあ澪", "ミハリドリカナリア"
CODECS = ("utf-8", "utf-16-le", "utf-16-be", "cp932")
MARKS = tuple(word.encode(codec) for word in (NAME, KANA) for codec in CODECS)


@pytest.fixture
def kept(navigator: Navigator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Navigator]:
    """Open a window over a finished course, with a log, and with temporary files and settings of this test alone."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for variable in ("TMPDIR", "TMP", "TEMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(temporary))
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(temporary))
    assert navigator.app.data_dir is not None
    logs.start(navigator.app.data_dir)
    do_everything(navigator)
    hold_sessions(navigator.app)
    hook = sys.excepthook
    yield navigator
    sys.excepthook = hook
    logs.stop()


def typed(navigator: Navigator) -> Session:
    """Type the name wherever there is a place for one."""
    app = navigator.app
    named = next(each for each in app.classroom.every() if each.plan.names is NameKeeping.UNTIL_REPORT)
    app.roster.take(named, [Entry(NAME, KANA)])
    navigator.go(ToPaper())
    paper = navigator.window.screen_shown()
    assert isinstance(paper, PaperScreen)
    paper.name.setText(NAME)
    paper.draw()
    settle()
    navigator.go(ToExport())
    export = navigator.window.screen_shown()
    assert isinstance(export, ExportScreen)
    for box in [box for box, session in export.boxes if box.isChecked() is session.plan.nameless]:
        box.click()
    export.names.click()
    assert NAME in export.example.text()
    return named


def crash(navigator: Navigator) -> str:
    """Let the program stumble over the name; gives the report that can be sent."""
    catch_everything(navigator)
    try:
        int(NAME)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    screen = navigator.window.screen_shown()
    assert isinstance(screen, TroubleScreen)
    assert screen.saving is not None
    logging.getLogger("supporter_app").info("looked at")
    return logs.report(navigator.app.data_dir)


def found_in(*folders: Path) -> list[str]:
    """Name the files that hold the name."""
    files = [each for folder in folders for each in folder.rglob("*") if each.is_file()]
    assert files
    return [each.name for each in files if any(mark in each.read_bytes() for mark in MARKS)]


def titles(application: QApplication) -> str:
    """Give the titles of all windows, and what the system is told of the program."""
    windows = [each.windowTitle() for each in application.topLevelWidgets()]
    return "\n".join([*windows, application.applicationName(), application.applicationDisplayName()])


@pytest.mark.parametrize("codec", CODECS)
def test_the_search_finds_what_lies_open(tmp_path: Path, codec: str) -> None:
    """A search that finds nothing must be able to."""
    (tmp_path / "letter").write_bytes(b"Dear " + NAME.encode(codec))
    assert found_in(tmp_path) == ["letter"]


def test_a_name_lies_nowhere_but_sealed(
    kept: Navigator, qapp: QApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """After every screen, a backup, a carried copy, a crash and its report; in UTF-8, UTF-16 and CP932."""
    app = kept.app
    assert app.data_dir is not None
    session = typed(kept)
    for destination in audit.fixed():
        audit.visit(kept, destination)
        assert NAME not in titles(qapp)
    report = crash(kept)
    caplog.clear()
    assert NAME not in report
    assert KANA not in report
    app.backups.make()
    out = tmp_path / "carried"
    out.mkdir()
    app.backups.make_into(out / "copy.sqlite")
    app.names.lock()
    settle()
    places = (app.data_dir, out, tmp_path / "temporary")
    assert found_in(*places) == []
    app.names.reopen()
    assert NAME in {line.name.name for line in app.roster.lines(session) if line.name}
    app.erasure.erase_session(session)
    app.backups.make()
    assert {line.name for line in app.roster.lines(app.classroom.session(session.id))} == {None}
    assert found_in(*places) == []
    assert app.storage.rows("SELECT 1 FROM person_key") == []
    newest = app.backups.every()[0]
    app.close()
    restored = app.backups.restore(newest.path)
    assert restored.names == 0
