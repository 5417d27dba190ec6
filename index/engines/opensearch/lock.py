"""One rebuild at a time, wherever it runs: a document of the cluster that names its holder and expires."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from opensearchpy.exceptions import ConflictError, NotFoundError

from corpus import GongbaoError
from index.engines.opensearch.access import Connection
from index.engines.opensearch.writing import repeated
from index.errors import RebuildError

_ID = "rebuild"
#: Seconds after which a lock that was not renewed may be taken, and between renewals. Clocks of two machines may differ
#: by what lies between.
_EXPIRES, _RENEWED = 120, 20
MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        "holder": {"type": "keyword"},
        "token": {"type": "keyword"},
        "expires": {"type": "date", "format": "epoch_second"},
    },
}
SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}


@dataclass(slots=True)
class ClusterLock:
    """The lock in the index ``index``; ``version`` is that of the document which was written last with our token."""

    connection: Connection
    index: str
    version: tuple[int, int] | None = None
    _token: str = field(default_factory=lambda: uuid4().hex)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it for a block; raises :class:`index.errors.RebuildError` while another does, naming it."""
        self._acquire()
        ended = threading.Event()
        renewing = threading.Thread(target=self._renew_until, args=(ended,), daemon=True)
        renewing.start()
        try:
            yield
        finally:
            ended.set()
            renewing.join()
            self._release()

    def require(self) -> None:
        """Raise :class:`index.errors.RebuildError` unless it is still ours."""
        if self.version is None or not self._write(self.version):
            raise RebuildError(
                "The lock of this rebuild was taken by another one; run `gongbao rebuild` again.",
                "此次重建的锁已被另一个重建任务取得，请重新运行 `gongbao rebuild`。",
            )

    def _acquire(self) -> None:
        for _ in range(2):
            if self._write(None):
                return
            found = self._found()
            if found is None:
                continue
            if found["_source"]["expires"] > time.time():
                raise _busy(found["_source"]["holder"])
            if self._write((found["_seq_no"], found["_primary_term"])):
                return
        raise _busy("?")

    def _found(self) -> Any:
        with suppress(NotFoundError), self.connection.explained(NotFoundError):
            return self.connection.reading.get(index=self.index, id=_ID)
        return None

    def _write(self, version: tuple[int, int] | None) -> bool:
        """Write the lock over a version of it, or anew; ``False`` where another was faster."""
        made = repeated(lambda: self._written(version))
        if made is None:
            # What was not answered may have been done all the same.
            found = self._found()
            made = found if found and found["_source"]["token"] == self._token else None
        if made:
            self.version = made["_seq_no"], made["_primary_term"]
        return made is not None

    def _written(self, version: tuple[int, int] | None) -> Any:
        holder = f"{socket.gethostname()}, process {os.getpid()}"
        body = {"holder": holder, "token": self._token, "expires": int(time.time()) + _EXPIRES}
        with suppress(ConflictError), self.connection.explained(ConflictError):
            return self.connection.writing.index(index=self.index, id=_ID, body=body, params=_over(version))
        return None

    def _renew_until(self, ended: threading.Event) -> None:
        while self.version and not ended.wait(_RENEWED):
            # What cannot be renewed now is tried again; whether it is still ours is asked before the switch.
            with suppress(GongbaoError):
                if not self._write(self.version):
                    self.version = None

    def _release(self) -> None:
        version, self.version = self.version, None
        if version:
            with suppress(GongbaoError), self.connection.explained():
                self.connection.writing.delete(index=self.index, id=_ID, params=_over(version))


def _over(version: tuple[int, int] | None) -> dict[str, Any]:
    return {"if_seq_no": version[0], "if_primary_term": version[1]} if version else {"op_type": "create"}


def _busy(holder: str) -> RebuildError:
    return RebuildError(
        f"Another rebuild is writing to this index ({holder}); wait until it has finished.",
        f"另一个重建任务正在写入此索引（{holder}），请等它完成。",
    )
