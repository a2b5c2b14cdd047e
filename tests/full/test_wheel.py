"""The wheel carries the whole program: installed elsewhere, it runs without the checkout."""

import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = [pytest.mark.full, pytest.mark.bundle]

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = ("curriculum", "quizzes", "assets", "i18n")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel once."""
    out = tmp_path_factory.mktemp("wheel")
    command = [*PIP, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=out)
    assert done.returncode == 0, done.stderr[-4000:]
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own, which shares only the libraries; give its programs' folder."""
    place = tmp_path_factory.mktemp("elsewhere")
    venv.create(place, symlinks=sys.platform != "win32")
    told = {"base": str(place), "platbase": str(place)}
    scripts, packages = (Path(sysconfig.get_path(what, "venv", told)) for what in ("scripts", "purelib"))
    # A folder named in a .pth file is searched, but its own .pth files are not read: the checkout stays out of sight.
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    python = scripts / ("python.exe" if sys.platform == "win32" else "python")
    command = [*PIP, "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    return scripts


def test_the_wheel_holds_the_course_and_nothing_of_the_checkout(wheel: Path, showed: Callable[..., None]) -> None:
    names = set(ZipFile(wheel).namelist())
    ours = {
        f"supporter_app/data/{path.relative_to(ROOT).as_posix()}"
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert ours
    assert sorted(ours - names) == []
    assert "supporter_app/data/i18n/ja/LC_MESSAGES/supporter.mo" in names
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"supporter_app"}
    assert [name for name in names if name.startswith("supporter_app/environment")] == []
    showed("bundle.wheel", size=wheel.stat().st_size / 1e6, files=len(names))


@pytest.mark.parametrize(
    ("program", "arguments"),
    [
        ("supporter", ["self-test"]),
        ("supporter", ["check-content"]),
        ("supporter-app", ["--quit-after-first-paint"]),
    ],
)
def test_the_installed_program_runs(
    elsewhere: Path, someone: dict[str, str], program: str, arguments: list[str]
) -> None:
    command = [str(elsewhere / program), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=someone, cwd=someone["HOME"])
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_installed_program_uses_its_own_files(elsewhere: Path, someone: dict[str, str]) -> None:
    code = "import supporter_app.resources as r; print(r.root())"
    command = [str(elsewhere / "python"), "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=someone, cwd=someone["HOME"])
    root = Path(done.stdout.strip())
    assert root.is_relative_to(elsewhere.parent)
    assert {path.name for path in root.iterdir()} == set(FOLDERS)
