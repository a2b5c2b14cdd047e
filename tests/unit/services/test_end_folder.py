"""終わるときに控えを置くフォルダー: whole copies only, thinned, forgetting, and nothing lost where it is missing."""

import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from supporter_app.bootstrap import App
from supporter_app.domain.errors import FileError, FileUnreachable, RequestRefused
from supporter_app.domain.session import NameKeeping, Session
from supporter_app.keys.key_file import read_keys
from supporter_app.services import upkeep
from supporter_app.services.end_folder import NOTE, PREFIX, read_note
from supporter_app.services.roster import Entry
from supporter_app.storage import fold
from tests.unit.services.test_backups import PLAN, Office, office  # noqa: F401 - a fixture, used by its name


@pytest.fixture
def held(office: Office) -> Session:  # noqa: F811 - the fixture
    """Hold a session with one name."""
    app = office.start()
    session = app.classroom.create(replace(PLAN, names=NameKeeping.UNTIL_REPORT))
    app.roster.add(session, Entry("見本 花子"))
    return session


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """Give a folder elsewhere, with a file of somebody else in it."""
    made = tmp_path / "共有"
    made.mkdir()
    (made / "予定表.xlsx").write_bytes(b"not ours")
    return made


def ended(office: Office, app: App) -> Path | None:  # noqa: F811 - the fixture's value
    """End the program as the window does: a last backup, and a copy of it."""
    office.moment += timedelta(minutes=1)
    if app.backups.changed():
        app.backups.make()
    return app.end_folders.put()


@pytest.mark.usefixtures("held")
def test_nothing_is_put_anywhere_unless_chosen(office: Office) -> None:  # noqa: F811 - the fixture
    """And in memory there is nothing to put."""
    app = office.start()
    assert app.end_folders.chosen() is None
    assert ended(office, app) is None
    memory = App(None, office.now)
    assert memory.end_folders.chosen() is None
    assert memory.end_folders.put() is None


def test_a_copy_is_whole_and_can_be_gone_back_to(
    office: Office,  # noqa: F811 - the fixture
    held: Session,
    share: Path,
) -> None:
    """With the keys beside it, in a folder of this computer alone; what is not ours stays as it is."""
    app = office.start()
    wanted = fold.dump(app.storage)
    app.end_folders.choose(share)
    put = ended(office, app)
    assert put is not None
    assert put.parent.parent == share
    assert put.parent.name.startswith(PREFIX)
    assert put.read_bytes() == app.backups.every()[0].path.read_bytes()
    assert ended(office, app) == put
    noted = app.end_folders.chosen()
    assert noted is not None
    assert noted.put_at == "2026-11-20T03:02:00Z"
    assert sorted(each.name for each in share.iterdir()) == sorted([put.parent.name, "予定表.xlsx"])
    app.roster.add(held, Entry())
    app.close()
    app.backups.restore(put)
    app = office.start()
    assert fold.dump(app.storage) == wanted
    assert office.names(held) == ["見本 花子"]
    assert office.start().end_folders.chosen() == noted


@pytest.mark.usefixtures("held")
def test_a_folder_that_is_not_there_loses_nothing(office: Office, share: Path) -> None:  # noqa: F811 - the fixture
    """Said, and nothing is made in its stead; put back, the next copy lies there."""
    app = office.start()
    app.end_folders.choose(share)
    aside = share.rename(share.with_name("away"))
    with pytest.raises(FileUnreachable):
        ended(office, app)
    assert not share.exists()
    assert len(app.backups.every()) == 1
    assert app.end_folders.chosen() is not None
    aside.rename(share)
    assert ended(office, app) is not None


