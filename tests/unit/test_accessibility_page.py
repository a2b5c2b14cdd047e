"""docs/accessibility.md: every check that it names is there."""

import re
from pathlib import Path

NAMED = re.compile(r"`(test_\w+)`")


def test_every_check_that_the_page_names_is_there(root: Path) -> None:
    page = (root / "docs" / "accessibility.md").read_text(encoding="utf-8")
    tests = "".join(each.read_text(encoding="utf-8") for each in (root / "tests").rglob("test_*.py"))
    named = set(NAMED.findall(page))
    assert len(named) > 20
    assert sorted(name for name in named if f"def {name}(" not in tests) == []
