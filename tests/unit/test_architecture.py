"""What the linters of ./test cannot see: standard library only, nothing heavy at start, locks that agree."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from supporter_app.bootstrap import compose

# They open files, sockets, processes or databases; pathlib is let in because errors carry the place they speak of.
REACHES_OUT = frozenset(
    [
        "asyncio",
        "io",
        "locale",
        "logging",
        "os",
        "shutil",
        "socket",
        "sqlite3",
        "subprocess",
        "tempfile",
        "threading",
        "time",
        "urllib",
    ]
)
HEAVY = (
    "PySide6",
    "argon2",
    "babel",
    "cryptography",
    "keyring",
    "markdown_it",
    "msgspec",
    "pypdfium2",
    "reportlab",
    "sqlite_utils",
    "zxingcpp",
)


def imported(path: Path) -> set[str]:
    """List the top-level modules a file imports anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    return names


def pins(lock: Path) -> dict[str, str]:
    """Read name and version of every line of a lock."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


def test_domain_imports_only_the_standard_library_and_does_no_io(root: Path) -> None:
    allowed = (sys.stdlib_module_names - REACHES_OUT) | {"supporter_app"}
    files = sorted((root / "supporter_app" / "domain").rglob("*.py"))
    assert files
    strays = {path.name: sorted(imported(path) - allowed) for path in files if imported(path) - allowed}
    assert strays == {}


def test_set_up_runs_on_a_bare_python(root: Path) -> None:
    allowed = sys.stdlib_module_names | {"supporter_app"}
    strays = {
        path.name: sorted(imported(path) - allowed)
        for path in sorted((root / "supporter_app" / "environment").glob("*.py"))
        # words.py runs on the Python that set-up has just furnished.
        if path.name != "words.py" and imported(path) - allowed
    }
    assert strays == {}


@pytest.mark.parametrize("module", ["supporter_app.cli.main", "supporter_app.bootstrap"])
def test_nothing_heavy_is_imported_before_it_is_used(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(set(sys.modules) & {set(HEAVY)!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_window_opens_without_the_libraries_of_papers() -> None:
    papers = set(HEAVY) - {"PySide6"}
    code = f"import sys, supporter_app.ui.application; print(*sorted(set(sys.modules) & {papers!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_first_frame_needs_nothing_of_what_comes_later(data_dir: Path) -> None:
    app = compose(data_dir)
    app.preferences.save(app.preferences.load()._replace(asked=True))
    app.close()
    code = f"""
import sys
from PySide6 import QtCore
from supporter_app.ui import opening
from pathlib import Path
opening.open_window(Path({str(data_dir)!r}), until_painted=True)
early = set(sys.modules) & {set(HEAVY) - {"PySide6"}!r}
print(*sorted(early), *(["PySide6.QtCore.Qt"] if "Qt" in vars(QtCore) else []))
"""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.split() == []


def test_both_locks_hold_the_same_versions(root: Path) -> None:
    running, developing = pins(root / "requirements.txt"), pins(root / "requirements-dev.txt")
    assert running
    assert {name: developing.get(name) for name in running} == running


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_holds_hashes_and_no_address(root: Path, lock: str) -> None:
    text = (root / lock).read_text(encoding="utf-8")
    assert "://" not in text
    requirements = re.split(r"\n(?=[a-z])", text)
    assert [line.split("==")[0] for line in requirements if "==" in line and "--hash=sha256:" not in line] == []


def test_the_qt_that_aborts_is_not_locked(root: Path) -> None:
    assert pins(root / "requirements.txt")["pyside6-essentials"] != "6.12.0"
