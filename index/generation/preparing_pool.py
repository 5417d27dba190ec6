"""Processes that prepare files side by side; results come in the order of the files, a few at a time."""

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from multiprocessing import SimpleQueue, get_context
from typing import Any

from corpus.child_processes import end_with_parent
from corpus.sources import Pages, SourceFile
from index.generation.preparing import PreparedFile, Seconds, prepare
from index.language.segmentation import warm

#: Files under way for each process: enough that none waits, few enough that memory stays small.
_AHEAD = 2
#: How often what the processes say of pages is passed on, in seconds.
_OFTEN = 0.5
#: What the processes share; set once in each.
_shared: dict[str, Any] = {}


class PreparingPool:
    """``workers`` processes with the second readings at hand; one works in this process.

    ``pages.tell`` is called in this process.
    """

    def __init__(self, workers: int, seconds: Seconds, pages: Pages) -> None:
        warm()
        self._workers, self._pages = workers, pages
        if workers > 1:
            self._said: SimpleQueue[tuple[str, int, int]] = SimpleQueue()
            far = Pages(pages.cache, self._put if pages.tell else None)
            # Before the engine starts its threads, since processes are best forked without any.
            initial = (dict(seconds), far)
            self._pool = ProcessPoolExecutor(
                workers, get_context("fork"), initializer=_settle_in_child, initargs=initial
            )
            self._pool.submit(warm).result()
        else:
            _settle(dict(seconds), pages)

    def _put(self, name: str, page: int, count: int) -> None:
        self._said.put((name, page, count))

    def _pass_on(self) -> None:
        """Tells what the processes have said of pages."""
        while self._pages.tell and not self._said.empty():
            self._pages.tell(*self._said.get())

    def _result(self, future: Future[PreparedFile]) -> PreparedFile:
        """What a process gives; meanwhile the pages that it has done are passed on."""
        while not future.done():
            wait([future], timeout=_OFTEN)
            self._pass_on()
        return future.result()

    def prepared(self, files: Iterable[SourceFile]) -> Iterator[PreparedFile]:
        """What each file gives, in order."""
        if self._workers <= 1:
            yield from map(_work, files)
            return
        waiting: deque[Future[PreparedFile]] = deque()
        for file in files:
            waiting.append(self._pool.submit(_work, file))
            if len(waiting) >= self._workers * _AHEAD:
                yield self._result(waiting.popleft())
        while waiting:
            yield self._result(waiting.popleft())

    def close(self) -> None:
        """Let the processes go; what is under way is given up."""
        if self._workers > 1:
            self._pool.shutdown(cancel_futures=True)
        _shared.clear()


def _settle_in_child(seconds: Seconds, pages: Pages) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent()
    _settle(seconds, pages)


def _settle(seconds: Seconds, pages: Pages) -> None:
    _shared.update(seconds=seconds, pages=pages)
    warm()


def _work(file: SourceFile) -> PreparedFile:
    return prepare(file, _shared["seconds"], _shared["pages"])
