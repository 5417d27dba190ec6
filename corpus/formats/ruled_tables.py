"""Tables that are drawn with ruled lines: the grid of their lines, and the cells between them, merged ones included.

A wall between two squares of the grid is there where a line covers most of it; squares without a wall between them are
one cell. A table without lines at its left, right, top or bottom is closed there. A frame around text is no table.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from corpus.formats.page_content import Ruling, Segment

#: Lines whose distance is no more than this are one; ends that are no further off meet. In points.
_SAME, _MEET = 2.5, 4.0
#: A wall is covered by a line to at least this share.
_COVERED = 0.6
#: Of more lines than this on a page, the longest make up its tables.
_MOST_LINES = 2_000
_MOST_SQUARES = 40_000


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell that begins in ``row`` and ``column`` (0-based) and spans ``down`` rows and ``across`` columns."""

    row: int
    column: int
    down: int
    across: int


@dataclass(frozen=True, slots=True)
class RuledTable:
    """The cells between the lines at heights ``ys`` and at ``xs``, in points, in printed order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[RuledCell, ...]
    owners: tuple[tuple[int, ...], ...]

    def cell_of(self, x: float, y: float) -> int:
        """The index of the cell that holds a point inside the table."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        return self.owners[row][column]

    def holds(self, segment: Segment) -> bool:
        """Whether a segment stands in the table."""
        middle = (segment.left + segment.right) / 2
        return self.xs[0] <= middle <= self.xs[-1] and self.ys[0] <= segment.middle <= self.ys[-1]


def ruled_tables(rulings: Iterable[Ruling]) -> list[RuledTable]:
    """The tables that ruled lines of a page draw, from top to bottom."""
    lines = list(rulings)
    levels = _merged([line for line in lines if line.is_level])
    uprights = [_flip(line) for line in _merged([_flip(line) for line in lines if not line.is_level])]
    tables = [table for group in _crossing(levels, uprights) if (table := _table(*group))]
    return sorted(tables, key=lambda table: (table.ys[0], table.xs[0]))


def _flip(line: Ruling) -> Ruling:
    return Ruling(line.y0, line.x0, line.y1, line.x1)


def _merged(lines: Sequence[Ruling]) -> list[Ruling]:
    """Level lines: those of one height that touch one another are one line."""
    heights = _positions([(line.y0 + line.y1) / 2 for line in lines])
    rows: dict[float, list[Ruling]] = {}
    for line in lines:
        rows.setdefault(_nearest(heights, (line.y0 + line.y1) / 2), []).append(line)
    merged: list[Ruling] = []
    for y, row in rows.items():
        ordered = sorted(row, key=lambda line: line.x0)
        start, end = ordered[0].x0, ordered[0].x1
        for line in ordered[1:]:
            if line.x0 > end + _SAME:
                merged.append(Ruling(start, y, end, y))
                start = line.x0
            end = max(end, line.x1)
        merged.append(Ruling(start, y, end, y))
    return sorted(merged, key=lambda line: line.x0 - line.x1)[:_MOST_LINES]


