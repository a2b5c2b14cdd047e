"""Reading aloud: readings are spoken and not kanji, the spoken word is lit, and without a voice there is no button."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supporter_app.domain.edition import EditionId, Place
from supporter_app.domain.ruby import RubyText, Run
from supporter_app.ui import speech
from supporter_app.ui.destinations import ToAppearance, ToPlace
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.appearance import AppearanceScreen
from supporter_app.ui.screens.chapter_page import PageScreen
from supporter_app.ui.screens.quiz_item import ItemScreen
from supporter_app.ui.speech import Silence, Speaker, find_speaker, utterance
from supporter_app.ui.widgets.choice_card import ChoiceCard
from supporter_app.ui.widgets.scene import SceneView
from tests.ui.audit import places, settle, visit

PAGE = ToPlace(Place("03-think-about-connections", "p1"))  # type: ignore[arg-type] # plain texts stand for ids here


@pytest.fixture
def voice(qapp: object) -> Iterator[Speaker]:
    """Give the voice of Qt's own engine for tests, which speaks English without a sound."""
    del qapp
    found = find_speaker(speech.MOCK, QLocale.Language.English)
    if found is Silence.NOT_INSTALLED:
        pytest.skip("QtTextToSpeech cannot be loaded here: libpulse0 or the extra speech is missing")
    assert isinstance(found, Speaker)
    yield found
    found.stop()


def test_readings_are_spoken_and_lead_back_to_their_kanji() -> None:
    said = utterance(RubyText((Run("あの"), Run("方", "かた"), Run("は、18"), Run("歳", "さい"))))
    assert said.words == "あのかたは、18さい"
    assert said.shown(0) == (0, 1)
    assert said.shown(2) == (2, 1)
    assert said.shown(3) == (2, 1)
    assert said.shown(4) == (3, 1)
    assert said.shown(8) == (7, 1)
    assert said.shown(99) == (0, 0)


def test_rare_letters_count_as_qt_counts_them() -> None:
    assert utterance(RubyText((Run("𠮷"), Run("田", "だ")))).shown(2) == (2, 1)


def live_until(done: Callable[[], bool]) -> None:
    """Let the program live; Qt's own loops end at once in a process that has once been told to quit."""
    for _turn in range(400):
        if done():
            return
        QApplication.processEvents()
        time.sleep(0.05)
    pytest.fail("it did not come to an end in 20 seconds")


def test_texts_are_spoken_one_after_the_other(voice: Speaker) -> None:
    lit: list[tuple[int, int, int]] = []
    voice.word.connect(lambda *place: lit.append(place))
    ended: list[bool] = []
    voice.finished.connect(lambda: ended.append(True))
    voice.speak([RubyText((Run("one "), Run("二", "two "), Run("three "))), RubyText((Run("four "),))])
    live_until(lambda: bool(ended))
    assert (0, 4, 1) in lit
    assert {place[0] for place in lit} == {0, 1}


def test_a_page_reads_itself_and_falls_silent_when_left(navigator: Navigator, voice: Speaker, qtbot: QtBot) -> None:
    navigator.voice = voice
    navigator.go(PAGE)
    screen = navigator.window.screen_shown()
    assert isinstance(screen, PageScreen)
    screen.aloud.click()
    qtbot.waitUntil(lambda: voice.speaking)
    voice.word.emit(0, 0, 2)
    assert screen.title.extraSelections()
    screen.aloud.click()
    assert not voice.speaking
    assert not screen.title.extraSelections()
    screen.aloud.click()
    navigator.go(ToPlace(Place("03-think-about-connections", "p2")))  # type: ignore[arg-type] # as above
    settle()
    assert not voice.speaking


def test_what_is_spoken_of_a_page_holds_no_kanji_in_the_childrens_editions(navigator: Navigator) -> None:
    edition = EditionId("upper-elementary")
    for entry in navigator.app.learning.edition(edition).chapters:
        for page in navigator.app.learning.chapter(edition, entry.id).pages:
            assert not [letter for letter in utterance(page.title).words if "一" <= letter <= "龯"]


class Engine(QObject):
    """A voice that says nothing by itself: the test tells what an engine would tell."""

    sayingWord = Signal(str, int, int, int)  # noqa: N815 - Qt's own name
    stateChanged = Signal(object)  # noqa: N815 - Qt's own name

    def __init__(self) -> None:
        """Begin silent."""
        super().__init__()
        self.said: list[str] = []

    def say(self, words: str) -> None:
        """Note a text that is to be spoken."""
        self.said.append(words)

    def stop(self) -> None:
        """Note that it is silent."""
        self.said.append("")


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def told(engine: Engine) -> Speaker:
    """Give a speaker over that voice."""
    return Speaker(engine)  # type: ignore[arg-type] # it has all that is used of a voice


def test_a_late_word_of_the_text_before_skips_none(engine: Engine, told: Speaker) -> None:
    """Some engines tell that they have stopped when the next text was given already."""
    state = pytest.importorskip("PySide6.QtTextToSpeech").QTextToSpeech.State
    ended: list[bool] = []
    told.finished.connect(lambda: ended.append(True))
    told.speak([RubyText((Run(words),)) for words in ("", "いち", "  ", "に")])
    engine.stateChanged.emit(state.Ready)
    assert engine.said == ["", "いち"]
    for each in (state.Speaking, state.Ready):
        engine.stateChanged.emit(each)
    assert engine.said == ["", "いち", "に"]
    engine.stateChanged.emit(state.Error)
    assert (ended, told.speaking) == ([True], False)