@pytest.mark.usefixtures("held")
def test_what_stops_a_copy_leaves_no_half_file(
    office: Office,  # noqa: F811 - the fixture
    share: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Stopped by hand, read back otherwise than written, no longer writable: the former copy is as it was."""
    app = office.start()
    app.end_folders.choose(share)
    first = ended(office, app)
    assert first is not None
    app.classroom.create(PLAN)
    app.backups.make()
    stop = Event()
    stop.set()
    with pytest.raises(FileError):
        app.end_folders.put(stop)
    assert _files(first.parent) == {first.name, "keys"}
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path)[:-1] if path.suffix == ".part" else read(path))
    with pytest.raises(FileError):
        app.end_folders.put()
    assert _files(first.parent) == {first.name, "keys"}
    monkeypatch.undo()
    (first.parent / ".supporter-000002.abcd.part").write_bytes(b"left behind by a pulled stick")
    assert app.end_folders.put() is not None
    assert len(_files(first.parent)) == 1 + 1 + 1


@pytest.mark.usefixtures("held")
def test_copies_are_thinned_like_backups(office: Office, share: Path) -> None:  # noqa: F811 - the fixture
    """Fifteen on one day leave the newest ten; the one just made always stays."""
    app = office.start()
    app.end_folders.choose(share)
    for _ in range(15):
        app.classroom.create(PLAN)
        put = ended(office, app)
    assert put is not None
    assert len(_files(put.parent) - {"keys"}) == 10
    for each in app.backups.every():
        each.path.unlink()
    app.classroom.create(PLAN)
    put = ended(office, app)
    assert put is not None
    assert put.exists()


def test_an_erasure_reaches_the_copies(office: Office, held: Session, share: Path) -> None:  # noqa: F811 - the fixture
    """The keys there forget at once; where the folder is not there, the report names it, and the next copy forgets."""
    app = office.start()
    other = app.roster.add(held, Entry("見本 太郎"))
    app.end_folders.choose(share)
    put = ended(office, app)
    assert put is not None
    keys = put.with_name("keys")
    assert len(read_keys(keys).keys) == 1 + 1
    erased = app.erasure.erase_person(other.person)
    assert erased.carried == ()
    assert len(read_keys(keys).keys) == 1
    away = share.rename(share.with_name("away"))
    erased = app.erasure.erase_session(held)
    assert [each.place for each in erased.carried] == [str(share)]
    away.rename(share)
    assert len(read_keys(keys).keys) == 1
    ended(office, app)
    assert read_keys(keys).keys == ()


def test_a_folder_given_up_is_told_of_at_an_erasure(
    office: Office,  # noqa: F811 - the fixture
    held: Session,
    share: Path,
) -> None:
    """Its copies keep the keys of their day, so whoever erases must know of them."""
    app = office.start()
    app.end_folders.choose(share)
    ended(office, app)
    app.end_folders.choose(share)
    app.end_folders.forget()
    assert app.end_folders.chosen() is None
    assert ended(office, app) is None
    assert [each.place for each in app.erasure.erase_session(held).carried] == [str(share)]


@pytest.mark.usefixtures("held")
def test_a_learner_who_erases_everything_is_gone_there_too(
    office: Office,  # noqa: F811 - the fixture
    share: Path,
) -> None:
    """The next copy is the only one that stays."""
    app = office.start()
    app.end_folders.choose(share)
    for _ in range(3):
        app.classroom.create(PLAN)
        put = ended(office, app)
    assert put is not None
    assert len(_files(put.parent)) > 1 + 1
    app.learning.erase_own()
    put = ended(office, app)
    assert put is not None
    assert _files(put.parent) == {put.name, "keys"}


def test_what_cannot_be_chosen(office: Office, tmp_path: Path, held: Session) -> None:  # noqa: F811 - the fixture
    """The records' own folder, one inside it, and one that is not there."""
    del held
    app = office.start()
    for inside in (office.folder, office.folder / "backups"):
        with pytest.raises(RequestRefused, match="inside-the-records"):
            app.end_folders.choose(inside)
    with pytest.raises(FileUnreachable):
        app.end_folders.choose(tmp_path / "nowhere")
    assert app.end_folders.chosen() is None


@pytest.mark.parametrize("note", [b"", b"[]", b"{}", b'{"folder": 3, "put_at": null, "renew": false}', b"\xff"])
def test_a_note_nobody_understands_is_no_folder(tmp_path: Path, note: bytes) -> None:
    """It keeps nothing else from working."""
    (tmp_path / NOTE).write_bytes(note)
    assert read_note(tmp_path) is None


@pytest.mark.usefixtures("held")
def test_the_choice_goes_along_when_the_records_move(
    office: Office,  # noqa: F811 - the fixture
    tmp_path: Path,
    share: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """To a stick, say."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    app = office.start()
    app.end_folders.choose(share)
    app.close()
    (tmp_path / "stick").mkdir()
    target = upkeep.move(office.folder, tmp_path / "stick", office.now)
    noted = read_note(target)
    assert noted is not None
    assert noted.folder == share


@pytest.mark.usefixtures("held")
def test_the_note_is_for_its_owner_only_and_plain(office: Office, share: Path) -> None:  # noqa: F811 - the fixture
    """Somebody who looks after the computer can read it."""
    office.start().end_folders.choose(share)
    file = office.folder / NOTE
    assert json.loads(file.read_bytes())["folder"] == str(share)
    assert os.name == "nt" or file.stat().st_mode & 0o077 == 0


def _files(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}
