"""The index that answers now; follows the generations without a restart."""

import logging
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from threading import Lock, Thread
from time import monotonic, sleep
from weakref import ref

from corpus import GongbaoError, OperatorError
from index import EngineSpace, Snapshot, open_space
from index.generation.generations import readable, require_whole
from index.snapshot import open_other, open_serving
from index.time_limit import locked, time_limit
from search_service.filter_values import vocabulary_of

_log = logging.getLogger(__name__)
#: Seconds after which a generation that could not be opened is tried again.
_AGAIN = 5
#: Seconds between looks for a newer generation on other machines.
_LOOK = 1


@dataclass(frozen=True, slots=True)
class Failure:
    """The serving generation could not be opened; it is tried again after some seconds."""

    generation: str | None
    error: OperatorError
    again: float


class Library:
    """Opens the index when it is first needed and looks for a newer generation at every request.

    Where that means to ask another machine, a thread looks every second instead, so that no request waits for it.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._lock = Lock()
        self._current: Snapshot | None = None
        self._failure: Failure | None = None
        self._follower: Thread | None = None

    def snapshot(self) -> Snapshot:
        """The generation that serves. While it cannot be opened, the one that was open, or the one before, goes on.

        Raises :class:`OperatorError` when there is none at all.
        """
        try:
            return self.current()
        except OperatorError:
            found = self._current or self._other()
            if found is None:
                raise
            return found

    def current(self) -> Snapshot:
        """The newest generation. Raises :class:`OperatorError` when it cannot be opened.

        While one thread opens it the others go on with the generation before.
        """
        current = self._current
        if current and self._follower:
            return current
        if current is None:
            with locked(self._lock):
                return self._opened()
        if not self._lock.acquire(blocking=False):
            return current
        try:
            return self._opened()
        finally:
            self._lock.release()

    def require_sound(self) -> Snapshot:
        """The newest generation, with its files as large as they were; raises :class:`OperatorError` otherwise."""
        current = self.current()
        require_whole(self.url, current.folder, current.manifest, compared=-1)
        return current

    @property
    def computes_here(self) -> bool:
        """Whether searches compute in this process and wait for no other machine."""
        try:
            return not self._space.is_remote
        except GongbaoError:
            return True  # Each request says why there is no index.

    @cached_property
    def _space(self) -> EngineSpace:
        return open_space(self.url)

    def take_newest(self) -> None:
        """Take the newest generation where it is another; what is open goes on until then."""
        with self._lock, suppress(GongbaoError):
            self._opened()

    def _follow(self) -> None:
        """Have a thread look for newer generations, once."""
        if self._space.is_remote and self._follower is None:
            self._follower = Thread(target=_keep_current, args=(ref(self),), daemon=True)
            self._follower.start()

    def _serving(self) -> str | None:
        """The id of the serving generation; another machine that did not answer is not asked again for some seconds."""
        if self._space.is_remote and self._failure and monotonic() < self._failure.again:
            raise self._failure.error
        try:
            return self._space.serving()
        except OperatorError as error:
            self._failure = Failure(None, error, monotonic() + _AGAIN)
            raise

    def _opened(self) -> Snapshot:
        current, serving = self._current, self._serving()
        if current and current.manifest.generation == serving:
            self._failure = None
            return current
        if self._failure and self._failure.generation == serving and monotonic() < self._failure.again:
            raise self._failure.error
        try:
            # What every later request uses is opened whatever time this one has left.
            with time_limit(None):
                current = self._current = self._read(open_serving(self._space))
        except OperatorError as error:
            _log.error("%s", error)
            self._failure = Failure(serving, error, monotonic() + _AGAIN)
            raise
        self._failure = None
        self._follow()
        return current

    def _other(self) -> Snapshot | None:
        """The newest whole generation that does not serve, opened and kept, where nothing is open yet."""
        with locked(self._lock), time_limit(None):
            if self._current is None and (other := open_other(self._space)):
                self._current = self._read(other)
                _log.warning("the generation %s goes on instead", other.manifest.generation)
            return self._current

    def _read(self, snapshot: Snapshot) -> Snapshot:
        with readable(self.url):
            vocabulary_of(snapshot)
            snapshot.searcher  # noqa: B018 - what the first request would wait for
        return snapshot


def _keep_current(library: "ref[Library]") -> None:
    """Look for a newer generation every second, as long as somebody uses the library."""
    while True:
        sleep(_LOOK)
        found = library()
        if found is None:
            return
        found.take_newest()
        del found
