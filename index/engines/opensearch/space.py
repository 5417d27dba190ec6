"""The generations of an index in a cluster: for each an index that is searched and one with its files.

An alias of the index's own name leads to the generation that serves. What belongs to which generation is written into
the indexes themselves.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock
from opensearchpy.exceptions import NotFoundError, RequestError

from corpus import OperatorError
from index.engines import MANIFEST, Engine, EngineWriter
from index.engines.folders import folders_in, remove_generation
from index.engines.opensearch import archive, lock, rows
from index.engines.opensearch.access import Connection
from index.engines.opensearch.reading import OpenSearchEngine
from index.engines.opensearch.writing import OpenSearchWriter, repeated

_ENGINE, _FILES, _CONTROL = "engine", "files", "control"
#: An index that is one copy only would be lost with its node.
_COPIES = {"wait_for_active_shards": "all"}
_EXISTS = "resource_already_exists_exception"


def space(url: str) -> "ClusterSpace":
    """The space at a URL such as ``opensearch+https://a:9200,b:9200/gongbao``."""
    return ClusterSpace(url)


class ClusterSpace:
    """See :class:`index.engines.EngineSpace`."""

    engine = "opensearch"
    is_remote = True

    def __init__(self, url: str) -> None:
        self.url = url
        self._connection = Connection(url)
        self._name = self._connection.address.name
        self.local = Path(self._connection.environment.cache) / self._name
        self._lock: lock.ClusterLock | None = None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """See :class:`index.engines.EngineSpace`."""
        self._connection.require_cluster()
        index = f"{self._name}-{_CONTROL}"
        self._create(index, {"kind": _CONTROL}, lock.MAPPINGS, lock.SETTINGS)
        lock_ = lock.ClusterLock(self._connection, index)
        with lock_.held():
            self._lock = lock_
            try:
                yield
            finally:
                self._lock = None

    def generations(self) -> tuple[str, ...]:
        """See :class:`index.engines.EngineSpace`."""
        found = self._ours(f"{self._name}-*")
        return tuple(sorted({one["generation"] for one in found.values() if "generation" in one}))

    def manifest(self, generation: str) -> bytes | None:
        """See :class:`index.engines.EngineSpace`."""
        return self._archive(generation).manifest()

    def serving(self) -> str | None:
        """See :class:`index.engines.EngineSpace`."""
        self._connection.require_cluster()
        found = [one["generation"] for one in self._ours(self._name).values() if "generation" in one]
        return str(found[0]) if found else None

    def serve(self, generation: str) -> None:
        """See :class:`index.engines.EngineSpace`. Only while the lock is ours, where it was taken."""
        if self._lock:
            self._lock.require()
        alias = {"alias": self._name}
        actions = [
            {"remove": {**alias, "index": f"{self._name}-*", "must_exist": False}},
            {"add": {**alias, "index": self._index(generation)}},
        ]

        def switch() -> None:
            with self._connection.explained():
                self._connection.writing.indices.update_aliases(body={"actions": actions})

        repeated(switch)

    def drop(self, generation: str) -> None:
        """See :class:`index.engines.EngineSpace`."""

        def delete() -> None:
            for index in (self._index(generation), self._index(generation, _FILES)):
                with suppress(NotFoundError), self._connection.explained(NotFoundError):
                    self._connection.writing.indices.delete(index=index)

        repeated(delete)
        remove_generation(self.folder(generation))

    def folder(self, generation: str) -> Path:
        """See :class:`index.engines.EngineSpace`."""
        return self.local / "generations" / generation

    def publish(self, generation: str) -> None:
        """See :class:`index.engines.EngineSpace`."""
        about = {"kind": _FILES, "generation": generation}
        self._create(self._index(generation, _FILES), about, archive.MAPPINGS, archive.SETTINGS)
        self._archive(generation).put(self.folder(generation))

    def fetch(self, generation: str) -> Path:
        """See :class:`index.engines.EngineSpace`. Of the processes of one machine one fetches."""
        folder = self.folder(generation)
        if (folder / MANIFEST).exists():
            return folder
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self.local / "fetch.lock"):
                self._fetch_into(folder)
        except OSError as error:
            reason = error.strerror or str(error)
            raise OperatorError(
                f"The index cannot be fetched into {self.local} ({reason}); free space, or set GONGBAO_CACHE.",
                f"无法将索引取到 {self.local}（{reason}），请腾出空间，或用 GONGBAO_CACHE 另选目录。",
            ) from error
        return folder

    def _fetch_into(self, folder: Path) -> None:
        if (folder / MANIFEST).exists():
            return
        beside = self.local / "fetching"
        self._archive(folder.name).get(beside)
        shutil.rmtree(folder, ignore_errors=True)
        beside.rename(folder)
        self._forget_dropped()

    def writer(self, generation: str) -> EngineWriter:
        """See :class:`index.engines.EngineSpace`."""
        settings = {
            "number_of_shards": int(self._connection.environment.opensearch_shards),
            "auto_expand_replicas": "0-1",
            "refresh_interval": -1,
        }
        index = self._index(generation)
        self._create(index, {"kind": _ENGINE, "generation": generation}, rows.mappings(), settings)
        return OpenSearchWriter(self._connection, index)

    def open(self, generation: str) -> Engine:
        """See :class:`index.engines.EngineSpace`."""
        return OpenSearchEngine(self._connection, self._index(generation))

    def _index(self, generation: str, kind: str = _ENGINE) -> str:
        # Names of indexes have no capital letters.
        return f"{self._name}-{generation.lower()}" + ("" if kind == _ENGINE else f"-{kind}")

    def _archive(self, generation: str) -> archive.Archive:
        return archive.Archive(self._connection, self._index(generation, _FILES))

    def _ours(self, pattern: str) -> dict[str, Mapping[str, Any]]:
        """What is written into the indexes of a pattern that belong to this index, as any node knows it."""
        try:
            with self._connection.explained(NotFoundError):
                found = self._connection.reading.indices.get_mapping(index=pattern, params={"local": "true"})
        except NotFoundError:
            return {}
        about = {name: one["mappings"].get("_meta", {}) for name, one in found.items()}
        return {name: one for name, one in about.items() if one.get("index") == self._name}

    def _create(
        self, index: str, about: Mapping[str, str], mappings: Mapping[str, Any], settings: Mapping[str, Any]
    ) -> None:
        """Create an index unless it is there, as after a request that was not answered in time though it was heard."""
        body = {"mappings": {**mappings, "_meta": {"index": self._name, **about}}, "settings": {"index": settings}}

        def create() -> None:
            try:
                with self._connection.explained(RequestError):
                    self._connection.writing.indices.create(index=index, body=body, params=_COPIES)
            except RequestError as error:
                if error.error != _EXISTS:
                    with self._connection.explained():
                        raise

        repeated(create)

    def _forget_dropped(self) -> None:
        """Remove the local files of generations that are no more; who still reads them keeps them open."""
        there = self.generations()
        for name in folders_in(self.local / "generations"):
            # One that is being made here has no manifest, and may have no index yet.
            if name not in there and (self.folder(name) / MANIFEST).exists():
                remove_generation(self.folder(name))
