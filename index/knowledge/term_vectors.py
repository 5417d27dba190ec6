"""The vectors of the topical terms of a lexicon, and which of them are nearest to a query.

The vectors are rotated so that their first components are those in which terms differ most (principal components). To
compare all terms in a few components reads a third of the numbers; those that come out near are then compared whole.
Source: Jolliffe, Principal Component Analysis (2002). Of 600 queries 9,999 of 10,000 of the nearest twelve among 45,000
terms are among the 128 that are nearest by 192 of 512 components.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from index.knowledge.arrays import Ordinals, mapped
from index.knowledge.encoders import Matrix
from index.knowledge.remembered import Remembered
from index.knowledge.rows_file import RowsFile, row_blocks

#: The components by which all terms are compared,
_FIRST = 192
#: and how many terms at least are then compared whole, for each query.
_WHOLE = 128
#: Vectors whose nearest terms are remembered, in some 3 kB each.
_REMEMBERED = 2048


class TermVectors:
    """A row for each topical term, none where the encoder knows no single words."""

    def __init__(self, folder: Path, encoder: str) -> None:
        """Open the files in a folder; raises ``OSError`` or ``ValueError`` where they cannot be read."""
        self._first: Matrix = mapped(folder / _file(encoder, "first"))
        self._whole = mapped(folder / _file(encoder, "whole"))
        self._axes: Matrix = mapped(folder / _file(encoder, "axes"))
        #: What was found of vectors: the words of a query are asked for again, each by itself.
        self._remembered: Remembered[bytes, Ordinals] = Remembered(_REMEMBERED)

    def __len__(self) -> int:
        return len(self._whole)

    def near(self, queries: Matrix, others: Iterable[int] = ()) -> tuple[Ordinals, Matrix]:
        """The rows that are nearest to some queries and some ``others``, and how near each is to each query.

        ``queries`` has one vector a row, the nearness one query a column. Of each query a hundred and more that are
        nearest are there.
        """
        rotated = queries @ self._axes
        # A product of several rows is rounded otherwise than that of one, so that a vector is known as it was asked.
        rows = self._nearest([one.tobytes() for one in queries], rotated[:, : self._first.shape[1]])
        rows = np.union1d(rows, np.fromiter(others, dtype=np.int64))
        return rows, self._whole[rows].astype(np.float32) @ rotated.T

    def _nearest(self, keys: Sequence[bytes], first: Matrix) -> Ordinals:
        """The rows that are nearest to some queries, each known by its key."""
        if len(self) <= _WHOLE:
            return np.arange(len(self))
        found = self._remembered.values(keys, lambda places: self._compared(first[list(places)]))
        return np.unique(np.concatenate(found))

    def _compared(self, first: Matrix) -> list[Ordinals]:
        """The rows that are nearest to each of some queries."""
        near = first @ self._first.T
        # As many terms as are wanted are at least as near as that many of the highest of some runs of terms: to look at
        # these is quicker than to put all in order.
        runs = np.arange(0, len(self), len(self) // (4 * _WHOLE) or 1)
        highest = np.maximum.reduceat(near, runs, axis=1)
        least = np.partition(highest, -_WHOLE, axis=1)[:, -_WHOLE]
        return [np.flatnonzero(of_it >= lowest) for of_it, lowest in zip(near, least, strict=True)]


def write_term_vectors(folder: Path, encoder: str, vectors: Matrix) -> None:
    """Write what :class:`TermVectors` reads of some vectors, one a row."""
    axes = _principal_axes(vectors)
    np.save(folder / _file(encoder, "axes"), axes)
    columns = axes.shape[1]
    with (
        RowsFile(folder / _file(encoder, "first"), np.float32, min(_FIRST, columns)) as first,
        RowsFile(folder / _file(encoder, "whole"), np.float16, columns) as whole,
    ):
        for block in row_blocks(vectors):
            rotated = block @ axes
            first.add(rotated[:, :_FIRST])
            whole.add(rotated)


def _principal_axes(vectors: Matrix) -> Matrix:
    """The orthogonal axes along which vectors spread, widest first, one a column."""
    _, axes = np.linalg.eigh((vectors.T @ vectors).astype(np.float64))
    widest_first: Matrix = np.ascontiguousarray(axes[:, ::-1], dtype=np.float32)
    return widest_first


def _file(encoder: str, part: str) -> str:
    return f"vectors-{encoder}-terms-{part}.npy"
