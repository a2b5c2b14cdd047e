"""A fourth-grader reads a chapter alone, by keyboard: the edition is chosen, furigana changed, nothing of them kept."""

from pathlib import Path

import pytest

from supporter_app.bootstrap import compose
from supporter_app.domain.edition import EditionId
from supporter_app.domain.furigana import Furigana, FuriganaChoice
from supporter_app.domain.quiz import UNSURE
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.opening import load_fonts
from supporter_app.ui.screens.editions import EditionsScreen
from supporter_app.ui.screens.home import HomeScreen
from supporter_app.ui.screens.quiz_item import ItemScreen
from supporter_app.ui.tour import right_response, run_tour
from supporter_app.ui.widgets.answers import OneAnswer, SeveralAnswers
from tests.journeys.keyboard import Keyboard

pytestmark = [pytest.mark.journey, pytest.mark.ui]

UPPER, CARDS = EditionId("upper-elementary"), "lower-elementary"


def test_a_chapter_for_the_fourth_grade_by_keyboard_alone(opened: Navigator, data_dir: Path) -> None:
    person = Keyboard(opened.window)
    person.press("はじめる")
    person.press("版をえらぶ(今は「一般」)")
    chooser = person.screen()
    assert isinstance(chooser, EditionsScreen)
    person.press_widget(chooser.cards[UPPER])
    person.press("わかりました")
    assert opened.preferences.furigana == FuriganaChoice(Furigana.BY_GRADE, 3)
    person.press("はじめる")
    entry = opened.edition().chapters[0]
    first = person.screen()
    person.press("ふりがな 4年生")
    assert person.screen() is first
    person.turn_pages(entry)
    for item in entry.items:
        answer(person)
        given = opened.app.learning.last_response(UPPER, entry.id, item)
        assert given is not None
        assert given.chosen == UNSURE
    assert isinstance(person.screen(), HomeScreen)
    kept = compose(data_dir)
    assert kept.learning.last_edition() == UPPER
    assert kept.learning.progress(UPPER).chapter_done(entry)
    kept.close()


def answer(person: Keyboard) -> None:
    """Answer an item rightly and go on."""
    screen = person.screen()
    assert isinstance(screen, ItemScreen)
    chosen = right_response(screen.item)
    match screen.answers:
        case OneAnswer() | SeveralAnswers():
            for each in chosen:
                person.press_widget(screen.answers.cards[each])
        case _:
            person.press("わからない")
    if not screen.answered:
        person.press("こたえる")
    assert screen.answered
    person.press("つぎへ")


@pytest.mark.parametrize("edition", [UPPER, CARDS])
def test_the_program_plays_itself_in_the_editions_for_children(
    edition: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    del qapp
    assert load_fonts() == ()
    monkeypatch.setattr("supporter_app.ui.tour.Tour.picture", lambda _tour, _name: None)
    assert run_tour(tmp_path, edition) == 0
