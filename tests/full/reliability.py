"""Where the long parts write what they showed: one row a part in docs/reliability.md."""

from datetime import date
from pathlib import Path

HEAD = """# 長い検査の記録 / What the long checks showed

## Not possible where these ran

Windows and NTFS (how a file is flushed and renamed there, antivirus programs, OneDrive folders, the credential store of
Windows), real printers, network shares, USB sticks that lie about what they have written, a real suspend of a laptop,
screen readers on a person's desk. The power cuts are replayed from recorded system calls: a sector of 512 bytes is
whole or absent, and fsync is believed. `keyring` found no store here, so the key of a log-on lay in its owner's file.

## What was shown

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
