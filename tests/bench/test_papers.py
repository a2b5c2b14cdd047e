"""How long a thousand papers take, and what the shared template is worth."""

import statistics
import time
from collections.abc import Callable

import pytest

from supporter_app.documents import certificate
from supporter_app.documents.fonts import Face, runs
from supporter_app.documents.sheet import A4, Sheet, landscape
from tests.bench.measuring import Figures, median_ratio
from tests.unit.documents.samples import paper_for

PAPERS = 1000
ROUNDS = 5
GOAL_SECONDS = 0.35
FAMILY = ["佐藤", "鈴木", "髙橋", "田中", "渡邊", "伊藤", "山本", "中村", "小林", "加藤"]
GIVEN = ["花子", "太郎", "結衣", "蓮", "陽葵", "湊", "芽依", "樹", "美咲", "José"]
BATCH = tuple(paper_for(f"{FAMILY[n % 10]} {GIVEN[n // 10 % 10]}{'' if n < 100 else n}") for n in range(PAPERS))


def without_template() -> bytes:
    """Draw the same pages, each from the beginning."""
    sheet = Sheet("受講証", landscape(A4))
    for paper in BATCH:
        sheet.turn_page(landscape(A4))
        certificate.draw_above(sheet, paper)
        certificate.draw_name(sheet, paper, runs(paper.name, Face.MINCHO))
        certificate.draw_below(sheet, paper)
        sheet.end_page()
    return sheet.finish()


def seconds(draw: Callable[[], bytes]) -> float:
    """Time one drawing by the clock on the wall."""
    start = time.perf_counter()
    draw()
    return time.perf_counter() - start


@pytest.mark.bench
def test_a_thousand_papers(figures: Figures) -> None:
    certificate.papers(BATCH[:1])
    pairs = [(seconds(lambda: certificate.papers(BATCH)), seconds(without_template)) for _round in range(ROUNDS)]
    shared, plain = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    figures.show(f"1,000 papers, median (goal {GOAL_SECONDS} s)", statistics.median(shared), "s")
    figures.show("1,000 papers without a shared template, median", statistics.median(plain), "s")
    figures.show("one paper, file size", len(certificate.papers(BATCH[:1])) / 1024, "kB")
    figures.at_least("papers without / with a shared template", median_ratio(plain, shared), 1.5)