def _positions(values: Iterable[float]) -> list[float]:
    """The values in order, each group of near ones as its middle."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= _SAME and value - groups[-1][0] <= 2 * _SAME:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [(group[0] + group[-1]) / 2 for group in groups]


def _nearest(ordered: Sequence[float], value: float) -> float:
    at = bisect_right(ordered, value)
    return min(ordered[max(at - 1, 0) : at + 1], key=lambda one: abs(one - value))


def _crossing(levels: Sequence[Ruling], uprights: Sequence[Ruling]) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """The level and upright lines that meet, directly or by way of others, group by group."""
    if not levels or not uprights:
        return
    h = np.array([(r.x0, r.y0, r.x1) for r in levels])
    v = np.array([(r.x0, r.y0, r.y1) for r in uprights])
    meets = (
        (h[:, None, 0] - _MEET <= v[None, :, 0])
        & (v[None, :, 0] <= h[:, None, 2] + _MEET)
        & (v[None, :, 1] - _MEET <= h[:, None, 1])
        & (h[:, None, 1] <= v[None, :, 2] + _MEET)
    )
    left = set(range(len(levels)))
    while left:
        rows, columns = {left.pop()}, set[int]()
        new = set(rows)
        while new:
            fresh = {int(c) for c in np.flatnonzero(meets[sorted(new)].any(axis=0))} - columns
            columns |= fresh
            new = {int(r) for r in np.flatnonzero(meets[:, sorted(fresh)].any(axis=1))} - rows if fresh else set()
            rows |= new
        left -= rows
        if columns:
            yield [levels[r] for r in sorted(rows)], [uprights[c] for c in sorted(columns)]


def _table(levels: Sequence[Ruling], uprights: Sequence[Ruling]) -> RuledTable | None:
    """The table of lines that meet, or none where they frame one column."""
    sides = (min(line.x0 for line in levels), max(line.x1 for line in levels))
    ends = (min(line.y0 for line in uprights), max(line.y1 for line in uprights))
    xs = _closed(_positions(line.x0 for line in uprights), *sides)
    ys = _closed(_positions(line.y0 for line in levels), *ends)
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_SQUARES:  # noqa: PLR2004 - two columns, a row
        return None
    below = [_walls(levels, y, xs) for y in ys]
    flipped = [_flip(line) for line in uprights]
    beside = [_walls(flipped, x, ys) for x in xs]
    cells, owners = _cells(below, beside, len(ys) - 1, len(xs) - 1)
    columns = {cell.column for cell in cells}
    return RuledTable(tuple(xs), tuple(ys), tuple(cells), owners) if len(columns) > 1 else None


def _closed(positions: list[float], first: float, last: float) -> list[float]:
    """Positions with the ends of the lines that cross them, where these reach further."""
    before = [first] if first < positions[0] - 2 * _MEET else []
    after = [last] if last > positions[-1] + 2 * _MEET else []
    return [*before, *positions, *after]


def _walls(levels: Sequence[Ruling], y: float, xs: Sequence[float]) -> list[bool]:
    """Whether level lines at a height cover most of what is between each position and the next."""
    near = [line for line in levels if abs(line.y0 - y) <= _SAME]
    return [_covered(near, start, end) >= _COVERED * (end - start) for start, end in pairwise(xs)]


def _covered(lines: Iterable[Ruling], start: float, end: float) -> float:
    return sum(max(0.0, min(line.x1, end) - max(line.x0, start)) for line in lines)


Walls = Sequence[Sequence[bool]]


def _cells(below: Walls, beside: Walls, rows: int, columns: int) -> tuple[list[RuledCell], tuple[tuple[int, ...], ...]]:
    """The cells in printed order, and for each square of the grid the cell that it belongs to.

    ``below[r][c]`` says whether there is a wall at height ``r`` over column ``c``, ``beside[c][r]`` whether there is
    one at line ``c`` beside row ``r``.
    """
    owners = [[-1] * columns for _ in range(rows)]
    cells: list[RuledCell] = []
    for row in range(rows):
        for column in range(columns):
            if owners[row][column] >= 0:
                continue
            across = 1
            while column + across < columns and owners[row][column + across] < 0 and not beside[column + across][row]:
                across += 1
            down = 1
            while row + down < rows and _goes_on(below, beside, row + down, (column, across)):
                down += 1
            for r in range(row, row + down):
                owners[r][column : column + across] = [len(cells)] * across
            cells.append(RuledCell(row, column, down, across))
    return cells, tuple(map(tuple, owners))


def _goes_on(below: Walls, beside: Walls, row: int, columns: tuple[int, int]) -> bool:
    """Whether the squares of a row belong to the cell above them: no wall over them and none between them."""
    start, across = columns
    return not any(below[row][start : start + across]) and not any(
        beside[c][row] for c in range(start + 1, start + across)
    )
