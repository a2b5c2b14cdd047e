"""The frozen program, built from nothing in a folder of the moment, runs without Python, checkout or lock."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

pytestmark = [pytest.mark.full, pytest.mark.bundle]

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the bundle once; give its folder."""
    work = tmp_path_factory.mktemp("bundle")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    folders = ["--distpath", str(work / "dist"), "--workpath", str(work / "build")]
    done = subprocess.run(
        [*command, *folders, str(ROOT / "build.spec")], capture_output=True, text=True, check=False, cwd=work
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return work / "dist" / "supporter"


def run(folder: Path, program: str, arguments: Sequence[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program of the bundle as someone who has nothing else."""
    kept = {name: os.environ[name] for name in ("HOME", "SUPPORTER_DATA_DIR", "TMPDIR") if name in os.environ}
    environment = kept | {"PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen"}
    command = [str(folder / program), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=cwd, timeout=300)


def test_the_console_program_checks_itself_and_the_window(bundle: Path, tmp_path: Path) -> None:
    done = run(bundle, "supporter", ["self-test", "--report", str(tmp_path / "report.json")], tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "report.json").stat().st_size > 0


def test_the_window_program_paints_its_first_screen(bundle: Path, tmp_path: Path) -> None:
    done = run(bundle, "supporter-app", ["--quit-after-first-paint"], tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "data").is_dir()


def test_qt_lies_open_so_that_it_can_be_replaced(bundle: Path) -> None:
    assert list(bundle.rglob("libQt6Core.so*"))


def test_only_what_is_used_is_carried(bundle: Path, showed: dict[str, list[str]]) -> None:
    files = [path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink()]
    languages = {path.stem.split("_")[0] for path in files if path.parent.name == "locale-data"}
    assert languages == {"root", "ja", "en"}
    unused = {"libQt6Qml.so.6", "libQt6Quick.so.6", "libQt6WebEngineCore.so.6", "libQt6VirtualKeyboard.so.6"}
    assert not unused & {path.name for path in files}
    size = sum(path.stat().st_size for path in files) / 1e6
    showed.setdefault("bundle", []).append(f"onedir {size:.0f} MB, {len(files)} files, both programs pass")
