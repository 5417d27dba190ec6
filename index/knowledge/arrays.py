"""The columns of numbers over the clauses of an archive, by what they hold; position i is that of the clause i."""

from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: A score of each clause.
Scores = NDArray[np.float32]
#: Whether each clause passes.
Mask = NDArray[np.bool_]
#: Numbers of clauses in stored order, from 0.
Ordinals = NDArray[np.int64]
#: The same as they are kept in files.
StoredOrdinals = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class SparseScores:
    """Scores of some of ``size`` clauses, by ordinal, ascending; that of all others is 0."""

    ordinals: Ordinals
    values: Scores
    size: int

    @classmethod
    def of(cls, scores: Scores) -> "SparseScores":
        """Those of all clauses that are not 0."""
        held = np.flatnonzero(scores != 0)  # three times as quick as of the numbers themselves
        return cls(held, scores[held], len(scores))

    def at(self, ordinals: Ordinals) -> Scores:
        """The scores of some clauses."""
        if not len(self.ordinals):
            return np.zeros(len(ordinals), dtype=np.float32)
        places = np.minimum(np.searchsorted(self.ordinals, ordinals), len(self.ordinals) - 1)
        return np.where(self.ordinals[places] == ordinals, self.values[places], np.float32(0))

    def moments(self) -> tuple[float, float]:
        """Mean and standard deviation over all clauses."""
        size = max(self.size, 1)
        mean = float(self.values.sum(dtype=np.float64)) / size
        square = float(np.square(self.values, dtype=np.float64).sum()) / size
        return mean, float(np.sqrt(max(square - mean * mean, 0.0)))


def mapped(path: Path) -> NDArray[Any]:
    """The array of a ``.npy`` file, mapped into memory; raises ``OSError`` or ``ValueError`` where it cannot be read.

    It is a plain array: each element and slice of a ``numpy.memmap`` takes several times as long.
    """
    return np.load(path, mmap_mode="r").view(np.ndarray)  # type: ignore[no-any-return]


def idf(size: int, frequency: int) -> float:
    """The inverse document frequency of what ``frequency`` of ``size`` clauses hold, never negative.

    Source: Robertson, Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with 1 added inside.
    """
    return log(1 + (size - frequency + 0.5) / (frequency + 0.5))


def standard_scores(scores: NDArray[np.float32], mean: float, deviation: float) -> NDArray[np.float32]:
    """Scores in standard deviations from the mean (z-scores)."""
    found: NDArray[np.float32] = (scores - mean) / deviation
    return found
