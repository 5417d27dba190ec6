"""Inner products of vectors that are kept in half precision, as they are.

NumPy would make each number a longer one first, which takes ten times as long as the products.
"""

from importlib import import_module

import numpy as np
from numpy.typing import NDArray

from index.knowledge.arrays import Scores

#: Vectors in half precision, one a row.
HalfMatrix = NDArray[np.float16]


def products(rows: HalfMatrix, asked: Scores) -> Scores:
    """The inner product of each row and a vector, which is rounded to half precision, too."""
    if not len(rows):
        return np.zeros(0, dtype=np.float32)
    found = import_module("numkong").cdist(rows, asked.astype(np.float16)[None], "dot", out_dtype="float32")
    return np.asarray(found, dtype=np.float32).ravel()
