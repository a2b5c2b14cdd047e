"""How long the window needs from process start to first paint, against a bare window of the same Qt."""

import compileall
import statistics
import sys
from pathlib import Path

import pytest

from supporter_app.bootstrap import compose
from tests.bench.measuring import Figures, launch, median_ratio

PAIRS = 9


@pytest.mark.bench
def test_home_page_against_a_bare_window(figures: Figures, data_dir: Path, root: Path) -> None:
    floor = [sys.executable, str(Path(__file__).with_name("bare_window.py"))]
    home = [str(Path(sys.executable).with_name("supporter-app")), "--quit-after-first-paint"]
    # The home page is what a start shows when the first questions have been answered.
    app = compose(data_dir)
    app.preferences.save(app.preferences.load()._replace(asked=True))
    app.close()
    # A first start lets Python write down what it read, and makes the database; neither is what is measured. Where the
    # environment forbids Python to write (PYTHONDONTWRITEBYTECODE), it would read anew at every start.
    assert compileall.compile_dir(root / "supporter_app", quiet=1)
    launch(floor)
    launch(home)
    pairs = [(launch(home), launch(floor)) for _ in range(PAIRS)]
    homes, floors = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    figures.show("bare window, median", statistics.median(run.seconds for run in floors) * 1000, "ms")
    figures.show("home page, median", statistics.median(run.seconds for run in homes) * 1000, "ms")
    figures.show("home page, peak memory", max(run.peak_mb for run in homes), "MB")
    time = median_ratio([run.seconds for run in homes], [run.seconds for run in floors])
    memory = median_ratio([run.peak_mb for run in homes], [run.peak_mb for run in floors])
    figures.at_most("home page painted / bare window", time, 1.5)
    figures.at_most("home page peak memory / bare window", memory, 1.6)
