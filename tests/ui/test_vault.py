"""保管庫 and its screens, pressed as a person would: lock and open, back up and go back, check, erase, write a file."""

import csv
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from threading import Event

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication, QWidget

from supporter_app.domain.errors import FileFull
from supporter_app.domain.session import NameKeeping
from supporter_app.services.finding import State
from supporter_app.services.roster import Entry
from supporter_app.storage.folder import FILE
from supporter_app.ui.caretaker import IDLE_SECONDS, Caretaker, back_up_at_the_end
from supporter_app.ui.destinations import (
    ToBackups,
    ToCheckup,
    ToExport,
    ToFounding,
    ToHome,
    ToRecovery,
    ToRetention,
    ToVault,
)
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.backups import BackupsScreen
from supporter_app.ui.screens.checkup import CheckupScreen
from supporter_app.ui.screens.export import AT_ONCE, ExportScreen
from supporter_app.ui.screens.founding import FoundingScreen, RecoveryScreen
from supporter_app.ui.screens.retention import RetentionScreen
from supporter_app.ui.screens.vault import VaultScreen
from tests.ui import audit
from tests.ui.audit import settle
from tests.ui.conftest import hold_sessions
from tests.unit.services.test_backups import PLAN

PASSPHRASE = "ひみつの ことば 十二文字"  # noqa: S105 - of this test alone
NAME = "𠮷田 濵子"


@pytest.fixture
def held(navigator: Navigator) -> Navigator:
    """Hold sessions, one with names."""
    hold_sessions(navigator.app)
    return navigator


def at(navigator: Navigator, destination: object) -> object:
    """Go somewhere and give the screen."""
    navigator.go(destination)  # type: ignore[arg-type] # any destination
    settle()
    return navigator.window.screen_shown()


def until(over: Callable[[], bool]) -> None:
    """Let the window work until something is over; an inner event loop would end at once after a real run of one."""
    end = time.monotonic() + 30
    while not over():
        assert time.monotonic() < end
        QApplication.processEvents()


def is_shut(navigator: Navigator) -> bool:
    """Tell whether the names are locked."""
    return navigator.app.names.shut


def is_founded(navigator: Navigator) -> bool:
    """Tell whether there is a passphrase."""
    return navigator.app.names.founded


def found(navigator: Navigator) -> str:
    """Choose a passphrase as a person would; gives the recovery code."""
    screen = at(navigator, ToFounding())
    assert isinstance(screen, FoundingScreen)
    screen.one.setText("short")
    screen.two.setText("short")
    screen.make.click()
    assert "12" in screen.typing.said.text()
    screen.one.setText(PASSPHRASE)
    screen.make.click()
    assert screen.paper.isHidden()
    assert screen.one.text() == PASSPHRASE
    screen.two.setText(PASSPHRASE)
    screen.make.click()
    assert screen.founding is not None
    assert not is_founded(navigator)
    assert not screen.keep.isEnabled()
    code = screen.founding.code.shown()
    assert b"%PDF" in (screen._sheet() or b"")
    screen.sure.click()
    screen.keep.click()
    settle()
    assert isinstance(navigator.window.screen_shown(), VaultScreen)
    assert is_founded(navigator)
    return code


def test_a_passphrase_is_kept_only_with_its_code_on_paper(held: Navigator) -> None:
    """Too short, not the same, and leaving half way keep nothing; then the vault is open."""
    found(held)
    assert not is_shut(held)


def test_locking_and_opening(held: Navigator) -> None:
    """A wrong passphrase opens nothing and stays typed; the code opens with a new passphrase."""
    code = found(held)
    screen = at(held, ToVault())
    assert isinstance(screen, VaultScreen)
    screen.shut.click()
    assert is_shut(held)
    screen.passphrase.setText("something else 12")
    screen.open.click()
    assert is_shut(held)
    assert screen.passphrase.text() == "something else 12"
    assert screen.card.said.text()
    screen.passphrase.setText(PASSPHRASE)
    screen.open.click()
    assert not is_shut(held)
    assert screen.passphrase.text() == ""
    held.app.names.lock()
    recovery = at(held, ToRecovery())
    assert isinstance(recovery, RecoveryScreen)
    recovery.code.setText(code[:-1])
    recovery.one.setText("a new passphrase")
    recovery.open.click()
    assert is_shut(held)
    recovery.code.setText(code.lower())
    recovery.open.click()
    assert not is_shut(held)


