"""The vault of names: three ways of keeping them, across restarts of the program, and who can read them when."""

from dataclasses import replace
from pathlib import Path

import pytest

from supporter_app.domain.errors import (
    FileError,
    KeysLocked,
    PassphraseTooShort,
    PassphraseWrong,
    RecoveryCodeWrong,
    RequestRefused,
)
from supporter_app.domain.session import Audience, NameKeeping, Session
from supporter_app.services import upkeep
from supporter_app.services.attendance import Marks
from supporter_app.services.names import MOST_BY_LOG_ON
from supporter_app.services.roster import Entry
from supporter_app.storage.folder import FILE, LOG_ON
from tests.unit.services.test_backups import PLAN, Office, office  # noqa: F401 - a fixture, used by its name

PASSPHRASE = "ひみつの ことば 十二文字"  # noqa: S105 - of this test alone
NAME = "𠮷田 濵子"


def hold(office: Office, keeping: NameKeeping) -> Session:  # noqa: F811 - the fixture's value
    """Hold a session with one name kept in one way."""
    app = office.start()
    if keeping is NameKeeping.KEPT:
        app.names.found(app.names.prepare(PASSPHRASE))
    session = app.classroom.create(replace(PLAN, names=keeping))
    app.roster.add(session, Entry(NAME))
    return session


def test_nothing_is_kept_unless_chosen(office: Office) -> None:  # noqa: F811 - the fixture
    """A session without names refuses one, and children's sessions cannot have any."""
    app = office.start()
    session = app.classroom.create(PLAN)
    with pytest.raises(RequestRefused, match="session-is-nameless"):
        app.roster.add(session, Entry(NAME))
    for audience in (Audience.ELEMENTARY, Audience.JUNIOR_HIGH):
        with pytest.raises(RequestRefused, match="children-have-no-names"):
            app.classroom.create(replace(PLAN, audience=audience, names=NameKeeping.UNTIL_REPORT))


def test_names_until_the_report_open_with_this_log_on(office: Office) -> None:  # noqa: F811 - the fixture
    """After every start, without a question; locked by hand they stay shut until opened again."""
    session = hold(office, NameKeeping.UNTIL_REPORT)
    assert office.names(session) == [NAME]
    app = office.start()
    app.names.lock()
    assert app.names.shut
    assert [line.name for line in app.roster.lines(session)] == [None]
    app.attendance.mark(session, Marks(all_present=True))
    app.names.reopen()
    assert app.roster.lines(session)[0].name is not None


def test_kept_names_open_with_the_passphrase_alone(office: Office) -> None:  # noqa: F811 - the fixture
    """A new start is locked; numbers and the roll go on."""
    session = hold(office, NameKeeping.KEPT)
    assert office.names(session) == [None]
    app = office.start()
    assert app.names.shut
    assert app.attendance.mark(session, Marks(all_present=True)) == 1
    with pytest.raises(KeysLocked):
        app.roster.add(session, Entry("だれか"))
    with pytest.raises(PassphraseWrong):
        app.names.unlock(PASSPHRASE + "x")
    assert app.names.shut
    app.names.unlock(PASSPHRASE)
    name = app.roster.lines(session)[0].name
    assert name is not None
    assert name.name == NAME


def test_the_recovery_code_gives_a_new_passphrase(office: Office) -> None:  # noqa: F811 - the fixture
    """The old one opens nothing any more; a wrong code changes nothing."""
    app = office.start()
    founding = app.names.prepare(PASSPHRASE)
    app.names.found(founding)
    with pytest.raises(RequestRefused, match="vault-there"):
        app.names.found(app.names.prepare(PASSPHRASE))
    app = office.start()
    with pytest.raises(RecoveryCodeWrong):
        app.names.recover("0000-0000", "another passphrase")
    with pytest.raises(PassphraseTooShort):
        app.names.recover(founding.code.shown(), "short")
    app.names.recover(founding.code.shown(), "another passphrase")
    app = office.start()
    with pytest.raises(PassphraseWrong):
        app.names.unlock(PASSPHRASE)
    app.names.unlock("another passphrase")


def test_a_short_passphrase_is_refused_and_none_is_needed_before(office: Office) -> None:  # noqa: F811 - the fixture
    """Sessions with kept names need the vault first."""
    app = office.start()
    with pytest.raises(PassphraseTooShort):
        app.names.prepare("elevenchars")
    with pytest.raises(RequestRefused, match="vault-not-there"):
        app.classroom.create(replace(PLAN, names=NameKeeping.KEPT))
    with pytest.raises(RequestRefused, match="vault-not-there"):
        app.names.unlock(PASSPHRASE)


def test_more_than_a_hundred_people_need_a_passphrase(office: Office) -> None:  # noqa: F811 - the fixture
    """The hundredth is taken, the next is not, and nothing of the list with it; without a name everybody is."""
    app = office.start()
    session = app.classroom.create(replace(PLAN, names=NameKeeping.UNTIL_REPORT))
    app.roster.take(session, [Entry(NAME)] * MOST_BY_LOG_ON)
    with pytest.raises(RequestRefused, match="too-many-names"):
        app.roster.take(session, [Entry(), Entry(NAME)])
    assert app.roster.count(session) == MOST_BY_LOG_ON
    app.roster.take(session, [Entry()] * 20)
    assert app.roster.count(session) == MOST_BY_LOG_ON + 20


@pytest.mark.parametrize("keeping", [NameKeeping.UNTIL_REPORT, NameKeeping.KEPT])
def test_no_file_holds_a_readable_name(
    office: Office,  # noqa: F811 - the fixture
    keeping: NameKeeping,
) -> None:
    """Sealed in the database, in the journal and in every backup."""
    hold(office, keeping)
    app = office.start()
    app.backups.make()
    app.close()
    files = [each for each in office.folder.rglob("*") if each.is_file()]
    assert Path(office.folder / "backups" / "keys") in files
    for file in files:
        content = file.read_bytes()
        assert not any(NAME.encode(codec) in content for codec in ("utf-8", "utf-16-le", "utf-16-be")), file.name


@pytest.mark.parametrize("keeping", [NameKeeping.UNTIL_REPORT, NameKeeping.KEPT])
def test_names_open_where_the_records_were_moved_to(
    office: Office,  # noqa: F811 - the fixture
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    keeping: NameKeeping,
) -> None:
    """Locked ones stay locked; an erasure there names the former folder, which holds them still."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    session = hold(office, keeping)
    office.start().names.lock()
    office.stop()
    former = office.folder
    (tmp_path / "stick").mkdir()
    office.folder = upkeep.move(former, tmp_path / "stick", office.now)
    app = office.start()
    assert app.names.locked(keeping)
    if keeping is NameKeeping.KEPT:
        app.names.unlock(PASSPHRASE)
    else:
        app.names.reopen()
    assert [line.name.name for line in app.roster.lines(session) if line.name] == [NAME]
    assert [each.place for each in app.erasure.erase_session(session).carried] == [str(former)]
    assert former.exists()


def test_a_move_that_fails_leaves_no_key_behind(
    office: Office,  # noqa: F811 - the fixture
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nor the records; those at the former place are as they were."""
    (tmp_path / "config").write_text("in the way of the note", encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    session = hold(office, NameKeeping.UNTIL_REPORT)
    office.stop()
    (tmp_path / "stick").mkdir()
    with pytest.raises(FileError):
        upkeep.move(office.folder, tmp_path / "stick", office.now)
    left = {each.name for each in (tmp_path / "stick").rglob("*") if each.is_file()}
    assert not left & {FILE, LOG_ON}
    assert office.names(session) == [NAME]
