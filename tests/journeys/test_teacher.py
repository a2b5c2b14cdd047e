"""A teacher prepares the lesson of a class by keyboard alone, shows it, and leaves nothing of a pupil behind."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from supporter_app.domain.edition import EditionId
from supporter_app.domain.furigana import Furigana, FuriganaChoice
from supporter_app.domain.lesson import LENGTHS
from supporter_app.domain.progress import Progress
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.lesson import LessonScreen
from supporter_app.ui.screens.lesson_pages import LessonPagesScreen
from supporter_app.ui.screens.school import SchoolScreen
from supporter_app.ui.widgets.frame import Button
from tests.journeys.keyboard import Keyboard
from tests.ui.audit import settle

pytestmark = [pytest.mark.journey, pytest.mark.ui]

JUNIOR = EditionId("junior-high")


def test_a_lesson_is_prepared_and_shown_by_keyboard_alone(opened: Navigator) -> None:
    person = Keyboard(opened.window)
    person.press("はじめる")
    person.press("学校でつかう")
    door = person.screen()
    assert isinstance(door, SchoolScreen)
    person.press_widget([each for each in door.findChildren(Button) if each.text() == "授業の準備"][1])
    plan = person.screen()
    assert isinstance(plan, LessonScreen)
    assert plan.edition.id == JUNIOR
    assert not opened.window.footer.forward.isEnabled()
    person.press_widget(plan.read_button)
    assert isinstance(person.screen(), LessonPagesScreen)
    person.press("全ページを読みました")
    person.press("40分")
    person.press("2年生")
    person.press("授業をはじめる")
    shown = opened.lesson
    assert shown is not None
    assert shown.reader().furigana == FuriganaChoice(Furigana.BY_GRADE, 1)
    stops = {shown.at[0]}
    while shown.forward_button.isEnabled():
        QTest.keyClick(shown, Qt.Key.Key_PageDown)
        settle()
        stops.add(shown.at[0])
    assert len(stops) == len(opened.app.lessons.plan(JUNIOR, LENGTHS[0]))
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    settle()
    assert opened.window.isVisible()
    assert opened.app.learning.progress(JUNIOR) == Progress(JUNIOR)
    assert opened.app.learning.place(JUNIOR) is None