def test_nothing_with_names_is_reached_while_locked(held: Navigator) -> None:
    """Neither by going there nor by staying there; a new start of the program is locked too."""
    found(held)
    care = Caretaker(held)
    assert isinstance(at(held, ToExport()), ExportScreen)
    care.lock()
    settle()
    assert isinstance(held.window.screen_shown(), VaultScreen)
    for destination in (ToExport(), ToRetention()):
        assert isinstance(at(held, destination), VaultScreen)
    later = Navigator(held.app.__class__(held.app.data_dir, held.app.clock))
    assert isinstance(at(later, ToExport()), VaultScreen)
    later.app.close()
    later.window.close()


def test_the_names_lock_by_themselves(held: Navigator, monkeypatch: pytest.MonkeyPatch) -> None:
    """After half an hour without a press, and after sleep; not while a class needs them."""
    found(held)
    care = Caretaker(held)
    care.look()
    assert not is_shut(held)
    care.held = True
    later = time.monotonic() + IDLE_SECONDS
    monkeypatch.setattr(time, "monotonic", lambda: later)
    care.look()
    assert not is_shut(held)
    care.held = False
    care.look()
    assert is_shut(held)
    monkeypatch.undo()
    held.app.names.unlock(PASSPHRASE)
    care = Caretaker(held)
    before = time.time()
    monkeypatch.setattr(time, "time", lambda: before + 3600)
    care.look()
    assert is_shut(held)


def test_going_back_takes_three_presses(held: Navigator) -> None:
    """The list, what would be lost, and yes; the window opens again on what was."""
    app = held.app
    screen = at(held, ToBackups())
    assert isinstance(screen, BackupsScreen)
    screen.ways[0].click()
    until(lambda: not screen.working)
    assert screen.question.isVisible()
    assert "開催：1" in screen.question.words.text()
    screen.stay.click()
    assert not screen.question.isVisible()
    screen.ways[0].click()
    until(lambda: not screen.working)
    screen.go_back.click()
    settle()
    assert held.reopening.following is not None
    app.close()
    held.reopening.following()
    assert len(app.classroom.every()) == 1
    assert len(app.backups.every()) == 1 + 1


def test_a_backup_by_hand_and_carried_away(held: Navigator, tmp_path: Path) -> None:
    """Both are said; one in a place that is not there is explained."""
    screen = at(held, ToBackups())
    assert isinstance(screen, BackupsScreen)
    screen.make.click()
    until(lambda: not screen.working)
    assert len(screen.ways) == 1 + 1
    screen.carry_to(tmp_path / "stick")
    until(lambda: not screen.working)
    assert (tmp_path / "stick.sqlite").exists()
    screen.carry_to(tmp_path / "nowhere" / "stick")
    until(lambda: not screen.working)
    assert "\n" in screen.now.said.text()


def test_a_file_that_is_no_backup_is_explained(held: Navigator, tmp_path: Path) -> None:
    """Nothing is asked, nothing changed."""
    (tmp_path / "letter.sqlite").write_bytes(b"Dear all")
    screen = at(held, ToBackups())
    assert isinstance(screen, BackupsScreen)
    screen.choose(tmp_path / "letter.sqlite", "letter")
    until(lambda: not screen.working)
    assert not screen.question.isVisible()
    assert "letter.sqlite" in screen.list.said.text()


def test_a_checkup_says_that_all_is_well_and_can_be_saved(held: Navigator, tmp_path: Path) -> None:
    """Off the screen's own thread; 中止 works; the file holds no name."""
    screen = at(held, ToCheckup())
    assert isinstance(screen, CheckupScreen)
    until(lambda: not screen.running)
    assert {each.state.value for each in screen.findings} == {"fine"}
    assert QApplication.focusWidget() is screen.again
    screen.save_to(tmp_path / "found.txt")
    saved = (tmp_path / "found.txt").read_text(encoding="utf-8")
    assert "記録のつながり" in saved
    assert NAME not in saved
    screen.again.click()
    screen.stop.click()
    assert not screen.running


