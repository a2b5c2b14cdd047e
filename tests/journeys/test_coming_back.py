"""The computer is switched off in the middle of a page: the next start opens just there."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from supporter_app.bootstrap import compose
from supporter_app.domain.edition import ChapterId, EditionId, ItemId, PageId, Place
from supporter_app.ui.destinations import ToPlace
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.opening import load_fonts
from supporter_app.ui.screens.chapter_page import PageScreen
from supporter_app.ui.screens.quiz_item import ItemScreen

pytestmark = [
    pytest.mark.journey,
    pytest.mark.ui,
    pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL"),
]

GENERAL = EditionId("general")
PATIENCE_S = 30
PLACES = [
    Place(ChapterId("01-introduction"), PageId("p2")),
    Place(ChapterId("04-what-surveys-tell"), PageId("p2")),
    Place(ChapterId("05-when-in-trouble"), PageId("p4")),
    Place(ChapterId("02-what-is-the-problem"), item=ItemId("q1")),
]
READER = """
import sys
from pathlib import Path
from supporter_app.bootstrap import compose
from supporter_app.domain.edition import Place
from supporter_app.ui.destinations import ToPlace
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.opening import load_fonts, make_application
application = make_application()
load_fonts()
navigator = Navigator(compose(Path(sys.argv[1])))
navigator.window.show()
navigator.go(ToPlace(Place(sys.argv[2], sys.argv[3] or None, sys.argv[4] or None)))
navigator.window.painted.connect(lambda: Path(sys.argv[5]).touch())
application.exec()
"""


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.chapter}-{place.page or place.item}")
def test_a_killed_window_opens_at_the_same_page(place: Place, data_dir: Path, tmp_path: Path, qtbot: QtBot) -> None:
    app = compose(data_dir)
    app.preferences.save(app.preferences.load()._replace(asked=True))
    app.close()
    seen = tmp_path / "seen"
    told = [str(data_dir), place.chapter, place.page or "", place.item or "", str(seen)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen([sys.executable, "-c", READER, *told], env=environment)
    try:
        until = time.monotonic() + PATIENCE_S
        while not seen.exists():
            assert process.poll() is None, "the window ended by itself"
            assert time.monotonic() < until, "the window takes too long"
            time.sleep(0.01)
    finally:
        process.kill()
    assert process.wait() == -signal.SIGKILL
    assert load_fonts() == ()
    again = Navigator(compose(data_dir))
    qtbot.addWidget(again.window, before_close_func=lambda _window: again.app.close())
    again.start()
    again.window.show()
    assert again.present == ToPlace(place)
    assert isinstance(again.window.screen_shown(), ItemScreen if place.item else PageScreen)
