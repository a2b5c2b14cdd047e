"""The window started out of sight: which command, which surroundings, and every way it can end."""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from supporter_app.domain.errors import ContentError, FileError, ResourceMissing, StorageFull
from supporter_app.services import window
from supporter_app.services.window import Ended, Tour, offscreen_environment, play_tour, take_pictures, window_command

Stand = Callable[[str], None]


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Stand:
    """Let a few lines of Python stand in for the window; its arguments come as sys.argv[1:]."""

    def stand(code: str) -> None:
        lines = f"import json, os, pathlib, sys, time\n{code}"
        monkeypatch.setattr(window, "window_command", lambda: [sys.executable, "-c", lines])

    return stand


def leaving(summary: object, code: int) -> str:
    """Give a window that leaves a summary and ends with a code."""
    text = json.dumps(summary)
    return f"pathlib.Path(sys.argv[2], 'summary.json').write_text({text!r}); sys.exit({code})"


def test_from_a_checkout_python_starts_the_window_and_no_file_of_the_folder_stands_in() -> None:
    assert window_command() == [sys.executable, "-P", "-m", "supporter_app"]


@pytest.mark.parametrize(("platform", "name"), [("linux", "supporter-app"), ("win32", "supporter-app.exe")])
def test_the_frozen_program_starts_its_neighbour(
    platform: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "supporter"))
    monkeypatch.setattr(sys, "platform", platform)
    assert window_command() == [str(tmp_path / name)]


def test_the_person_s_own_data_folder_is_out_of_reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPPORTER_DATA_DIR", str(tmp_path / "own"))
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    made = offscreen_environment(tmp_path / "other")
    assert made["SUPPORTER_DATA_DIR"] == str(tmp_path / "other")
    assert made["QT_QPA_PLATFORM"] == "offscreen"
    assert made["PATH"] == os.environ["PATH"]


def test_the_window_gets_an_empty_folder_that_is_gone_afterwards(
    tmp_path: Path, stand_in: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    stand_in("folder = os.environ['SUPPORTER_DATA_DIR']; print(os.listdir(folder), folder, file=sys.stderr)")
    ended = window.start(seconds=60)
    assert ended.code == 0
    listed, _, folder = ended.said.partition(" ")
    assert listed == "[]"
    assert Path(folder).parent == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_a_window_that_does_not_end_is_ended(stand_in: Stand) -> None:
    stand_in("time.sleep(60)")
    assert window.start(seconds=0.3) == Ended(None, "")


def test_a_window_that_is_not_there_is_a_missing_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "window_command", lambda: [str(tmp_path / "supporter-app")])
    with pytest.raises(ResourceMissing):
        window.start(seconds=60)


def test_no_room_for_a_folder_is_a_fault_of_the_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryDirectory", refuse)
    with pytest.raises(StorageFull):
        window.start(seconds=60)


@pytest.mark.parametrize(("code", "complete"), [(0, True), (1, False)])
def test_a_tour_that_came_to_its_end(code: int, tmp_path: Path, stand_in: Stand, *, complete: bool) -> None:
    stand_in(leaving({"pages": 56, "items": 21}, code))
    played = play_tour(tmp_path / "out" / "deeper", "general")
    assert isinstance(played, Tour)
    assert (played.complete, played.pages, played.items) == (complete, 56, 21)
    assert json.loads(played.summary) == {"pages": 56, "items": 21}


@pytest.mark.parametrize("code", [0, 1])
def test_an_old_summary_does_not_pass_for_a_new_one(code: int, tmp_path: Path, stand_in: Stand) -> None:
    (tmp_path / "summary.json").write_text('{"pages": 56, "items": 21}', encoding="utf-8")
    stand_in(f"print('broken', file=sys.stderr); sys.exit({code})")
    assert play_tour(tmp_path, "general") == Ended(code, "broken")


@pytest.mark.skipif(sys.platform == "win32", reason="signals end processes otherwise there")
def test_a_window_that_is_killed_half_way(tmp_path: Path, stand_in: Stand) -> None:
    stand_in("pathlib.Path(sys.argv[2], 'summary.json').write_text('{}'); os.kill(os.getpid(), 9)")
    assert play_tour(tmp_path, "general") == Ended(-9, "")


def test_an_edition_nobody_wrote_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        play_tour(tmp_path / "out", "nobody")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("place", ["file", "file/deeper"])
def test_a_folder_that_cannot_be_made(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileError):
        play_tour(tmp_path / place, "general")
    with pytest.raises(FileError):
        take_pictures(tmp_path / place, everything=False)


@pytest.mark.parametrize(("everything", "more"), [(True, ["--everything"]), (False, [])])
def test_what_the_window_is_asked_for_pictures(
    tmp_path: Path, stand_in: Stand, more: list[str], *, everything: bool
) -> None:
    stand_in("print(json.dumps(sys.argv[1:]), file=sys.stderr)")
    ended = take_pictures(tmp_path, everything=everything)
    assert (ended.code, json.loads(ended.said)) == (0, ["--gallery", str(tmp_path), *more])