def test_a_checkup_of_a_damaged_file_says_what_to_do(held: Navigator) -> None:
    """A page in the middle is gone; what is not fine stands first, with a way on."""
    held.app.close()
    assert held.app.data_dir is not None
    file = held.app.data_dir / FILE
    content = bytearray(file.read_bytes())
    place = content.index(b"attendance/") // 4096 * 4096
    content[place : place + 4096] = bytes(4096)
    file.write_bytes(content)
    screen = at(held, ToCheckup())
    assert isinstance(screen, CheckupScreen)
    until(lambda: not screen.running)
    assert screen.repair.isVisible()
    screen.repair.click()
    settle()
    assert held.reopening.following is not None
    held.app.close()
    held.reopening.following()
    assert [each.state.value for each in held.app.checkup.run() if each.name in {"file", "chain", "tables"}] == [
        "fine"
    ] * 3


def test_a_key_that_opens_nothing_is_put_right_by_a_press(held: Navigator) -> None:
    """Said by session and number; the key beside the backups opens the name again, and the next look finds all well."""
    with held.app.storage.write() as db:
        db.execute("UPDATE person_key SET box = zeroblob(60)")
    screen = at(held, ToCheckup())
    assert isinstance(screen, CheckupScreen)
    until(lambda: not screen.running)
    (wrong,) = [each for each in screen.findings if each.state is State.WRONG]
    assert "の1、2番" in wrong.what
    assert NAME not in wrong.what
    assert screen.repair.isVisible()
    screen.repair.click()
    settle()
    assert held.reopening.following is not None
    held.app.close()
    held.reopening.following()
    assert {each.state for each in held.app.checkup.run()} == {State.FINE}


def test_erasing_only_the_names(held: Navigator) -> None:
    """What goes and what stays is read first; the report says where was searched."""
    screen = at(held, ToRetention())
    assert isinstance(screen, RetentionScreen)
    session = next(each for each in held.app.classroom.every() if each.plan.names is NameKeeping.UNTIL_REPORT)
    screen.report_done(session)
    assert "2026年12月8日" in screen.report.said.text()
    screen.choose(session)
    assert screen.question.isVisible()
    screen.stay.click()
    assert not screen.question.isVisible()
    screen.choose(session)
    screen.erase.click()
    assert screen.working
    until(lambda: not screen.working)
    assert "2人" in screen.report.said.text()
    assert [line.name for line in held.app.roster.lines(held.app.classroom.session(session.id))] == [None, None]


