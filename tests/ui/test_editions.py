"""Another edition is chosen: the place stays, progress and furigana are those of the edition, nothing jumps."""

import re

import pytest
import shiboken6
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel

from supporter_app.domain.course import Think
from supporter_app.domain.edition import EASY_JAPANESE, GENERAL, ChapterId, EditionId, ItemId, PageId, Place
from supporter_app.domain.furigana import KNOWS_SCHOOL_KANJI, Furigana, FuriganaChoice
from supporter_app.domain.quiz import Response
from supporter_app.i18n import _
from supporter_app.ui.destinations import (
    Destination,
    ToAbout,
    ToAppearance,
    ToContents,
    ToEditions,
    ToEnd,
    ToGuide,
    ToHelp,
    ToHome,
    ToLesson,
    ToPlace,
    ToSchool,
)
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.appearance import AppearanceScreen
from supporter_app.ui.screens.editions import EditionsScreen
from supporter_app.ui.screens.end import EndScreen
from supporter_app.ui.screens.help_lines import HelpScreen
from supporter_app.ui.screens.home import HomeScreen
from supporter_app.ui.screens.paper import PaperScreen
from supporter_app.ui.screens.school import SchoolScreen
from supporter_app.ui.tour import right_response
from supporter_app.ui.widgets.choice_card import ChoiceCard
from supporter_app.ui.widgets.frame import Button, class_words, plain_words
from supporter_app.ui.widgets.line_card import LineCard
from supporter_app.ui.widgets.ruby_text import RubyBrowser
from supporter_app.ui.widgets.think import ThinkArea
from tests.ui import audit
from tests.ui.audit import LARGE, SMALL, dress, places, settle, visit
from tests.ui.conftest import do_everything

pytestmark = pytest.mark.ui

UPPER, JUNIOR, CARDS = map(EditionId, ("upper-elementary", "junior-high", "lower-elementary"))
WHAT, HELP = ChapterId("02-what-is-the-problem"), ChapterId("06-help-lines")


def choose(navigator: Navigator, edition: EditionId) -> None:
    """Press the card of an edition."""
    navigator.go(ToEditions())
    screen = navigator.window.screen_shown()
    assert isinstance(screen, EditionsScreen)
    screen.cards[edition].click()
    settle()


def test_only_what_can_be_taken_alone_is_offered(navigator: Navigator) -> None:
    visit(navigator, ToEditions())
    screen = navigator.window.screen_shown()
    assert isinstance(screen, EditionsScreen)
    installed = {each for each in navigator.app.library.editions() if each != CARDS}
    assert set(screen.cards) == installed
    assert list(screen.cards)[:3] == [GENERAL, UPPER, JUNIOR]
    assert [each for each, card in screen.cards.items() if card.isChecked()] == [GENERAL]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Place(WHAT, PageId("p3")), Place(WHAT, PageId("p3"))),
        (Place(WHAT, PageId("p7")), Place(WHAT, PageId("p1"))),
        (Place(WHAT, item=ItemId("q2")), Place(WHAT, item=ItemId("q2"))),
    ],
)
def test_the_place_in_the_chapter_stays(navigator: Navigator, before: Place, after: Place) -> None:
    visit(navigator, ToPlace(before))
    visit(navigator, ToContents())
    choose(navigator, UPPER)
    assert navigator.present == ToPlace(after)
    assert navigator.edition_id == UPPER
    assert navigator.app.learning.last_edition() == UPPER


def typed(navigator: Navigator) -> list[str]:
    """Read what stands in the boxes for thoughts."""
    screen = navigator.window.screen_shown()
    assert screen is not None
    return [each.toPlainText() for each in screen.findChildren(ThinkArea)]


def at_a_box(navigator: Navigator) -> ToPlace:
    """Find the last page with room for thoughts, write there, and say where it is."""
    found = None
    for entry in navigator.edition().chapters:
        chapter = navigator.app.learning.chapter(navigator.edition_id, entry.id)
        for page in chapter.pages:
            if any(isinstance(block, Think) for block in page.blocks):
                found = ToPlace(Place(entry.id, page.id))
    assert found is not None
    screen = visit(navigator, found).screen_shown()
    assert screen is not None
    screen.findChildren(ThinkArea)[0].setPlainText("かなりあ")
    return found


