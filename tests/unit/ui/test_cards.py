"""Cards that draw their words themselves: nothing is cut off, and furigana moves nothing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from supporter_app import i18n
from supporter_app.bootstrap import compose
from supporter_app.domain.furigana import Furigana, FuriganaChoice, is_kanji
from supporter_app.domain.ruby import RubyText, Run, read_with
from supporter_app.i18n import EASY_LOCALE, KIDS_LOCALE
from supporter_app.ui.reader import Reader
from supporter_app.ui.theme import Look
from supporter_app.ui.widgets.choice_card import ChoiceCard
from supporter_app.ui.widgets.line_card import LineCard, details
from supporter_app.ui.widgets.qr_code import SIDE, QrCode

pytestmark = pytest.mark.ui

Card = LineCard | ChoiceCard
WORDS = RubyText((Run("すぐに"), Run("相談", "そうだん"), Run("できる"), Run("大人", "おとな"), Run("に話す")))
NOON = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def line_card(reader: Reader, *, large: bool = False) -> LineCard:
    """Make the card of the first line for the young whose words have readings."""
    offers = compose(None, lambda: NOON).consultation.choose("under18")
    offer = next(each for each in offers if "虐待" in each.line.name)
    return LineCard(offer, reader, large=large)


def choice(reader: Reader) -> ChoiceCard:
    """Make a choice with smaller words below it."""
    return ChoiceCard(reader, WORDS, "もういちど", mark="one")


MAKERS = pytest.mark.parametrize("make", [line_card, lambda reader: line_card(reader, large=True), choice])


def shown(card: Card, qtbot: QtBot, width: int) -> Card:
    """Show a card at a width, as high as it asks to be."""
    qtbot.addWidget(card)
    card.show()
    card.resize(width, card.heightForWidth(width))
    return card


@MAKERS
def test_switching_furigana_draws_readings_and_moves_nothing(
    make: Callable[[Reader], Card], reader: Reader, qtbot: QtBot
) -> None:
    card = shown(make(reader), qtbot, 420)
    with_readings, size = card.grab().toImage(), card.sizeHint()
    card.set_reader(reader._replace(furigana=FuriganaChoice(Furigana.NONE)))
    assert card.sizeHint() == size
    assert card.heightForWidth(420) == card.height()
    without = card.grab().toImage()
    assert without != with_readings
    card.set_reader(reader)
    assert card.grab().toImage() == with_readings


@MAKERS
def test_a_card_grows_with_its_letters_and_on_less_width(
    make: Callable[[Reader], Card], reader: Reader, qtbot: QtBot
) -> None:
    card = shown(make(reader), qtbot, 420)
    assert card.hasHeightForWidth()
    assert card.heightForWidth(200) > card.heightForWidth(900)
    before = card.heightForWidth(420)
    card.set_reader(reader._replace(look=Look(step=200)))
    assert card.heightForWidth(420) > before


@MAKERS
def test_no_word_is_drawn_at_or_beyond_the_edge(make: Callable[[Reader], Card], reader: Reader, qtbot: QtBot) -> None:
    """In the pixels between the border and the edge of the words there is one colour alone, above as below."""
    for width in (260, 420, 700):
        image = shown(make(reader), qtbot, width).grab().toImage()
        inside = range(40, width - 40)
        for y in (4, image.height() - 5):
            assert len({image.pixelColor(x, y).name() for x in inside}) == 1, (width, y)


def test_a_screen_reader_meets_a_card_as_one_text(reader: Reader, qtbot: QtBot) -> None:
    card = shown(line_card(reader, large=True), qtbot, 500)
    told = QAccessible.queryAccessibleInterface(card).text(QAccessible.Text.Name)
    assert isinstance(card, LineCard)
    assert card.offer.line.name in told
    assert card.offer.line.reach() in told
    code = card.findChild(QrCode)
    assert isinstance(code, QWidget)
    assert code.isVisible()
    assert card.rect().contains(code.geometry())
    assert code.width() == SIDE


@pytest.fixture(params=["ja", KIDS_LOCALE, EASY_LOCALE])
def _words(request: pytest.FixtureRequest) -> Iterator[None]:
    i18n.use(request.param)
    yield
    i18n.use("ja")


@pytest.mark.usefixtures("_words")
@pytest.mark.parametrize("when", [NOON, datetime(2026, 11, 20, 17, 0, tzinfo=UTC), datetime(2029, 3, 1, tzinfo=UTC)])
def test_every_kanji_of_a_card_has_its_reading(reader: Reader, when: datetime) -> None:
    """By day and night, and when what is known has become old; our own words too."""
    consultation = compose(None, lambda: when).consultation
    for offer in consultation.choose("all"):
        for state in ("要確認", "確認"):
            seen = replace(offer, line=replace(offer.line, state=state))
            for words in details(seen):
                bare = [run.text for run in read_with(words, reader.kanji.readings).runs if run.reading is None]
                assert not any(map(is_kanji, "".join(bare))), words


@pytest.mark.parametrize(
    ("large", "step", "width"),
    [(False, 100, 390), (False, 150, 630), (False, 200, 800), (True, 100, 540), (True, 150, 800), (True, 200, 800)],
)
def test_a_number_is_never_broken(reader: Reader, qtbot: QtBot, *, large: bool, step: int, width: int) -> None:
    """Of every line, in the narrowest card that the screen of help lines gives it from 900 by 500 on."""
    wanted = reader._replace(look=Look(step=step))
    for offer in compose(None, lambda: NOON).consultation.all():
        if offer.line.by_voice():
            card = LineCard(offer, wanted, large=large)
            qtbot.addWidget(card)
            assert card.reach_is_whole(width), (offer.line.id, width, step)
