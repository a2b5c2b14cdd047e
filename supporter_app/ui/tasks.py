"""Slow work off the UI thread: frozen values in, bytes or paths out, one owner of the result signal."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from threading import Event

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whom to tell when a piece of work is over."""

    done: Callable[[object], None]
    failed: Callable[[Exception], None]
    stop: Event


class Work(QRunnable):
    """One call in the pool; what it returns or raises goes back by the owner's signals."""

    def __init__(self, owner: "Tasks", number: int, call: Callable[[Event], object], stop: Event) -> None:
        """Keep the call; it may look at `stop` to end early."""
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

    def __init__(self, parent: QObject) -> None:
        """Start with nothing to do."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._waiting: dict[int, Waiting] = {}
        self._running = 0
        self._numbers = count(1)
        self.over.connect(self._deliver)

    def start(
        self,
        call: Callable[[Event], object],
        done: Callable[[object], None],
        failed: Callable[[Exception], None],
    ) -> int:
        """Begin a piece of work; gives a number by which it can be stopped."""
        number = next(self._numbers)
        stop = Event()
        self._waiting[number] = Waiting(done, failed, stop)
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

    def drain(self) -> None:
        """Wait for what is running, before the window goes."""
        for number in tuple(self._waiting):
            self.stop(number)
        self._pool.waitForDone()
        gc.enable()

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
