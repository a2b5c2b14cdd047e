"""The commands for those who write the course: what they print, and how they end."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from supporter_app.cli.main import main
from supporter_app.content import levels
from tests.unit.content.conftest import CHAPTER, CourseCopy

CONTENTS = "curriculum/general/course.toml"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_a_problem_is_printed_with_its_file_and_line(course: CourseCopy, capsys: pytest.CaptureFixture[str]) -> None:
    line = course.add_page("[三割]{fact=foo}です。")
    code, out, err = run(capsys, "check-content", "--root", str(course.root))
    assert code == 1
    assert f"{CHAPTER}:{line}: 知らない事実です: foo\n" in out
    assert err == ""


def test_the_real_course_passes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check-content", "--root", str(root))
    assert (code, out.splitlines()[-1]) == (0, "直すところはありません。")
    assert "general: 9章、" in out


def test_the_course_may_be_named_by_the_environment(
    course: CourseCopy, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPPORTER_CONTENT_DIR", str(course.root / "nothing"))
    code, out, _ = run(capsys, "check-content")
    assert code == 1
    assert f"{CONTENTS}:1: ファイルがありません" in out


def test_the_report_says_the_same(course: CourseCopy, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course.add_page("[三割]{fact=foo}です。")
    code, out, _ = run(capsys, "check-content", "--root", str(course.root), "--report", str(tmp_path / "report.txt"))
    assert code == 1
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == out


def test_the_report_as_json(course: CourseCopy, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = course.add_page("[三割]{fact=foo}です。")
    report = tmp_path / "report.json"
    run(capsys, "--json", "check-content", "--root", str(course.root), "--report", str(report))
    told = json.loads(report.read_text(encoding="utf-8"))
    found = [each for each in told["problems"] if each["code"] == "fact-unknown"]
    assert [(each["file"], each["line"], each["detail"]) for each in found] == [(CHAPTER, line, "foo")]
    assert [each["edition"] for each in told["editions"]] == [
        "easy-japanese",
        "general",
        "junior-high",
        "lower-elementary",
        "upper-elementary",
    ]
    assert told["editions"][1]["characters"] > 1000


def test_a_report_that_cannot_be_written(
    course: CourseCopy, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = tmp_path / "no" / "folder" / "report.txt"
    code, _, err = run(capsys, "check-content", "--root", str(course.root), "--report", str(where))
    assert code == 3
    assert "report.txt" in err


def test_the_table_of_contents_is_written_and_its_head_kept(
    course: CourseCopy, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "content", "write-toc", "general", "--root", str(course.root))
    before = course.read(CONTENTS)
    course.add_page("新しいページです。")
    assert "contents-stale" in course.codes(CONTENTS)
    _, out, _ = run(capsys, "content", "write-toc", "general", "--root", str(course.root))
    after = course.read(CONTENTS)
    assert "分です。" in out
    assert '"p90"]' in after
    assert after.partition("[[chapters]]")[0] == before.partition("[[chapters]]")[0]
    assert "contents-stale" not in course.codes(CONTENTS)


def test_a_broken_chapter_keeps_its_old_entry(course: CourseCopy, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "content", "write-toc", "general", "--root", str(course.root))
    before = course.read(CONTENTS)
    line = course.add_page("{孤独|コドク}です。")
    code, out, _ = run(capsys, "content", "write-toc", "general", "--root", str(course.root))
    assert code == 1
    assert f"{CHAPTER}:{line}: " in out
    assert course.read(CONTENTS) == before


def test_an_edition_nobody_wrote(course: CourseCopy, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "content", "write-toc", "nobody", "--root", str(course.root))
    assert code == 1
    assert "curriculum/nobody/course.toml:1: ファイルがありません" in out


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["nonsense"], "nonsense"),
        (["check-content", "--nonsense"], "--nonsense"),
        (["content", "write-toc"], "EDITION"),
    ],
)
def test_words_that_are_no_command(words: list[str], named: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert named in err
    assert "supporter --help" in err


def test_help_is_in_japanese(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--help")
    assert code == 0
    assert "教材をすべて点検" in out
    code, out, _ = run(capsys, "check-content", "--help")
    assert "SUPPORTER_CONTENT_DIR" in out
    assert run(capsys)[:2] == run(capsys, "--help")[:2]


def test_a_file_name_no_screen_can_show(course: CourseCopy) -> None:
    if sys.platform == "win32":
        pytest.skip("such a name cannot be made there")
    course.write("curriculum/general/\udcff.md", b"x")
    command = [sys.executable, "-m", "supporter_app.cli", "check-content", "--root", str(course.root)]
    done = subprocess.run(
        command, capture_output=True, check=False, env={"PYTHONIOENCODING": "cp932", "PYTHONPATH": "."}
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_what_people_wrote_between_the_chapters_stays(course: CourseCopy, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "content", "write-toc", "general", "--root", str(course.root))
    course.change(CONTENTS, "[[chapters]]", "# はじめの章\n[[chapters]]")
    course.change(CONTENTS, 'id = "02-', '# つぎの章\nid = "02-')
    course.change(CONTENTS, "minutes = ", "# 分は数えたもの\nminutes = ")
    course.write(CONTENTS, course.read(CONTENTS).rstrip("\n") + " # 終わり\n\n# さいごに\n")
    course.write(CONTENTS, course.read(CONTENTS).replace("\n", "\r\n").encode())
    assert run(capsys, "content", "write-toc", "general", "--root", str(course.root))[0] == 0
    once = (course.root / CONTENTS).read_bytes()
    for words in ("はじめの章", "つぎの章", "分は数えたもの", "終わり", "さいごに"):
        assert once.count(f"# {words}\r\n".encode()) == 1
    assert once.count(b"\n") == once.count(b"\r\n")
    run(capsys, "content", "write-toc", "general", "--root", str(course.root))
    assert (course.root / CONTENTS).read_bytes() == once
    assert course.problems() == ()


def test_chapters_in_one_list_are_refused_and_stay(course: CourseCopy, capsys: pytest.CaptureFixture[str]) -> None:
    head = course.read(CONTENTS).partition("[[chapters]]")[0].rstrip()
    entry = '{id = "01-introduction", title = "はじめに", minutes = [1, 2]}'
    course.write(CONTENTS, f"{head}\nchapters = [\n    {entry},\n]\n")
    before = course.read(CONTENTS)
    code, out, _ = run(capsys, "content", "write-toc", "general", "--root", str(course.root))
    line = head.count("\n") + 2
    assert (code, out.startswith(f"{CONTENTS}:{line}: ")) == (1, True)
    assert course.read(CONTENTS) == before


@pytest.mark.parametrize("command", ["report", "draft-readings"])
def test_every_command_names_what_it_cannot_read(
    course: CourseCopy, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    line = course.add_page("{孤独|コドク}です。", chapter="curriculum/upper-elementary/01-introduction.md")
    words = ["--out", str(tmp_path / "report.md")] if command == "report" else ["upper-elementary"]
    code, out, err = run(capsys, "content", command, *words, "--root", str(course.root))
    assert code == 1
    assert f"curriculum/upper-elementary/01-introduction.md:{line}: ふりがなはひらがなだけで書きます" in out + err
    assert not (tmp_path / "report.md").exists()


@pytest.mark.parametrize("folder", ["facts", "helplines", "nobody", "../curriculum/general"])
def test_only_an_edition_is_drafted(course: CourseCopy, capsys: pytest.CaptureFixture[str], folder: str) -> None:
    before = {path: path.read_bytes() for path in course.root.rglob("*") if path.is_file()}
    code, _, err = run(capsys, "content", "draft-readings", folder, "--root", str(course.root))
    assert (code, folder in err) == (1, True)
    assert {path: path.read_bytes() for path in course.root.rglob("*") if path.is_file()} == before


def test_a_report_without_the_extra_says_what_was_not_measured(
    course: CourseCopy, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(levels, "readability", lambda: None)
    out = tmp_path / "report.md"
    code, said, _ = run(capsys, "content", "report", "--out", str(out), "--root", str(course.root))
    assert (code, "authoring" in said, out.exists()) == (0, True, True)
