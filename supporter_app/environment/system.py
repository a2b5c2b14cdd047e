"""What the operating system must offer Qt: found by trying, named with the one line that installs it."""

import importlib.util
import os
import shutil
import subprocess
import sys

from supporter_app.environment.checkout import Checkout, SetupStoppedError, say, surroundings

# Debian package -> the library in it that Qt opens.
FOR_ANY_WINDOW = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libfontconfig1": "libfontconfig.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libxkbcommon0": "libxkbcommon.so.0",
}
FOR_A_SCREEN = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    # Without libxcb-shape0 Qt wrongly blames libxcb-cursor0.
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
}
FOR_SPEECH = {"libpulse0": "libpulse.so.0"}
"""What reading aloud needs; the checks try it, and people who have no sound do without."""
# Each library is opened in a child: a broken one must not take set-up with it.
LOOK_FOR_LIBRARIES = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""
# Qt aborts the process when its platform cannot be opened, so a child tries it, without leaving a core file.
OPEN_A_WINDOW = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except ImportError:
    pass
from PySide6.QtWidgets import QApplication
QApplication(sys.argv[:1])
"""
PATIENCE_S = 120


def screen_platform() -> str | None:
    """Name the Qt platform of the screen in front of the person; None when the surroundings show no screen."""
    if not sys.platform.startswith("linux"):
        return ""
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    if asked.split(":")[0] in {"offscreen", "minimal", "vnc"}:
        return None
    if os.environ.get("DISPLAY"):
        return asked or "xcb"
    if os.environ.get("WAYLAND_DISPLAY"):
        return asked or "wayland"
    return None


def opens(checkout: Checkout, platform: str) -> bool:
    """Try whether Qt opens on a platform; an empty name stands for the system's own."""
    changes = {"QT_QPA_PLATFORM": platform} if platform else {}
    command = [str(checkout.python), "-c", OPEN_A_WINDOW]
    try:
        done = subprocess.run(
            command, env=surroundings(**changes), capture_output=True, timeout=PATIENCE_S, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def missing_packages(*, speech: bool = False) -> tuple[str, ...]:
    """Name the Debian packages whose libraries are not there, and the one of `venv` where Python lacks it."""
    if not sys.platform.startswith("linux"):
        return ()
    wanted = FOR_ANY_WINDOW | (FOR_A_SCREEN if screen_platform() == "xcb" else {}) | (FOR_SPEECH if speech else {})
    command = [sys.executable, "-c", LOOK_FOR_LIBRARIES, *wanted.values()]
    found = subprocess.run(command, env=surroundings(), capture_output=True, text=True, check=False)
    absent = set(found.stdout.split())
    packages = [package for package, library in wanted.items() if library in absent]
    if importlib.util.find_spec("ensurepip") is None:
        packages.insert(0, f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    return tuple(packages)


def provide(packages: tuple[str, ...], *, agreed: bool) -> None:
    """Install packages as root, when agreed beforehand or after はい; else SetupStoppedError with the line to run."""
    if not packages:
        return
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    line = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    shown = " ".join(["sudo", *line])
    say(f"画面を出すための部品が、このPCに足りません: {' '.join(packages)}")
    if shutil.which("apt-get") is None:
        raise SetupStoppedError("このPCのソフトウェア管理で、同じ名前の部品を入れてから、もう一度はじめてください。")
    say(f"次の1行で入ります。\n  {shown}")
    if not (is_root or agreed or _says_yes()):
        raise SetupStoppedError("上の1行を実行してから、もう一度はじめてください。何も変えていません。")
    before = [] if is_root else ["sudo"]
    environment = surroundings(DEBIAN_FRONTEND="noninteractive")
    if subprocess.run([*before, *line], env=environment, check=False).returncode == 0:
        return
    # Often only the lists of packages are missing or old.
    subprocess.run([*before, "apt-get", "update"], env=environment, check=False)
    if subprocess.run([*before, *line], env=environment, check=False).returncode:
        raise SetupStoppedError("部品を入れられませんでした。管理する人に、上の1行を見せてください。")


def _says_yes() -> bool:
    """Ask on the terminal; where nobody sits in front of one, the answer is no."""
    if not sys.stdin.isatty():
        return False
    say("いま入れてよければ「はい」と入力してください。")
    return sys.stdin.readline().strip() == "はい"
