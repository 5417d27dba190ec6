"""A matrix in a ``.npy`` file that is written some rows at a time, so that memory does not grow with it."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

#: Rows that are in memory at once where a whole matrix is gone through.
_BLOCK = 8192


class RowsFile:
    """A ``.npy`` file of a matrix with so many ``columns`` that is written: a context manager."""

    def __init__(self, path: Path, kind: type[np.generic], columns: int) -> None:
        self._file = path.open("wb")
        self._kind, self._columns = np.dtype(kind), columns
        self.size = 0
        self._write_head()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._file:
            self._write_head()

    def add(self, rows: NDArray[Any]) -> None:
        """Write further rows."""
        self._file.write(np.ascontiguousarray(rows, self._kind).data)
        self.size += len(rows)

    def _write_head(self) -> None:
        """Write the head, which is as long for any number of rows."""
        self._file.seek(0)
        shape, kind = (self.size, self._columns), np.lib.format.dtype_to_descr(self._kind)
        np.lib.format.write_array_header_1_0(self._file, {"descr": kind, "fortran_order": False, "shape": shape})


def row_blocks(matrix: NDArray[Any]) -> Iterator[NDArray[Any]]:
    """The rows of a matrix, some thousand at a time, in order."""
    return (matrix[start : start + _BLOCK] for start in range(0, len(matrix), _BLOCK))