def test_an_erasure_can_be_stopped_while_the_backup_is_made(held: Navigator, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is erased then, and that is said; what has begun to erase is finished, and that is said too."""
    screen = at(held, ToRetention())
    assert isinstance(screen, RetentionScreen)
    session = next(each for each in held.app.classroom.every() if each.plan.names is NameKeeping.UNTIL_REPORT)
    going, make = Event(), held.app.backups.make
    monkeypatch.setattr(held.app.backups, "make", lambda: going.wait(30) and make())
    screen.choose(session)
    screen.erase.click()
    screen.erase.click()
    assert screen.working
    assert not screen.cards_holder.isEnabled()
    screen.stop.click()
    going.set()
    until(lambda: not screen.working)
    assert "名前は消していません" in screen.report.said.text()
    assert held.app.roster.lines(session)[0].name is not None
    screen.choose(session)
    screen.erase.click()
    until(lambda: not screen.working)
    assert held.app.classroom.session(session.id).names_erased


def test_a_backup_that_cannot_be_made_keeps_the_names(held: Navigator, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be undone does not begin without one."""
    screen = at(held, ToRetention())
    assert isinstance(screen, RetentionScreen)
    session = next(each for each in held.app.classroom.every() if each.plan.names is NameKeeping.UNTIL_REPORT)

    def full() -> None:
        raise FileFull(Path("/x"), "")

    monkeypatch.setattr(held.app.backups, "make", full)
    screen.choose(session)
    screen.erase.click()
    until(lambda: not screen.working)
    assert "空き" in screen.report.said.text()
    assert held.app.roster.lines(session)[0].name is not None


def test_a_long_table_is_made_beside_the_window(held: Navigator, tmp_path: Path) -> None:
    """With a way to stop; the same rows as a short one, and locked names keep their place."""
    app = held.app
    session = next(each for each in app.classroom.every() if each.plan.names is NameKeeping.UNTIL_REPORT)
    app.roster.take(session, [Entry()] * AT_ONCE)
    screen = at(held, ToExport())
    assert isinstance(screen, ExportScreen)
    for box, each in screen.boxes:
        if box.isChecked() is each.plan.nameless:
            box.click()
    until(lambda: not screen.working)
    screen.formats[1].click()
    screen.formats[0].click()
    assert screen.working
    assert not screen.write.isEnabled()
    screen.stop.click()
    until(lambda: not screen.working)
    screen.names.click()
    until(lambda: not screen.working)
    assert screen.preview is not None
    assert screen.preview.named == 1 + 1
    screen.write_to(tmp_path / "long.xlsx")
    assert screen.working
    assert not (tmp_path / "long.xlsx").exists()
    until(lambda: not screen.working)
    first, *rows = load_workbook(tmp_path / "long.xlsx").worksheets[0].iter_rows(values_only=True)
    assert "氏名" in first
    assert len(rows) == AT_ONCE + 2 == len(screen.preview.table.rows)
    screen.write_to(tmp_path / "stopped.xlsx")
    screen.stop.click()
    until(lambda: not screen.working)
    told = screen.card.said.text()
    assert ("中止しました" in told) is not (tmp_path / "stopped.xlsx").exists()
    app.names.lock()
    screen.write_to(tmp_path / "locked.xlsx")
    until(lambda: not screen.working)
    assert not (tmp_path / "locked.xlsx").exists()


def test_a_file_holds_what_the_screen_says(held: Navigator, tmp_path: Path) -> None:
    """Without names unless asked; a letter the kind of file lacks is asked about."""
    screen = at(held, ToExport())
    assert isinstance(screen, ExportScreen)
    for box, session in screen.boxes:
        if box.isChecked() is session.plan.nameless:
            box.click()
    assert screen.preview is not None
    assert "氏名は0人分" in screen.card.words.text()
    screen.write_to(tmp_path / "a.xlsx")
    first, *rows = load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_rows(values_only=True)
    assert "氏名" not in first
    assert len(rows) == len(screen.preview.table.rows)
    screen.names.click()
    screen.formats[2].click()
    assert set(screen.letters.fields) == {"𠮷", "Á", "é"}
    screen.write_to(tmp_path / "old.csv")
    assert not (tmp_path / "old.csv").exists()
    for letter, field in screen.letters.fields.items():
        field.setText({"𠮷": "吉", "Á": "A", "é": "e"}[letter])
    screen.write_to(tmp_path / "old.csv")
    written = list(csv.DictReader(StringIO((tmp_path / "old.csv").read_bytes().decode("cp932"), newline="")))
    assert [row["氏名"] for row in written] == ["吉田 濵子", "Jose Alvarez"]


def test_without_a_session_nothing_can_be_written(navigator: Navigator) -> None:
    """The screen says so."""
    screen = at(navigator, ToExport())
    assert isinstance(screen, ExportScreen)
    assert not screen.write.isEnabled()
    assert screen.card.said.text()


def test_a_backup_is_made_when_it_is_due_and_at_the_end(held: Navigator) -> None:
    """Beside the window's own work; and nothing when nothing was written."""
    before = len(held.app.backups.every())
    care = Caretaker(held)
    back_up_at_the_end(held)
    assert len(held.app.backups.every()) == before + 1
    back_up_at_the_end(held)
    assert len(held.app.backups.every()) == before + 1
    for each in held.app.backups.every():
        each.path.unlink()
    care.look()
    until(lambda: len(held.app.backups.every()) == 1)


def test_the_first_screen_leads_there(navigator: Navigator) -> None:
    """By its name, below what learners need."""
    screen = at(navigator, ToHome())
    assert screen is not None
    words = [each.text() for each in navigator.window.findChildren(type(navigator.window.footer.back))]
    assert "保管庫（名前・控え・点検）" in words
    assert "ファイルに出力" in words
    assert QApplication.focusWidget() is not None


def test_a_name_lies_nowhere_but_sealed(held: Navigator, tmp_path: Path) -> None:
    """After every screen that shows names, a backup and a lock: in no file of the folder, and in no title."""
    assert held.app.data_dir is not None
    for destination in (ToVault(), ToBackups(), ToCheckup(), ToRetention(), ToExport()):
        screen = at(held, destination)
        if isinstance(screen, ExportScreen):
            for box in [box for box, _session in screen.boxes if not box.isChecked()]:
                box.click()
            screen.names.click()
            assert NAME in screen.example.text()
        assert NAME not in held.window.windowTitle()
    held.app.backups.make()
    held.app.backups.make_into(tmp_path / "carried.sqlite")
    held.app.names.lock()
    at(held, ToHome())
    files = [*held.app.data_dir.rglob("*"), *tmp_path.glob("carried*")]
    assert any(each.suffix == ".sqlite" for each in files)
    for file in (each for each in files if each.is_file()):
        content = file.read_bytes()
        for codec in ("utf-8", "utf-16-le", "utf-16-be"):
            assert NAME.encode(codec) not in content, file.name


def test_the_ring_does_not_lie_over_the_footer(held: Navigator) -> None:
    """What has the keyboard stands below the part that is seen: no ring is drawn, until it is scrolled to."""
    audit.dress(held, audit.SMALL, 200)
    screen = at(held, ToBackups())
    assert isinstance(screen, BackupsScreen)
    ring, area = held.window.ring, held.window.area
    ring.follow(screen.ways[-1])
    area.verticalScrollBar().setValue(0)
    settle()
    assert not ring.isVisible()
    area.ensureWidgetVisible(screen.ways[-1])
    settle()
    assert ring.isVisible()


def in_view(navigator: Navigator, widget: QWidget) -> bool:
    """Tell whether a widget stands whole between header and footer."""
    area = navigator.window.area.viewport()
    place = widget.mapTo(area, widget.rect().topLeft())
    return place.y() >= 0 and place.y() + widget.height() <= area.height()


def holds_keyboard(navigator: Navigator, widget: QWidget) -> bool:
    """Tell whether a widget has the keyboard."""
    return navigator.window.focusWidget() is widget


def test_what_a_press_brings_up_is_seen_and_has_the_keyboard(held: Navigator) -> None:
    """The second step of a passphrase, and both questions, in the smallest window with the largest letters."""
    audit.dress(held, audit.SMALL, 200)
    founding = at(held, ToFounding())
    assert isinstance(founding, FoundingScreen)
    for each in (founding.one, founding.two):
        each.setText(PASSPHRASE)
    founding.make.click()
    until(lambda: in_view(held, founding.out.print_button))
    assert holds_keyboard(held, founding.out.print_button)
    backups = at(held, ToBackups())
    assert isinstance(backups, BackupsScreen)
    backups.ways[0].click()
    until(lambda: not backups.working)
    until(lambda: in_view(held, backups.stay))
    assert holds_keyboard(held, backups.stay)
    days = at(held, ToRetention())
    assert isinstance(days, RetentionScreen)
    session = next(each for each in held.app.classroom.every() if each.plan.names is NameKeeping.UNTIL_REPORT)
    days.choose(session)
    until(lambda: in_view(held, days.stay))
    assert holds_keyboard(held, days.stay)


def test_the_keyboard_stays_in_the_card_whose_button_went_away(held: Navigator) -> None:
    """Locking and opening leave it where the next press is, not at the top."""
    found(held)
    screen = held.window.screen_shown()
    assert isinstance(screen, VaultScreen)
    screen.shut.setFocus()
    screen.shut.click()
    assert holds_keyboard(held, screen.passphrase)
    screen.passphrase.setText(PASSPHRASE)
    screen.open.setFocus()
    screen.open.click()
    assert holds_keyboard(held, screen.shut)


def test_a_checkup_that_asks_for_a_backup_leads_to_one(navigator: Navigator) -> None:
    """Records without a backup are nothing wrong; what is to be done stands with the way to it, and goes once done."""
    classroom = navigator.app.classroom
    classroom.create(PLAN)
    screen = at(navigator, ToCheckup())
    assert isinstance(screen, CheckupScreen)
    until(lambda: not screen.running)
    assert [each.name for each in screen.findings if each.state is not State.FINE] == ["backups"]
    assert screen.backups.isVisible()
    navigator.app.backups.make()
    screen.again.click()
    until(lambda: not screen.running)
    assert screen.backups.isHidden()
