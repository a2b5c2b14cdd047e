"""What the tests of papers have in common: samples, golden texts, and a PDF read by another program."""

import os
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from supporter_app.domain.certificate import Paper, RecordSlip

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
WRITE = "SUPPORTER_WRITE_GOLDEN"
"""Set to 1 to write the golden texts anew; the difference is then looked at before it is kept."""

DAY = date(2026, 11, 20)
PAPER = Paper(
    name="髙橋 花子",
    title="受講証",
    course="つながりサポーター養成講座",
    edition="一般",
    content_version="2026.11",
    completed_on=DAY,
    landscape=True,
    sample=False,
)
SLIP = RecordSlip(
    course="つながりサポーター養成講座",
    edition="一般",
    content_version="2026.11",
    completed_on=DAY,
    chapters=("はじめに", "孤独・孤立の何が問題か", "最後に"),
    code="12EK-0000-0023",
    doubtful=False,
)


def paper_for(name: str) -> Paper:
    """Give the sample paper with another name."""
    return replace(PAPER, name=name)


def same_as_golden(name: str, text: str) -> None:
    """Compare a text with the one kept under a name."""
    file = GOLDEN / f"{name}.txt"
    if os.environ.get(WRITE) == "1":
        file.write_text(f"{text.strip()}\n", encoding="utf-8")
    assert text.strip() == file.read_text(encoding="utf-8").strip()


def squeezed(text: str) -> str:
    """Drop white space, which readers of PDF add and leave out as they see fit."""
    return "".join(text.split())


def poppler(command: str, pdf: bytes, folder: Path, *options: str) -> str:
    """Read a PDF with one of poppler's programs (UTF-8)."""
    if shutil.which(command) is None:
        pytest.skip(f"{command} is not on this machine")
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    last = ["-"] if command == "pdftotext" else []
    done = subprocess.run([command, *options, str(file), *last], capture_output=True, check=True)
    return done.stdout.decode("utf-8")
