"""Worker processes: as many as wanted, each replaced when it ends; all stop with the process that started them."""

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from time import monotonic

#: What a worker does, given the number that it alone has of all that run, and a function that it calls once it can
#: take requests.
Work = Callable[[int, Callable[[], None]], None]
#: Seconds after which a worker that was asked to stop is killed, and before one that ended is replaced.
PATIENCE, PAUSE = 20, 1
_STOP = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
_log = logging.getLogger(__name__)
_forked = get_context("fork")


@dataclass(slots=True, eq=False)
class Worker:
    """A worker process; ``ready`` once it can take requests."""

    process: ForkProcess
    pipe: Connection
    number: int
    ready: bool = False
    stopped: float | None = None

    def stop(self) -> None:
        """Let it finish what is under way and end."""
        self.stopped = self.stopped or monotonic()
        self.process.terminate()


class Workers:
    """``count`` worker processes. SIGTERM and SIGINT stop them, SIGHUP replaces each when its successor is ready.

    ``began`` is called once, when the first worker is ready; ``ended`` with the id of each process that ended.
    """

    def __init__(
        self,
        count: int,
        work: Work,
        ended: Callable[[int], None] | None = None,
        began: Callable[[], None] = lambda: None,
    ) -> None:
        self._count, self._work, self._ended, self._began = count, work, ended, began
        self._workers: list[Worker] = []
        #: Workers to be stopped when others are ready.
        self._old: list[Worker] = []
        self._stopping = False
        self._not_before = 0.0
        self._alive = os.pipe()

    def run(self) -> int:
        """Serve until stopped; 0, or 1 where no worker ever became ready."""
        with _signals() as signals:
            self._fill()
            served = False
            while self._workers:
                if not served and any(one.ready for one in self._workers):
                    served = True
                    self._began()
                self._wait(signals)
                self._forget_ended(served=served)
                if not self._stopping:
                    self._fill()
            return 0 if served else 1

    def _fill(self) -> None:
        if monotonic() < self._not_before:
            return
        for _ in range(self._count - sum(one.stopped is None and one not in self._old for one in self._workers)):
            ours, theirs = _forked.Pipe(duplex=False)
            taken = {one.number for one in self._workers}
            number = next(one for one in count() if one not in taken)
            process = _forked.Process(target=self._child, args=(theirs, number))
            process.start()
            theirs.close()
            self._workers.append(Worker(process, ours, number))

    def _child(self, pipe: Connection, number: int) -> None:
        # Or the signals of this process would be read by its parent.
        signal.set_wakeup_fd(-1)
        for one in (*_STOP, signal.SIGHUP):
            signal.signal(one, signal.SIG_IGN if one == signal.SIGINT else signal.SIG_DFL)
        os.close(self._alive[1])
        threading.Thread(target=_end_with_parent, args=(self._alive[0],), daemon=True).start()
        self._work(number, lambda: pipe.send_bytes(b"ready"))

    def _wait(self, signals: int) -> None:
        """Wait for a signal, for a worker that is ready, and for one that ends."""
        speaking = {one.pipe: one for one in self._workers if not one.ready and not one.pipe.closed}
        ended = [one.process.sentinel for one in self._workers]
        for event in wait([signals, *speaking, *ended], PAUSE):
            if event == signals:
                for number in os.read(signals, 100):
                    self._handle(number)
            elif isinstance(event, Connection):
                self._receive(speaking[event])

    def _handle(self, number: int) -> None:
        if number in _STOP:
            self._stopping = True
            for one in self._workers:
                one.stop()
        elif number == signal.SIGHUP and not self._stopping:
            self._old = [one for one in self._workers if one.stopped is None]

    def _receive(self, worker: Worker) -> None:
        try:
            worker.ready = worker.pipe.recv_bytes() == b"ready"
        except EOFError:
            worker.pipe.close()
            return
        if self._old and worker not in self._old:
            self._old.pop(0).stop()

    def _forget_ended(self, *, served: bool) -> None:
        """Forget the workers that ended, and kill those that do not."""
        now = monotonic()
        for one in list(self._workers):
            if one.stopped and now - one.stopped > PATIENCE:
                one.process.kill()
            if one.process.exitcode is None:
                continue
            self._workers.remove(one)
            self._old = [old for old in self._old if old is not one]
            if one.stopped is None:
                _log.error("a worker process ended with %s", one.process.exitcode)
                self._not_before = now + PAUSE
                self._stopping = self._stopping or not served
                # Without a successor the workers before go on.
                self._old = [] if not one.ready else self._old
            if self._ended and one.process.pid:
                self._ended(one.process.pid)
            one.pipe.close()
            one.process.close()
        if self._stopping:
            for one in self._workers:
                if one.stopped is None:
                    one.stop()


@contextmanager
def _signals() -> Iterator[int]:
    """A file descriptor from which the numbers of signals are read."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    for number in (*_STOP, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    signal.set_wakeup_fd(writing)
    try:
        yield reading
    finally:
        signal.set_wakeup_fd(-1)
        os.close(reading)
        os.close(writing)


def _end_with_parent(alive: int) -> None:
    """Stop this process when the other end of a pipe closes, which its parent alone holds."""
    os.read(alive, 1)
    os.kill(os.getpid(), signal.SIGTERM)
