"""Turning a page lays its texts out once: no scroll bar comes and goes on the way."""

from collections import Counter
from collections.abc import Sequence

import pytest
from PySide6.QtGui import QTextDocument

from supporter_app.domain.edition import ChapterId, EditionId, PageId, Place
from supporter_app.ui.destinations import ToContents, ToPlace
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.widgets.ruby_layout import Gap, Widened, lay_out
from tests.ui import audit

pytestmark = pytest.mark.ui

EDITIONS = tuple(map(EditionId, ("general", "upper-elementary", "easy-japanese")))


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> "Counter[QTextDocument]":
    """Count how often each text is laid out."""
    found: Counter[QTextDocument] = Counter()

    def counted(document: QTextDocument, width: int, gaps: Sequence[Gap], former: Sequence[Widened]) -> list[Widened]:
        found[document] += 1
        return lay_out(document, width, gaps, former)

    monkeypatch.setattr("supporter_app.ui.widgets.ruby_text.lay_out", counted)
    return found


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_texts_of_a_page_are_laid_out_once(
    learned: Navigator, times: "Counter[QTextDocument]", edition: EditionId
) -> None:
    learned.choose_edition(edition)
    # From home, the band at its top goes too, and the page gets its room.
    audit.visit(learned, ToContents())
    seen = 0
    for entry in learned.app.learning.edition(edition).chapters:
        for page in entry.pages:
            times.clear()
            learned.go(ToPlace(Place(entry.id, page)))
            audit.settle()
            assert not learned.window.area.verticalScrollBar().isVisible()
            assert [each.toPlainText() for each, count in times.items() if count > 1] == [], (entry.id, page)
            seen += len(times)
    assert seen > 60


def test_also_where_hiding_at_once_had_a_row_of_its_own_before(
    learned: Navigator, times: "Counter[QTextDocument]"
) -> None:
    """With large letters it stands below the others; it is back beside them before it is shown in small ones."""
    chapter = ChapterId("05-when-in-trouble")
    without, offering = (ToPlace(Place(chapter, PageId(page))) for page in ("p5", "p6"))
    audit.dress(learned, audit.SMALL, 200)
    audit.visit(learned, offering)
    audit.visit(learned, without)
    audit.dress(learned, audit.LARGE, 100)
    audit.visit(learned, without)
    times.clear()
    learned.go(offering)
    audit.settle()
    assert learned.window.header.exit.isVisible()
    assert times
    assert [each.toPlainText() for each, count in times.items() if count > 1] == []
