"""Where the data lives, and what that place stands on."""

import sys
from pathlib import Path

import pytest

from supporter_app import paths
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
