"""Shows one screen of each kind in a real window and lets another process read it through AT-SPI.

Arguments: the data folder, the file for what was read (a JSON array), the program that prints the tree, the system's
Python.
"""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QProcess, QTimer

from supporter_app.bootstrap import compose
from supporter_app.domain.course import Note, texts
from supporter_app.domain.edition import EditionId, Place
from supporter_app.domain.quiz import Response
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
    ToPlace,
    ToRecord,
    ToRecovery,
    ToRetention,
    ToSchool,
    ToVault,
)
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.opening import load_fonts, make_application
from supporter_app.ui.screens.chapter_page import PageScreen
from supporter_app.ui.tour import right_response

STILL_MS = 150
EVERY_PAGE = 5


def main(folder: Path, out: Path, tree: str, python: str) -> None:
    """Go through the screens and write down what was read of each."""
    make_application()
    assert load_fonts() == ()
    navigator = Navigator(compose(folder))
    navigator.set_preferences(navigator.preferences._replace(asked=True))
    complete(navigator)
    navigator.window.show()
    navigator.window.activateWindow()
    told = []

    def show(destination: Destination) -> None:
        navigator.go(destination)
        wait(STILL_MS)
        screen = navigator.window.screen_shown()
        plain = words_of(screen) if isinstance(screen, PageScreen) else []
        name = f"{navigator.edition_id} {destination}"
        told.append({"screen": name, "plain": plain, "tree": json.loads(read(python, tree))})

    for destination in destinations(navigator):
        show(destination)
    for edition in others(navigator):
        navigator.choose_edition(edition)
        for destination in (*pages(navigator)[::EVERY_PAGE], *kinds(navigator)):
            show(destination)
    navigator.app.close()
    out.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def complete(navigator: Navigator) -> None:
    """Do the whole course, so that paper and record slip can be shown."""
    learning, edition = navigator.app.learning, navigator.edition_id
    for entry in navigator.edition().counted():
        for page in entry.pages:
            learning.leave_page(edition, entry.id, page)
        for item in learning.quiz(edition, entry.id).items:
            learning.answer(edition, entry.id, Response(item.id, right_response(item)))
    learning.complete(edition)


def destinations(navigator: Navigator) -> list[Destination]:
    """List one screen of each kind: the fixed ones, some pages, and an item of each kind."""
    fixed: list[Destination] = [ToHome(), ToFirstQuestions(), ToContents(), ToAppearance(), ToGuide(), ToAbout()]
    fixed += [ToEnd(), ToPaper(), ToRecord(), ToErase(), ToHelp(), ToHelp("all")]
    fixed += [ToVault(), ToFounding(), ToRecovery(), ToBackups(), ToCheckup(), ToRetention(), ToExport()]
    upper = EditionId("upper-elementary")
    fixed += [ToEditions(), ToSchool(), ToLesson(upper), ToLessonPages(upper)]
    return [*fixed, *pages(navigator)[::EVERY_PAGE], *kinds(navigator)]


def others(navigator: Navigator) -> list[EditionId]:
    """List the other editions that one can take alone."""
    learning = navigator.app.learning
    found = [each for each in navigator.app.library.editions() if learning.edition(each).for_self_study()]
    return [each for each in found if each != navigator.edition_id]


def pages(navigator: Navigator) -> list[Destination]:
    """List every page of the edition in use."""
    return [ToPlace(Place(entry.id, page=page)) for entry in navigator.edition().chapters for page in entry.pages]


def kinds(navigator: Navigator) -> list[Destination]:
    """List one item of each kind of the edition in use."""
    found: dict[object, Destination] = {}
    for entry in navigator.edition().chapters:
        if entry.items:
            for item in navigator.app.learning.quiz(navigator.edition_id, entry.id).items:
                found.setdefault(item.kind, ToPlace(Place(entry.id, item=item.id)))
    return list(found.values())


def words_of(screen: PageScreen) -> list[str]:
    """Give the texts of a page as a reader must get them: its title and its paragraphs, without readings."""
    blocks = [block for block in screen.page.blocks if not isinstance(block, Note)]
    return [screen.page.title.plain(), *(text.plain() for block in blocks for text in texts(block))]


def wait(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def read(python: str, tree: str) -> str:
    """Have another process read the window while this one goes on answering."""
    process, loop = QProcess(), QEventLoop()
    process.finished.connect(loop.quit)
    process.start(python, [tree, str(os.getpid())])
    loop.exec()
    assert process.exitCode() == 0, bytes(process.readAllStandardError().data()).decode()
    return bytes(process.readAllStandardOutput().data()).decode()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4])
