"""Builds each screen with just the services it uses; a screen's module is imported when it is first shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from supporter_app.domain.edition import CHILDREN_EDITIONS, EditionId, Place
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.ui.destinations import (
    Destination,
    ToAbout,
    ToAppearance,
    ToBackups,
    ToCheckup,
    ToContents,
    ToEditions,
    ToEnd,
    ToErase,
    ToExport,
    ToFirstQuestions,
    ToFounding,
    ToGuide,
    ToHelp,
    ToHome,
    ToLesson,
    ToLessonPages,
    ToPaper,
    ToPapers,
    ToPlace,
    ToRecord,
    ToRecovery,
    ToRetention,
    ToSchool,
    ToVault,
)
from supporter_app.ui.screens.screen import Screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from supporter_app.domain.furigana import FuriganaChoice
    from supporter_app.services.lessons import PlannedStop
    from supporter_app.ui.lesson_window import LessonWindow
    from supporter_app.ui.navigator import Navigator


UNDER_18 = "under18"


def build(at: "Navigator", destination: Destination) -> Screen:
    """Build the screen of a destination; raises SupporterError when what it shows cannot be read."""
    match destination:
        case ToPlace(place):
            return at_place(at, place)
        case ToHelp(choose):
            return help_lines(at, choose)
        case ToLesson(edition):
            return lesson(at, edition)
        case ToLessonPages(edition):
            return lesson_pages(at, edition)
        case ToPapers(edition):
            return papers(at, edition)
        case _:
            return MAKERS[type(destination)](at)


def home(at: "Navigator") -> Screen:
    """Build the first screen."""
    from supporter_app.ui.screens.home import HomeScreen, Offers

    learning, installed = at.app.learning, at.app.library.editions()
    offers = Offers(
        editions=len(installed) > 1,
        school=not CHILDREN_EDITIONS.isdisjoint(installed),
        unnamed=at.preferences.neutral_start,
    )
    progress, place = learning.progress(at.edition_id), learning.place(at.edition_id)
    return HomeScreen(at.reader(), at.edition(), progress, place, offers)


def at_place(at: "Navigator", place: Place) -> Screen:
    """Build a page or an item, and remember the place before it is shown."""
    screen = _item(at, place) if place.item is not None else _page(at, place)
    at.keep(lambda: at.app.learning.arrive(at.edition_id, place))
    return screen


def _page(at: "Navigator", place: Place) -> Screen:
    from supporter_app.ui.screens.chapter_page import PageContext, PageScreen
    from supporter_app.ui.widgets.blocks import BlockMaker

    learning = at.app.learning
    chapter = learning.chapter(at.edition_id, place.chapter)
    page = chapter.page(place.page) if place.page is not None else chapter.pages[0]
    if page is None:
        raise ContentError((Problem(f"{place.chapter}.md", 1, "page-missing", str(place.page)),))
    context = PageContext(
        at.edition(),
        Place(place.chapter, page.id),
        at.app.library.facts(),
        BlockMaker(at.reader(), at.edition_id, at.app.library, at.app.consultation),
        lambda done: at.keep(lambda: learning.leave_page(at.edition_id, place.chapter, done)),
        lambda done: at.keep(lambda: learning.leave_page(at.edition_id, place.chapter, done, skipped=True)),
        at.speaker(),
    )
    return PageScreen(at.reader(), page, context)


def _item(at: "Navigator", place: Place) -> Screen:
    from supporter_app.ui.screens.quiz_item import ItemScreen

    return ItemScreen(at.reader(), at.edition(), place, at.app.learning, at.keep, at.speaker())


def first_questions(at: "Navigator") -> Screen:
    """Build the questions of the first start."""
    from supporter_app.ui.screens.first_questions import FirstQuestionsScreen

    return FirstQuestionsScreen(at.reader(), at.preferences, at.take_choices)


def appearance(at: "Navigator") -> Screen:
    """Build the screen for letters, colours and furigana."""
    from supporter_app.ui.screens.appearance import AppearanceScreen

    return AppearanceScreen(at.reader(), at.preferences, at.take_choices, at.origin, at.voice)


def contents(at: "Navigator") -> Screen:
    """Build the list of chapters and pages."""
    from supporter_app.ui.screens.contents import ContentsScreen

    return ContentsScreen(at.reader(), at.edition(), at.app.learning.progress(at.edition_id), at.origin)


def editions(at: "Navigator") -> Screen:
    """Build the choice of an edition."""
    from supporter_app.ui.screens.editions import EditionsScreen

    return EditionsScreen(at.reader(), at.app.learning.editions(), at.edition_id, at.choose_edition, at.origin)


def school(at: "Navigator") -> Screen:
    """Build the door for schools."""
    from supporter_app.ui.screens.school import SchoolScreen

    return SchoolScreen(at.reader(), at.app.lessons.editions(), at.choose_edition)


def papers(at: "Navigator", edition: EditionId) -> Screen:
    """Build the papers of a lesson."""
    from supporter_app.ui.screens.school_papers import SchoolPapersScreen

    return SchoolPapersScreen(
        at.reader(), at.app.library.edition(edition), at.app.school, at.app.certification, at.tasks
    )


def help_lines(at: "Navigator", choose: str) -> Screen:
    """Build the help lines; where a child reads, those for 18 or younger come before anything else."""
    from supporter_app.ui.screens.help_lines import HelpScreen

    young = at.edition_id in CHILDREN_EDITIONS
    if choose == ToHelp().choose and young:
        choose = UNDER_18
    return HelpScreen(at.reader(), at.app.consultation, choose, at.origin, at.app.certification, for_children=young)


def guide(at: "Navigator") -> Screen:
    """Build the page on how to use the program."""
    from supporter_app.ui.screens.guide import GuideScreen

    return GuideScreen(at.reader(), at.origin)


def about(at: "Navigator") -> Screen:
    """Build the page on versions, sources and review."""
    from supporter_app.ui.screens.about import AboutScreen

    facts = tuple(at.app.library.facts().values())
    review = at.app.reviews.state(at.edition_id)
    return AboutScreen(at.reader(), at.edition(), facts, review, folder=str(at.app.data_dir or ""), origin=at.origin)


def end(at: "Navigator") -> Screen:
    """Build the screen after the last chapter."""
    from supporter_app.ui.screens.end import EndScreen

    return EndScreen(at.reader(), at.edition(), at.app.learning, at.app.library.acts(at.edition_id))


def paper(at: "Navigator") -> Screen:
    """Build the paper."""
    from supporter_app.ui.screens.paper import PaperScreen

    return PaperScreen(at.reader(), at.edition(), at.app.learning, at.app.certification)


def erase(at: "Navigator") -> Screen:
    """Build the question before the records are erased."""
    from supporter_app.ui.screens.erase import EraseScreen

    return EraseScreen(at.reader(), at.erase_and_close)


def record(at: "Navigator") -> Screen:
    """Build the record slip."""
    from supporter_app.ui.screens.record import RecordScreen

    return RecordScreen(at.reader(), at.edition(), at.app.learning, at.app.certification)


def vault(at: "Navigator") -> Screen:
    """Build the vault."""
    from supporter_app.ui.screens.vault import VaultScreen

    return VaultScreen(at.reader(), at.app.names, at.app.backups, at.window.recorded)


def founding(at: "Navigator") -> Screen:
    """Build the choice of a passphrase."""
    from supporter_app.ui.screens.founding import FoundingScreen

    return FoundingScreen(at.reader(), at.app.names, at.app.certification, at.window.recorded)


def recovery(at: "Navigator") -> Screen:
    """Build the way in by the recovery code."""
    from supporter_app.ui.screens.founding import RecoveryScreen

    return RecoveryScreen(at.reader(), at.app.names, at.window.recorded)


def backups(at: "Navigator") -> Screen:
    """Build the list of backups."""
    from supporter_app.ui.screens.backups import BackupsScreen

    return BackupsScreen(at.reader(), at.app.backups, at.app.end_folders, at.tasks, at.reopening.restore)


def checkup(at: "Navigator") -> Screen:
    """Build the check-up."""
    from supporter_app.ui.screens.checkup import CheckupScreen

    return CheckupScreen(at.reader(), at.app.checkup, at.tasks, at.reopening.repair)


def retention(at: "Navigator") -> Screen:
    """Build the days of names."""
    from supporter_app.services.erasure import after_a_backup
    from supporter_app.ui.screens.retention import RetentionScreen

    backups = at.app.backups
    return RetentionScreen(
        at.reader(),
        at.app.classroom,
        at.app.roster,
        at.tasks,
        lambda session, stop: after_a_backup(backups, session, stop),
    )


def export(at: "Navigator") -> Screen:
    """Build the screen that writes files for people."""
    from supporter_app.ui.screens.export import ExportScreen

    return ExportScreen(at.reader(), at.app.classroom, at.app.exports, at.app.exports_beside, at.tasks)


def lesson(at: "Navigator", edition: EditionId) -> Screen:
    """Build the plan of a lesson."""
    from supporter_app.ui.screens.lesson import LessonScreen

    lessons = at.app.lessons
    minutes = at.app.preparation.reading(edition).minutes()
    return LessonScreen(
        at.reader(), lessons.edition(edition), lessons, minutes, lambda *what: at.begin_lesson(edition, *what), at.keep
    )


def lesson_pages(at: "Navigator", edition: EditionId) -> Screen:
    """Build what a teacher reads before the lesson."""
    from supporter_app.ui.screens.lesson_pages import LessonPagesScreen
    from supporter_app.ui.widgets.blocks import BlockMaker

    return LessonPagesScreen(
        at.reader(),
        at.app.lessons.edition(edition),
        at.app.preparation.reading(edition),
        at.app.library.facts(),
        BlockMaker(at.reader(), edition, at.app.library, at.app.consultation),
        lambda: at.keep(lambda: at.app.lessons.note_read_through(edition)),
    )


def lesson_window(
    at: "Navigator", edition: EditionId, stops: "tuple[PlannedStop, ...]", furigana: "FuriganaChoice"
) -> "LessonWindow":
    """Build the window that plays a lesson."""
    from supporter_app.domain.course import Block
    from supporter_app.ui.lesson_views import Source
    from supporter_app.ui.lesson_window import LessonWindow
    from supporter_app.ui.reader import Reader
    from supporter_app.ui.widgets.blocks import BlockMaker
    from supporter_app.ui.widgets.lookups import line_list

    lessons, library, consultation = at.app.lessons, at.app.library, at.app.consultation

    def make(block: Block, reader: Reader) -> "QWidget | None":
        return BlockMaker(reader, edition, library, consultation)(block)

    def help_view(reader: Reader) -> "QWidget":
        return line_list(consultation.choose(UNDER_18), reader)

    source = Source(
        stops,
        lambda planned: lessons.page(edition, planned.timed),
        lambda planned: lessons.item(edition, planned.timed),
        make,
        help_view,
        at.app.school.source.told(1),
    )
    return LessonWindow(source, at.reader()._replace(furigana=furigana))


MAKERS: dict[type[Destination], Callable[["Navigator"], Screen]] = {
    ToHome: home,
    ToFirstQuestions: first_questions,
    ToContents: contents,
    ToEditions: editions,
    ToSchool: school,
    ToAppearance: appearance,
    ToGuide: guide,
    ToAbout: about,
    ToEnd: end,
    ToPaper: paper,
    ToRecord: record,
    ToErase: erase,
    ToVault: vault,
    ToFounding: founding,
    ToRecovery: recovery,
    ToBackups: backups,
    ToCheckup: checkup,
    ToRetention: retention,
    ToExport: export,
}
