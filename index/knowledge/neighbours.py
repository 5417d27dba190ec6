"""The clause vectors of a large archive in an index of nearest neighbours, mapped into memory.

Beside it lie the mean and the second moments of all vectors, from which follow the mean and the standard deviation of
the likeness of all clauses to any query, exactly and without asking them: E[x·q] = μ·q, Var[x·q] = q·(E[xxᵀ] - μμᵀ)·q.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from corpus.model import Clause
from index.knowledge.encoders import ENCODERS, Encoder, Matrix
from index.knowledge.encoding import Encoding
from index.knowledge.vectors import with_headings
from index.store import Store

_GRAPH, _CLAUSES, _MOMENTS = "neighbours.usearch", "neighbours-clauses.npy", "neighbours-moments.npz"
_PORTION = 2048
#: Clauses that are looked at on the way to the nearest: of 100,000 it finds 96 of 100 among the nearest 200, in 3 ms.
_LOOKED_AT = 512


@dataclass(frozen=True, slots=True)
class Neighbours:
    """``clauses`` are the ids by number, sorted; ``graph`` holds their vectors by number."""

    encoder: Encoder
    graph: Any
    clauses: np.ndarray[Any, np.dtype[np.bytes_]]
    mean: Matrix
    moments: Matrix

    @classmethod
    def read(cls, folder: Path) -> "Neighbours | None":
        """Those of a generation; ``None`` while there are none, or without the libraries that made them."""
        encoder = ENCODERS["use"]
        if not (folder / _MOMENTS).exists() or not encoder.available or not is_installed():
            return None
        try:
            graph = import_module("usearch.index").Index.restore(str(folder / _GRAPH), view=True)
            graph.expansion_search = _LOOKED_AT
            clauses = np.load(folder / _CLAUSES, mmap_mode="r")
            with (folder / _MOMENTS).open("rb") as file:
                stored = np.load(file)
                return cls(encoder, graph, clauses, stored["mean"], stored["moments"])
        except (OSError, ValueError, KeyError, AttributeError, RuntimeError, BadZipFile):
            # Damaged: an archive is searched without it, and it is made again.
            return None

    def nearest(self, text: str, most: int) -> Mapping[str, float]:
        """The clauses nearest to a text, with their likeness in standard deviations above that of all clauses."""
        asked = self.encoder.query(text)
        found = self.graph.search(asked, most)
        likeness = 1.0 - found.distances
        ids = [self.clauses[number].decode() for number in found.keys.tolist()]
        return dict(zip(ids, self._standard(likeness, asked), strict=True))

    def likeness(self, text: str, clauses: Sequence[str]) -> Mapping[str, float]:
        """The same for given clauses, exactly; a clause that is not known is left out."""
        asked = self.encoder.query(text)
        wanted = np.array([clause.encode() for clause in clauses], dtype=self.clauses.dtype)
        numbers = np.minimum(np.searchsorted(self.clauses, wanted), len(self.clauses) - 1)
        known = self.clauses[numbers] == wanted
        if not known.any():
            return {}
        vectors = np.asarray(self.graph.get(numbers[known].astype(np.uint64)), dtype=np.float32)
        values = self._standard(vectors @ asked, asked)
        return dict(zip((clause for clause, one in zip(clauses, known, strict=True) if one), values, strict=True))

    def _standard(self, likeness: Matrix, asked: Matrix) -> list[float]:
        mean = float(self.mean @ asked)
        spread = float(np.sqrt(max(float(asked @ self.moments @ asked) - mean * mean, 1e-12)))
        values: list[float] = ((likeness - mean) / spread).tolist()
        return values


def is_installed() -> bool:
    """Whether the library that finds nearest neighbours is there."""
    return find_spec("usearch") is not None


def write_neighbours(folder: Path, encoded: Encoding, store: Store) -> None:
    """Encode every clause, by its text with headings, and write what :class:`Neighbours` reads.

    Holds one portion of texts and the graph.
    """
    encoder = encoded.encoder
    clauses = np.array(sorted(clause.id.encode() for clause in _clauses(store)))
    graph = import_module("usearch.index").Index(ndim=encoder.dimensions, metric="ip", dtype="f16")
    total = np.zeros(encoder.dimensions)
    moments = np.zeros((encoder.dimensions, encoder.dimensions))
    remaining = _clauses(store)
    while portion := list(islice(remaining, _PORTION)):
        vectors = encoded([with_headings(clause) for clause in portion])
        numbers = np.searchsorted(clauses, np.array([clause.id.encode() for clause in portion]))
        # One thread, so that equal archives have equal graphs.
        graph.add(numbers, vectors, threads=1)
        total += vectors.sum(axis=0)
        moments += vectors.T @ vectors
    graph.save(str(folder / _GRAPH))
    np.save(folder / _CLAUSES, clauses)
    size = max(len(clauses), 1)
    beside = folder / f"new-{_MOMENTS}"
    np.savez(beside, mean=(total / size).astype("float32"), moments=(moments / size).astype("float32"))
    # Last, and in one step: with it, the others are there.
    beside.replace(folder / _MOMENTS)


def _clauses(store: Store) -> Iterator[Clause]:
    for head in store.documents():
        yield from store.document(head.id).clauses
