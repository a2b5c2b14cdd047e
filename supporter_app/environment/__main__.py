"""What ./run does: `python -m supporter_app.environment ROOT [--setup] [--dev] [--yes] [ARGS for supporter]`."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from supporter_app.environment import name_font, packages, system, words
from supporter_app.environment.checkout import ON_WINDOWS, Checkout, SetupStoppedError, say, surroundings

STOPPED = 3
OWN_OPTIONS = frozenset({"--setup", "--dev", "--yes"})


@dataclass(frozen=True, slots=True)
class Call:
    """What the person asked of ./run."""

    options: frozenset[str]
    arguments: tuple[str, ...]


def read_call(arguments: list[str]) -> Call:
    """Take the leading options that belong to ./run; everything after them belongs to supporter."""
    count = 0
    while count < len(arguments) and arguments[count] in OWN_OPTIONS:
        count += 1
    return Call(frozenset(arguments[:count]), tuple(arguments[count:]))


@contextmanager
def one_at_a_time(checkout: Checkout) -> Iterator[None]:
    """Let a second set-up of the same folder wait for the first; the system lets go when a process is killed."""
    if ON_WINDOWS:
        yield
        return
    import fcntl

    handle = os.open(checkout.root, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def set_up(checkout: Checkout, call: Call) -> None:
    """Bring everything to the state the program needs; does nothing, quickly, when it is already there."""
    purpose = "dev" if "--dev" in call.options else "run"
    fresh = not packages.is_current(checkout, purpose)
    if fresh:
        system.provide(system.missing_packages(speech=purpose == "dev"), agreed="--yes" in call.options)
        packages.install(checkout, purpose)
    compile_words(checkout)
    if fresh or "--setup" in call.options:
        compile_program(checkout)
        bring_name_font(checkout)


def compile_words(checkout: Checkout) -> None:
    """Compile the catalogues that changed."""
    changed = [str(source) for source in words.stale(checkout.root)]
    if not changed:
        return
    command = [str(checkout.python), "-m", "supporter_app.environment.words", *changed]
    if subprocess.run(command, env=surroundings(), cwd=checkout.root, check=False).returncode:
        raise SetupStoppedError("ことばの一覧(i18n)を読みこめる形にできませんでした。直前の表示を見てください。")


def compile_program(checkout: Checkout) -> None:
    """Let Python read the program once, so that the first start is as quick as all others; failing does no harm."""
    import compileall

    compileall.compile_dir(checkout.root / "supporter_app", quiet=2)


def bring_name_font(checkout: Checkout) -> None:
    """Fetch the name font if it is not there; without it set-up goes on, except where the checks run for everyone."""
    if name_font.is_there(checkout) or name_font.fetch(checkout):
        return
    if os.environ.get("CI") == "true":
        raise SetupStoppedError(f"名前用の書体 {name_font.PACKAGE} を取りに行けませんでした。")
    say("名前用の書体(IPAmj明朝)はまだありません。めずらしい漢字の名前のときだけ必要で、ほかはそのまま使えます。")


def open_window(checkout: Checkout, call: Call) -> int:
    """Open the window; where there is no screen, play the tour into tour-output instead."""
    platform = system.screen_platform()
    if platform is not None and system.opens(checkout, platform):
        return hand_over([str(checkout.program("supporter-app"))])
    absent = system.missing_packages()
    if absent:
        system.provide(absent, agreed="--yes" in call.options)
        if platform is not None and system.opens(checkout, platform):
            return hand_over([str(checkout.program("supporter-app"))])
    if not system.opens(checkout, "offscreen"):
        raise SetupStoppedError("画面の部品(Qt)を動かせませんでした。管理する人に、この表示を見せてください。")
    return play_tour(checkout)


def play_tour(checkout: Checkout) -> int:
    """Let the program play itself without a screen, on a data folder of this moment."""
    out = checkout.root / "tour-output"
    say(f"画面が見つからないので、窓を開くかわりに教材をひととおり自動で動かし、{out} に残します。")
    with tempfile.TemporaryDirectory(prefix="supporter-tour-") as folder:
        command = [str(checkout.program("supporter")), "tour", "--out", str(out)]
        environment = surroundings(SUPPORTER_DATA_DIR=folder, QT_QPA_PLATFORM="offscreen")
        return subprocess.run(command, env=environment, check=False).returncode


def hand_over(command: list[str]) -> int:
    """Become another program; on Windows wait for it, since a process cannot be replaced there."""
    if not ON_WINDOWS:
        os.execve(command[0], command, surroundings())  # noqa: S606 - our own program, no shell wanted
    return subprocess.run(command, env=surroundings(), check=False).returncode


def main(arguments: list[str]) -> int:
    """Set up, then do what was asked; returns the exit code."""
    checkout = Checkout(Path(arguments[0]).resolve())
    call = read_call(arguments[1:])
    try:
        with one_at_a_time(checkout):
            set_up(checkout, call)
        if call.arguments:
            return hand_over([str(checkout.program("supporter")), *call.arguments])
        if "--setup" in call.options:
            say("準備ができました。")
            return 0
        return open_window(checkout, call)
    except SetupStoppedError as stopped:
        say(str(stopped))
        return STOPPED
    except OSError as error:
        say(f"準備の途中で、ファイルを読み書きできませんでした。空き容量と許可を確かめてください。({error})")
        return STOPPED
    except KeyboardInterrupt:
        say("中止しました。次にはじめるとき、足りないところから準備しなおします。")
        return STOPPED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
