"""What a press adds to a screen is seen without scrolling by hand."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from supporter_app.domain.edition import ChapterId, EditionId, Place
from supporter_app.ui.destinations import ToPlace
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.quiz_item import ItemScreen
from supporter_app.ui.widgets.feedback import FeedbackCard
from tests.ui import audit

pytestmark = pytest.mark.ui

AT_REST_MS = 300
CHAPTER = ChapterId("02-what-is-the-problem")


@pytest.mark.parametrize("edition", ["general", "upper-elementary", "easy-japanese"])
@pytest.mark.parametrize(("size", "letters"), [(audit.LARGE, 150), (audit.SMALL, 200)])
def test_what_is_said_to_an_answer(
    navigator: Navigator, qtbot: QtBot, edition: str, size: tuple[int, int], letters: int
) -> None:
    """Where it stands below the choices, its first line is seen whole."""
    navigator.choose_edition(EditionId(edition))
    audit.dress(navigator, size, letters)
    navigator.go(ToPlace(Place(CHAPTER, item=navigator.edition().entry(CHAPTER).items[0])))
    audit.settle()
    screen, view = navigator.window.screen_shown(), navigator.window.area.viewport()
    assert isinstance(screen, ItemScreen)
    screen.unsure.click()
    card = screen.findChild(FeedbackCard)
    assert card is not None
    headline = next(each for each in card.findChildren(QLabel) if each.text() == card.headline)

    def seen() -> bool:
        top = headline.mapTo(view, headline.rect().topLeft()).y()
        return top >= 0 and top + headline.height() <= view.height() and headline.height() > 1

    # It may pass through the view while it is laid out: what counts is where it comes to rest.
    qtbot.wait(AT_REST_MS)
    assert seen()
