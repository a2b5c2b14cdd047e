"""One call of the system fails in a flow: a warm child is stopped, strace takes hold of it, and lets it go on.

Starting Python anew for each call would take most of the time. The child stops itself before it begins, so that the
first call counted is the first of the flow.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tests.full.flows import Flow

PATIENCE_S = 60
OURS = "supporter_app.domain.errors."
TRACED = "TracerPid:\t"
ANYONE = -1
PR_SET_PTRACER = 0x59616D61


@dataclass(frozen=True, slots=True)
class Failed:
    """What a flow said, the error that ended it (empty when it went on to its end), and whether a call was failed."""

    said: tuple[str, ...]
    error: str
    told: str
    fired: bool


def failing(flow: Flow, folder: Path, steps: int, call: str, error: str, number: int) -> Failed:
    """Do some steps of a flow while the call with a number, of one kind, gives an error."""
    child, talk = begun(flow, folder, steps, _stop)
    trace = folder.parent / "trace"
    rule = f"inject={call}:error={error}:when={number}"
    os.waitid(os.P_PID, child, os.WSTOPPED | os.WNOWAIT)
    strace = ["strace", "-qq", "-o", str(trace), "-e", f"trace={call}", "-e", rule, "-p", str(child)]
    with subprocess.Popen(strace, stderr=subprocess.PIPE, text=True) as tracer:
        _wait_until_traced(child, tracer)
        os.kill(child, signal.SIGCONT)
        ended = over(child, talk)
    return replace(ended, fired="(INJECTED)" in trace.read_text())


def begun(flow: Flow, folder: Path, steps: int, before: Callable[[], None]) -> tuple[int, socket.socket]:
    """Do some steps of a flow in a child, after something else was done there; gives its number and what it says."""
    here, there = socket.socketpair()
    child = os.fork()
    if child == 0:
        here.close()
        _do(flow, folder, steps, before, there)
    there.close()
    return child, here


def over(child: int, talk: socket.socket) -> Failed:
    """Hear what a child says until its end."""
    with talk:
        talk.settimeout(PATIENCE_S)
        told = b"".join(iter(lambda: talk.recv(65536), b"")).decode()
    os.waitpid(child, 0)
    lines = told.splitlines()
    at = next((at for at, each in enumerate(lines) if each.startswith("ERROR ")), len(lines))
    ended = lines[at].removeprefix("ERROR ") if at < len(lines) else ""
    return Failed(tuple(lines[:at]), ended, "\n".join(lines[at:]), fired=False)


def _do(flow: Flow, folder: Path, steps: int, before: Callable[[], None], talk: socket.socket) -> None:
    """Be the child: do the flow, tell how it went, and end without any more calls."""
    try:
        before()
        # Said through a socket: a failing write must be one of the program's own.
        running = flow.run(folder, lambda words: talk.sendall(f"{words}\n".encode()))
        for _ in range(steps):
            next(running)
    except BaseException as error:  # noqa: BLE001 - whatever ends the flow is told
        kind = type(error)
        where = "".join(traceback.format_exception(error))
        talk.sendall(f"ERROR {kind.__module__}.{kind.__qualname__}\n{where}".encode())
    finally:
        os._exit(0)


def _stop() -> None:
    """Wait to be taken hold of."""
    _let_anyone_trace()
    os.kill(os.getpid(), signal.SIGSTOP)


def _let_anyone_trace() -> None:
    """Allow strace to take hold where only parents may."""
    import ctypes

    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PTRACER, ctypes.c_ulong(ANYONE), 0, 0, 0)


def _wait_until_traced(child: int, tracer: subprocess.Popen[str]) -> None:
    until = time.monotonic() + PATIENCE_S
    while f"{TRACED}0\n" in Path(f"/proc/{child}/status").read_text():
        assert tracer.poll() is None, tracer.communicate()[1]
        assert time.monotonic() < until
        time.sleep(0.001)
