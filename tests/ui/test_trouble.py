"""What a person meets when something is wrong: a sentence, a way on, and help lines in reach."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from supporter_app.domain.errors import ContentError, Problem, RequestRefused, StorageDamaged, SupporterError
from supporter_app.services.learning import Learning
from supporter_app.ui import application, trouble
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.help_lines import HelpScreen
from supporter_app.ui.screens.trouble import TroubleScreen

BROKEN = ContentError((Problem("course.toml", 1, "toml", "x"),))
DAMAGED = StorageDamaged(Path("supporter.sqlite"), "malformed")


def raising(error: Exception) -> Callable[..., None]:
    """Give a function that fails in one way."""

    def fail(*_ignored: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize("error", [BROKEN, DAMAGED], ids=["edition", "database"])
def test_a_start_that_cannot_read_says_so_and_offers_help(
    navigator: Navigator, monkeypatch: pytest.MonkeyPatch, error: SupporterError
) -> None:
    monkeypatch.setattr(Learning, "place", raising(error))
    navigator.start()
    screen = navigator.window.screen_shown()
    assert isinstance(screen, TroubleScreen)
    assert screen.error is error
    navigator.window.header.help.click()
    assert isinstance(navigator.window.screen_shown(), HelpScreen)


def test_what_was_expected_is_no_bug_in_the_log(navigator: Navigator, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        trouble.unexpected(navigator, StorageDamaged, DAMAGED, None)
    assert [each.levelno for each in caplog.records] == [logging.INFO]
    screen = navigator.window.screen_shown()
    assert isinstance(screen, TroubleScreen)
    assert screen.error is DAMAGED


def test_what_nobody_expected_is_logged_and_told(navigator: Navigator, caplog: pytest.LogCaptureFixture) -> None:
    trouble.unexpected(navigator, ZeroDivisionError, ZeroDivisionError("花子"), None)
    assert [each.levelno for each in caplog.records] == [logging.CRITICAL]
    caplog.clear()
    screen = navigator.window.screen_shown()
    assert isinstance(screen, TroubleScreen)
    assert isinstance(screen.error, RequestRefused)


def test_the_options_are_told_in_japanese(capsys: pytest.CaptureFixture[str]) -> None:
    assert application.main(["--help"]) == 0
    assert "使いかた" in capsys.readouterr().out


@pytest.mark.parametrize("error", [BROKEN, PermissionError(13, "Permission denied", "pictures")])
def test_a_tour_that_cannot_be_played_ends_in_sentences(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    monkeypatch.setattr(application, "_play", raising(error))
    assert application.main(["--tour", "somewhere"]) == application.ENVIRONMENT
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert told.count("\n") >= 3


def test_of_a_bug_a_report_can_be_saved_and_read(
    navigator: Navigator, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    from supporter_app import logs

    assert navigator.app.data_dir is not None
    logs.start(navigator.app.data_dir)
    try:
        trouble.unexpected(navigator, ZeroDivisionError, ZeroDivisionError("花子"), None)
    finally:
        logs.stop()
    caplog.clear()
    screen = navigator.window.screen_shown()
    assert isinstance(screen, TroubleScreen)
    screen.save_to(tmp_path / "report.txt")
    saved = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in saved
    assert "花子" not in saved
    screen.save_to(tmp_path / "nowhere" / "report.txt")
    assert "report.txt" in screen.saving.said.text()
