"""`supporter course export`: files written where it says, and refusals with a reason."""

import json
from pathlib import Path

import pytest

from supporter_app.cli.main import main
from supporter_app.documents.preview import text_of


def export(*words: object) -> int:
    return main(["--json", "course", "export", *map(str, words)])


def test_a_worksheet_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "紙.pdf"
    assert export("--edition", "upper-elementary", "--format", "worksheet", "--out", out, "--furigana", "4") == 0
    assert json.loads(capsys.readouterr().out) == {"files": [str(out)]}
    assert "話せそうな人" in text_of(out.read_bytes())
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("form", ["guide", "plan", "letter"])
def test_the_ending_says_what_is_written(tmp_path: Path, form: str) -> None:
    for ending, begins in ((".pdf", b"%PDF"), (".docx", b"PK")):
        out = tmp_path / f"{form}{ending}"
        assert export("--edition", "junior-high", "--format", form, "--minutes", "40", "--out", out) == 0
        assert out.read_bytes().startswith(begins)


def test_a_set_is_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "set"
    words = ("--edition", "junior-high", "--format", "school-set", "--screen", "4:3", "--out", out)
    assert export(*words) == 0
    assert len(json.loads(capsys.readouterr().out)["files"]) == len(list(out.iterdir())) == 11
    assert export(*words) == 1, "what is there already is left alone"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--edition", "no-such", "--format", "handout"), 1),
        (("--edition", "general", "--format", "worksheet"), 1),
        (("--edition", "junior-high", "--format", "no-such"), 2),
        (("--edition", "junior-high", "--format", "handout", "--furigana", "8"), 2),
        (("--edition", "junior-high", "--format", "plan", "--minutes", "50"), 2),
        (("--edition", "junior-high", "--format", "kamishibai"), 1),
        (("--format", "handout"), 2),
    ],
)
def test_refusals(tmp_path: Path, words: tuple[str, ...], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(*words, "--out", tmp_path / "x.pdf") == code
    assert "Traceback" not in capsys.readouterr().err
    assert not list(tmp_path.glob("*.pdf"))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert export("--edition", "junior-high", "--format", "class-paper", "--out", tmp_path / "no" / "x.pdf") == 3
