"""The columns of numbers over the clauses of an archive, by what they hold; position i is that of the clause i."""

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
