"""The service for papers: values of the course and a completion become PDF, and nothing is loaded before."""

import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from supporter_app.domain.certificate import PaperRequest
from supporter_app.domain.clock import ClockMark
from supporter_app.domain.completion import RULE, Completion
from supporter_app.domain.edition import ChapterEntry, ChapterId, Edition, EditionId
from supporter_app.domain.errors import UnprintableText
from supporter_app.domain.record_code import record_code
from supporter_app.services.certification import Certification, slip_of

ENTRY = ChapterEntry(ChapterId("01-a"), "はじめに", (), (), (5, 6))
EDITION = Edition(EditionId("general"), "つながりサポーター養成講座", "一般", "2027.04", "2027-04-01", (ENTRY,))
DAY = datetime(2026, 11, 20, tzinfo=UTC)
COMPLETION = Completion(
    edition=EDITION.id,
    content_version="2026.11",
    chapters=(ENTRY.id, ChapterId("99-gone")),
    rule=RULE,
    completed_on=DAY.date(),
    code=record_code(EDITION.id, DAY.date(), 12345),
)


@pytest.fixture
def certification() -> Certification:
    """Give the service; these papers need nothing of the library."""
    return Certification(None, lambda: DAY)  # type: ignore[arg-type] # see above


def test_a_paper_tells_the_version_that_was_taken(certification: Certification) -> None:
    words = certification.words(certification.paper(PaperRequest("髙橋 花子"), EDITION, COMPLETION))
    assert "髙橋 花子" in words
    assert "2026.11" in words
    assert "2027.04" not in words


def test_a_name_is_refused_by_letter(certification: Certification) -> None:
    assert [each.code() for each in certification.unprintable("花😀")] == ["U+1F600"]
    with pytest.raises(UnprintableText):
        certification.paper(PaperRequest("花😀"), EDITION, COMPLETION)


def test_the_direction_is_the_request_s(certification: Certification) -> None:
    lying = certification.render(certification.paper(PaperRequest("花"), EDITION, COMPLETION), 0, 36)
    upright = certification.render(certification.paper(PaperRequest("花", landscape=False), EDITION, COMPLETION), 0, 36)
    assert lying[0] > lying[1]
    assert upright[0] < upright[1]
    assert len(lying[2]) == lying[0] * lying[1] * 3


def test_a_slip_names_chapters_by_title_or_by_id(certification: Certification) -> None:
    words = certification.words(certification.record_slip(EDITION, COMPLETION))
    assert "はじめに" in words
    assert "99-gone" in words
    assert COMPLETION.code.shown() in words


def test_a_mark_on_the_clock_makes_the_day_doubtful() -> None:
    from dataclasses import replace

    assert slip_of(EDITION, replace(COMPLETION, marks=(ClockMark.WENT_BACK,))).doubtful
    assert not slip_of(EDITION, COMPLETION).doubtful


def test_nothing_heavy_is_loaded_before_a_paper_is_asked_for() -> None:
    script = (
        "import json, sys; from supporter_app.bootstrap import compose; app = compose(None); app.certification; "
        "print(json.dumps(sorted(name.split('.')[0] for name in sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))
    assert not loaded & {"reportlab", "rl_accel", "pypdfium2", "zxingcpp", "PIL", "sqlite_utils", "PySide6"}
