"""`./test --full faults`: every call that can fail fails once, in every flow; what was said is there afterwards."""

import shutil
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from supporter_app.resources import root
from supporter_app.storage.database import Storage
from tests.full.failing import OURS, Failed, failing
from tests.full.flows import FLOWS, Flow, Say, look

pytestmark = [
    pytest.mark.full,
    pytest.mark.faults,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="strace is of Linux"),
]

FAULTS = {
    "pwrite64": ("ENOSPC", "EIO"),
    "write": ("ENOSPC", "EIO"),
    "fdatasync": ("ENOSPC", "EIO"),
    "fsync": ("ENOSPC", "EIO"),
    "ftruncate": ("ENOSPC", "EIO"),
    "openat": ("ENOSPC", "EIO", "EACCES", "EMFILE"),
    "mkdir": ("ENOSPC", "EACCES"),
    "rename": ("ENOSPC", "EIO", "EACCES"),
    "unlink": ("EIO", "EACCES"),
    "pread64": ("EIO",),
    "read": ("EIO",),
    "getdents64": ("EIO",),
    "newfstatat": ("EIO", "EACCES"),
    "fcntl": ("EIO", "EACCES"),
    "utimensat": ("EIO", "EACCES"),
    "chmod": ("EIO", "EACCES"),
}
"""Which calls can give which errors; the flows make no others that can fail."""
STEPS = {"roster": 2}
"""Steps of a flow, one unless told: every kind of its writes is among them."""
CONTENT = 64 * 1024


class Careless:
    """The control: a file for people written over the old one, as `open` and `write` do it."""

    def prepare(self, folder: Path) -> None:
        """Have a file of the time before."""
        folder.mkdir(parents=True)
        (folder / "table").write_bytes(b"0" * CONTENT)

    def run(self, folder: Path, say: Say) -> Iterator[None]:
        """Write it anew in two parts."""
        with (folder / "table").open("wb", buffering=0) as file:
            for _ in range(2):
                file.write(b"1" * (CONTENT // 2))
        say("written")
        yield

    def missing(self, storage: Storage, said: list[str]) -> list[str]:
        """Find the old file or the new one."""
        del said
        assert storage.path is not None
        found = (storage.path.parent / "table").read_bytes()
        return [] if found in (b"0" * CONTENT, b"1" * CONTENT) else [f"{len(found)} bytes"]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give a folder in which a flow can begin; everything the flow imports is loaded by then, so no import fails."""
    made: dict[str, Path] = {}

    def prepared(name: str) -> Path:
        if name not in made:
            place = tmp_path_factory.mktemp(name)
            FLOWS[name].prepare(place / "warm")
            running = FLOWS[name].run(place / "warm", lambda _: None)
            for _ in range(STEPS.get(name, 1)):
                next(running)
            FLOWS[name].prepare(place / "ready")
            made[name] = place / "ready"
        return made[name]

    return prepared


def each_in_turn(flow: Flow, start: Path, steps: int, call: str, error: str) -> Iterator[tuple[Failed, list[str]]]:
    """Fail the first call, then the second, until a run comes to its end without; gives what is wrong after each."""
    folder = start.parent / "records"
    for number in count(1):
        shutil.rmtree(folder, ignore_errors=True)
        if start.exists():
            shutil.copytree(start, folder)
        failed = failing(flow, folder, steps, call, error, number)
        if not failed.fired:
            assert not failed.error, failed.told
            return
        yield failed, look(flow, folder, list(failed.said))


def explained(failed: Failed) -> bool:
    """Tell whether the flow went on, or ended with an error of ours; the program's own files are not its records."""
    own = failed.error.startswith("builtins.") and str(root()) in failed.told.splitlines()[-1]
    return not failed.error or failed.error.startswith(OURS) or own


@pytest.mark.parametrize("call", FAULTS)
@pytest.mark.parametrize("name", FLOWS)
def test_a_failing_call_loses_nothing(
    name: str,
    call: str,
    ready: Callable[[str], Path],
    needed: Callable[[str, str], None],
    showed: Callable[..., None],
) -> None:
    """The error is one of ours, or the flow went on; nothing said is lost, and nothing sound is called damaged."""
    needed("strace", "strace")
    for error in FAULTS[call]:
        for number, (failed, wrong) in enumerate(
            each_in_turn(FLOWS[name], ready(name), STEPS.get(name, 1), call, error), 1
        ):
            place = f"{name}, {call} number {number}, {error}"
            assert wrong == [], place
            assert explained(failed), f"{place}: {failed.told}"
            assert not failed.error.endswith("StorageDamaged"), f"{place}: sound, and called damaged: {failed.told}"
            showed("faults.calls", runs=1, **{error: 1})


def test_a_careless_write_is_noticed(
    tmp_path: Path, needed: Callable[[str, str], None], showed: Callable[..., None]
) -> None:
    """The control: the same failing leaves half a file of a usual kind of writing, and the looking finds it."""
    needed("strace", "strace")
    flow = Careless()
    flow.prepare(tmp_path / "ready")
    found = [wrong for _, wrong in each_in_turn(flow, tmp_path / "ready", 1, "write", "ENOSPC")]
    caught = sum(bool(each) for each in found)
    assert caught > 0
    showed("faults.calls", tried=len(found), caught=caught)
