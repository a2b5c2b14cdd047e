"""Pictures of the program, made from the program: a small set for the repository, and every screen for looking at."""

import io
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from itertools import product
from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QIODevice
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from supporter_app.bootstrap import compose
from supporter_app.domain.edition import GENERAL, Edition, EditionId, Place
from supporter_app.domain.furigana import Furigana, FuriganaChoice, known_before
from supporter_app.domain.quiz import Response
from supporter_app.domain.session import NameKeeping, Plan
from supporter_app.files import write_whole
from supporter_app.i18n import _
from supporter_app.services.attendance import Marks
from supporter_app.services.preferences import TEXT_STEPS, Theme
from supporter_app.services.roster import Entry
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
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.checkup import CheckupScreen
from supporter_app.ui.screens.paper import PaperScreen
from supporter_app.ui.screens.school_papers import SchoolPapersScreen
from supporter_app.ui.tour import SAMPLE_NAME, right_response

COLOURS = 128
OF_CHILDREN, EASY = map(EditionId, ("upper-elementary", "easy-japanese"))
LARGE, SMALL = (1366, 768), (900, 500)
FEW = (TEXT_STEPS[0], LARGE)
KEPT = (
    (OF_CHILDREN, f"{OF_CHILDREN}-page-year-4-{TEXT_STEPS[0]}"),
    (OF_CHILDREN, f"{OF_CHILDREN}-quiz-{TEXT_STEPS[0]}"),
    (EASY, f"{EASY}-help-{TEXT_STEPS[0]}"),
)
"""The pictures in a child's words and in easy Japanese that are kept in the repository, of which edition."""
THEMES = (Theme.STANDARD, Theme.CLEAR, Theme.DARK, Theme.SOFT)

HOLDING: tuple[tuple[str, Destination], ...] = (
    ("school", ToSchool()),
    ("lesson", ToLesson(EditionId("upper-elementary"))),
    ("lesson-pages", ToLessonPages(EditionId("upper-elementary"))),
    ("papers", ToPapers(EditionId("upper-elementary"))),
    ("vault", ToVault()),
    ("passphrase", ToFounding()),
    ("recovery", ToRecovery()),
    ("backups", ToBackups()),
    ("check-up", ToCheckup()),
    ("names-until", ToRetention()),
    ("export", ToExport()),
)
"""What those who hold courses see."""
LEFT_OUT = ("recovery",)
"""What is not among the thirty pictures of the repository: it looks like another one."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: what to show, in which theme, letter size and window size.

    `untold`: before the note on hiding at once was read; `hidden`: at the start after it.
    """

    name: str
    destination: Destination
    theme: Theme = Theme.STANDARD
    step: int = 100
    size: tuple[int, int] = LARGE
    edition: EditionId = GENERAL
    furigana: FuriganaChoice | None = None
    untold: bool = False
    hidden: bool = False


