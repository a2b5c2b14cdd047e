"""What a bench measures with: figures that are shown or decide, and programs run from start to end."""

import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

LAUNCHER = Path(__file__).with_name("launch.py")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; without a bound it is a goal and only shown."""

    name: str
    value: float
    unit: str
    bound: str = ""


@dataclass(slots=True)
class Figures:
    """The figures of one run, in the order they were measured."""

    rows: list[Figure] = field(default_factory=list)

    def show(self, name: str, value: float, unit: str) -> None:
        """Keep a figure that is only shown."""
        self.rows.append(Figure(name, value, unit))

    def at_most(self, name: str, value: float, bound: float, unit: str = "x") -> None:
        """Keep a figure that decides: above its bound the bench fails."""
        self.rows.append(Figure(name, value, unit, f"<= {bound}"))
        assert value <= bound, f"{name}: {value:.3f} {unit}, at most {bound} {unit}"

    def at_least(self, name: str, value: float, bound: float, unit: str = "x") -> None:
        """Keep a figure that decides: below its bound the bench fails."""
        self.rows.append(Figure(name, value, unit, f">= {bound}"))
        assert value >= bound, f"{name}: {value:.3f} {unit}, at least {bound} {unit}"

    def table(self) -> str:
        """Write the figures as lines for the screen."""
        width = max((len(row.name) for row in self.rows), default=0)
        return "\n".join(f"{row.name:<{width}}  {row.value:>10.3f} {row.unit:<3} {row.bound}" for row in self.rows)


@dataclass(frozen=True, slots=True)
class Launch:
    """One process from its start to its end: seconds and peak memory in MB."""

    seconds: float
    peak_mb: float


def launch(command: Sequence[str]) -> Launch:
    """Run a program once to its end; it must end well."""
    launcher = [sys.executable, "-S", "-E", str(LAUNCHER), *command]
    done = subprocess.run(launcher, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Launch(**json.loads(done.stdout))


def median_ratio(values: Sequence[float], floors: Sequence[float]) -> float:
    """Give the median of the ratios of pairs that were measured in the same minute."""
    return statistics.median(value / floor for value, floor in zip(values, floors, strict=True))


def quietest(series: Sequence[Sequence[float]]) -> float:
    """Give the median of the series in which the machine did least besides: work of others shall not decide."""
    return min(statistics.median(each) for each in series)
