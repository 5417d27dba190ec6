"""An opened generation: store, engine, and everything that is derived from them, each once.

A request uses one snapshot from its beginning to its end, so that it never sees two generations.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from corpus.errors import OperatorError
from index.engines import Address, Engine, open_engine, parse_address
from index.errors import IndexMissingError, IndexOutdatedError
from index.generation.generations import (
    ENGINE,
    STORE,
    Manifest,
    generation_folder,
    other_generations,
    read_manifest,
    readable,
    require_whole,
    serving_generation,
)
from index.knowledge.knowledge import Knowledge
from index.scoring.searching import Searcher
from index.store import Store
from index.time_limit import locked, time_limit
from index.understanding.suggesting import Suggester

Value = TypeVar("Value")


class Snapshot:
    """One open generation. Any number of threads may use it; open it after a fork."""

    def __init__(self, url: str, manifest: Manifest, store: Store, engine: Engine) -> None:
        self.url = url
        self.manifest = manifest
        self.store = store
        self.engine = engine
        self._derived: dict[Callable[..., Any], Any] = {}
        self._lock = RLock()

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return generation_folder(parse_address(self.url).path, self.manifest.generation)

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
        with locked(self._lock):
            if make not in self._derived:
                with time_limit(None):
                    self._derived[make] = make(self)
            value: Value = self._derived[make]
            return value

    def close(self) -> None:
        """Close store and engine."""
        self.store.close()
        self.engine.close()


def _searcher(snapshot: Snapshot) -> Searcher:
    return Searcher(snapshot.engine, snapshot.store, snapshot.known)


def _suggester(snapshot: Snapshot) -> Suggester:
    return Suggester(snapshot.store, snapshot.known.lexicon)


def open_index(url: str) -> Snapshot:
    """Open the serving generation at a URL such as ``whoosh:var/index``.

    Raises :class:`index.errors.IndexMissingError` when there is none, :class:`index.errors.IndexOutdatedError` when it
    is damaged or of other versions, :class:`index.errors.AddressError` for a URL that names no known engine.
    """
    address = parse_address(url)
    while True:
        serving = serving_generation(address.path)
        if serving is None:
            raise IndexMissingError(url)
        try:
            return open_generation(url, address, serving)
        except IndexOutdatedError:
            # Two rebuilds since the name was read may have removed what it named.
            if serving_generation(address.path) == serving:
                raise


def open_generation(url: str, address: Address, generation: str) -> Snapshot:
    """Open one generation, serving or not; raises as :func:`open_index` does.

    Its files are compared with the manifest before any is read: what an engine reads may be code.
    """
    folder = generation_folder(address.path, generation)
    manifest = read_manifest(url, address, folder)
    require_whole(url, folder, manifest)
    with readable(url):
        store = Store(folder / STORE)
        store.counts()
    return Snapshot(url, manifest, store, open_engine(address.scheme, folder / ENGINE))


def open_other(url: str) -> Snapshot | None:
    """The newest whole generation beside the one that serves; ``None`` where there is none."""
    address = parse_address(url)
    for manifest in other_generations(url, address):
        with suppress(OperatorError):
            return open_generation(url, address, manifest.generation)
    return None