class Gallery:
    """Goes through the screens and takes their pictures."""

    def __init__(self, data_dir: Path) -> None:
        """Start the program on an empty data folder, half way through the course."""
        self.app = compose(data_dir)
        self.navigator = Navigator(self.app)
        self.window = self.navigator.window
        self.window.show()

    def few(self) -> Iterator[Shot]:
        """Give the pictures that are kept in the repository."""
        places = self._places()
        yield Shot("home", ToHome())
        yield Shot("first-questions", ToFirstQuestions())
        yield Shot("help", ToHelp())
        yield Shot("contents", ToContents())
        yield Shot("editions", ToEditions())
        yield Shot("appearance", ToAppearance())
        for name, at in (("page", 2), ("survey", self._at("04-what-surveys-tell", 1)), ("scene", self._scene())):
            yield Shot(name, ToPlace(places[at]))
        items = [place for place in places if place.item is not None]
        yield Shot("quiz", ToPlace(items[0]))
        for edition, name in KEPT:
            yield from (
                each for each in self._of_edition(self.app.learning.edition(edition), *FEW) if each.name == name
            )
        yield Shot("end", ToEnd())
        yield Shot("paper", ToPaper())
        yield Shot("record", ToRecord())
        yield Shot("erase", ToErase())
        for name, destination in HOLDING:
            if name not in LEFT_OUT:
                yield Shot(name, destination)
        yield Shot("home-dark", ToHome(), Theme.DARK)
        yield Shot("page-200", ToPlace(places[2]), Theme.STANDARD, 200, SMALL)
        yield Shot("help-200", ToHelp(), Theme.CLEAR, 200, SMALL)

    def every(self) -> Iterator[Shot]:
        """Give every screen in every theme, at 100 and at 200 per cent."""
        fixed: list[tuple[str, Destination]] = [
            ("home", ToHome()),
            ("first-questions", ToFirstQuestions()),
            ("help", ToHelp()),
            ("help-all", ToHelp("all")),
            ("contents", ToContents()),
            ("editions", ToEditions()),
            ("appearance", ToAppearance()),
            ("guide", ToGuide()),
            ("about", ToAbout()),
            ("end", ToEnd()),
            ("paper", ToPaper()),
            ("record", ToRecord()),
            ("erase", ToErase()),
            *HOLDING,
        ]
        fixed += [(f"{place.chapter}-{place.page or place.item}", ToPlace(place)) for place in self._places()]
        sizes = ((TEXT_STEPS[0], LARGE), (TEXT_STEPS[-1], SMALL))
        for (name, destination), theme, (step, size) in product(fixed, THEMES, sizes):
            yield Shot(f"{name}-{theme.value}-{step}", destination, theme, step, size)
        for edition, (step, size) in product(self.app.learning.editions(), sizes):
            yield from self._of_edition(edition, step, size)
        for step, size in sizes:
            yield Shot(f"help-note-{step}", ToHelp("urgent"), step=step, size=size, untold=True)
            yield Shot(f"home-hidden-{step}", ToHome(), step=step, size=size, hidden=True)

    def _of_edition(self, edition: Edition, step: int, size: tuple[int, int]) -> Iterator[Shot]:
        """Give the first screen of an edition, help, a page for year 4 and with all furigana, a scene, a question."""
        chapter = edition.counted()[1]
        page = Place(chapter.id, chapter.pages[0])
        scene = next((place for place in self._places(edition) if self._has_scene(edition.id, place)), page)
        for name, destination, furigana in (
            ("home", ToHome(), None),
            ("help", ToHelp(), None),
            ("page-year-4", ToPlace(page), FuriganaChoice(Furigana.BY_GRADE, known_before(4))),
            ("page-all", ToPlace(page), FuriganaChoice(Furigana.ALL)),
            ("scene", ToPlace(scene), None),
            ("quiz", ToPlace(Place(chapter.id, item=chapter.items[0])), None),
        ):
            words = f"{edition.id}-{name}-{step}"
            yield Shot(words, destination, step=step, size=size, edition=edition.id, furigana=furigana)

    def take(self, shot: Shot) -> bytes:
        """Show a screen and give its picture as a palette PNG."""
        if self.navigator.edition_id != shot.edition:
            self.navigator.choose_edition(shot.edition)
        furigana = shot.furigana or self.app.learning.edition(shot.edition).furigana()
        wanted = self.navigator.preferences._replace(
            asked=True, theme=shot.theme, text_step=shot.step, furigana=furigana
        )
        noted = wanted._replace(exit_told=not shot.untold, neutral_start=shot.hidden)
        self.navigator.set_preferences(noted)
        self.window.resize(*shot.size)
        self.navigator.go(shot.destination)
        screen = self.window.screen_shown()
        if isinstance(screen, PaperScreen):
            screen.name.setText(SAMPLE_NAME)
            screen.draw()
        while isinstance(screen, CheckupScreen | SchoolPapersScreen) and screen.running:
            QApplication.processEvents()
        for _turn in range(3):
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return palette_png(self.window.grab())

    def half_way(self) -> None:
        """Do the first two chapters, as someone on the way; and hold a session, as an organiser."""
        self._do(self.navigator.edition().counted()[:2])
        self._hold()

    def _hold(self) -> None:
        plan = Plan(
            title=_("Sample course"),
            edition=self.navigator.edition_id,
            content_version="",
            day=date(2026, 11, 20),
            start=time(14),
            end=time(15, 30),
            place=_("Sample hall"),
            lecturer=_("Sample"),
            names=NameKeeping.UNTIL_REPORT,
        )
        session = self.app.classroom.create(plan)
        self.app.roster.take(session, [Entry(SAMPLE_NAME)] * 12)
        self.app.attendance.mark(session, Marks(all_present=True, late={3: 20}))
        self.app.backups.make()

    def all_done(self) -> None:
        """Do the whole course."""
        self._do(self.navigator.edition().counted())
        self.app.learning.complete(self.navigator.edition_id)

    def _do(self, entries: tuple[object, ...]) -> None:
        learning, edition = self.app.learning, self.navigator.edition_id
        for entry in self.navigator.edition().counted():
            if entry not in entries:
                continue
            for page in entry.pages:
                learning.leave_page(edition, entry.id, page)
            for item in learning.quiz(edition, entry.id).items:
                learning.answer(edition, entry.id, Response(item.id, right_response(item)))

    def _places(self, edition: Edition | None = None) -> list[Place]:
        places = []
        for entry in (edition or self.navigator.edition()).chapters:
            places += [Place(entry.id, page=page) for page in entry.pages]
            places += [Place(entry.id, item=item) for item in entry.items]
        return places

    def _at(self, chapter: str, page: int) -> int:
        return next(at for at, place in enumerate(self._places()) if place.chapter == chapter) + page

    def _scene(self) -> int:
        """Find the first page with a scene."""
        found = (at for at, place in enumerate(self._places()) if self._has_scene(self.navigator.edition_id, place))
        return next(found, 0)

    def _has_scene(self, edition: EditionId, place: Place) -> bool:
        from supporter_app.domain.course import SceneBlock

        page = self.app.learning.chapter(edition, place.chapter).page(place.page) if place.page is not None else None
        return page is not None and any(isinstance(block, SceneBlock) for block in page.blocks)

    def close(self) -> None:
        """End the program."""
        self.navigator.close()
        self.window.close()
        self.app.close()


def palette_png(pixmap: QPixmap) -> bytes:
    """Write a picture with a palette, which is a quarter of the size."""
    from PIL import Image

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pixmap.save(buffer, "PNG")
    out = io.BytesIO()
    whole = Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")
    whole.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def run_gallery(out: Path, *, everything: bool) -> int:
    """Take the pictures; the small set is replaced whole."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        gallery = Gallery(Path(folder))
        gallery.half_way()
        shots = list(gallery.every() if everything else gallery.few())
        after = [shot for shot in shots if isinstance(shot.destination, ToEnd | ToPaper | ToRecord)]
        PaperScreen.SAMPLE = True
        for shot in [shot for shot in shots if shot not in after]:
            write_whole(out / f"{shot.name}.png", gallery.take(shot))
        gallery.all_done()
        for shot in after:
            write_whole(out / f"{shot.name}.png", gallery.take(shot))
        PaperScreen.SAMPLE = False
        gallery.close()
    sys.stdout.write(f"{len(shots)} {out}\n")
    return 0
