"""The report on the course in `docs` is the one the course gives today."""

from pathlib import Path

from supporter_app.cli.main import main
from supporter_app.content.report import report


def test_the_report_is_of_today(root: Path) -> None:
    kept = (root / "docs" / "course-report.md").read_text(encoding="utf-8")
    assert kept == report(root), "run: supporter content report --out docs/course-report.md"


def test_the_command_writes_it(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "report.md"
    assert main(["content", "report", "--out", str(out), "--root", str(root)]) == 0
    assert out.read_text(encoding="utf-8").startswith("# 教材のやさしさの記録")
