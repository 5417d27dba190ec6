"""Encoding texts, each once: what was encoded is kept by text in a cache beside the index."""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from corpus.child_processes import end_with_parent
from index.knowledge.encoders import ENCODERS, Encoder, Matrix

#: Folder beside the generations that keeps what was encoded.
CACHE = "cache"
_PORTION = 128
#: Texts whose vectors are looked up or made together, in a few MB.
_TOGETHER = 4096
#: Portions from which on other processes are worth their start, which takes a second.
_MANY = 4
#: Rebuilds after which a text that is met no more leaves the cache.
_KEPT_REBUILDS = 3


class Encoding:
    """One rebuild's access to the cache of an encoder: a context manager for one thread.

    Many texts are encoded by ``workers`` processes. A cache that is damaged begins anew.
    """

    def __init__(self, encoder: Encoder, cache: Path, workers: int = 1) -> None:
        cache.mkdir(parents=True, exist_ok=True)
        self.encoder, self._workers = encoder, workers
        self._pool: ProcessPoolExecutor | None = None
        self._kept = _whole(cache / f"{encoder.name}-{encoder.version}.sqlite")
        self._rebuild = self._kept.execute("INSERT INTO rebuilds VALUES (NULL)").lastrowid or 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
        if kind is None:
            self._kept.execute("DELETE FROM vectors WHERE met <= ?", (self._rebuild - _KEPT_REBUILDS,))
        self._kept.commit()
        self._kept.close()

    def __call__(self, texts: Sequence[str]) -> Matrix:
        """A float32 matrix, one row a text, in order."""
        matrix = np.empty((len(texts), self.encoder.dimensions), dtype="float32")
        for start in range(0, len(texts), _TOGETHER):
            together = texts[start : start + _TOGETHER]
            keys = [hashlib.sha256(text.encode("utf-8", "replace")).digest()[:16] for text in together]
            known = self._kept_or_encoded(dict(zip(keys, together, strict=True)))
            for row, key in enumerate(keys, start):
                matrix[row] = np.frombuffer(known[key], dtype="float32")
        return matrix

    def _kept_or_encoded(self, texts: Mapping[bytes, str]) -> dict[bytes, bytes]:
        """The vectors of some texts, both by the key of the text; those that were not kept are kept now."""
        known = self._known(list(texts))
        # Texts of like length together: a batch costs what its longest text costs.
        waiting = sorted(texts.keys() - known.keys(), key=lambda key: (len(texts[key]), key))
        portions = [waiting[start : start + _PORTION] for start in range(0, len(waiting), _PORTION)]
        encoded = self._encoded([[texts[key] for key in portion] for portion in portions])
        for portion, found in zip(portions, encoded, strict=True):
            known.update((key, row.tobytes()) for key, row in zip(portion, found, strict=True))
            rows = ((key, known[key], self._rebuild) for key in portion)
            self._kept.executemany("INSERT INTO vectors VALUES (?, ?, ?)", rows)
            self._kept.commit()
        self._kept.executemany("UPDATE vectors SET met = ? WHERE text = ?", ((self._rebuild, key) for key in texts))
        return known

    def _encoded(self, portions: Sequence[Sequence[str]]) -> Iterator[Matrix]:
        """The vectors of each portion, in order."""
        if self._workers == 1 or (self._pool is None and len(portions) < _MANY):
            yield from (_passages(self.encoder.name, portion) for portion in portions)
            return
        # This process has threads by now, which a forked one would miss.
        self._pool = self._pool or ProcessPoolExecutor(
            self._workers, mp_context=get_context("spawn"), initializer=end_with_parent
        )
        yield from self._pool.map(_passages, [self.encoder.name] * len(portions), portions)

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        for start in range(0, len(keys), _PORTION):
            portion = keys[start : start + _PORTION]
            marks = ",".join("?" * len(portion))
            rows = self._kept.execute(f"SELECT text, vector FROM vectors WHERE text IN ({marks})", portion)  # noqa: S608
            found.update(rows)
        return found


def _whole(path: Path) -> sqlite3.Connection:
    """The cache at a path; one that is damaged is removed, since it can be made again."""
    try:
        return _opened(path)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise
    path.unlink()
    return _opened(path)


def _opened(path: Path) -> sqlite3.Connection:
    """The cache with its tables; ``sqlite3.DatabaseError`` where a check of the file finds damage."""
    kept = sqlite3.connect(path)
    try:
        if kept.execute("PRAGMA quick_check").fetchone() != ("ok",):
            damaged = sqlite3.DatabaseError(f"{path.name} is damaged")
            damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise damaged
        kept.execute("CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, vector BLOB, met INTEGER)")
        kept.execute("CREATE TABLE IF NOT EXISTS rebuilds (number INTEGER PRIMARY KEY)")
    except sqlite3.DatabaseError:
        kept.close()
        raise
    return kept


def _passages(encoder: str, texts: Sequence[str]) -> Matrix:
    return ENCODERS[encoder].passages(texts).astype("float32")
