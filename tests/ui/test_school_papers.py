"""授業の紙: every paper is seen before it is printed, and the folder is whole or not there."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import FileFull
from supporter_app.services.school import FileKind
from supporter_app.services.school_set import SchoolSet
from supporter_app.ui.destinations import ToPapers, ToSchool
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.school import SchoolScreen
from supporter_app.ui.screens.school_papers import SchoolPapersScreen
from supporter_app.ui.tasks import Pace
from supporter_app.ui.widgets.frame import Button
from tests.ui.audit import settle

UPPER, LOWER = EditionId("upper-elementary"), EditionId("lower-elementary")


def until(ready: Callable[[], bool]) -> None:
    """Wait for work beside the window, leaving it the processor meanwhile."""
    end = time.monotonic() + 60
    while not ready():
        assert time.monotonic() < end, "it never came"
        settle()
        time.sleep(0.01)


def opened(navigator: Navigator, edition: EditionId) -> SchoolPapersScreen:
    navigator.go(ToPapers(edition))
    screen = navigator.window.screen_shown()
    assert isinstance(screen, SchoolPapersScreen)
    until(lambda: not screen.running)
    return screen


def test_the_door_for_schools_leads_to_the_papers(navigator: Navigator) -> None:
    navigator.go(ToSchool())
    screen = navigator.window.screen_shown()
    assert isinstance(screen, SchoolScreen)
    ways = [each for each in screen.findChildren(Button) if each.text() in {"授業の紙", "紙しばいを印刷する"}]
    assert len(ways) == 3
    ways[0].click()
    assert isinstance(navigator.window.screen_shown(), SchoolPapersScreen)


def test_every_paper_is_seen_with_its_words(navigator: Navigator) -> None:
    screen = opened(navigator, UPPER)
    for at, paper in enumerate(screen.papers()):
        screen.titles.buttons[at].click()
        until(lambda: not screen.running)
        assert screen.made is not None
        assert screen.made.pdf == paper.make(FileKind.PDF)
        assert screen.view.accessibleDescription() == screen.made.words
        assert paper.title in screen.one.words.text()
        assert screen.word.isVisible() is paper.editable


def test_every_page_can_be_looked_at(navigator: Navigator) -> None:
    screen = opened(navigator, LOWER)
    assert not screen.before.isEnabled()
    assert not screen.after.isEnabled()
    screen.titles.buttons[1].click()
    until(lambda: not screen.running)
    assert screen.made is not None
    for page in range(2, screen.made.pages + 1):
        screen.after.click()
        assert f"{page}/{screen.made.pages}" in screen.one.words.text()
    assert not screen.after.isEnabled()
    screen.before.click()
    assert screen.page == screen.made.pages - 2


def test_minutes_and_furigana_are_followed(navigator: Navigator) -> None:
    screen = opened(navigator, UPPER)
    screen.choose(1)
    until(lambda: not screen.running)
    screen.lengths.buttons[0].click()
    until(lambda: not screen.running)
    assert screen.made is not None
    assert "40分" in screen.made.words
    screen.choose(4)
    screen.grades.buttons[-1].click()
    until(lambda: not screen.running)
    assert "そうだん" in screen.made.words


def test_a_paper_is_saved_for_a_word_processor(
    navigator: Navigator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(navigator, LOWER)
    screen.save_word(tmp_path / "手引き.docx")
    assert (tmp_path / "手引き.docx").read_bytes().startswith(b"PK")
    assert "手引き.docx" in screen.one.said.text()

    def full(target: Path, _content: bytes) -> None:
        raise FileFull(target, "")

    monkeypatch.setattr("supporter_app.ui.screens.school_papers.write_whole", full)
    screen.save_word(tmp_path / "b.docx")
    assert "空き" in screen.one.said.text()


def test_the_folder_is_written_beside_the_window(navigator: Navigator, tmp_path: Path) -> None:
    screen = opened(navigator, LOWER)
    screen.all.write_to(tmp_path / "学校セット")
    assert screen.all.working
    assert not screen.all.write_button.isEnabled()
    until(lambda: not screen.all.working)
    assert len(list((tmp_path / "学校セット").iterdir())) == 5
    assert "5個" in screen.all.said.text()
    screen.all.write_to(tmp_path / "学校セット")
    until(lambda: not screen.all.working)
    assert "もうあります" in screen.all.said.text()


def test_stopped_no_folder_is_left(navigator: Navigator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = opened(navigator, UPPER)
    write = SchoolSet.write

    def stop_in_the_middle(made: SchoolSet, target: Path, watch: Callable[[int, int], None]) -> tuple[str, ...]:
        def watched(done: int, steps: int) -> None:
            if done == 2 and isinstance(pace := getattr(watch, "__self__", None), Pace):
                pace.set()
            watch(done, steps)

        return write(made, target, watched)

    monkeypatch.setattr(SchoolSet, "write", stop_in_the_middle)
    screen.all.write_to(tmp_path / "set")
    until(lambda: not screen.all.working)
    assert not list(tmp_path.glob("*set*"))
    assert screen.all.write_button.isEnabled()
    assert screen.all.said.text()
