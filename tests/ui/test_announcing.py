"""What is told to a screen reader while the keyboard stays where it is."""

from pathlib import Path

import pytest

from supporter_app.domain.errors import StorageFull
from supporter_app.ui.destinations import ToPaper
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.paper import PaperScreen
from supporter_app.ui.widgets import notice, print_row

pytestmark = pytest.mark.ui


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what is announced by the parts of the window that have news."""
    from supporter_app.ui.screens import paper

    words: list[str] = []
    for module in (notice, print_row, paper):
        monkeypatch.setattr(module, "announce", lambda _widget, news: words.append(news))
    return words


def test_the_notice_is_told_once(navigator: Navigator, told: list[str]) -> None:
    full = StorageFull(Path("supporter.sqlite"), "no room")
    navigator.window.tell_not_recorded(full)
    navigator.window.tell_not_recorded(full)
    assert [each for each in told if "記録できません" in each] == told
    assert len(told) == 1


def test_what_came_of_the_paper_is_told(learned: Navigator, told: list[str]) -> None:
    learned.go(ToPaper())
    screen = learned.window.screen_shown()
    assert isinstance(screen, PaperScreen)
    screen.out.save_button.click()
    assert any("名前" in each for each in told)
    screen.name.setText("山\u0e01田")
    screen.draw()
    assert any("\u0e01" in each for each in told)
