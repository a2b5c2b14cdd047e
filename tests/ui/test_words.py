"""The window speaks to children in their words, and in easy Japanese where it was chosen; the page stays."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from supporter_app import i18n
from supporter_app.domain.edition import EASY_JAPANESE, GENERAL, ChapterId, EditionId, PageId, Place
from supporter_app.domain.lesson import LENGTHS
from supporter_app.i18n import DEFAULT_LOCALE, EASY_LOCALE, KIDS_LOCALE
from supporter_app.services.preferences import TEXT_STEPS, Preferences, wording_for
from supporter_app.ui import theme
from supporter_app.ui.destinations import ToAppearance, ToFirstQuestions, ToHome, ToPaper, ToPlace, ToRecord
from supporter_app.ui.lesson_window import LessonWindow
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.widgets.frame import Button
from tests.ui import audit
from tests.ui.audit import LARGE, SMALL, dress, fixed, places, settle, visit

pytestmark = pytest.mark.ui

UPPER, JUNIOR, CARDS = map(EditionId, ("upper-elementary", "junior-high", "lower-elementary"))
PAGE = ToPlace(Place(ChapterId("02-what-is-the-problem"), PageId("p3")))
LOOKS = (audit.unnamed, audit.small_targets, audit.clipped, audit.outside, audit.overlapping)


@pytest.mark.parametrize(
    ("edition", "chosen", "words"),
    [
        (GENERAL, DEFAULT_LOCALE, DEFAULT_LOCALE),
        (UPPER, DEFAULT_LOCALE, KIDS_LOCALE),
        (JUNIOR, DEFAULT_LOCALE, KIDS_LOCALE),
        (CARDS, DEFAULT_LOCALE, KIDS_LOCALE),
        (EASY_JAPANESE, DEFAULT_LOCALE, EASY_LOCALE),
        (GENERAL, EASY_LOCALE, EASY_LOCALE),
        (UPPER, EASY_LOCALE, EASY_LOCALE),
    ],
)
def test_the_words_go_with_edition_and_choice(edition: EditionId, chosen: str, words: str) -> None:
    assert wording_for(edition, Preferences(locale=chosen)) == words


def button(navigator: Navigator, words: str) -> Button:
    """Find a button of the window by its words."""
    found = [each for each in navigator.window.findChildren(Button) if each.text() == words and each.isVisible()]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("asking", [ToAppearance(), ToFirstQuestions()])
def test_a_language_is_followed_in_place(navigator: Navigator, asking: ToAppearance | ToFirstQuestions) -> None:
    """Header, footer and screen change at once; the keyboard stays on the button, and the page is there again."""
    visit(navigator, PAGE)
    window = visit(navigator, asking)
    for name, contents, print_words in (
        ("やさしい日本語", "もくじ", "いんさつする"),
        ("日本語", "目次", "印刷する"),
    ):
        pressed = button(navigator, name)
        pressed.setFocus()
        pressed.click()
        settle()
        assert navigator.present == asking
        assert (window.header.contents.text(), i18n._("Print")) == (contents, print_words)
        again = button(navigator, name)
        assert again.isChecked()
        assert QApplication.focusWidget() is again
    if asking == ToAppearance():
        window.footer.back.click()
        settle()
        assert navigator.present == PAGE


def test_the_view_stays_where_it_is(navigator: Navigator) -> None:
    dress(navigator, SMALL, 200)
    window = visit(navigator, ToAppearance())
    bar = window.area.verticalScrollBar()
    bar.setValue(60)
    pressed = button(navigator, "やさしい日本語")
    pressed.setFocus()
    pressed.click()
    settle()
    assert bar.value() == 60


def test_the_language_is_kept(navigator: Navigator) -> None:
    visit(navigator, ToAppearance())
    button(navigator, "やさしい日本語").click()
    again = Navigator(navigator.app)
    assert again.preferences.locale == EASY_LOCALE
    assert again.window.door.erase_button.text() == "きろくを 消して おわる"
    again.window.close()


def test_a_press_without_looking_changes_no_language(navigator: Navigator) -> None:
    """The keyboard starts on what is chosen."""
    visit(navigator, ToAppearance())
    button(navigator, "やさしい日本語").click()
    settle()
    screen = visit(navigator, ToFirstQuestions()).screen_shown()
    assert screen is not None
    assert screen.first_focus() is button(navigator, "やさしい日本語")


def test_a_childrens_edition_brings_its_words_and_takes_them_along(navigator: Navigator) -> None:
    navigator.choose_edition(UPPER)
    assert navigator.window.door.erase_button.text() == "きろくを消しておわる"
    navigator.choose_edition(GENERAL)
    assert navigator.window.door.erase_button.text() == "記録を消しておわる"


def test_where_the_edition_decides_there_is_no_choice(navigator: Navigator) -> None:
    """That edition may not be installed, so its words are put in use by hand."""
    i18n.use(EASY_LOCALE)
    visit(navigator, ToAppearance())
    assert not [each for each in navigator.window.findChildren(Button) if each.text() == "日本語"]


def test_a_lesson_speaks_to_the_class_and_the_window_as_before(navigator: Navigator) -> None:
    stops = navigator.app.lessons.plan(UPPER, LENGTHS[-1])
    navigator.begin_lesson(UPPER, stops, navigator.preferences.furigana)
    assert isinstance(navigator.lesson, LessonWindow)
    assert i18n.in_use() == KIDS_LOCALE
    navigator.lesson.left.emit()
    settle()
    assert i18n.in_use() == DEFAULT_LOCALE


@pytest.mark.parametrize(("size", "step"), [(LARGE, 100), (SMALL, 200)])
@pytest.mark.parametrize("locale", [KIDS_LOCALE, EASY_LOCALE])
def test_no_word_is_clipped(learned: Navigator, locale: str, size: tuple[int, int], step: int) -> None:
    """Every screen, and some pages and items, with the plainer words, which are longer."""
    if locale == KIDS_LOCALE:
        learned.choose_edition(UPPER)
    else:
        learned.set_preferences(learned.preferences._replace(locale=locale))
    assert i18n.in_use() == locale
    dress(learned, size, step)
    faults = []
    for destination in [*fixed(), *list(places(learned))[::5]]:
        window = visit(learned, destination)
        faults += [f"{destination}: {fault}" for look in LOOKS for fault in look(window)]
    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.parametrize("size", [LARGE, (1024, 768), SMALL])
@pytest.mark.parametrize("locale", [DEFAULT_LOCALE, EASY_LOCALE])
def test_the_band_of_the_first_screen_is_a_row_of_whole_words(
    navigator: Navigator, locale: str, size: tuple[int, int]
) -> None:
    """Its explaining words stand on one line or not at all, at every size of letters."""
    navigator.set_preferences(navigator.preferences._replace(locale=locale))
    shown = 0
    for step in TEXT_STEPS:
        dress(navigator, size, step)
        door = visit(navigator, ToHome()).door
        if door.words.isVisible():
            shown += 1
            assert door.words.width() >= door.words.sizeHint().width(), step
            assert door.height() <= door.open.height() + 2 * theme.SPACE, step
    assert shown or size != LARGE


def test_a_paper_asked_for_too_early_says_how_much_is_left(navigator: Navigator) -> None:
    """The number of pages and items, not a gap where it belongs."""
    edition = navigator.edition()
    left = sum(len(entry.pages) + len(entry.items) for entry in edition.counted())
    for destination in (ToPaper(), ToRecord()):
        navigator.go(destination)
        settle()
        screen = navigator.window.screen_shown()
        assert screen is not None
        assert any(f"まだ{left}か所" in each.text() for each in screen.findChildren(QLabel))
