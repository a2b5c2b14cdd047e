"""Power cuts: the system calls of a flow are recorded, and replayed up to any moment with what was not synced lost.

What a drive may do is taken at its worst: of data that was written and not synced any 512-byte sector may be missing;
names made, changed or removed in a folder come in order, and may be missing until the folder was synced. A call of
fsync is believed (a stick that lies about it is outside of this).
"""

import os
import random
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
CALLS = "openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,rename,mkdir,chmod,fchmod,utimensat"
LINE = re.compile(r"^(?:\[pid\s+\d+\] |\d+ +)?(\w+)\((.*)\) += (-?\d+)(?:<.*>)?(?: .*)?$")
HEX = re.compile(r"\\x([0-9a-f]{2})")
QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
OPENED = re.compile(r"^(\d+)<([^>]*)>")


@dataclass(frozen=True, slots=True)
class Call:
    """One call that counts: its name, the file, where in it, and bytes (or the other name, or what was said)."""

    name: str
    path: str
    offset: int = 0
    content: bytes = b""


@dataclass(slots=True)
class Node:
    """One file on the drive: what is safe, and what was written since."""

    safe: bytes = b""
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)

    def full(self) -> bytes:
        """Give all that was written."""
        content = bytearray(self.safe)
        for offset, written in self.waiting:
            _apply(content, offset, written)
        return bytes(content)

    def sync(self) -> None:
        """Make all of it safe."""
        self.safe, self.waiting = self.full(), []

    def left(self, chance: random.Random) -> bytes:
        """Give what a cut may leave: each sector written since the last sync is there or not."""
        content = bytearray(self.safe)
        for offset, written in self.waiting:
            if written is None:
                if chance.random() < 0.5:
                    _apply(content, offset, None)
                continue
            for start in range(0, len(written), SECTOR):
                if chance.random() < 0.5:
                    _apply(content, offset + start, written[start : start + SECTOR])
        return bytes(content)


def _apply(content: bytearray, offset: int, written: bytes | None) -> None:
    """Write at a place, or cut or lengthen to it."""
    end = offset + len(written or b"")
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if written is None:
        del content[offset:]
    else:
        content[offset:end] = written


@dataclass(frozen=True, slots=True)
class Change:
    """A name made (with its file) or removed (None) in a folder."""

    folder: str
    name: str
    node: Node | None


class Drive:
    """A folder as it is on the drive while calls come in."""

    def __init__(self, folder: Path) -> None:
        """Begin with what lies there safely."""
        self.folder = folder
        files = [each for each in folder.rglob("*") if each.is_file()] if folder.exists() else []
        self.names: dict[str, Node] = {str(each): Node(each.read_bytes()) for each in files}
        self.safe_names = dict(self.names)
        self.waiting: list[tuple[Change, ...]] = []

    def take(self, call: Call) -> None:
        """Do one call."""
        match call.name:
            case "create" if call.path not in self.names:
                self._change((call.path, Node()))
            case "write":
                self.names[call.path].waiting.append((call.offset, call.content))
            case "truncate":
                self.names[call.path].waiting.append((call.offset, None))
            case "sync":
                self._sync(call.path)
            case "unlink":
                self._change((call.path, None))
            case "rename":
                self._change((call.content.decode(), self.names[call.path]), (call.path, None))

    def _change(self, *names: tuple[str, Node | None]) -> None:
        """Change names together: a rename is there as a whole or not at all."""
        made = tuple(Change(os.path.dirname(name), name, node) for name, node in names)  # noqa: PTH120 - a text
        self.names = _changed(self.names, made)
        self.waiting.append(made)

    def _sync(self, path: str) -> None:
        if path in self.names:
            self.names[path].sync()
            return
        for made in [each for each in self.waiting if each[0].folder == path]:
            self.safe_names = _changed(self.safe_names, made)
        self.waiting = [each for each in self.waiting if each[0].folder != path]

    def left(self, chance: random.Random) -> dict[str, bytes]:
        """Give the files a cut at this moment may leave, by their names below the folder."""
        folders = {made[0].folder for made in self.waiting}
        reached = {each: chance.randrange(sum(made[0].folder == each for made in self.waiting) + 1) for each in folders}
        names = self.safe_names
        for made in self.waiting:
            if reached[made[0].folder] > 0:
                reached[made[0].folder] -= 1
                names = _changed(names, made)
        return {os.path.relpath(name, self.folder): node.left(chance) for name, node in names.items()}


