"""The harness of the benches: figures go into one table on the screen and one JSON file in bench-output/."""

import json
import os
import platform
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.bench.measuring import Figures

OUT = Path(__file__).resolve().parent.parent.parent / "bench-output"


@pytest.fixture(scope="session")
def figures(pytestconfig: pytest.Config) -> Iterator[Figures]:
    """Collect the figures of all benches; print and write them at the end, whatever failed."""
    kept = Figures()
    yield kept
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    reporter = pytestconfig.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None:
        reporter.write(f"\n{machine}\n{kept.table()}\n")
    now = datetime.now(UTC)
    report = {
        "machine": machine,
        "measured_at": now.isoformat(timespec="seconds"),
        "figures": [asdict(row) for row in kept.rows],
    }
    OUT.mkdir(exist_ok=True)
    (OUT / f"{now:%Y%m%dT%H%M%SZ}.json").write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
