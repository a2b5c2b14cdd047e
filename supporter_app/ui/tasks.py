"""Slow work off the UI thread: frozen values in, bytes or paths out, one owner of the result signal."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from threading import Event

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from supporter_app.domain.errors import RequestRefused

TELL_EVERY = 0.2
"""Seconds between two words on how far a piece of work is."""
Moved = Callable[[int, int, float], None]
"""Told how many steps are done, how many there are, and the seconds it took so far."""


class Pace(Event):
    """What a piece of work is given: whether it shall end, and a way to say how far it is."""

    def __init__(self, tell: Callable[[int, int, float], None]) -> None:
        """Begin to count the time."""
        super().__init__()
        self._tell, self._begun, self._told = tell, time.monotonic(), 0.0

    def watch(self, done: int, steps: int) -> None:
        """Say how far the work is; raises RequestRefused stopped where it shall end."""
        if self.is_set():
            raise RequestRefused("stopped")
        now = time.monotonic()
        if now - self._told >= TELL_EVERY:
            self._told = now
            self._tell(done, steps, now - self._begun)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whom to tell when a piece of work is over, and how far it is meanwhile."""

    done: Callable[[object], None]
    failed: Callable[[Exception], None]
    moved: Moved | None
    stop: Event


class Work(QRunnable):
    """One call in the pool; what it returns or raises goes back by the owner's signals."""

    def __init__(self, owner: "Tasks", number: int, call: Callable[["Pace"], object], stop: "Pace") -> None:
        """Keep the call; it may look at `stop` to end early, and say how far it is."""
        super().__init__()
        self._owner, self._number, self._call, self._stop = owner, number, call, stop

    def run(self) -> None:
        """Do the work on a thread of the pool."""
        try:
            result = self._call(self._stop)
        except Exception as error:  # noqa: BLE001 - handed to the UI thread, which tells the person or reports a bug
            self._owner.over.emit(self._number, None, error)
        else:
            self._owner.over.emit(self._number, result, None)


class Tasks(QObject):
    """The one long-lived owner of background work: results come back on the UI thread, in the order they end."""

    over = Signal(int, object, object)
    moved = Signal(int, int, int, float)

    def __init__(self, parent: QObject) -> None:
        """Start with nothing to do."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._waiting: dict[int, Waiting] = {}
        self._running = 0
        self._numbers = count(1)
        self.over.connect(self._deliver)
        self.moved.connect(self._tell)

    def start(
        self,
        call: Callable[[Pace], object],
        done: Callable[[object], None],
        failed: Callable[[Exception], None],
        moved: Moved | None = None,
    ) -> int:
        """Begin a piece of work; gives a number by which it can be stopped."""
        number = next(self._numbers)
        stop = Pace(lambda done, steps, seconds: self.moved.emit(number, done, steps, seconds))
        self._waiting[number] = Waiting(done, failed, moved, stop)
        self._running += 1
        # What is no longer used must not be thrown away on another thread: widgets with a timer do not bear it.
        gc.disable()
        self._pool.start(Work(self, number, call, stop))
        return number

    def stop(self, number: int) -> None:
        """Ask a piece of work to end (中止); nobody is told its result."""
        waiting = self._waiting.pop(number, None)
        if waiting is not None:
            waiting.stop.set()

    def ask_to_end(self, number: int) -> None:
        """Ask a piece of work to end (中止) and to say what came of it: it may have been at its end already."""
        waiting = self._waiting.get(number)
        if waiting is not None:
            waiting.stop.set()

    def drain(self) -> None:
        """Wait for what is running, before the window goes."""
        for number in tuple(self._waiting):
            self.stop(number)
        self._pool.waitForDone()
        gc.enable()

    def _tell(self, number: int, done: int, steps: int, seconds: float) -> None:
        waiting = self._waiting.get(number)
        if waiting is not None and waiting.moved is not None:
            waiting.moved(done, steps, seconds)

    def _deliver(self, number: int, result: object, error: Exception | None) -> None:
        self._running -= 1
        if not self._running:
            gc.enable()
        waiting = self._waiting.pop(number, None)
        if waiting is None:
            return
        if error is not None:
            waiting.failed(error)
        else:
            waiting.done(result)
