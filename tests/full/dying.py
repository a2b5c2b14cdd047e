"""Starts a real program, kills it at a chosen moment of its life, and gives what it had said until then."""

import random
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

PATIENCE_S = 60
AFTER_A_WORD_S = 0.004


@dataclass(frozen=True, slots=True)
class Moment:
    """When to kill: some time after the start, or after so many lines were said."""

    seconds: float
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Ended:
    """What a program had said, line by line, and whether it was the kill that ended it."""

    said: tuple[str, ...]
    killed: bool


def killed(line: Sequence[str], moment: Moment, folder: Path, environment: Mapping[str, str]) -> Ended:
    """Start a program and kill it with SIGKILL at a moment, unless it has ended before."""
    with subprocess.Popen(
        line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment, cwd=folder
    ) as child:
        assert child.stdout is not None
        spent = threading.Timer(PATIENCE_S, child.kill)
        spent.start()
        said = list[str]()
        for each in islice(iter(child.stdout.readline, b""), moment.lines):
            said.append(each.decode())
        with suppress(subprocess.TimeoutExpired):
            child.wait(moment.seconds)
        child.kill()
        said += child.stdout.read().decode().splitlines(keepends=True)
        assert spent.is_alive(), f"{line} took longer than {PATIENCE_S} seconds"
        spent.cancel()
    # A last line without its end was not said: it was cut off.
    return Ended(tuple(each.rstrip("\n") for each in said if each.endswith("\n")), child.returncode == -signal.SIGKILL)


def moments(chance: random.Random, life: float) -> list[Moment]:
    """Give one moment of each kind: anywhere in a life, in its second half, and when it has just said something."""
    return [
        Moment(chance.uniform(0, life)),
        Moment(chance.uniform(life / 2, life * 1.1)),
        Moment(chance.uniform(0, AFTER_A_WORD_S), lines=1),
    ]
