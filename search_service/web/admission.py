"""How many requests are worked on at once: a few run, a few wait a moment, the others are asked to come again."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition
from typing import Any

from flask import Flask, current_app, g, request

from corpus import GongbaoError
from search_service.web.safety import MOMENTARY

#: Seconds that a request waits, and after which a client that was refused may come again.
PATIENCE, COME_AGAIN = 2.0, 2
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
    """``running`` requests at once, ``waiting`` more for :data:`PATIENCE` seconds, the first that came first."""

    def __init__(self, running: int, waiting: int) -> None:
        self._most_running, self._most_waiting = running, waiting
        self._changed = Condition()
        self._running = self._waiting = 0
        self.watchers = Watchers()

    def enter(self) -> None:
        """Begin a request; raises :class:`OverloadedError`."""
        with self._changed:
            if self._waiting or self._running >= self._most_running:
                self._wait()
            self._running += 1
            self.watchers.running(self._running)

    def leave(self) -> None:
        """End a request that has begun."""
        with self._changed:
            self._running -= 1
            self.watchers.running(self._running)
            self._changed.notify()

    def _wait(self) -> None:
        free = self._waiting < self._most_waiting
        if free:
            self._add_waiting(1)
            free = self._changed.wait_for(lambda: self._running < self._most_running, PATIENCE)
            self._add_waiting(-1)
        if not free:
            self.watchers.refused()
            raise OverloadedError

    def _add_waiting(self, more: int) -> None:
        self._waiting += more
        self.watchers.waiting(self._waiting)


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
        admission().enter()
        g.admitted = True


def _leave(_error: BaseException | None) -> None:
    if g.pop("admitted", False):
        admission().leave()