@pytest.mark.parametrize("one", [GENERAL, UPPER, JUNIOR, EASY_JAPANESE])
@pytest.mark.parametrize("other", [GENERAL, UPPER, JUNIOR, EASY_JAPANESE])
def test_there_and_back_is_where_one_was_with_what_was_typed(
    navigator: Navigator, one: EditionId, other: EditionId
) -> None:
    """Also where the other edition has other pages; what was typed is on the screen only, and stays there."""
    choose(navigator, one)
    there = at_a_box(navigator)
    choose(navigator, other)
    visit(navigator, ToHelp())
    choose(navigator, one)
    assert navigator.present == there
    assert typed(navigator)[0] == "かなりあ"
    navigator.window.footer.back.click()
    settle()
    visit(navigator, there)
    assert set(typed(navigator)) == {""}


def test_looking_at_something_else_leaves_a_page_as_it_was(navigator: Navigator) -> None:
    """Help, letters, the list of chapters: words typed and an answer given stand there afterwards, in the new look."""
    at_a_box(navigator)
    for aside in (ToHelp(), ToAppearance(), ToContents(), ToGuide(), ToAbout()):
        visit(navigator, aside)
        if isinstance(aside, ToAppearance):
            navigator.set_preferences(navigator.preferences._replace(text_step=150))
        navigator.window.footer.back.click()
        settle()
        assert typed(navigator)[0] == "かなりあ"
    screen = navigator.window.screen_shown()
    assert screen is not None
    assert screen.reader.look.step == 150
    visit(navigator, ToPlace(Place(WHAT, item=ItemId("q1"))))
    screen = navigator.window.screen_shown()
    assert screen is not None
    wrong = screen.findChildren(ChoiceCard)[0]
    wrong.click()
    settle()
    told = [each.text() for each in screen.findChildren(QLabel)]
    visit(navigator, ToHelp())
    navigator.window.footer.back.click()
    settle()
    again = navigator.window.screen_shown()
    assert again is not None
    assert [each.text() for each in again.findChildren(QLabel)] == told


def test_a_chapter_that_is_not_there_leads_home_and_back(navigator: Navigator) -> None:
    there = ToPlace(Place(ChapterId("reference"), PageId("p2")))
    visit(navigator, there)
    seen = []
    for edition in (JUNIOR, GENERAL):
        choose(navigator, edition)
        seen.append(navigator.present)
    assert seen == [ToHome(), there]


def test_a_chapter_the_edition_has_not_leads_to_the_first_screen(navigator: Navigator) -> None:
    visit(navigator, ToPlace(Place(ChapterId("reference"), PageId("p2"))))
    choose(navigator, JUNIOR)
    assert navigator.present == ToHome()
    assert navigator.app.learning.last_edition() == JUNIOR


def test_going_back_without_choosing_changes_nothing(navigator: Navigator) -> None:
    there = ToPlace(Place(HELP, PageId("p2")))
    visit(navigator, there)
    visit(navigator, ToContents())
    visit(navigator, ToEditions())
    navigator.window.footer.back.click()
    assert navigator.present == there
    assert navigator.edition_id == GENERAL


def test_each_edition_keeps_its_own_progress_and_the_next_start_opens_it(navigator: Navigator) -> None:
    visit(navigator, ToPlace(Place(WHAT, PageId("p2"))))
    navigator.window.footer.forward.click()
    choose(navigator, UPPER)
    learning = navigator.app.learning
    assert learning.progress(GENERAL).done == {(WHAT, PageId("p2"))}
    assert learning.progress(UPPER).done == frozenset()
    choose(navigator, GENERAL)
    choose(navigator, JUNIOR)
    again = Navigator(navigator.app)
    assert again.edition_id == JUNIOR
    assert again.preferences.furigana == FuriganaChoice(Furigana.BY_GRADE, KNOWS_SCHOOL_KANJI)
    again.window.close()


