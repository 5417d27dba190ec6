"""An opened generation: store, engine, and everything that is derived from them, each once.

A request uses one snapshot from its beginning to its end, so that it never sees two generations.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from threading import Lock
from typing import Any, TypeVar

from corpus import OperatorError
from index.aside import Aside
from index.engines import Engine, EngineSpace, open_space
from index.errors import IndexMissingError, IndexOutdatedError
from index.generation.generations import STORE, Manifest, other_generations, read_manifest, readable, require_whole
from index.knowledge.knowledge import Knowledge
from index.scoring.searching import Searcher
from index.store import Store
from index.time_limit import locked, time_limit
from index.understanding.suggesting import Suggester

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class _Derived:
    """What is made once: ``made`` holds it as soon as it is."""

    lock: Lock = field(default_factory=Lock)
    made: list[Any] = field(default_factory=list)


class Snapshot:
    """One open generation, its files in a folder. Any number of threads may use it; open it after a fork."""

    def __init__(self, space: EngineSpace, manifest: Manifest) -> None:
        self.url = space.url
        self.folder = space.fetch(manifest.generation)
        self.manifest = manifest
        require_whole(self.url, self.folder, manifest)
        with readable(self.url):
            self.store = Store(self.folder / STORE)
            self.store.counts()
        self.engine: Engine = space.open(manifest.generation)
        self.aside = Aside()
        self._derived: dict[Callable[..., Any], _Derived] = {}

    @property
    def changed(self) -> datetime:
        """When its files last changed, in UTC."""
        try:
            return datetime.fromtimestamp(self.folder.stat().st_mtime, UTC)
        except OSError:
            # Removed by the second rebuild since; open files stay readable.
            return self.manifest.built_at

    @cached_property
    def known(self) -> Knowledge:
        """What is known beside the text; raises :class:`index.errors.IndexOutdatedError` where it cannot be read."""
        with readable(self.url):
            return Knowledge.read(self.folder)

    @property
    def searcher(self) -> Searcher:
        """Searches it."""
        return self.derived(_searcher)

    @property
    def suggester(self) -> Suggester:
        """Completes what is typed."""
        return self.derived(_suggester)

    def derived(self, make: Callable[["Snapshot"], Value]) -> Value:
        """What a function makes of this snapshot, made once and for all requests, whatever time the first has left."""
        derived = self._derived.setdefault(make, _Derived())
        # Each has a lock of its own: what one waits for may need another in another thread.
        with locked(derived.lock):
            if not derived.made:
                with time_limit(None):
                    derived.made.append(make(self))
            value: Value = derived.made[0]
            return value

    def close(self) -> None:
        """Close store and engine."""
        self.aside.close()
        self.store.close()
        self.engine.close()


def _searcher(snapshot: Snapshot) -> Searcher:
    return Searcher(snapshot.engine, snapshot.store, snapshot.known, snapshot.aside)


def _suggester(snapshot: Snapshot) -> Suggester:
    return Suggester(snapshot.store, snapshot.known.lexicon)


def open_index(url: str) -> Snapshot:
    """Open the serving generation at a URL such as ``whoosh:var/index``.

    Raises :class:`index.errors.IndexMissingError` when there is none, :class:`index.errors.IndexOutdatedError` when it
    is damaged or of other versions, :class:`index.errors.AddressError` for a URL that names no known engine.
    """
    return open_serving(open_space(url))


def open_serving(space: EngineSpace) -> Snapshot:
    """Open the serving generation of a space; raises as :func:`open_index` does."""
    while True:
        serving = space.serving()
        if serving is None:
            raise IndexMissingError(space.url)
        try:
            return open_generation(space, serving)
        except IndexOutdatedError:
            # Two rebuilds since the name was read may have removed what it named.
            if space.serving() == serving:
                raise


def open_generation(space: EngineSpace, generation: str) -> Snapshot:
    """Open one generation, serving or not; raises as :func:`open_index` does.

    Its files are compared with the manifest before any is read: what an engine reads may be code.
    """
    return Snapshot(space, read_manifest(space, generation))


def open_other(space: EngineSpace) -> Snapshot | None:
    """The newest whole generation beside the one that serves; ``None`` where there is none."""
    for manifest in other_generations(space):
        with suppress(OperatorError):
            return open_generation(space, manifest.generation)
    return None
