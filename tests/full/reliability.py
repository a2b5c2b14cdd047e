"""Where the long parts write what they showed: one row a part in docs/reliability.md."""

from datetime import date
from pathlib import Path

HEAD = """# 長い検査の記録 / What the long checks showed

Each row is written by `./test --full PART` when the part has passed.

| part | date | figures |
|---|---|---|
"""


def record(page: Path, part: str, day: date, figures: str) -> None:
    """Put the row of a part, in place of an older one; rows stay in alphabetical order."""
    text = page.read_text(encoding="utf-8") if page.exists() else HEAD
    head, rows = text[: len(HEAD)], text[len(HEAD) :].splitlines()
    kept = [row for row in rows if row and not row.startswith(f"| {part} |")]
    kept.append(f"| {part} | {day.isoformat()} | {figures} |")
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(head + "\n".join(sorted(kept)) + "\n", encoding="utf-8")
