"""When the disk takes nothing any more, the course can still be read, and the window says so."""

import pytest

from supporter_app.bootstrap import App
from supporter_app.domain.edition import Place
from supporter_app.domain.errors import StorageFull
from supporter_app.storage.database import Storage
from supporter_app.ui.destinations import ToPlace
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.chapter_page import PageScreen
from supporter_app.ui.screens.quiz_item import ItemScreen
from supporter_app.ui.widgets.answers import OneAnswer

pytestmark = pytest.mark.ui


def test_a_full_disk_stops_no_reader(navigator: Navigator, app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = navigator.edition().chapters[0]
    with monkeypatch.context() as full:

        def refuse(self: Storage) -> None:
            raise StorageFull(self.place)

        full.setattr(Storage, "write", refuse)
        navigator.go(ToPlace(Place(entry.id, page=entry.pages[0])))
        assert isinstance(navigator.window.screen_shown(), PageScreen)
        notice = navigator.window.notice()
        assert notice is not None
        assert notice.isVisible()
        assert "記録できません" in notice.words.text()
        navigator.window.footer.forward.click()
        assert navigator.present == ToPlace(Place(entry.id, page=entry.pages[1]))
        navigator.go(ToPlace(Place(entry.id, item=entry.items[0])))
        screen = navigator.window.screen_shown()
        assert isinstance(screen, ItemScreen)
        assert isinstance(screen.answers, OneAnswer)
        next(iter(screen.answers.cards.values())).click()
        assert navigator.window.footer.forward.isEnabled()
    navigator.go(ToPlace(Place(entry.id, page=entry.pages[0])))
    assert not notice.isVisible()
    assert not app.learning.progress(navigator.edition_id).done