def test_a_whole_word_is_lit_with_all_its_letters() -> None:
    said = utterance(RubyText((Run("あの"), Run("方", "かた"), Run("は、0120-279"))))
    assert said.shown(0, 2) == (0, 2)
    assert said.shown(2, 2) == (2, 1)
    assert said.shown(1, 3) == (1, 2)
    assert said.shown(6, 4) == (5, 4)
    assert said.shown(6, 99) == (5, 1)


def test_a_question_is_read_with_its_choices_and_what_is_said_to_an_answer(
    navigator: Navigator, engine: Engine, told: Speaker, qtbot: QtBot
) -> None:
    navigator.voice = told
    navigator.choose_edition(EditionId("upper-elementary"))
    navigator.go(ToPlace(Place("02-what-is-the-problem", item="q1")))  # type: ignore[arg-type] # as above
    screen = navigator.window.screen_shown()
    assert isinstance(screen, ItemScreen)
    settle()
    assert engine.said == [], "no sound starts by itself"
    screen.aloud.click()
    cards = screen.answers.findChildren(ChoiceCard)
    card, before = cards[0], cards[0].grab().toImage()
    told.word.emit(1, 0, 2)
    assert card.grab().toImage() != before
    screen.aloud.click()
    assert card.grab().toImage() == before
    card.click()
    settle()
    screen.aloud.click()
    lines = [each.words for each in told._said]
    assert len(lines) > len(cards) + 1
    assert not [letter for line in lines for letter in line if "一" <= letter <= "龯"]
    navigator.window.vanish()
    assert not told.speaking
    assert engine.said[-1] == ""
    qtbot.waitUntil(lambda: navigator.hidden)


def test_a_lock_is_silence(navigator: Navigator, engine: Engine, told: Speaker) -> None:
    """Somebody went away from the computer; the button offers to read again."""
    navigator.take_care()
    navigator.voice = told
    screen = visit(navigator, PAGE).screen_shown()
    assert isinstance(screen, PageScreen)
    screen.aloud.click()
    seen = [(told.speaking, screen.aloud.text())]
    navigator.caretaker.lock()
    assert engine.said[-1] == ""
    seen.append((told.speaking, screen.aloud.text()))
    screen.aloud.click()
    seen.append((told.speaking, screen.aloud.text()))
    assert [speaking for speaking, _ in seen] == [True, False, True]
    assert seen[0] == seen[2] != seen[1]


def test_a_moment_of_a_scene_that_is_gone_is_lit_no_more(navigator: Navigator, told: Speaker) -> None:
    navigator.voice = told
    navigator.choose_edition(EditionId("upper-elementary"))
    for destination in places(navigator):
        screen = visit(navigator, destination).screen_shown()
        scene = None if screen is None else screen.findChild(SceneView)
        if isinstance(screen, PageScreen) and scene is not None:
            break
    assert scene is not None
    assert isinstance(screen, PageScreen)
    screen.aloud.click()
    spoken = [each.words for each in told._said]
    assert utterance(scene.step.text).words in spoken
    assert utterance(scene.step.replies[0].text).words in spoken
    scene.open_step(scene.scene.start)
    settle()
    for at in range(len(spoken)):
        told.word.emit(at, 0, 1)
    screen.aloud.click()
    assert not told.speaking


def test_a_voice_that_is_found_later_is_offered_on_the_page_that_is_shown(
    navigator: Navigator, told: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A start leads back to the page one was on; the voice is looked for after that is shown."""
    screen = visit(navigator, PAGE).screen_shown()
    assert isinstance(screen, PageScreen)
    assert not hasattr(screen, "aloud")
    monkeypatch.setattr(speech, "find_speaker", lambda: told)
    navigator.take_care()
    settle()
    assert screen.aloud.isVisible()


@pytest.mark.parametrize("reason", list(Silence))
def test_without_a_voice_there_is_no_button_and_the_settings_say_why(navigator: Navigator, reason: Silence) -> None:
    navigator.voice = reason
    navigator.go(PAGE)
    screen = navigator.window.screen_shown()
    assert isinstance(screen, PageScreen)
    assert not hasattr(screen, "aloud")
    navigator.go(ToAppearance())
    settings = navigator.window.screen_shown()
    assert isinstance(settings, AppearanceScreen)
    assert settings.aloud.text()


def test_a_computer_without_the_part_or_the_voice(monkeypatch: pytest.MonkeyPatch, voice: Speaker) -> None:
    del voice
    assert find_speaker(speech.MOCK) is Silence.NO_VOICE
    monkeypatch.setitem(sys.modules, "PySide6.QtTextToSpeech", None)
    assert find_speaker() is Silence.NOT_INSTALLED


def test_nothing_of_it_is_in_the_way_of_the_first_frame(root: Path) -> None:
    assert "QtTextToSpeech" not in (root / "supporter_app/ui/opening.py").read_text(encoding="utf-8")
