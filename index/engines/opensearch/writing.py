"""Writing the index of a new generation in a cluster."""

from collections.abc import Callable, Iterable
from functools import partial
from time import monotonic, sleep
from typing import Any, TypeVar

import msgspec

from index.engines.opensearch.access import Connection
from index.engines.opensearch.rows import document_id, indexed_document
from index.errors import EngineError, EngineRefusalError, EngineUnavailableError
from index.schema import ClauseRow

Value = TypeVar("Value")
#: Bytes of a bulk request, well below what a node takes and small beside its memory.
_BULK = 4_000_000
#: Seconds for which what may be repeated is repeated: a node that was lost is replaced meanwhile, a full queue emptied.
#: The pause between two attempts doubles up to the longest.
_PATIENCE, _PAUSE, _LONGEST = 120, 0.5, 15
#: From which status on a row was not taken, and with which it may be taken later.
_REFUSED, _LATER = 400, frozenset({429, 502, 503, 504})
#: How long the cluster waits for a shard that is not there before it says so; the client waits longer.
SOON = {"timeout": "20s", "request_timeout": 60}
#: Seconds between looks at a merge, and to wait for the copies of a small index.
_LOOK, _COPIES = 1, 30
_ENCODER = msgspec.json.Encoder()


def repeated(call: Callable[[], Value]) -> Value:
    """What a call gives that may be made again without harm, made until the cluster takes it or patience ends."""
    until, pause = monotonic() + _PATIENCE, _PAUSE
    while True:
        try:
            return call()
        except EngineRefusalError:
            raise
        except EngineUnavailableError:
            if monotonic() > until:
                raise
        sleep(pause)
        pause = min(2 * pause, _LONGEST)


class OpenSearchWriter:
    """See :class:`index.engines.EngineWriter`. Every bulk request may be repeated: a row has the id of its clause."""

    def __init__(self, connection: Connection, index: str) -> None:
        self._connection, self._index = connection, index
        #: Rows by id that are yet to be sent, each as the two lines of a bulk request.
        self._waiting: dict[str, bytes] = {}
        self._bytes = self._added = 0

    def add(self, rows: Iterable[ClauseRow]) -> None:
        """See :class:`index.engines.EngineWriter`."""
        for row in rows:
            known = document_id(row.clause)
            document = _ENCODER.encode(indexed_document(row, self._added))
            lines = b"%s\n%s\n" % (_ENCODER.encode({"index": {"_id": known}}), document)
            self._added += 1
            # The last of several rows counts, in whatever order a request is worked through.
            self._bytes += len(lines) - len(self._waiting.get(known, b""))
            self._waiting[known] = lines
            if self._bytes >= _BULK:
                self._send()

    def commit(self) -> None:
        """See :class:`index.engines.EngineWriter`. Each shard becomes one segment, and takes no more rows."""
        self._send()
        indices = self._connection.writing.indices
        steps: tuple[Callable[[], Any], ...] = (
            lambda: indices.flush(index=self._index),
            self._merge,
            lambda: indices.refresh(index=self._index),
            lambda: indices.put_settings(index=self._index, body={"index.blocks.write": True}),
            self._wait_for_copies,
        )
        for step in steps:
            repeated(partial(self._explained, step))

    def abort(self) -> None:
        """See :class:`index.engines.EngineWriter`."""
        self._waiting.clear()

    def _explained(self, call: Callable[[], Value]) -> Value:
        with self._connection.explained():
            return call()

    def _send(self) -> None:
        """Send what is waiting until all is taken; the caller waits as long as the cluster needs."""
        if self._waiting:
            repeated(self._send_once)
        self._bytes = 0

    def _send_once(self) -> None:
        body = b"".join(self._waiting.values())
        answer = self._explained(lambda: self._connection.writing.bulk(body=body, index=self._index, params=SOON))
        for item in answer["items"]:
            result = item["index"]
            if result["status"] < _REFUSED:
                del self._waiting[result["_id"]]
            else:
                self._require_later(result)
        if self._waiting:
            raise self._connection.busy()

    def _require_later(self, result: Any) -> None:
        """Raise what is the matter with a row, unless it may be taken when it is sent again."""
        reason = result.get("error", {})
        if "block" in reason.get("type", ""):
            raise self._connection.blocked()
        if result["status"] not in _LATER:
            raise EngineError("opensearch", f"building ({reason.get('type')}: {reason.get('reason')})"[:300])

    def _merge(self) -> None:
        task = self._connection.writing.indices.forcemerge(
            index=self._index, params={"max_num_segments": 1, "wait_for_completion": "false"}
        )["task"]
        while not self._connection.reading.tasks.get(task_id=task)["completed"]:
            sleep(_LOOK)

    def _wait_for_copies(self) -> None:
        """Wait until every shard is there; for a while until it is there twice."""
        # Beside a time-out of its own the client hands that of the cluster on, which then answers 408.
        asked = {"timeout": f"{_COPIES}s", "request_timeout": 2 * _COPIES, "ignore": 408}
        health = self._connection.writing.cluster.health
        health(index=self._index, params={**asked, "wait_for_status": "green"})
        found = health(index=self._index, params={**asked, "wait_for_status": "yellow"})
        if found["timed_out"]:
            raise self._connection.unavailable(
                "has lost shards of the new index; look at its nodes", "丢失了新索引的分片，请检查各节点"
            )
