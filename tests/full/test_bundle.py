"""The frozen program, built from nothing in a folder of the moment, runs without Python, checkout or lock."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = [pytest.mark.full, pytest.mark.bundle]

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_S = 300
Running = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory, needed: Callable[[str, str], None]) -> Path:
    """Build the bundle once; give its folder."""
    if sys.platform.startswith("linux"):
        needed("objdump", "binutils")
    work = tmp_path_factory.mktemp("bundle")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    folders = ["--distpath", str(work / "dist"), "--workpath", str(work / "build")]
    done = subprocess.run(
        [*command, *folders, str(ROOT / "build.spec")], capture_output=True, text=True, check=False, cwd=work
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return work / "dist" / "supporter"


@pytest.fixture
def run(bundle: Path, someone: dict[str, str]) -> Running:
    """Give what runs a program of the bundle as someone who has nothing else, from their empty home."""

    def running(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(bundle / program), *arguments],
            capture_output=True,
            text=True,
            check=False,
            env=someone,
            cwd=someone["HOME"],
            timeout=PATIENCE_S,
        )

    return running


def test_the_console_program_checks_itself_and_the_window(run: Running, tmp_path: Path) -> None:
    done = run("supporter", "--json", "self-test", "--report", str(tmp_path / "report.json"))
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["findings"]
    names = ["course", "fonts", "words", "database", "paper", "window", "network"]
    assert [(each["name"], each["fine"]) for each in found] == [(name, True) for name in names]


def test_the_console_program_checks_the_course_it_carries(run: Running) -> None:
    done = run("supporter", "check-content")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_window_program_paints_its_first_screen(run: Running, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    done = run("supporter-app", "--data-dir", str(folder), "--quit-after-first-paint")
    assert (done.returncode, done.stderr) == (0, "")
    assert folder.is_dir()


def test_the_data_lives_in_the_person_s_own_folder(run: Running, someone: dict[str, str]) -> None:
    assert run("supporter-app", "--quit-after-first-paint").returncode == 0
    assert (Path(someone["HOME"]) / ".local" / "share" / "tsunagari-supporter").is_dir()


def test_the_frozen_program_plays_the_whole_tour(run: Running, tmp_path: Path) -> None:
    done = run("supporter", "tour", "--out", str(tmp_path / "tour"))
    assert done.returncode == 0, done.stdout + done.stderr
    met = json.loads((tmp_path / "tour" / "summary.json").read_text(encoding="utf-8"))
    assert (met["completions"], met["papers"]) == (1, 1)


def test_qt_lies_open_so_that_it_can_be_replaced(bundle: Path) -> None:
    assert list(bundle.rglob("libQt6Core.so*"))


def test_only_what_is_used_is_carried(bundle: Path, showed: Callable[..., None]) -> None:
    files = [path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink()]
    languages = {path.stem.split("_")[0] for path in files if path.parent.name == "locale-data"}
    assert languages == {"root", "ja", "en"}
    unused = {"libQt6Qml.so.6", "libQt6Quick.so.6", "libQt6WebEngineCore.so.6", "libQt6VirtualKeyboard.so.6"}
    assert not unused & {path.name for path in files}
    assert [path for path in files if path.name.endswith(".part")] == []
    # The extra for authors, whose dictionaries would be the larger half of the bundle.
    authoring = {"fugashi", "jreadability", "sudachidict_core", "sudachipy", "unidic", "unidic_lite"}
    assert not authoring & {path.name for path in (bundle / "_internal").iterdir()}
    size = sum(path.stat().st_size for path in files) / 1e6
    showed("bundle.frozen", size=size, files=len(files))
