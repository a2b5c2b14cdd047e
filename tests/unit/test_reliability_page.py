"""The page of the long checks keeps one row a part."""

from datetime import date
from pathlib import Path

from tests.full.reliability import HEAD, record


def test_a_later_run_replaces_the_row_of_its_part_only(tmp_path: Path) -> None:
    page = tmp_path / "docs" / "reliability.md"
    record(page, "faults", date(2026, 11, 1), "1 kill")
    record(page, "bundle", date(2026, 11, 2), "100 MB")
    record(page, "faults", date(2026, 11, 3), "2 kills")
    rows = page.read_text(encoding="utf-8").removeprefix(HEAD)
    assert rows == "| bundle | 2026-11-02 | 100 MB |\n| faults | 2026-11-03 | 2 kills |\n"
