"""A session of children: counts by grade and class, and no place for anything else."""

import json
from pathlib import Path

import pytest

from supporter_app.bootstrap import compose
from supporter_app.cli.main import main

HEAD = [
    "--title",
    "授業",
    "--edition",
    "upper-elementary",
    "--date",
    "2026-11-20",
    "--start",
    "10:00",
    "--end",
    "10:45",
]
CREATE = ["session", "create", *HEAD, "--place", "みほん小学校", "--lecturer", "担任"]
CANARY = "田中さくら"


def run(data_dir: Path, *words: str) -> int:
    return main(["--json", "--data-dir", str(data_dir), *words])


def created(data_dir: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    assert run(data_dir, *CREATE, *more) == 0
    return str(json.loads(capsys.readouterr().out)["id"])


def counted(data_dir: Path, tmp_path: Path, session: str, text: str) -> int:
    file = tmp_path / "人数.csv"
    file.write_text(text, encoding="utf-8")
    return run(data_dir, "attendance", "headcount", session, str(file))


@pytest.mark.parametrize("kind", ["小学生", "一般"])
def test_children_are_counted_by_grade_and_class(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    session = created(data_dir, capsys, "--kind", kind)
    text = "学年,組,性別,年代,人数\n4,1,女,10代,15\n4年,1組,男,20代,16\n４年生,２組,,,30\n"
    assert counted(data_dir, tmp_path, session, text) == 0
    app = compose(data_dir)
    rows = app.storage.rows("SELECT age_band, sex, category, count FROM headcount ORDER BY position")
    app.close()
    assert rows == [("u20", "unknown", "4年1組", 31), ("u20", "unknown", "4年2組", 30)]


@pytest.mark.parametrize(
    ("kind", "row"),
    [("小学生", "7,1"), ("中学生", "4,1"), ("小学生", "0,1"), ("小学生", f"{CANARY},1"), ("小学生", ",1")],
)
def test_a_grade_that_does_not_exist(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, row: str
) -> None:
    session = created(data_dir, capsys, "--kind", kind)
    assert counted(data_dir, tmp_path, session, f"学年,組,人数\n{row},30\n") == 1
    app = compose(data_dir)
    assert app.storage.rows("SELECT * FROM headcount") == []
    app.close()


def test_there_is_no_roster_of_children(data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = created(data_dir, capsys, "--kind", "小学生")
    assert run(data_dir, "roster", "add", session, "--age-band", "u20") == 1
    assert run(data_dir, "roster", "add", session, "--name", CANARY) == 1
    roster = tmp_path / "名簿.csv"
    roster.write_text(f"氏名,年代\n{CANARY},10代\n", encoding="utf-8")
    assert run(data_dir, "roster", "import", session, str(roster)) == 1
    assert counted(data_dir, tmp_path, session, "学年,組,人数\n4,1,30\n") == 0
    out = tmp_path / "out.csv"
    assert run(data_dir, "export", session, "--format", "csv", "--out", str(out)) == 0
    assert run(data_dir, "backup") == 0
    for path in (*data_dir.rglob("*"), out):
        if path.is_file():
            content = path.read_bytes()
            assert not [codec for codec in ("utf-8", "utf-16-le", "cp932") if CANARY.encode(codec) in content], path
