"""What a screen reader really gets: one screen of each kind, read over AT-SPI from another process."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from ctypes.util import find_library
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.full,
    pytest.mark.screens,
    pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is the interface of Linux desktops"),
]

HERE = Path(__file__).parent
SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
DISPLAY = ":96"
PATIENCE_S = 600
LIBRARIES = {
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
    "xkbcommon-x11": "libxkbcommon-x11-0",
}
"""What Qt needs to draw on an X server, and the packages that bring it."""
ROLES = {"push button", "label", "check box", "radio button", "text", "password text", "table", "table cell", "link"}


@pytest.fixture(scope="module")
def display(needed: Callable[[str, str], None]) -> Iterator[str]:
    """Give a screen that nobody looks at."""
    needed("Xvfb", "xvfb")
    needed("dbus-run-session", "dbus")
    bindings = subprocess.run([SYSTEM_PYTHON, "-c", "from gi.repository import Atspi"], check=False).returncode == 0
    if not bindings or any(find_library(name) is None for name in LIBRARIES):
        tools = ["at-spi2-core", "python3-gi", "gir1.2-atspi-2.0", *LIBRARIES.values()]
        line = ["apt-get", "install", "--yes", "--no-install-recommends", *tools]
        if subprocess.run(line, check=False, capture_output=True).returncode:
            pytest.fail(f"the bindings of AT-SPI are needed: sudo {' '.join(line)}")
    process = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1366x768x24"], stderr=subprocess.DEVNULL)
    until = time.monotonic() + PATIENCE_S
    while not Path(f"/tmp/.X11-unix/X{DISPLAY[1:]}").exists():  # noqa: S108 - where X servers put their sockets
        assert process.poll() is None, "Xvfb ended by itself"
        assert time.monotonic() < until
        time.sleep(0.05)
    yield DISPLAY
    process.terminate()
    process.wait()


@pytest.fixture(scope="module")
def screens(display: str, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """Have every screen shown and read."""
    folder = tmp_path_factory.mktemp("read")
    shower = [sys.executable, str(HERE / "shown_to_readers.py"), str(folder / "data"), str(folder / "read.json")]
    command = " ".join([*shower, str(HERE / "accessible_tree.py"), SYSTEM_PYTHON])
    environment = os.environ | {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "PYTHONPATH": str(HERE.parent.parent),
    }
    session = ["dbus-run-session", "--", "bash", "-c", f"{LAUNCHER} --launch-immediately & sleep 1; {command}"]
    done = subprocess.run(
        session,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
        cwd=HERE.parent.parent,
    )
    assert (folder / "read.json").exists(), done.stderr[-2000:]
    found = json.loads((folder / "read.json").read_text(encoding="utf-8"))
    assert isinstance(found, list)
    return found


def nodes(screen: dict[str, object]) -> list[dict[str, object]]:
    """Give the objects that were read of a screen."""
    tree = screen["tree"]
    assert isinstance(tree, list)
    assert tree, f"nothing was read: {screen['screen']}"
    return tree


def test_whatever_the_keyboard_reaches_has_a_name_and_a_role(screens: list[dict[str, object]]) -> None:
    faults = []
    for screen in screens:
        for node in nodes(screen):
            if node["focusable"] and node["showing"]:
                if not f"{node['name']}{node['text'] or ''}".strip():
                    faults.append(f"{screen['screen']}: no name: {node}")
                if node["role"] not in ROLES:
                    faults.append(f"{screen['screen']}: {node['role']}")
    assert faults == []


def test_a_page_is_read_as_its_plain_text(screens: list[dict[str, object]]) -> None:
    read_pages, faults = 0, []
    for screen in screens:
        heard = "\n".join(f"{node['text'] or ''}\n{node['name']}" for node in nodes(screen))
        assert "\ufffc" not in heard, screen["screen"]
        plain = screen["plain"]
        assert isinstance(plain, list)
        read_pages += bool(plain)
        faults += [f"{screen['screen']}: {text}" for text in plain if text not in heard]
    assert faults == []
    assert read_pages >= len(screens) // 3


def test_the_keyboard_is_on_each_screen_somewhere(
    screens: list[dict[str, object]], showed: Callable[..., None]
) -> None:
    lost = [screen["screen"] for screen in screens if not any(node["focused"] for node in nodes(screen))]
    assert lost == []
    showed("screens.heard", screens=len(screens))
