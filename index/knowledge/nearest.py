"""The vectors of all clauses by ordinal, and which are nearest to a query: all compared, or by a graph (HNSW)."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.knowledge.arrays import Mask, Ordinals, Scores, mapped
from index.knowledge.encoders import Matrix
from index.knowledge.half_precision import HalfMatrix, products
from index.knowledge.rows_file import row_blocks

#: Up to so many clauses, comparing all of them is as quick as a graph.
_FEW = 20_000
#: ef of the search: of 100,000 clauses it finds 96 of 100 among the nearest 200, in 3 ms.
_EF_SEARCH = 512
#: The same where nearly equal clauses are looked for, which lie close together.
_EF_QUICK = 64
#: So many times as many neighbours are asked for at most where a filter lets few of them pass.
_WIDER = 10


class NearestClauses(Protocol):
    """Vectors by clause ordinal."""

    def of(self, ordinals: Ordinals) -> Matrix:
        """The vectors of some clauses, one a row."""

    def nearness(self, asked: Matrix, ordinals: Ordinals) -> Scores:
        """The cosine of a query and each of some clauses."""

    def nearest(self, asked: Matrix, most: int, passing: Mask | None = None) -> Ordinals:
        """The nearest clauses of those that pass, in no order."""

    def alike(self, vectors: Matrix, most: int) -> list[tuple[Ordinals, Scores]]:
        """For each of some clauses those that are most like it, in no order, with the cosines.

        Quicker than :meth:`nearest`.
        """


class ComparedClauses:
    """A matrix, all of whose rows are compared."""

    def __init__(self, matrix: Matrix) -> None:
        self._matrix = matrix

    def of(self, ordinals: Ordinals) -> Matrix:
        """See :class:`NearestClauses`."""
        rows: Matrix = self._matrix[ordinals]
        return rows

    def nearness(self, asked: Matrix, ordinals: Ordinals) -> Scores:
        """See :class:`NearestClauses`."""
        near: Scores = self.of(ordinals) @ asked
        return near

    def nearest(self, asked: Matrix, most: int, passing: Mask | None = None) -> Ordinals:
        """See :class:`NearestClauses`."""
        near = self._matrix @ asked
        if passing is not None:
            near = np.where(passing, near, -np.inf)
        return best(near, most)

    def alike(self, vectors: Matrix, most: int) -> list[tuple[Ordinals, Scores]]:
        """See :class:`NearestClauses`."""
        chosen = [(near, best(near, most)) for near in vectors @ self._matrix.T]
        return [(found, near[found]) for near, found in chosen]


class LinkedClauses:
    """A graph of neighbours, which leads to the nearest without comparing all."""

    def __init__(self, path: Path) -> None:
        restore = import_module("usearch.index").Index.restore
        self._graph, self._quick = restore(str(path), view=True), restore(str(path), view=True)
        self._graph.expansion_search, self._quick.expansion_search = _EF_SEARCH, _EF_QUICK

    def of(self, ordinals: Ordinals) -> Matrix:
        """See :class:`NearestClauses`."""
        return self._rows(ordinals).astype(np.float32)

    def nearness(self, asked: Matrix, ordinals: Ordinals) -> Scores:
        """See :class:`NearestClauses`."""
        return products(self._rows(ordinals), asked)

    def _rows(self, ordinals: Ordinals) -> HalfMatrix:
        if not len(ordinals):
            return np.zeros((0, self._graph.ndim), dtype=np.float16)
        # One row after the other joined is twice as quick as a matrix made of all.
        rows = np.concatenate(self._graph.get(ordinals.astype(np.uint64)))
        return rows.reshape(len(ordinals), -1)

    def nearest(self, asked: Matrix, most: int, passing: Mask | None = None) -> Ordinals:
        """See :class:`NearestClauses`."""
        share = 1.0 if passing is None else max(float(passing.mean()), 1 / _WIDER)
        found: Ordinals = self._graph.search(asked, int(most / share)).keys.astype(np.int64)
        return found[:most] if passing is None else found[passing[found]][:most]

    def alike(self, vectors: Matrix, most: int) -> list[tuple[Ordinals, Scores]]:
        """See :class:`NearestClauses`."""
        found = self._quick.search(np.atleast_2d(vectors), most)
        keys, distances = (values.reshape(len(vectors), -1) for values in (found.keys, found.distances))
        return list(zip(keys.astype(np.int64), 1 - distances, strict=True))


def best(scores: NDArray[np.floating[Any]], most: int) -> Ordinals:
    """The numbers of the highest finite scores, in no order."""
    found = np.argpartition(-scores, most)[:most] if most < len(scores) else np.arange(len(scores))
    chosen: Ordinals = found[np.isfinite(scores[found])]
    return chosen


def open_nearest(folder: Path, name: str) -> NearestClauses:
    """The clauses of an encoder in a generation's folder."""
    graph = folder / _graph(name)
    if not graph.exists():
        return ComparedClauses(mapped(folder / matrix_name(name)))
    return LinkedClauses(graph)


def link_many(folder: Path, name: str) -> None:
    """Put a graph in the place of the matrix of an encoder where clauses are many and its library is installed."""
    matrix = folder / matrix_name(name)
    vectors = mapped(matrix)
    if len(vectors) <= _FEW or find_spec("usearch") is None:
        return
    graph = import_module("usearch.index").Index(ndim=vectors.shape[1], metric="ip", dtype="f16")
    done = 0
    for block in row_blocks(vectors):
        # One thread, so that equal archives have equal graphs.
        graph.add(np.arange(done, done + len(block)), block, threads=1)
        done += len(block)
    graph.save(str(folder / _graph(name)))
    matrix.unlink()


def matrix_name(name: str) -> str:
    """The file with the vectors of all clauses in stored order, one a row."""
    return f"vectors-{name}-clauses.npy"


def _graph(name: str) -> str:
    return f"vectors-{name}-clauses.usearch"
