"""Where the data lives, and what that place stands on."""

import sys
from pathlib import Path

import pytest

from supporter_app import paths
from supporter_app.domain.errors import FileError
from supporter_app.paths import Ground, data_dir, ground_by_mounts, lasting

MEMORY = Path("/dev", "shm")
MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
tmpfs /run/user/1000 tmpfs rw 0 0
//server/homes /home cifs rw 0 0
/dev/sdb1 /home/hana/disk ext4 rw 0 0
/dev/sdc1 /media/hana/MY\040STICK vfat rw 0 0
hana@far: /mnt/far fuse.sshfs rw 0 0
/dev/sdd1 /mnt/ntfs fuse.ntfs-3g rw 0 0
host /mnt/host 9p rw 0 0

short line
"""


def test_the_order_of_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As told, then the environment, then beside a portable program, then the person's own folder."""
    monkeypatch.setattr(paths, "program_folder", lambda: tmp_path)
    monkeypatch.delenv(paths.VARIABLE, raising=False)
    local = data_dir()
    assert local.name == paths.NAME
    assert not local.is_relative_to(tmp_path)
    (tmp_path / paths.MARKER).touch()
    assert data_dir() == tmp_path / paths.BESIDE
    monkeypatch.setenv(paths.VARIABLE, str(tmp_path / "told"))
    assert data_dir() == tmp_path / "told"
    assert data_dir(tmp_path / "override") == tmp_path / "override"
    monkeypatch.chdir(tmp_path)
    assert data_dir(Path("here")) == tmp_path / "here"


def test_the_program_s_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the frozen program its own folder, otherwise the one that holds the package."""
    assert (paths.program_folder() / "supporter_app" / "paths.py").is_file()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "supporter"))
    assert paths.program_folder() == tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="mount tables are of Linux")
@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("/var/lib/x", Ground.LASTING),
        ("/run/user/1000/x", Ground.TEMPORARY),
        ("/home/taro/x", Ground.SHARE),
        ("/home/hana/disk/x", Ground.LASTING),
        ("/media/hana/MY STICK/x", Ground.LASTING),
        ("/mnt/far/x", Ground.SHARE),
        ("/mnt/ntfs/x", Ground.LASTING),
        ("/mnt/host/x", Ground.SHARE),
    ],
)
def test_the_ground_by_the_mount_table(place: str, expected: Ground) -> None:
    """The deepest mount decides."""
    assert ground_by_mounts(Path(place), MOUNTS) is expected


@pytest.mark.skipif(not MEMORY.is_dir(), reason="no folder in memory here")
def test_memory_is_not_lasting() -> None:
    """The real mount table of this computer, for a folder that does not exist yet."""
    assert not lasting(MEMORY / "not-made-yet" / "records")


@pytest.mark.skipif(sys.platform == "win32", reason="asks Windows otherwise")
@pytest.mark.parametrize(
    ("place", "kind", "expected"),
    [
        ("C:\\Users\\hana", 3, Ground.LASTING),
        ("E:\\records", 2, Ground.LASTING),
        ("Z:\\records", 4, Ground.SHARE),
        ("R:\\records", 6, Ground.TEMPORARY),
        ("\\\\server\\share\\records", 0, Ground.SHARE),
        ("\\\\?\\C:\\records", 3, Ground.LASTING),
    ],
)
def test_the_ground_on_windows(monkeypatch: pytest.MonkeyPatch, place: str, kind: int, expected: Ground) -> None:
    """Shares by their name, drives by what Windows says of them."""
    monkeypatch.setattr(paths, "_drive_type", lambda _: kind)
    monkeypatch.setattr(Path, "absolute", lambda path: path)
    assert paths._ground_on_windows(Path(place)) is expected


@pytest.fixture
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the settings folder of a person of this test alone."""
    monkeypatch.setattr(paths, "program_folder", lambda: tmp_path)
    monkeypatch.delenv(paths.VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="settings lie elsewhere there")
def test_a_chosen_folder_is_used_until_it_is_forgotten(own_settings: Path) -> None:
    usual = data_dir()
    paths.remember(own_settings / "わたしの　記録")
    assert data_dir() == own_settings / "わたしの　記録"
    assert data_dir(own_settings / "told") == own_settings / "told"
    paths.forget()
    paths.forget()
    assert data_dir() == usual


@pytest.mark.skipif(sys.platform == "win32", reason="settings lie elsewhere there")
@pytest.mark.parametrize(
    "note", [b"", b"\n", b"relative/place\n", b"/a\nb\n", b"\xff\xfe/x", b"/\x00x", b"/" + b"x" * 5000]
)
def test_a_note_that_cannot_be_understood_counts_as_none(own_settings: Path, note: bytes) -> None:
    usual = data_dir()
    paths.remember(own_settings / "x")
    paths.pointer().write_bytes(note)
    assert paths.remembered() is None
    assert data_dir() == usual


@pytest.mark.skipif(sys.platform == "win32", reason="settings lie elsewhere there")
@pytest.mark.parametrize("name", ["a\nb", "a\x85b", "\udcff", "x" * 5000])
def test_a_name_that_no_note_could_hold_is_refused_at_once(own_settings: Path, name: str) -> None:
    with pytest.raises(FileError):
        paths.remember(own_settings / name)
    assert not paths.pointer().exists()


@pytest.mark.skipif(sys.platform == "win32", reason="settings lie elsewhere there")
def test_settings_that_cannot_be_written_are_said(own_settings: Path) -> None:
    (own_settings / "config").write_text("in the way")
    with pytest.raises(FileError):
        paths.remember(own_settings / "x")
    assert paths.remembered() is None


def test_who_told_a_folder_is_not_asked(own_settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert paths.may_be_chosen()
    assert not paths.may_be_chosen(own_settings)
    (own_settings / paths.MARKER).touch()
    assert not paths.may_be_chosen()
    (own_settings / paths.MARKER).unlink()
    monkeypatch.setenv(paths.VARIABLE, str(own_settings))
    assert not paths.may_be_chosen()