def test_a_childrens_edition_proposes_its_class_and_a_chosen_one_stays(navigator: Navigator) -> None:
    adult = navigator.preferences.furigana
    choose(navigator, UPPER)
    assert navigator.preferences.furigana == FuriganaChoice(Furigana.BY_GRADE, 3)
    assert navigator.window.header.furigana.text().endswith("4年生")
    chosen = FuriganaChoice(Furigana.BY_GRADE, 0)
    navigator.set_preferences(navigator.preferences._replace(furigana=chosen))
    choose(navigator, GENERAL)
    assert navigator.preferences.furigana == adult
    choose(navigator, UPPER)
    assert navigator.preferences.furigana == chosen
    assert Navigator(navigator.app).preferences.furigana == chosen


def test_an_edition_that_is_gone_opens_the_one_for_adults(navigator: Navigator) -> None:
    navigator.app.learning.arrive(EditionId("of-another-computer"), Place(WHAT, PageId("p1")))
    assert Navigator(navigator.app).edition_id == GENERAL


def test_every_class_can_be_chosen_and_is_said_in_plain_words(navigator: Navigator) -> None:
    visit(navigator, ToAppearance())
    screen = navigator.window.screen_shown()
    assert isinstance(screen, AppearanceScreen)
    assert plain_words(3) == "4年生(3年生までの漢字はふりがななし)"
    for known in range(KNOWS_SCHOOL_KANJI + 1):
        found = [each for each in screen.findChildren(Button) if each.text() == class_words(known)]
        assert [plain_words(known) in each.accessibleName() for each in found] == [True]
        found[0].click()
        assert navigator.preferences.furigana == FuriganaChoice(Furigana.BY_GRADE, known)
        assert navigator.window.header.furigana.text().endswith(class_words(known))


def test_switching_furigana_in_a_scrolled_page_moves_nothing(navigator: Navigator) -> None:
    choose(navigator, UPPER)
    navigator.window.resize(900, 500)
    window = visit(navigator, ToPlace(Place(WHAT, PageId("p3"))))
    bar = window.area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    screen = window.screen_shown()
    assert screen is not None
    before = (bar.value(), screen.mapTo(window, QPoint(0, 0)), screen.size())
    for _turn in range(3):
        window.header.furigana.click()
        settle()
        assert window.screen_shown() is screen
        assert (bar.value(), screen.mapTo(window, QPoint(0, 0)), screen.size()) == before


MARKS = re.compile("[0-9０-９]点|点数|正解|まちがい|間違い|[×✕✗✘❌]|スコア|ランキング|順位")
"""Words of marks and of contests, which a child never sees."""


@pytest.mark.parametrize("edition", [UPPER, JUNIOR])
def test_questions_and_scenes_of_children_know_no_marks(learned: Navigator, edition: EditionId) -> None:
    learned.choose_edition(edition)
    seen = 0
    for destination in places(learned):
        screen = visit(learned, destination).screen_shown()
        assert screen is not None
        cards = screen.findChildren(ChoiceCard)
        if not cards:
            continue
        for card in cards:
            if not shiboken6.isValid(card):
                continue
            card.click()
            settle()
            told = [each.text() for each in screen.findChildren(QLabel) if each.isVisible()]
            told += [each.toPlainText() for each in screen.findChildren(RubyBrowser)]
            assert not MARKS.search("\n".join(told)), destination
            seen += 1
    assert seen > 60


def test_help_begins_with_the_lines_for_the_young_where_a_child_reads(navigator: Navigator) -> None:
    choose(navigator, UPPER)
    asked: list[Destination] = [ToHelp(), ToHelp("all")]
    for destination in asked:
        screen = visit(navigator, destination).screen_shown()
        assert isinstance(screen, HelpScreen)
        young = destination == ToHelp()
        assert list(screen.ways)[-3:][0] == ("under18" if young else "now")
        assert screen.ways["under18"].isChecked() == young
    card = visit(navigator, ToHelp()).findChild(LineCard)
    assert card is not None
    assert card.offer.line.under18


