"""The record slip: everything a hall counts by, and no name."""

from dataclasses import replace
from pathlib import Path

from supporter_app.documents.preview import text_of
from supporter_app.documents.record_slip import record_slip
from tests.unit.documents.samples import SLIP, poppler, same_as_golden


def test_words() -> None:
    same_as_golden("record-slip", text_of(record_slip(SLIP)))


def test_a_doubtful_day_is_said() -> None:
    assert "パソコンの時計" in text_of(record_slip(replace(SLIP, doubtful=True)))
    assert "パソコンの時計" not in text_of(record_slip(SLIP))


def test_many_and_long_chapters_stay_on_one_page(tmp_path: Path) -> None:
    slip = replace(SLIP, chapters=tuple(f"{number}つ目の" + "とても長い章の題" * 8 for number in range(1, 13)))
    pdf = record_slip(slip)
    assert "Pages:           1" in poppler("pdfinfo", pdf, tmp_path)
    assert "12つ目の" in text_of(pdf)


def test_the_same_bytes_every_time() -> None:
    assert record_slip(SLIP) == record_slip(SLIP)
