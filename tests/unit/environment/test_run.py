"""./run: its own options come first, everything else is handed to supporter, and nothing ends in a traceback."""

import errno
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from supporter_app.environment import __main__ as start
from supporter_app.environment import name_font, packages, system, words
from supporter_app.environment.checkout import Checkout, SetupStoppedError


@pytest.mark.parametrize(
    ("typed", "options", "arguments"),
    [
        ([], set(), ()),
        (["--setup", "--yes"], {"--setup", "--yes"}, ()),
        (["erase", "person", "3", "--yes"], set(), ("erase", "person", "3", "--yes")),
        (["--yes", "tour"], {"--yes"}, ("tour",)),
        (["--json", "doctor"], set(), ("--json", "doctor")),
    ],
)
def test_options_before_the_command_belong_to_run(
    typed: list[str], options: set[str], arguments: tuple[str, ...]
) -> None:
    assert start.read_call(typed) == start.Call(frozenset(options), arguments)


@pytest.fixture
def furnished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """Give a checkout whose set-up is already done."""
    monkeypatch.setattr(packages, "is_current", lambda _checkout, _purpose: True)
    monkeypatch.setattr(system, "missing_packages", lambda **_: ())
    return Checkout(tmp_path)


def test_a_second_set_up_installs_nothing(
    furnished: Checkout, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(packages, "install", lambda *_: pytest.fail("installed again"))
    monkeypatch.setattr(name_font, "is_there", lambda _checkout: True)
    assert start.main([str(furnished.root), "--setup"]) == 0
    assert capsys.readouterr().err == "準備ができました。\n"


def test_a_refusal_is_one_sentence_and_exit_3(
    furnished: Checkout, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_checkout: Checkout) -> None:
        raise SetupStoppedError("だめです。")

    monkeypatch.setattr(start, "compile_words", refuse)
    assert start.main([str(furnished.root), "--setup"]) == 3
    assert capsys.readouterr().err == "だめです。\n"


def test_a_full_disk_is_a_sentence_and_exit_3(
    furnished: Checkout, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_checkout: Checkout) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(start, "compile_words", fail)
    assert start.main([str(furnished.root), "--setup"]) == 3
    assert capsys.readouterr().err.startswith("準備の途中で、ファイルを読み書きできませんでした。")


def test_without_the_name_font_set_up_goes_on_but_not_where_everything_is_required(
    furnished: Checkout, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(name_font, "fetch", lambda _checkout: False)
    monkeypatch.delenv("CI", raising=False)
    assert start.main([str(furnished.root), "--setup"]) == 0
    assert "IPAmj" in capsys.readouterr().err
    monkeypatch.setenv("CI", "true")
    assert start.main([str(furnished.root), "--setup"]) == 3


def test_without_a_screen_the_tour_is_played(furnished: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "screen_platform", lambda: None)
    monkeypatch.setattr(system, "opens", lambda _checkout, platform: platform == "offscreen")
    monkeypatch.setattr(start, "play_tour", lambda _checkout: 0)
    monkeypatch.setattr(start, "hand_over", lambda _command: pytest.fail("opened a window"))
    assert start.main([str(furnished.root)]) == 0


def test_with_a_screen_the_window_opens(furnished: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[list[str]] = []
    monkeypatch.setattr(system, "screen_platform", lambda: "xcb")
    monkeypatch.setattr(system, "opens", lambda _checkout, platform: platform == "xcb")

    def take(command: list[str]) -> int:
        opened.append(command)
        return 0

    monkeypatch.setattr(start, "hand_over", take)
    assert start.main([str(furnished.root)]) == 0
    assert [Path(command[0]).stem for command in opened] == ["supporter-app"]


def test_a_display_without_its_libraries_is_named_not_skipped(
    furnished: Checkout, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "screen_platform", lambda: "xcb")
    monkeypatch.setattr(system, "opens", lambda _checkout, platform: platform == "offscreen")
    monkeypatch.setattr(system, "missing_packages", lambda **_: ("libxcb-cursor0",))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(start, "play_tour", lambda _checkout: pytest.fail("played the tour"))
    assert start.main([str(furnished.root)]) == 3
    assert "libxcb-cursor0" in capsys.readouterr().err


def test_words_are_compiled_once_and_again_after_a_change(tmp_path: Path) -> None:
    source = tmp_path / "i18n" / "ja" / "LC_MESSAGES" / "supporter.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\nmsgid "Home"\nmsgstr "ホーム"\n', "utf-8"
    )
    assert words.stale(tmp_path) == (source,)
    words.compile_words(source)
    assert words.stale(tmp_path) == ()
    assert "ホーム".encode() in source.with_suffix(".mo").read_bytes()
    assert sorted(path.name for path in source.parent.iterdir()) == ["supporter.mo", "supporter.po"]
    compiled = source.with_suffix(".mo").stat().st_mtime
    os.utime(source, (compiled + 2, compiled + 2))
    assert words.stale(tmp_path) == (source,)


def test_a_name_font_with_other_bytes_counts_as_none(tmp_path: Path) -> None:
    font = name_font.place(Checkout(tmp_path))
    font.parent.mkdir(parents=True)
    font.write_bytes(b"not this one")
    assert not name_font.is_there(Checkout(tmp_path))


@pytest.mark.skipif(shutil.which("sh") is None, reason="run is for systems with a shell")
def test_without_a_python_run_says_so(root: Path, tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "dirname"):
        (tools / name).symlink_to(shutil.which(name) or "")
    done = subprocess.run(
        ["sh", str(root / "run"), "--setup"], env={"PATH": str(tools)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert done.stderr.startswith("Python 3.11以上が見つかりません。")
