"""The harness of the benches: figures go into one table on the screen and one JSON file in bench-output/."""

import json
import os
import platform
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.bench.measuring import Figures

OUT = Path(__file__).resolve().parent.parent.parent / "bench-output"


KEPT = pytest.StashKey[Figures]()


@pytest.fixture(scope="session")
def figures(pytestconfig: pytest.Config) -> Figures:
    """Collect the figures of all benches."""
    return pytestconfig.stash.setdefault(KEPT, Figures())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print and write the figures at the end, whatever failed."""
    kept = config.stash.get(KEPT, None)
    if kept is None:
        return
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    terminalreporter.write(f"\n{machine}\n{kept.table()}\n")
    now = datetime.now(UTC)
    report = {
        "machine": machine,
        "measured_at": now.isoformat(timespec="seconds"),
        "figures": [asdict(row) for row in kept.rows],
    }
    OUT.mkdir(exist_ok=True)
    (OUT / f"{now:%Y%m%dT%H%M%SZ}.json").write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