@pytest.mark.parametrize("edition", [UPPER, JUNIOR])
def test_a_childs_end_offers_a_paper_without_keeping_a_name(navigator: Navigator, edition: EditionId) -> None:
    navigator.choose_edition(edition)
    do_everything(navigator)
    screen = visit(navigator, ToEnd()).screen_shown()
    assert isinstance(screen, EndScreen)
    words = [each.text() for each in screen.findChildren(Button)]
    assert _("Record slip for a hall") not in words
    assert any("のこりません" in each.text() for each in screen.findChildren(QLabel))
    screen.paper_button.click()
    settle()
    paper = navigator.window.screen_shown()
    assert isinstance(paper, PaperScreen)
    paper.name.setText("見本 みらい")
    paper.draw()
    assert paper.pdf is not None
    folder = navigator.app.data_dir
    assert folder is not None
    assert not [each for each in folder.rglob("*") if each.is_file() and "みらい".encode() in each.read_bytes()]


@pytest.mark.parametrize(("size", "step"), [(LARGE, 100), (SMALL, 200)])
@pytest.mark.parametrize("edition", [UPPER, JUNIOR])
def test_the_header_stays_where_it_is_and_every_title_has_room(
    learned: Navigator, edition: EditionId, size: tuple[int, int], step: int
) -> None:
    learned.choose_edition(edition)
    dress(learned, size, step)
    header, seen, faults = learned.window.header, set(), []
    around: list[Destination] = [ToHome(), ToContents(), ToHelp(), *list(places(learned))[::3]]
    for destination in around:
        window = visit(learned, destination)
        looks = (audit.clipped, audit.outside, audit.overlapping, audit.unnamed, audit.small_targets)
        faults += [f"{destination}: {fault}" for look in looks for fault in look(window)]
        if not window.door.isVisible():
            seen.add(tuple(each.mapTo(window, QPoint(0, 0)).toTuple() for each in (header.help, header.guide)))
    assert len(seen) == 1
    assert faults == []


def test_the_door_for_schools_leads_to_lessons_and_explains_the_show(navigator: Navigator) -> None:
    visit(navigator, ToSchool())
    screen = navigator.window.screen_shown()
    assert isinstance(screen, SchoolScreen)
    prepare, read = [
        [each for each in screen.findChildren(Button) if each.text() == words]
        for words in ("授業の準備", "子どもが読むページを見る")
    ]
    assert len(prepare) == len(read) == 2
    prepare[0].click()
    settle()
    assert navigator.present == ToLesson(UPPER)
    navigator.window.footer.back.click()
    settle()
    screen = navigator.window.screen_shown()
    assert isinstance(screen, SchoolScreen)
    next(each for each in screen.findChildren(Button) if each.text() == "子どもが読むページを見る").click()
    settle()
    assert navigator.edition_id == UPPER
    assert isinstance(navigator.window.screen_shown(), HomeScreen)


@pytest.mark.parametrize(
    ("edition", "words"), [(GENERAL, "label"), (UPPER, "child_label"), (EASY_JAPANESE, "easy_label")]
)
def test_worries_are_in_the_words_of_whoever_reads(navigator: Navigator, edition: EditionId, words: str) -> None:
    """A child finds own words, and so does who finds Japanese hard; all with readings."""
    navigator.choose_edition(edition)
    screen = visit(navigator, ToHelp()).screen_shown()
    assert isinstance(screen, HelpScreen)
    said = {name: each.accessibleName() for name, each in screen.ways.items() if name.startswith("worry=")}
    assert said == {f"worry={each.id}": getattr(each, words) for each in navigator.app.consultation.worries()}


@pytest.mark.parametrize("edition", [UPPER, EASY_JAPANESE])
def test_the_end_lists_the_chapters_in_which_something_is_left(navigator: Navigator, edition: EditionId) -> None:
    navigator.choose_edition(edition)
    first, second, *others = navigator.edition().counted()
    learning = navigator.app.learning
    for page in first.pages:
        learning.leave_page(edition, first.id, page)
    for item in learning.quiz(edition, first.id).items:
        learning.answer(edition, first.id, Response(item.id, right_response(item)))
    learning.leave_page(edition, second.id, second.pages[0])
    screen = visit(navigator, ToEnd()).screen_shown()
    assert isinstance(screen, EndScreen)
    left = [each.accessibleName() for each in screen.chapters]
    assert len(left) == 1 + len(others)
    assert str(len(second.pages) - 1 + len(second.items)) in left[0]
    screen.chapters[0].click()
    settle()
    assert navigator.present == ToPlace(Place(second.id, second.pages[1]))
