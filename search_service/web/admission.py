"""How many requests are worked on at once: a few run, a few wait a moment, the others are asked to come again."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from threading import Condition, RLock
from time import monotonic
from typing import Any, NoReturn

from flask import Flask, current_app, g, request

from corpus import GongbaoError
from search_service.web.safety import MOMENTARY

#: Seconds that a request waits, and after which a client that was refused may come again.
PATIENCE, COME_AGAIN = 2.0, 2
#: Seconds that a request which computes here has the process to itself.
TURN = 0.25
#: What needs no search: files, addresses that there are not, and what says something of this moment.
_FREE = ("static", None, *MOMENTARY)


class OverloadedError(GongbaoError):
    """More requests came than are worked on or may wait."""

    def __init__(self) -> None:
        super().__init__(
            f"The service is busy; ask again in {COME_AGAIN} seconds.", f"服务繁忙，请在 {COME_AGAIN} 秒后重试。"
        )


def _ignore(*_: Any) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Watchers:
    """Functions that are called with how many requests run and wait, and at each that is refused."""

    running: Callable[[float], Any] = _ignore
    waiting: Callable[[float], Any] = _ignore
    refused: Callable[[], Any] = _ignore


class Admission:
    """``running`` requests at once, ``waiting`` more for :data:`PATIENCE` seconds, the first that came first.

    For its first ``turn`` seconds a request has the process to itself: requests that compute at the same time in one
    process end no sooner, and all of them late. One that takes longer keeps nobody waiting.
    """

    def __init__(self, running: int, waiting: int, turn: float = 0.0) -> None:
        self._most_running, self._most_waiting, self._turn = running, waiting, turn
        self._lock = RLock()
        self._began: list[float] = []
        #: Who waits, each with what wakes it.
        self._queue: deque[Condition] = deque()
        self.watchers = Watchers()

    def enter(self) -> float:
        """Begin a request; what :meth:`leave` is given at its end. Raises :class:`OverloadedError`."""
        with self._lock:
            if self._queue or self._seconds_to_next():
                self._wait()
            self._began.append(monotonic())
            self.watchers.running(len(self._began))
            return self._began[-1]

    def leave(self, entered: float) -> None:
        """End a request that has begun."""
        with self._lock:
            self._began.remove(entered)
            self.watchers.running(len(self._began))
            self._wake_first()

    def _seconds_to_next(self) -> float:
        """After how long another request may begin if none ends."""
        if len(self._began) >= self._most_running:
            return inf
        return max(0.0, self._began[-1] + self._turn - monotonic()) if self._began else 0.0

    def _wait(self) -> None:
        """Wait as the last until it is this request's turn."""
        if len(self._queue) >= self._most_waiting:
            self._refuse()
        me, end = Condition(self._lock), monotonic() + PATIENCE
        self._queue.append(me)
        self.watchers.waiting(len(self._queue))
        try:
            while seconds := self._seconds_to_next() if self._queue[0] is me else inf:
                if (left := end - monotonic()) <= 0:
                    self._refuse()
                me.wait(min(left, seconds))
        finally:
            self._queue.remove(me)
            self.watchers.waiting(len(self._queue))
            self._wake_first()

    def _wake_first(self) -> None:
        if self._queue:
            self._queue[0].notify()

    def _refuse(self) -> NoReturn:
        self.watchers.refused()
        raise OverloadedError


def init_admission(app: Flask) -> None:
    """Let no more requests run at once than there are threads for them."""
    app.before_request(_enter)
    app.teardown_request(_leave)


def admission() -> Admission:
    """The requests of this process."""
    found: Admission = current_app.extensions["gongbao_admission"]
    return found


def _enter() -> None:
    if request.endpoint not in _FREE:
        g.entered = admission().enter()


def _leave(_error: BaseException | None) -> None:
    if (entered := g.pop("entered", None)) is not None:
        admission().leave(entered)
