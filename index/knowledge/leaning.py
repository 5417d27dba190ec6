"""What all vectors of an encoder have in common, whatever the texts say.

Source: Mu and Viswanath, All-but-the-Top: simple and effective postprocessing for word representations, 2018.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from index.knowledge.encoders import Matrix

#: Vectors from which one direction can be told, and those that are enough to tell all.
_TELLING, _ENOUGH = 100, 10_000
#: The square of the length of a rest, at least.
_SHORTEST = np.float32(1e-6)


@dataclass(frozen=True, slots=True)
class Leaning:
    """The ``mean`` of vectors and the ``directions`` of length 1 in which they vary most, one a row."""

    mean: Matrix
    directions: Matrix

    @classmethod
    def of(cls, vectors: Matrix, most: int) -> Self:
        """The mean and ``most`` directions; fewer where the vectors, one a row, are few."""
        some = vectors[:: 1 + len(vectors) // _ENOUGH]
        mean = some.mean(axis=0)
        centred = some - mean
        varying = np.linalg.eigh(centred.T @ centred)[1][:, ::-1]
        return cls(mean, varying[:, : min(most, len(vectors) // _TELLING)].T)

    def rest(self, vector: Matrix) -> Matrix:
        """A vector without what is common."""
        centred: Matrix = vector - self.mean
        return centred - self.directions.T @ (self.directions @ centred)

    def lengths(self, vectors: Matrix) -> Matrix:
        """How long the rest of each vector of length 1 is, without a copy of all of them."""
        centred = 1 - 2 * (vectors @ self.mean) + self.mean @ self.mean
        common = np.square((vectors @ self.directions.T) - self.directions @ self.mean).sum(axis=1)
        lengths: Matrix = np.sqrt(np.maximum(centred - common, _SHORTEST))
        return lengths
