"""The columns of numbers over the clauses of an archive, by what they hold; position i is that of the clause i."""

from math import log

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


def idf(size: int, frequency: int) -> float:
    """The inverse document frequency of what ``frequency`` of ``size`` clauses hold, never negative.

    Source: Robertson, Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with 1 added inside.
    """
    return log(1 + (size - frequency + 0.5) / (frequency + 0.5))


def standard_scores(scores: NDArray[np.float32], mean: float, deviation: float) -> NDArray[np.float32]:
    """Scores in standard deviations from the mean (z-scores)."""
    found: NDArray[np.float32] = (scores - mean) / deviation
    return found
