"""Work aside: what another thread does while the one that asked goes on, under the same time limit."""

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

Value = TypeVar("Value")


class Aside:
    """A few threads. Of use for work that lets go of Python: that of libraries, and what waits for other machines."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(os.cpu_count() or 1, "aside")

    def begin(self, work: Callable[[], Value]) -> "Future[Value]":
        """Begin it; :func:`index.time_limit.result_of` waits for the result."""
        return self._threads.submit(copy_context().run, work)

    def close(self) -> None:
        """Begin nothing more; what is being done is not waited for."""
        self._threads.shutdown(wait=False)
