"""The grid of an HTML table: cells that span rows or columns, put where they stand.

HTML files and HTML tables inside other text share these rules.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

#: No table has more columns; cells behind them are kept one after the other.
WIDEST = 64
#: A span of more digits than this is none.
_LONGEST_SPAN = 3

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spanning(Generic[T]):
    """A cell that spans ``down`` rows and ``across`` columns."""

    cell: T
    down: int = 1
    across: int = 1


@dataclass(frozen=True, slots=True)
class GridRow(Generic[T]):
    """The cells of a row: those from above stand in each row that they span, a wide cell in its first column.

    ``whole``: its only cell spans all columns of the table.
    """

    cells: tuple[T, ...]
    whole: bool


def grid(rows: Sequence[Sequence[Spanning[T]]], blank: T) -> list[GridRow[T]]:
    """The rows of a table; ``blank`` stands behind the first column of a wide cell.

    A row that fills all columns by itself, such as a head in the middle of a group, leaves the cells from above to the
    rows after it.
    """
    width = max((len(row) for row in rows), default=0)
    above: Mapping[int, tuple[int, T]] = {}  # by column: for how many more rows, and what
    found: list[GridRow[T]] = []
    for row in rows:
        is_full = sum(cell.across for cell in row) >= width
        cells, below = _row(row, {} if is_full else above, blank)
        above = {**above, **below} if is_full else below
        found.append(GridRow(tuple(cells), len(row) == 1 and row[0].across >= max(2, width)))
    return found


def _row(
    row: Iterable[Spanning[T]], above: Mapping[int, tuple[int, T]], blank: T
) -> tuple[list[T], dict[int, tuple[int, T]]]:
    """The cells of one row, and what spans down from it."""
    cells: list[T] = []
    below = {column: (rows - 1, cell) for column, (rows, cell) in above.items() if rows > 1}
    for spanning in row:
        _fill(cells, above)
        for at in range(min(spanning.across, max(1, WIDEST - len(cells)))):
            cell = blank if at else spanning.cell
            if spanning.down > 1 and len(cells) < WIDEST:
                below[len(cells)] = (spanning.down - 1, cell)
            cells.append(cell)
    _fill(cells, above)
    return cells, below


def _fill(cells: list[T], above: Mapping[int, tuple[int, T]]) -> None:
    """Puts the cells from the rows above where the next ones stand."""
    while len(cells) in above:
        cells.append(above[len(cells)][1])


def span(value: str | None) -> int:
    """The number in a ``rowspan`` or ``colspan``; 1 for anything that is none."""
    number = (value or "").strip()
    is_number = number.isdecimal() and number.isascii() and len(number) <= _LONGEST_SPAN
    return max(1, int(number)) if is_number else 1
