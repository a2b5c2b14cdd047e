"""The lesson: prepared on a screen, played on the whole screen, and nothing of it is kept."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supporter_app.domain.course import Note, SceneBlock, texts
from supporter_app.domain.edition import EditionId
from supporter_app.domain.furigana import Furigana, FuriganaChoice
from supporter_app.domain.lesson import LENGTHS, StopKind
from supporter_app.domain.progress import Progress
from supporter_app.i18n import _
from supporter_app.ui import factory, theme
from supporter_app.ui.destinations import ToLesson, ToLessonPages
from supporter_app.ui.lesson_views import ItemView, height_of
from supporter_app.ui.lesson_window import LessonWindow
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.lesson import LessonScreen, furigana_choices
from supporter_app.ui.screens.lesson_pages import LessonPagesScreen
from supporter_app.ui.widgets.choice_card import ChoiceCard
from supporter_app.ui.widgets.frame import Button
from supporter_app.ui.widgets.line_card import LineCard
from supporter_app.ui.widgets.ruby_text import RubyBrowser
from supporter_app.ui.widgets.source_card import SourceCard
from tests.ui import audit
from tests.ui.audit import settle

if TYPE_CHECKING:
    from supporter_app.domain.ruby import RubyText

EDITIONS = tuple(map(EditionId, ("upper-elementary", "junior-high")))
BODY_PIXELS = 28
"""The smallest letters of running text that the last row of a classroom can read on a projector of 1024x768."""


def play(navigator: Navigator, edition: EditionId, qtbot: QtBot, size: tuple[int, int]) -> LessonWindow:
    stops = navigator.app.lessons.plan(edition, LENGTHS[-1])
    made = factory.lesson_window(navigator, edition, stops, FuriganaChoice(Furigana.BY_GRADE, 3))
    qtbot.addWidget(made)
    made.resize(*size)
    made.show()
    settle()
    return made


def views(window: LessonWindow) -> Iterator[tuple[int, int]]:
    """Turn through every view."""
    while True:
        yield window.at
        before = window.at
        QTest.keyClick(window, Qt.Key.Key_PageDown)
        settle()
        if window.at == before:
            return


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_view_fits_the_screen_in_large_letters(
    navigator: Navigator, qtbot: QtBot, edition: EditionId, size: tuple[int, int]
) -> None:
    window = play(navigator, edition, qtbot, size)
    seen = []
    for at in views(window):
        seen.append(at[0])
        shown = window.shown()
        assert (window.width(), window.height()) == size
        told = window.told.isVisible() or bool(shown.findChildren(LineCard))
        assert told or window.stop().timed.stop.kind is StopKind.ITEM, "help lines stand below, or are what is shown"
        assert window.told.width() >= window.told.sizeHint().width(), "the numbers of help lines stand whole"
        assert height_of(shown, shown.width()) <= shown.height(), (at, window.stop().title.plain())
        for text in shown.findChildren(RubyBrowser):
            assert text.height() >= text.heightForWidth(text.width()) - 1, (at, text.toPlainText())
            assert text.font().pixelSize() > 0 or text.fontInfo().pixelSize() > 0
    assert sorted(set(seen)) == list(range(len(navigator.app.lessons.plan(edition, LENGTHS[-1]))))
    assert window.reader().look.pixels(18) >= BODY_PIXELS
    assert "0120-0-78310" in window.told.text()


def test_an_answer_is_read_together_and_nothing_is_kept(navigator: Navigator, qtbot: QtBot) -> None:
    edition = EDITIONS[0]
    window = play(navigator, edition, qtbot, (1024, 768))
    for _at in views(window):
        shown = window.shown()
        if isinstance(shown, ItemView):
            card = shown.findChildren(ChoiceCard)[0]
            card.click()
            settle()
            assert height_of(shown, shown.width()) <= shown.height()
            assert not shown.answers.isVisible()
            shown.look_button.click()
            assert shown.answers.isVisible()
    progress = navigator.app.learning.progress(edition)
    assert progress == Progress(edition)
    assert navigator.app.learning.place(edition) is None


def test_keys_turn_blank_and_leave(navigator: Navigator, qtbot: QtBot) -> None:
    window = play(navigator, EDITIONS[0], qtbot, (1024, 768))
    first = window.at
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    settle()
    assert window.at != first
    QTest.keyClick(window, Qt.Key.Key_PageUp)
    settle()
    assert window.at == first
    QTest.keyClick(window, Qt.Key.Key_B)
    assert not window.shown().isVisible()
    QTest.keyClick(window, Qt.Key.Key_B)
    assert window.shown().isVisible()
    with qtbot.waitSignal(window.left):
        QTest.keyClick(window, Qt.Key.Key_Escape)


def test_the_lesson_waits_until_every_page_was_read(navigator: Navigator) -> None:
    navigator.go(ToLesson(EDITIONS[1]))
    screen = navigator.window.screen_shown()
    assert isinstance(screen, LessonScreen)
    assert not screen.foot().forward_enabled
    screen.read_button.click()
    settle()
    reading = navigator.window.screen_shown()
    assert isinstance(reading, LessonPagesScreen)
    reading.back()
    settle()
    assert not navigator.app.lessons.read_through(EDITIONS[1])
    navigator.go(ToLessonPages(EDITIONS[1]))
    navigator.window.footer.forward.click()
    settle()
    screen = navigator.window.screen_shown()
    assert isinstance(screen, LessonScreen)
    assert screen.foot().forward_enabled
    assert not navigator.app.lessons.read_through(EDITIONS[0])
    screen.lengths[0].click()
    assert sum(planned.timed.minutes for planned in screen.plan()) == LENGTHS[0]
    assert screen.plan()[-1].timed.stop.kind is StopKind.QUIET
    screen.forward()
    settle()
    played = navigator.lesson
    assert played is not None
    assert played.isFullScreen()
    assert not navigator.window.isVisible()
    QTest.keyClick(played, Qt.Key.Key_Escape)
    settle()
    assert navigator.window.isVisible()
    assert navigator.lesson is None


def test_the_title_of_the_lesson_window_names_no_topic(navigator: Navigator, qtbot: QtBot) -> None:
    window = play(navigator, EDITIONS[0], qtbot, (1024, 768))
    assert window.windowTitle() == navigator.window.windowTitle()


def test_the_furigana_of_a_lesson_is_still_chosen_when_it_is_prepared_again(navigator: Navigator) -> None:
    chosen = next(at for at, (_words, choice) in enumerate(furigana_choices()) if choice.known_grade == 2)
    for edition in EDITIONS:
        navigator.go(ToLesson(edition))
        screen = navigator.window.screen_shown()
        assert isinstance(screen, LessonScreen)
        assert [each.isChecked() for each in screen.grades].index(True) != chosen
        if edition == EDITIONS[0]:
            screen.grades[chosen].click()
    navigator.go(ToLesson(EDITIONS[0]))
    again = navigator.window.screen_shown()
    assert isinstance(again, LessonScreen)
    assert [at for at, each in enumerate(again.grades) if each.isChecked()] == [chosen]
    navigator.begin_lesson(EDITIONS[0], again.plan(), again.furigana)
    assert navigator.lesson is not None
    assert navigator.lesson.reader().furigana == FuriganaChoice(Furigana.BY_GRADE, 2)
    navigator.lesson.close()


def test_what_a_class_sees_cannot_be_hidden_and_is_blank_at_one_key(navigator: Navigator, qtbot: QtBot) -> None:
    """The way out at once belongs to a person alone; on the screen of a class it has neither button nor key."""
    window = play(navigator, EDITIONS[0], qtbot, (1024, 768))
    assert _("Hide now") not in [each.text() for each in window.findChildren(Button)]
    QTest.keyClick(window, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.wait(20)
    assert window.isVisible()
    assert not navigator.hidden
    QTest.keyClick(window, Qt.Key.Key_B)
    assert not window.shown().isVisible()


def test_the_keyboard_goes_on_from_what_went_away(navigator: Navigator) -> None:
    """Hidden or greyed, alone or with its card: the next one after it is reached, not the first of the window."""
    navigator.go(ToLesson(EDITIONS[0]))
    settle()
    window, screen = navigator.window, navigator.window.screen_shown()
    assert isinstance(screen, LessonScreen)
    screen.lengths[-1].setFocus()
    screen.lengths[-1].hide()
    assert window.focusWidget() is screen.grades[0]
    screen.grades[0].setFocus()
    screen.grades[0].setEnabled(False)
    assert window.focusWidget() is screen.grades[1]
    window.header.guide.setFocus()
    window.header.hide()
    assert window.focusWidget() is screen.read_button


def test_the_plan_leaves_its_titles_the_most_room(navigator: Navigator) -> None:
    """In the smallest window with the largest letters too, where what a stop is would push them into a corner."""
    audit.dress(navigator, audit.SMALL, 200)
    navigator.go(ToLesson(EDITIONS[0]))
    settle()
    screen = navigator.window.screen_shown()
    assert isinstance(screen, LessonScreen)
    minute, title = (screen._grid.cellRect(0, column).width() for column in range(2))
    assert title > minute


@pytest.mark.parametrize("edition", EDITIONS)
def test_all_a_class_can_see_stands_on_the_screen_that_is_read_before(navigator: Navigator, edition: EditionId) -> None:
    """Read by what the lesson itself shows: every title, text, choice and answer, and every step of its scenes."""
    navigator.go(ToLessonPages(edition))
    settle()
    screen = navigator.window.screen_shown()
    assert isinstance(screen, LessonPagesScreen)
    read = "".join(each.toPlainText() for each in screen.findChildren(RubyBrowser))
    shown, notes = said_in_the_lesson(navigator, edition)
    assert shown
    assert notes
    assert [text for text in shown if text not in read] == []
    assert [text for text in notes if text in read] == []


def said_in_the_lesson(navigator: Navigator, edition: EditionId) -> tuple[list[str], list[str]]:
    """Give all texts that a class can come to see, and those for the teacher."""
    lessons, library = navigator.app.lessons, navigator.app.library
    shown: list[RubyText] = []
    notes: list[RubyText] = []
    for planned in lessons.plan(edition, LENGTHS[-1])[:-1]:
        page, item = lessons.page(edition, planned.timed), lessons.item(edition, planned.timed)
        shown.append(planned.title)
        for block in page.blocks if page is not None else ():
            (notes if isinstance(block, Note) else shown).extend(texts(block))
            if isinstance(block, SceneBlock):
                for step in library.scene(edition, block.scene).steps:
                    shown += [step.text, *(text for each in step.replies for text in (each.text, each.feedback))]
        if item is not None:
            shown += [item.explanation, *(text for each in item.choices for text in (each.text, each.feedback))]
    return [text.plain() for text in shown], [text.plain() for text in notes]


def test_a_claim_that_is_pressed_before_the_lesson_shows_its_source(navigator: Navigator) -> None:
    navigator.go(ToLessonPages(EDITIONS[0]))
    settle()
    screen = navigator.window.screen_shown()
    assert isinstance(screen, LessonPagesScreen)
    stop = next(each for each in screen.cards if "39.3%" in "".join(text.toPlainText() for text in each.view.texts))
    stop.view.texts[0].fact_asked.emit("survey-2024-any")
    settle()
    opened = stop.findChild(SourceCard)
    assert opened is not None
    assert opened.close_button.hasFocus()
    opened.close_button.click()
    assert stop.title.hasFocus()


def test_pictures_stand_beside_their_words_or_right_below_them(navigator: Navigator) -> None:
    for step in (100, 200):
        audit.dress(navigator, audit.LARGE, step)
        navigator.go(ToLessonPages(EDITIONS[0]))
        settle()
        screen = navigator.window.screen_shown()
        assert isinstance(screen, LessonPagesScreen)
        for each in screen.cards:
            words = each.view.geometry()
            for picture in each.pictures:
                beside = picture.x() >= words.right()
                below = 0 <= picture.y() - words.bottom() <= 5 * theme.SPACE
                assert beside or below
