"""The sheet of help lines: one page, plain numbers, codes that a camera reads, and how old the knowledge is."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from supporter_app.documents.helpline_sheet import SheetLine, as_of, helpline_sheet, scanned
from supporter_app.documents.preview import render, text_of
from supporter_app.documents.ruby import Style
from supporter_app.domain.fact import Source
from supporter_app.domain.furigana import Furigana, FuriganaChoice, KanjiTable
from supporter_app.domain.helpline import Channel, Helpline, HelplineId
from tests.unit.documents.samples import DAY, poppler, same_as_golden

SOURCE = Source("source", "見本の資料", "見本の役所", date(2026, 1, 1))
PHONE = Helpline(
    id=HelplineId("sample-phone"),
    name="見本の電話",
    channel=Channel.PHONE,
    for_whom="だれでも",
    under18=False,
    urgent=False,
    worries=(),
    hours="毎日9時から17時",
    cost="通話料はかかりません",
    languages=("ja",),
    source=SOURCE,
    place="1ページ",
    as_of=date(2026, 1, 16),
    state="要確認",
    number="0120-000-000",
    note="つながりにくいことがあります。",
)
CHAT = replace(
    PHONE,
    id=HelplineId("sample-chat"),
    name="見本のチャット",
    channel=Channel.CHAT,
    number="",
    address="https://example.jp/chat",
)
SHORT = replace(PHONE, id=HelplineId("sample-short"), name="見本の短い番号", number="#0000", state="確認")
LINES = (SheetLine(PHONE, check_first=False), SheetLine(CHAT, check_first=True), SheetLine(SHORT, check_first=False))


def codes(pdf: bytes) -> set[str]:
    """Read every QR code of the first page as a camera would."""
    width, height, rgb = render(pdf, 0, 200)
    return {found.text for found in zxingcpp.read_barcodes(Image.frombytes("RGB", (width, height), rgb))}


def test_words() -> None:
    same_as_golden("helpline-sheet", text_of(helpline_sheet(LINES, DAY)))


def test_codes_are_read_back() -> None:
    assert codes(helpline_sheet(LINES, DAY)) == {"tel:0120-000-000", "https://example.jp/chat", "tel:%230000"}


def test_small_codes_are_read_back_too() -> None:
    many = tuple(SheetLine(replace(PHONE, number=f"0120-000-{number:03}"), check_first=False) for number in range(30))
    pdf = helpline_sheet(many, DAY)
    shown = [line.line.number for line in many if line.line.number in text_of(pdf)]
    assert 8 <= len(shown) < 30
    assert shown == [line.line.number for line in many[: len(shown)]], "the first lines are the ones that stay"
    assert codes(pdf) == {f"tel:{number}" for number in shown}


@pytest.mark.parametrize(("count", "more"), [(3, False), (30, True)])
def test_it_says_when_there_are_more_lines(count: int, more: bool) -> None:  # noqa: FBT001 - a column of the table
    assert ("ほかの窓口は、プログラム" in text_of(helpline_sheet((LINES[0],) * count, DAY))) is more


def test_without_a_line_it_still_tells_what_to_do_in_danger() -> None:
    words = text_of(helpline_sheet((), DAY))
    assert "110" in words
    assert "119" in words


def test_age_is_said_as_it_is_known() -> None:
    assert as_of(LINES[0]) == "2026年1月の資料による内容です"
    assert as_of(LINES[2]) == "2026年1月に確かめた内容です"
    assert "かわっていたら" in as_of(LINES[1])


def test_a_hash_is_escaped_for_a_telephone() -> None:
    assert scanned(SHORT) == "tel:%230000"


def test_the_title_in_the_file_gives_nothing_away() -> None:
    import pypdfium2  # type: ignore[import-untyped] # it comes without types

    document = pypdfium2.PdfDocument(helpline_sheet(LINES, DAY))
    told = document.get_metadata_dict(skip_empty=True)
    document.close()
    assert told["Title"] == "メモ"
    assert "相談" not in "".join(told.values())


def test_furigana_stands_above_the_words_of_whoever_wants_it(tmp_path: Path) -> None:
    table = KanjiTable({"見": 1, "毎": 2, "日": 1}, readings={"見本": "みほん", "毎日": "まいにち", "電話": "でんわ"})
    plain, none, every = (
        helpline_sheet(LINES, DAY, style)
        for style in (
            None,
            Style(12, FuriganaChoice(Furigana.NONE), table),
            Style(12, FuriganaChoice(Furigana.ALL), table),
        )
    )
    words = {"".join(text_of(pdf).split()) for pdf in (plain, none)}
    assert len(words) == 1
    assert "みほん" not in words.pop()
    shown = text_of(every)
    assert all(reading in shown for reading in ("みほん", "まいにち", "でんわ"))
    assert codes(every) == codes(plain)
    copied = poppler("pdftotext", every, tmp_path)
    assert PHONE.name in copied
    assert "みほん" not in copied
