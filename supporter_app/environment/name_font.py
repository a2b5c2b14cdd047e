"""The name font: IPAmj Mincho from Debian's package, for names with rare characters; needs no root."""

import gzip
import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

from supporter_app.environment.checkout import Checkout, surroundings

PACKAGE = "fonts-ipamj-mincho"
FONT = "ipamjm.ttf"
SHA256 = "75268aa9ac2d92080048196af08adee37f1c286cf4b7777ed5ac3722a8737f5f"
LICENCE = "IPA_Font_License_Agreement_v1.0.txt"


def place(checkout: Checkout) -> Path:
    """Give the place of the name font, in a folder that git ignores."""
    return checkout.root / "assets" / "fonts" / "local" / FONT


def is_there(checkout: Checkout) -> bool:
    """Tell whether the name font is there, byte for byte the one that was tested."""
    font = place(checkout)
    return font.is_file() and hashlib.sha256(font.read_bytes()).hexdigest() == SHA256


def fetch(checkout: Checkout) -> bool:
    """Fetch and unpack the name font with its licence; False when this PC or its connection cannot."""
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        return False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # apt hands downloads to a user of its own, who must be able to write here; the hash checks what comes out.
        folder.chmod(0o777)
        if not (_run(folder, "apt-get", "download", PACKAGE) and _unpack(folder)):
            return False
        font = next(folder.rglob(FONT), None)
        if font is None or hashlib.sha256(font.read_bytes()).hexdigest() != SHA256:
            return False
        target = place(checkout)
        target.parent.mkdir(parents=True, exist_ok=True)
        packed = next(folder.rglob(f"{LICENCE}.gz"), None)
        if packed is not None:
            (target.parent / LICENCE).write_bytes(gzip.decompress(packed.read_bytes()))
        unfinished = target.with_suffix(".part")
        shutil.copyfile(font, unfinished)
        unfinished.replace(target)
    return True


def _unpack(folder: Path) -> bool:
    packages = list(folder.glob(f"{PACKAGE}_*.deb"))
    return bool(packages) and _run(folder, "dpkg-deb", "-x", packages[0].name, "unpacked")


def _run(folder: Path, *command: str) -> bool:
    done = subprocess.run(command, cwd=folder, env=surroundings(), capture_output=True, check=False)
    return done.returncode == 0