def _changed(names: dict[str, Node], made: tuple[Change, ...]) -> dict[str, Node]:
    gone = {each.name for each in made}
    return {name: node for name, node in names.items() if name not in gone} | {
        each.name: each.node for each in made if each.node is not None
    }


def recorded(name: str, folder: Path, steps: int, environment: dict[str, str]) -> list[Call]:
    """Do a flow under strace, and give its calls in this folder and what it said, in order."""
    trace = folder.parent / "trace"
    words = ["strace", "-f", "-y", "-xx", "-s", "4000000", "-o", str(trace), "-e", f"trace={CALLS}"]
    flow = [sys.executable, "-m", "tests.full.flows", name, str(folder), str(steps)]
    done = subprocess.run([*words, *flow], env=os.environ | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    calls: list[Call] = []
    for line in trace.read_text().splitlines():
        found = LINE.match(line)
        if found and int(found[3]) >= 0:
            calls += _understood(found[1], found[2], str(folder), int(found[3]))
    return calls


def _understood(name: str, words: str, folder: str, result: int) -> list[Call]:
    texts = [bytes.fromhex("".join(HEX.findall(each))) for each in QUOTED.findall(words)]
    opened = OPENED.match(words)
    path = _plain(opened[2]) if opened else ""
    if name == "write" and opened and opened[1] == "1":
        return [Call("said", "", content=texts[0])]
    if name in {"openat", "unlink", "rename", "mkdir"}:
        return _by_name(name, [each.decode() for each in texts], words, folder)
    inside = path == folder or path.startswith(folder + "/")
    return _by_number(name, path, words, texts[0][:result] if texts else b"") if inside else []


def _by_number(name: str, path: str, words: str, content: bytes) -> list[Call]:
    last = words.rsplit(",", 1)[-1].strip()
    known = {
        "pwrite64": lambda: Call("write", path, int(last), content),
        "write": lambda: Call("write", path, -1, content),
        "ftruncate": lambda: Call("truncate", path, int(last)),
        "fsync": lambda: Call("sync", path),
        "fdatasync": lambda: Call("sync", path),
    }
    return [known[name]()] if name in known else []


def _by_name(name: str, paths: list[str], words: str, folder: str) -> list[Call]:
    if not paths or not paths[0].startswith(folder + "/"):
        return []
    match name:
        case "openat":
            return [Call("create", paths[0])] if "O_CREAT" in words else []
        case "unlink":
            return [Call("unlink", paths[0])]
        case "rename":
            return [Call("rename", paths[0], content=paths[1].encode())]
    return []


def _plain(path: str) -> str:
    """Read a path that strace wrote beside a number, in hexadecimal or not."""
    written = bytes.fromhex("".join(HEX.findall(path))).decode() if "\\x" in path else path
    return written.removesuffix("(deleted)").strip()


def placed(calls: list[Call]) -> list[Call]:
    """Give plain writes their place: whoever writes without one goes on from the end of what was written."""
    ends: dict[str, int] = {}
    done = []
    for call in calls:
        if call.name == "create":
            ends[call.path] = 0
        if call.name == "write" and call.offset < 0:
            start = ends.get(call.path, 0)
            ends[call.path] = start + len(call.content)
            done.append(Call("write", call.path, start, call.content))
        else:
            done.append(call)
    return done
