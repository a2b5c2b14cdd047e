"""A citizen takes the first chapter by keyboard alone, from the first start to the first screen again."""

from pathlib import Path

import pytest

from supporter_app.bootstrap import compose
from supporter_app.domain.edition import Place
from supporter_app.ui.destinations import ToPlace
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.first_questions import FirstQuestionsScreen
from supporter_app.ui.screens.help_lines import HelpScreen
from supporter_app.ui.screens.home import HomeScreen
from supporter_app.ui.screens.quiz_item import ItemScreen
from supporter_app.ui.tour import wrong_response
from supporter_app.ui.widgets.answers import OneAnswer
from tests.journeys.keyboard import Keyboard

pytestmark = [pytest.mark.journey, pytest.mark.ui]


def test_a_chapter_by_keyboard_alone(opened: Navigator, data_dir: Path) -> None:
    person = Keyboard(opened.window)
    assert isinstance(person.screen(), FirstQuestionsScreen)
    person.press("125％")
    assert opened.preferences.text_step == 125
    person.press("はじめる")
    assert isinstance(person.screen(), HomeScreen)
    person.press("はじめる")
    entry = opened.edition().chapters[0]
    person.turn_pages(entry)
    for number, item in enumerate(entry.items):
        screen = person.screen()
        assert isinstance(screen, ItemScreen)
        assert opened.present == ToPlace(Place(entry.id, item=item))
        if number:
            person.press_widget(screen.unsure)
        else:
            answer_wrongly(person, screen)
        assert screen.answered
        person.press("つぎへ")
    home = person.screen()
    assert isinstance(home, HomeScreen)
    assert [step.state for step in home.path.steps][:2] == ["done", "present"]
    kept = compose(data_dir)
    assert kept.learning.progress(opened.edition_id).chapter_done(entry)
    kept.close()


def answer_wrongly(person: Keyboard, screen: ItemScreen) -> None:
    """Choose something that is not right, and read what is said to it."""
    assert isinstance(screen.answers, OneAnswer)
    chosen = wrong_response(screen.item)[0]
    person.press_widget(screen.answers.cards[chosen])


def test_help_is_one_press_away_and_leads_back(opened: Navigator) -> None:
    person = Keyboard(opened.window)
    person.press("いま つらい・話をきいてほしい")
    assert isinstance(person.screen(), HelpScreen)
    person.press("もどる")
    assert isinstance(person.screen(), FirstQuestionsScreen)


def test_escape_and_arrows_do_no_harm(opened: Navigator) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    person = Keyboard(opened.window)
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_F5):
        QTest.keyClick(person.held(), key)
    assert isinstance(person.screen(), FirstQuestionsScreen)
    assert opened.window.isVisible()
