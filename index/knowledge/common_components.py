"""Common component removal: what all vectors of an encoder have in common, whatever the texts say, is left out.

Source: Mu and Viswanath, All-but-the-Top: simple and effective postprocessing for word representations, 2018.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from index.knowledge.encoders import Matrix

#: How many vectors show one direction, and how many show all.
_TELLING, _ENOUGH = 100, 10_000
#: The square of the length of a rest, at least.
_SHORTEST = np.float32(1e-6)


@dataclass(frozen=True, slots=True)
class CommonComponents:
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
        """What is left of a vector."""
        centred: Matrix = vector - self.mean
        return centred - self.directions.T @ (self.directions @ centred)

    def rests(self, vectors: Matrix) -> Matrix:
        """What is left of each vector, one a row, brought to length 1."""
        centred = vectors - self.mean
        rest = centred - (centred @ self.directions.T) @ self.directions
        lengths = np.sqrt(np.maximum(np.square(rest).sum(axis=1, keepdims=True), _SHORTEST))
        found: Matrix = rest / lengths
        return found
