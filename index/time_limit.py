"""The time limit of a request, its deadline: set where it begins, looked at wherever work may be long.

Between a request and the loops of an index lie caches and many functions that know nothing of requests, so the limit is
no parameter of theirs: it belongs to the running thread. Whatever loops over much calls :func:`require_time`; who waits
for a lock or another thread waits no longer than :func:`seconds_left`. What is raised passes every cache, so that
nothing half-done is remembered.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import islice
from threading import Lock, RLock
from time import monotonic
from typing import TypeVar

from index.errors import TimeLimitError

Value = TypeVar("Value")

#: Items of a loop between two looks at the clock.
_PORTION = 64


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """The moment of a clock at which time is over."""

    end: float
    clock: Callable[[], float] = monotonic

    @classmethod
    def of(cls, seconds: float) -> "TimeLimit":
        """So many seconds from now."""
        return cls(monotonic() + seconds)

    @property
    def left(self) -> float:
        """The seconds that are left; not above 0 when time is over."""
        return self.end - self.clock()


#: The limit of what the running thread does; ``None`` is no limit.
_limit: ContextVar[TimeLimit | None] = ContextVar("time_limit", default=None)


def set_time_limit(limit: TimeLimit | None) -> None:
    """Limit what the running thread does from now on."""
    _limit.set(limit)


@contextmanager
def time_limit(limit: TimeLimit | None) -> Iterator[None]:
    """Limit what is done within; with ``None`` it may take as long as it takes, whatever holds around it.

    So is made what later requests share, which would never be done if it took longer than the first one may.
    """
    token = _limit.set(limit)
    try:
        yield
    finally:
        _limit.reset(token)


def seconds_left() -> float | None:
    """The seconds that are left; ``None`` where there is no limit. Raises :class:`TimeLimitError` when time is over."""
    limit = _limit.get()
    if limit is None:
        return None
    left = limit.left
    if left <= 0:
        raise TimeLimitError
    return left


def require_time() -> None:
    """Raise :class:`TimeLimitError` when time is over."""
    seconds_left()


def is_time_over() -> bool:
    """Whether time is over, for libraries that ask instead of letting an error pass."""
    limit = _limit.get()
    return limit is not None and limit.left <= 0


def while_time_lasts(items: Iterable[Value]) -> Iterator[Value]:
    """The same items, each of which costs little; raises :class:`TimeLimitError` soon after time is over."""
    remaining = iter(items)
    while portion := tuple(islice(remaining, _PORTION)):
        require_time()
        yield from portion


@contextmanager
def locked(lock: "Lock | RLock") -> Iterator[None]:
    """Hold a lock, and wait for it no longer than there is time."""
    left = seconds_left()
    if not lock.acquire(timeout=-1 if left is None else left):
        raise TimeLimitError
    try:
        yield
    finally:
        lock.release()


def result_of(work: "Future[Value]") -> Value:
    """What another thread works out; it is not waited for, nor begun, when time is over."""
    try:
        return work.result(seconds_left())
    except TimeoutError as error:
        raise TimeLimitError from error
    finally:
        work.cancel()
