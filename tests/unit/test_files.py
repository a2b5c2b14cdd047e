"""Files for people: whole or absent, whatever goes wrong."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from supporter_app.domain.errors import FileDamaged, FileError, FileFull, FileReadOnly, FileUnreachable
from supporter_app.files import OWNER_ONLY, file_error, is_there, read_limited, write_whole

OLD, NEW = b"old", b"new" * 1000
ERRORS = [
    (errno.EACCES, FileReadOnly),
    (errno.EPERM, FileReadOnly),
    (errno.EROFS, FileReadOnly),
    (errno.ENOSPC, FileFull),
    (errno.EDQUOT, FileFull),
    (errno.ENOENT, FileUnreachable),
    (errno.ENODEV, FileUnreachable),
    (errno.ESTALE, FileUnreachable),
    (errno.EIO, FileError),
    (errno.ENAMETOOLONG, FileError),
]


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    """The content is there under its name and nothing else is left."""
    path = tmp_path / "受講証 (2).pdf"
    for content in (OLD, NEW, b""):
        write_whole(path, content)
        assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead of these bits")
@pytest.mark.parametrize("umask", [0, 0o022, 0o077])
def test_a_file_for_its_owner_is_for_nobody_else(tmp_path: Path, umask: int) -> None:
    """From its first byte and whatever the umask is, also where a file for everybody lay before."""
    path = tmp_path / "keys"
    before = os.umask(umask)
    try:
        write_whole(path, OLD)
        assert path.stat().st_mode & 0o777 == 0o666 & ~umask
        write_whole(path, NEW, OWNER_ONLY)
        assert path.stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(before)


@pytest.mark.parametrize("call", ["fsync", "open"])
@pytest.mark.parametrize(("number", "kind"), ERRORS)
def test_whatever_fails_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, kind: type[FileError]
) -> None:
    """A failing call leaves the old bytes, no part of the new ones, and the reason."""
    path = tmp_path / "a.pdf"
    path.write_bytes(OLD)

    def failing(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, failing)
    with pytest.raises(FileError) as caught:
        write_whole(path, NEW)
    monkeypatch.undo()
    assert type(caught.value) is kind
    assert caught.value.path == path
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_a_rename_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when another program holds the file open on Windows."""
    path = tmp_path / "a.pdf"
    path.write_bytes(OLD)

    def held(*_: object) -> Path:
        raise PermissionError(errno.EACCES, "held open")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(FileReadOnly):
        write_whole(path, NEW)
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("code", "kind"), [(21, FileUnreachable), (53, FileUnreachable), (5, FileReadOnly)])
def test_a_drive_that_is_gone_on_windows(code: int, kind: type[FileError]) -> None:
    """Windows reports an empty drive as a lack of permission; its own number tells more."""
    error = PermissionError(errno.EACCES, "the device is not ready")
    error.winerror = code  # type: ignore[attr-defined,unused-ignore] # only Windows has it
    assert type(file_error(error, Path("E:/a.pdf"))) is kind


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Neither writing nor reading makes a folder."""
    with pytest.raises(FileUnreachable):
        write_whole(tmp_path / "gone" / "a.pdf", NEW)
    with pytest.raises(FileUnreachable):
        read_limited(tmp_path / "gone" / "a.pdf", 10)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    """A folder of the same name is not replaced."""
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(FileError):
        write_whole(tmp_path / "a.pdf", NEW)
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting needs the right to mount")
def test_a_disk_that_is_full(tmp_path: Path) -> None:
    """On a small disk the old file stays whole and the new one leaves nothing."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not possible here")
    try:
        write_whole(place / "a.pdf", OLD)
        with pytest.raises(FileFull):
            write_whole(place / "a.pdf", bytes(100_000))
        assert (place / "a.pdf").read_bytes() == OLD
        assert [each.name for each in place.iterdir()] == ["a.pdf"]
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


VERSIONS = {letter * 300_000 for letter in (b"a", b"b")}


def after_kills(path: Path, write: Callable[[Path, bytes], None]) -> Iterator[bytes | None]:
    """Kill fifty times who replaces two versions by each other; gives what then stands in the file, None for none."""
    for turn in range(50):
        process = os.fork()
        if process == 0:
            try:
                replace_for_ever(path, VERSIONS, write)
            finally:
                os._exit(1)
        time.sleep(0.003 + turn * 0.0003)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        yield path.read_bytes() if path.exists() else None


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_a_kill_leaves_the_old_or_the_new_file(tmp_path: Path) -> None:
    """Fifty kills while two versions replace each other: always one of them, whole."""
    path = tmp_path / "a.pdf"
    write_whole(path, min(VERSIONS))
    assert set(after_kills(path, write_whole)) <= VERSIONS


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_the_control_writes_half_files(tmp_path: Path) -> None:
    """The same kills find half a file when it is written in place: the test above can fail."""

    def in_place(target: Path, content: bytes) -> None:
        with target.open("wb", buffering=0) as file:
            for start in range(0, len(content), 1000):
                file.write(content[start : start + 1000])

    assert not set(after_kills(tmp_path / "a.pdf", in_place)) <= VERSIONS


def replace_for_ever(path: Path, versions: set[bytes], write: Callable[[Path, bytes], None]) -> None:
    """Write one version after the other until killed."""
    while True:
        for content in versions:
            write(path, content)


def test_reading_has_a_limit(tmp_path: Path) -> None:
    """A file of just the limit is read, one byte more is refused."""
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert read_limited(path, 5) == b"12345"
    with pytest.raises(FileDamaged):
        read_limited(path, 4)


def test_what_a_drive_does_not_say_is_no_absence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There, not there, below a file, and a drive that fails: only the last raises."""
    (tmp_path / "there").write_bytes(OLD)
    assert is_there(tmp_path / "there")
    assert not is_there(tmp_path / "nowhere")
    assert not is_there(tmp_path / "there" / "below")

    def fail(path: Path, **_words: object) -> os.stat_result:
        raise OSError(errno.EIO, "input/output error", str(path))

    monkeypatch.setattr(Path, "stat", fail)
    with pytest.raises(FileError):
        is_there(tmp_path / "there")
