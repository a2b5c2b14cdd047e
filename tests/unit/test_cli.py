"""The commands of those who look after the program: what they print, and the four ways they end."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from supporter_app.cli import main as cli
from supporter_app.cli.frame import NOT_DONE
from supporter_app.cli.main import main, supporter
from supporter_app.services import self_test, window
from supporter_app.services.self_test import NAMES, Finding
from supporter_app.services.window import Ended, Tour

FINE = (Finding("course", fine=True, detail="あ"), Finding("window", fine=True, detail="い"))
BROKEN = (FINE[0], Finding("window", fine=False, detail="う"))
SUMMARY = '{\n  "pages": 56,\n  "items": 21\n}\n'


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run one command; gives its exit code and what it printed."""
    code = main(arguments)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize(("findings", "code"), [(FINE, 0), (BROKEN, 1)])
def test_the_self_test(
    findings: tuple[Finding, ...],
    code: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(self_test.SelfTest, "run", lambda _: findings)
    report = tmp_path / "report.txt"
    ended, out, err = run(capsys, "self-test", "--report", str(report))
    assert (ended, err) == (code, "")
    assert out.splitlines() == ["よし 教材: あ", "よし 画面: い" if code == 0 else "だめ 画面: う"]
    assert report.read_text(encoding="utf-8") == out
    _, out, _ = run(capsys, "--json", "self-test")
    told = json.loads(out)["findings"]
    assert [(each["name"], each["fine"], each["detail"]) for each in told] == [
        (each.name, each.fine, each.detail) for each in findings
    ]


def test_a_report_that_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_test.SelfTest, "run", lambda _: FINE)
    code, _, err = run(capsys, "self-test", "--report", str(tmp_path / "no" / "report.txt"))
    assert code == 3
    assert "report.txt" in err


def test_a_missing_font_in_a_copy_of_the_program(root: Path, tmp_path: Path) -> None:
    """The whole way: the command of a program that lost a font says so and ends with 1."""
    shutil.copytree(root / "supporter_app", tmp_path / "supporter_app", ignore=shutil.ignore_patterns("__pycache__"))
    for folder in ("curriculum", "quizzes", "i18n"):
        (tmp_path / folder).symlink_to(root / folder)
    fonts = tmp_path / "assets" / "fonts"
    fonts.mkdir(parents=True)
    for kept in (root / "assets").iterdir():
        if kept.name != "fonts":
            (tmp_path / "assets" / kept.name).symlink_to(kept)
    for font in (root / "assets" / "fonts").glob("*.ttf"):
        if font.stem != "BIZUDPGothic-Bold":
            (fonts / font.name).symlink_to(font)
    command = [sys.executable, "-P", "-m", "supporter_app.cli", "--json", "self-test"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, check=False, env=environment, cwd=tmp_path)
    found = {each["name"]: each for each in json.loads(done.stdout)["findings"]}
    assert (done.returncode, list(found)) == (1, list(NAMES))
    assert "BIZUDPGothic-Bold.ttf" in found["fonts"]["detail"]
    assert [name for name, each in found.items() if not each["fine"]] == ["fonts"]


@pytest.mark.parametrize(("complete", "code"), [(True, 0), (False, 1)])
def test_the_tour(
    code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *, complete: bool
) -> None:
    monkeypatch.setattr(window, "play_tour", lambda *_: Tour(complete, 56, 21, SUMMARY))
    ended, out, err = run(capsys, "tour", "--out", str(tmp_path))
    assert (ended, err) == (code, "")
    assert out.startswith("56ページとクイズ21問")
    assert ("たどれなかった" in out) is not complete
    assert run(capsys, "--json", "tour", "--out", str(tmp_path)) == (code, SUMMARY, "")


