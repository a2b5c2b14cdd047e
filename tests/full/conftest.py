"""What the long parts share: the page that keeps their figures."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.full.reliability import record

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "reliability.md"


@pytest.fixture(scope="session")
def showed(request: pytest.FixtureRequest) -> Iterator[dict[str, list[str]]]:
    """Collect sentences under the name of a part; they are written down when nothing failed."""
    kept: dict[str, list[str]] = {}
    yield kept
    if request.session.testsfailed == 0:
        for part, sentences in kept.items():
            record(PAGE, part, datetime.now(UTC).date(), "; ".join(sentences))
