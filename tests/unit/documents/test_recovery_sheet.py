"""The recovery code on paper: one page, the whole code, and nothing that names anybody."""

from datetime import date
from pathlib import Path

from supporter_app.documents.preview import text_of
from supporter_app.documents.recovery_sheet import recovery_sheet
from supporter_app.domain.check_digits import ALPHABET
from supporter_app.keys.recovery import RecoveryCode, parse_code
from tests.unit.documents.samples import poppler, same_as_golden

DAY = date(2026, 11, 20)
LETTERS = frozenset(f"{ALPHABET}-")
CODE = RecoveryCode(int.from_bytes(bytes(range(1, 17)), "big"))


def test_words() -> None:
    same_as_golden("recovery-sheet", text_of(recovery_sheet(CODE.shown(), DAY)))


def test_the_code_can_be_typed_from_the_paper() -> None:
    lines = text_of(recovery_sheet(CODE.shown(), DAY)).splitlines()
    printed = "-".join(line.strip() for line in lines if line.strip() and set(line.strip()) <= LETTERS)
    assert parse_code(printed) == CODE


def test_one_page(tmp_path: Path) -> None:
    assert "Pages:           1" in poppler("pdfinfo", recovery_sheet(CODE.shown(), DAY), tmp_path)