@pytest.mark.parametrize("command", ["tour", "gallery"])
@pytest.mark.parametrize(("ended", "code"), [(-9, 1), (None, 1), (1, 1), (2, 1), (3, 3)])
def test_a_window_that_stops_half_way(
    command: str,
    ended: int | None,
    code: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the window wrote goes into a file, not onto the screen of someone who can do nothing with it."""
    monkeypatch.setattr(window, "start", lambda *_, **__: Ended(ended, "Traceback"))
    found, out, err = run(capsys, command, "--out", str(tmp_path))
    assert (found, out) == (code, "")
    assert "画面がとちゅうで終わりました" in err
    assert "Traceback" not in err
    assert (tmp_path / "window.txt").read_text(encoding="utf-8") == f"{ended}\nTraceback\n"


def test_the_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "start", lambda *_, **__: Ended(0, ""))
    code, out, err = run(capsys, "gallery", "--out", str(tmp_path))
    assert (code, err) == (0, "")
    assert str(tmp_path) in out


@pytest.mark.parametrize("command", ["tour", "gallery"])
def test_a_folder_that_cannot_be_made(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_bytes(b"")
    code, out, err = run(capsys, command, "--out", str(tmp_path / "file" / "deeper"))
    assert (code, out) == (3, "")
    assert str(tmp_path / "file" / "deeper") in err


def test_no_data_folder_can_be_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path / "temporary"))

    monkeypatch.setattr("tempfile.TemporaryDirectory", refuse)
    code, out, err = run(capsys, "tour", "--out", str(tmp_path))
    assert (code, out) == (3, "")
    assert str(tmp_path) in err


def test_an_edition_nobody_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "tour", "--out", str(tmp_path), "--edition", "nobody")
    assert (code, out) == (1, "")
    assert "curriculum/nobody/course.toml" in err


@pytest.mark.parametrize(
    "words", [["tour"], ["gallery"], ["tour", "--out"], ["self-test", "more"], ["check-content", "--root"], ["--data"]]
)
def test_words_that_were_not_understood(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert "supporter --help" in err


def commands_in(text: str) -> list[list[str]]:
    """Find the calls of `supporter` in code: blocks, and words between back ticks; the words after it in lower case."""
    code = [*re.findall(r"^```.*?^```", text, re.MULTILINE | re.DOTALL), *re.findall(r"`[^`\n]+`", text)]
    begins = re.compile(r"(?:^ *|[/`])supporter((?: +[^\s`#|]+)+)", re.MULTILINE)
    calls = [call for each in code for call in begins.findall(each)]
    return [words for call in calls if (words := [word for word in call.split() if word != "--json"])]


def unknown(words: list[str]) -> str | None:
    """Name the first word that is neither a command nor an option of the command before it."""
    command: click.Command = supporter
    for word in words:
        if isinstance(command, click.Group) and word in command.commands:
            command = command.commands[word]
        elif isinstance(command, click.Group) or (word.startswith("--") and word not in options(command)):
            return word
    return None


def options(command: click.Command) -> set[str]:
    """List the options of a command."""
    return {option for parameter in command.params for option in parameter.opts} | {"--help"}


def test_unknown_commands_in_a_text_are_found() -> None:
    text = "`supporter tour --out DIR` `.venv/bin/supporter nothing` `else -D supporter -l ja`\n"
    text += "```\nsupporter self-test --more\n```\n"
    assert sorted(found for words in commands_in(text) if (found := unknown(words))) == ["--more", "nothing"]


def test_the_commands_named_to_people_are_real(root: Path) -> None:
    pages = sorted([*root.glob("*.md"), *root.glob("docs/*.md")])
    named = [(page.name, words) for page in pages for words in commands_in(page.read_text(encoding="utf-8"))]
    assert [(page, words) for page, words in named if unknown(words)] == []


@pytest.mark.parametrize(("error", "said"), [(PermissionError(13, "no", "out.json"), True), (BrokenPipeError(), False)])
def test_what_the_computer_refuses_is_said_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], error: OSError, *, said: bool
) -> None:
    def refuse(_arguments: object) -> int:
        raise error

    monkeypatch.setattr(cli, "_run", refuse)
    assert cli.main([]) == NOT_DONE
    told = capfd.readouterr().err
    assert "Traceback" not in told
    assert bool(told) is said
