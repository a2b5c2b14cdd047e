"""The learner's own paper: what it says, how long names stand, and that the file is whole, plain and repeatable."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from supporter_app.documents.certificate import (
    LYING,
    SMALLEST,
    STANDING,
    TINIEST,
    Layout,
    name_lines,
    name_room,
    papers,
)
from supporter_app.documents.preview import render, text_of
from supporter_app.documents.sheet import ACCENT, INK, SECOND, TINT, WHITE
from supporter_app.domain.certificate import Paper
from tests.unit.documents.samples import PAPER, paper_for, poppler, same_as_golden, squeezed

LONG = "アレクサンドロス・コンスタンティノス・パパドプロス・ゲオルギウス・ニコラオス二世王"
FORTY = "寿限無寿限無五劫擦切海砂利水魚水行末雲来末風来末食寝処住処藪柑子藪柑子破羅破羅久"
WAYS = {"lying": PAPER, "standing": replace(PAPER, landscape=False), "sample": replace(PAPER, sample=True)}


@pytest.mark.parametrize("way", WAYS)
def test_words(way: str) -> None:
    same_as_golden(f"paper-{way}", text_of(papers((WAYS[way],))))


def test_words_by_another_reader(tmp_path: Path) -> None:
    words = squeezed(poppler("pdftotext", papers((replace(PAPER, sample=True),)), tmp_path))
    for part in ("髙橋花子", "受講証", "令和8年11月20日", "2026年11月20日", "自己学習の記録", "見本", "2026.11"):
        assert part in words
    assert "内閣府の公式教材ではありません" in words
    assert "この紙は資格を証するものではありません" in words


def test_no_sample_mark_unless_asked_for() -> None:
    assert "見本" not in text_of(papers((PAPER,)))


def test_the_title_is_a_setting() -> None:
    words = text_of(papers((replace(PAPER, title="修了証"),)))
    assert "修了証" in words
    assert "受講証" not in words


def test_first_year_of_an_era() -> None:
    assert "令和元年5月1日(2019年5月1日)" in text_of(papers((replace(PAPER, completed_on=date(2019, 5, 1)),)))


def test_all_fonts_are_embedded_and_none_is_foreign(tmp_path: Path) -> None:
    rows = poppler("pdffonts", papers((PAPER, paper_for("José"))), tmp_path).splitlines()[2:]
    assert rows
    for row in rows:
        name, *_kind, embedded, subset, unicode_table = row.split()[:-2]
        assert re.fullmatch(r"[A-Z]{6}\+(BIZUDPMincho-Regular|IPAmjMincho)", name)
        assert (embedded, subset, unicode_table) == ("yes", "yes", "yes")


def test_the_file_tells_its_kind_and_language_but_no_name(tmp_path: Path) -> None:
    pdf = papers((PAPER,))
    told = poppler("pdfinfo", pdf, tmp_path)
    assert "受講証" in told
    assert "髙橋" not in told
    assert "841.89 x 595.276" in told
    assert b"/Lang (ja-JP)" in pdf


def test_the_same_bytes_every_time() -> None:
    several = (PAPER, paper_for("辻\U000e0100 が"), replace(PAPER, landscape=False, sample=True))
    first = papers(several)
    papers((paper_for("か\u3099"),))
    assert papers(several) == first


def test_papers_of_one_batch_share_their_template() -> None:
    alone = len(papers((PAPER,)))
    many = papers(tuple(paper_for("髙橋 花子") for _number in range(100)))
    assert many.count(b"/Subtype /Form") == 2
    assert (len(many) - alone) / 99 < 800, "a page of a batch holds little more than its name"


def test_papers_that_differ_are_not_mixed_up() -> None:
    batch = tuple(replace(PAPER, name=f"{n}番", completed_on=PAPER.completed_on + timedelta(n)) for n in range(3))
    for number, words in enumerate(words_by_page(batch)):
        assert f"{number}番" in words
        assert f"11月{20 + number}日" in words


def words_by_page(batch: tuple[Paper, ...]) -> list[str]:
    """Read each page of a batch."""
    import pypdfium2  # type: ignore[import-untyped] # it comes without types

    document = pypdfium2.PdfDocument(papers(batch))
    words = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    document.close()
    return words


def test_an_empty_name_leaves_the_line_free() -> None:
    named, free = (text_of(papers((paper_for(name),))) for name in ("髙橋 花子", ""))
    assert free.split() == [word for word in named.split() if word not in {"髙橋", "花子"}]


@pytest.mark.parametrize("layout", [LYING, STANDING], ids=["lying", "standing"])
@pytest.mark.parametrize("name", [LONG, FORTY, "Maria do Carmo Gonçalves de Albuquerque e Vasconcelos"])
def test_a_name_of_forty_letters_stands_on_two_lines(layout: Layout, name: str) -> None:
    size, lines = name_lines(name, *name_room(layout))
    assert len(lines) == 2
    assert size >= SMALLEST
    assert squeezed("".join(lines)) == squeezed(name)


def test_a_line_ends_between_the_words_of_a_name() -> None:
    assert name_lines(LONG, *name_room(LYING))[1][0].endswith("・")
    portuguese = "Maria do Carmo Gonçalves de Albuquerque e Vasconcelos"
    assert name_lines(portuguese, *name_room(LYING))[1] == ("Maria do Carmo Gonçalves de", "Albuquerque e Vasconcelos")


@pytest.mark.parametrize("layout", [LYING, STANDING], ids=["lying", "standing"])
def test_an_endless_name_stays_above_its_line(layout: Layout) -> None:
    room, height = name_room(layout)
    size, lines = name_lines(FORTY * 3, room, height)
    assert TINIEST < size <= SMALLEST
    assert len(lines) * size * 1.3 <= height
    assert squeezed(FORTY * 3) in squeezed(text_of(papers((paper_for(FORTY * 3),))))


def luminance(colour: int) -> float:
    """Give the relative luminance of WCAG 2.2."""
    parts = [part / 255 for part in colour.to_bytes(3, "big")]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("letters", "ground"), [(INK, WHITE), (SECOND, WHITE), (ACCENT, WHITE), (ACCENT, TINT)])
def test_contrast_also_holds_in_grey(letters: int, ground: int) -> None:
    dark, light = sorted((luminance(letters), luminance(ground)))
    assert (light + 0.05) / (dark + 0.05) >= 7


@pytest.mark.parametrize("paper", WAYS.values(), ids=WAYS)
def test_nothing_is_drawn_in_the_margin_a_printer_cannot_reach(paper: Paper) -> None:
    width, height, rgb = render(papers((paper,)), 0, 72)
    reach = 17  # 6 mm
    rows = [rgb[row * width * 3 : (row + 1) * width * 3] for row in range(height)]
    outside = [*rows[:reach], *rows[-reach:], *(row[: reach * 3] + row[-reach * 3 :] for row in rows)]
    assert all(set(part) == {255} for part in outside)
