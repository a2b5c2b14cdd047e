"""The virtual environment: made from the lock, once, and made again when it was left half done."""

import hashlib
import json
import shutil
import subprocess
import venv

from supporter_app.environment.checkout import Checkout, SetupStoppedError, say, surroundings

STAMP = "set-up.json"
LOG = "set-up.log"
LOCKS = {"run": "requirements.txt", "dev": "requirements-dev.txt"}


def is_current(checkout: Checkout, purpose: str) -> bool:
    """Tell whether everything for a purpose (run, dev) is installed as the lock says."""
    if not checkout.python.exists():
        return False
    stamp = _read_stamp(checkout)
    return all(stamp.get(key) == value for key, value in _wanted(checkout, purpose).items())


def install(checkout: Checkout, purpose: str) -> None:
    """Bring the virtual environment to what the lock of a purpose says; SetupStoppedError when that fails.

    The stamp is taken away first and written last: an environment without one was interrupted and is made anew.
    """
    if not _read_stamp(checkout) or not checkout.python.exists():
        say("はじめての準備をしています。部品をそろえるので、数分かかることがあります。")
        _make_anew(checkout)
    else:
        say("部品を新しくしています。")
    (checkout.venv / STAMP).unlink(missing_ok=True)
    _pip(checkout, "install", "--require-hashes", "--requirement", str(checkout.root / LOCKS[purpose]))
    _pip(checkout, "install", "--no-index", "--no-build-isolation", "--no-deps", "--editable", str(checkout.root))
    (checkout.venv / STAMP).write_text(json.dumps(_wanted(checkout, purpose), indent=1), encoding="utf-8")


def _wanted(checkout: Checkout, purpose: str) -> dict[str, str]:
    """Describe a finished set-up; the lock of development holds that of running, so it stands for both."""
    held = ["run", "dev"] if purpose == "dev" else ["run"]
    hashes = {name: _hash(checkout, LOCKS[name]) for name in held}
    return {"root": str(checkout.root), "project": _hash(checkout, "pyproject.toml"), **hashes}


def _hash(checkout: Checkout, name: str) -> str:
    return hashlib.sha256((checkout.root / name).read_bytes()).hexdigest()


def _read_stamp(checkout: Checkout) -> dict[str, str]:
    """Read what was installed; empty when nothing was, when it was interrupted, or when the folder has moved since."""
    try:
        stamp = json.loads((checkout.venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(stamp, dict) or stamp.get("root") != str(checkout.root):
        return {}
    return {str(key): str(value) for key, value in stamp.items()}


def _make_anew(checkout: Checkout) -> None:
    try:
        if checkout.venv.exists():
            shutil.rmtree(checkout.venv)
        venv.create(checkout.venv, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        sentence = (
            f"部品を入れるフォルダー {checkout.venv} をつくれませんでした。空き容量と書きこみの許可を確かめてください。"
        )
        raise SetupStoppedError(sentence) from error


def _pip(checkout: Checkout, *arguments: str) -> None:
    """Run pip quietly, with its words kept in a file; SetupStoppedError when it fails."""
    command = [str(checkout.python), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    log = checkout.venv / LOG
    with log.open("ab") as sink:
        done = subprocess.run(command, stdout=sink, stderr=subprocess.STDOUT, check=False, env=surroundings())
    if done.returncode:
        sentence = (
            "部品をそろえられませんでした。インターネットにつながっているか、空き容量があるかを確かめて、"
            f"もう一度はじめてください。続きからではなく、はじめから準備しなおします。くわしい記録: {log}"
        )
        raise SetupStoppedError(sentence)
