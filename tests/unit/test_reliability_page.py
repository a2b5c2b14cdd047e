"""The page of the long checks keeps a table a part, and tells figures as they were counted."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from tests.full.promises import ASKED, PARTS, PROMISES, Counts, Promise
from tests.full.reliability import BROKEN_OFF, FAILED, HEAD, NOT_TRIED, PAGE, Line, Shown, lasted, record, renew

EVERY = [promise for named in PROMISES.values() for promise in named.values()]


def line(reached: str, day: int) -> Line:
    """Make a row."""
    return Line("消えない", reached, "", 75, date(2026, 11, day))


def test_a_later_run_replaces_the_table_of_its_part_only(tmp_path: Path) -> None:
    page = tmp_path / "docs" / "reliability.md"
    record(page, "faults", [line("1回", 1)], 80)
    record(page, "kills", [line("100 | 200", 2), line("3回", 2)], 9)
    record(page, "faults", [line("2回", 3)], 80)
    text = page.read_text(encoding="utf-8")
    rows = [row for row in text.removeprefix(HEAD).splitlines() if row.startswith("| 消えない")]
    assert rows == [
        "| 消えない | 100 ／ 200 | ― | 1分15秒 | 2026-11-02 |",
        "| 消えない | 3回 | ― | 1分15秒 | 2026-11-02 |",
        "| 消えない | 2回 | ― | 1分15秒 | 2026-11-03 |",
    ]
    assert [row.split("：")[0] for row in text.removeprefix(HEAD).splitlines() if row.startswith("## ")] == [
        "## kills",
        "## faults",
    ]
    renew(page)
    assert page.read_text(encoding="utf-8") == text


def test_what_could_not_be_tried_keeps_its_row_and_says_why(tmp_path: Path) -> None:
    page = tmp_path / "reliability.md"
    record(page, "cuts", [line("1回", 1)], 80)
    record(page, "cuts", [line(NOT_TRIED, 2), replace(line(NOT_TRIED, 2), words="もれない")], 1, ["strace is needed"])
    rows = page.read_text(encoding="utf-8").removeprefix(HEAD).splitlines()
    assert "| 消えない | 1回 | ― | 1分15秒 | 2026-11-01 |" in rows
    assert f"| もれない | {NOT_TRIED} | ― | 1分15秒 | 2026-11-02 |" in rows
    assert rows[-1] == "飛ばした検査：strace is needed"


def test_a_table_says_what_failed() -> None:
    shown = Shown()
    shown.take("faults.tail", "tests/a.py", 1, {"cuts": 3})
    shown.take("faults.full", "tests/b.py", 1, {"flows": 7})
    shown.failed = {"tests/b.py"}
    told = {each.words: each.reached for each in shown.lines("faults", date(2026, 11, 1))}
    assert told[PROMISES["faults"]["tail"].words] == "3とおり切り、3回気づいた"
    assert told[PROMISES["faults"]["full"].words].startswith(FAILED)
    assert told[PROMISES["faults"]["flips"].words] == BROKEN_OFF


def test_the_head_of_the_page_is_the_one_of_the_checks() -> None:
    assert PAGE.read_text(encoding="utf-8").startswith(HEAD)


@pytest.mark.parametrize("promise", EVERY, ids=lambda each: each.words)
def test_every_promise_can_be_told(promise: Promise) -> None:
    """Each figure has its place, and what nobody counted is nothing."""
    counts = Counts()
    counts.take(
        {name: 2 for words in (promise.reached, promise.control) for _, name, *_ in Formatter().parse(words) if name}
    )
    counts.take({"once more": 1})
    assert promise.words
    assert "2" in promise.reached.format_map(counts)
    assert promise.control.format_map(Counts()) or not promise.control


def test_figures_add_up_and_measures_replace() -> None:
    counts = Counts()
    counts.take({"kills": 2, "slowest": 1.5})
    counts.take({"kills": 3, "slowest": 0.5})
    assert counts == {"kills": 5, "slowest": 0.5}
    assert set(PARTS) == set(PROMISES)
    assert [lasted(each) for each in (0.44, 12.3, 75)] == ["0.4秒", "12秒", "1分15秒"]


def test_what_is_asked_is_shown_where_the_page_says() -> None:
    """Every part and every file that is named is there."""
    assert len(ASKED) == 30
    for each in ASKED:
        where = each["shown"]
        named = re.findall(r"`([^`]+)`", where)
        parts = [part for part in PARTS if part in re.sub(r"`[^`]+`", "", where)]
        assert parts or named or where.startswith(("まだ", "それぞれ")), where
        assert [file for file in named if not (PAGE.parent.parent / file).exists()] == []
