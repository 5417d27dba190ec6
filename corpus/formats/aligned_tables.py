"""Tables without upright lines: their columns are known by the gaps between texts that stand below one another.

A line whose texts name columns opens such a table. What stands below belongs to it as long as the gaps between its
columns stay free; a line across them ends it, or is a section of it. Level lines part its rows; without them, gaps that
are wider than those between the lines of a cell, or the texts of the first column.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from corpus.formats.page_content import Column, Ruling, Segment
from corpus.formats.ruled_tables import RuledCell, RuledTable
from corpus.printed.columns import is_contents_head, is_head
from corpus.printed.grids import WIDEST
from corpus.printed.rows import is_section_line

#: The gap between two columns, in sizes of the type, and a table has at least so many columns.
_GUTTER, _FEWEST = 0.45, 3
#: Texts of two columns are at least so far apart, in points, wherever they stand.
_LEAST = 0.5
#: A name of a column that is broken over lines has no more than so many characters on one.
_SHORT = 4
#: A head has at most so many lines. Lines further apart than this, in sizes of the type, are of no one table.
_HEAD_LINES, _APART = 6, 4.0
#: The type of a table differs by no more than this factor; texts of a column begin, or have their middle, at one place.
_ALIKE, _SET = 1.08, 0.6
_HANGS = 0.4
#: Rows are further apart than lines of a cell by this share of the size of the type.
_WIDER = 0.12
#: Rows that begin within so many points begin at once.
_SAME = 3.0
#: A line that parts rows is at least this share of the width of the table.
_ACROSS = 0.5
#: The wall of a column is so far left of its text, in points, where that is free.
_WALL = 4.0
#: Columns of figures: of their texts, this share are figures.
_MOSTLY, _FIGURE = 0.6, re.compile(r"[\d.,%％()（）+\-—]+")
_COUNT = re.compile(r"\d{1,3}[.、．]?")

VisualLine = Sequence[Segment]


@dataclass(frozen=True, slots=True)
class _Aligned:
    """The lines of a table with its columns; the first ones are its head, those across all of them are sections."""

    lines: tuple[VisualLine, ...]
    sections: frozenset[int]
    head: int
    columns: tuple[Column, ...]
    is_at_end: bool


@dataclass(slots=True)
class TablesOfPages:
    """Finds the tables of pages in their order; a table that reaches the end of a page goes on without a head."""

    _walls: tuple[float, ...] = ()

    def of_page(self, lines: Sequence[VisualLine], levels: Sequence[Ruling]) -> list[RuledTable]:
        """The tables among the lines of a page, from top to bottom, whose level ruled lines are given."""
        found: list[RuledTable] = []
        carried, self._walls = self._walls, ()
        at = 0
        while at < len(lines):
            aligned = _carried(lines, carried) if at == 0 and carried else None
            aligned = aligned or _opened(lines, at)
            if not aligned:
                at += 1
                continue
            walls = carried if at == 0 and _fits(aligned, carried) else _walls(aligned.columns)
            found.append(_table(aligned, walls, levels))
            self._walls = walls if aligned.is_at_end else ()
            at += len(aligned.lines)
        return found


def _opened(lines: Sequence[VisualLine], at: int) -> _Aligned | None:
    """The table that a head at this line opens, if it is one.

    The texts of a head stand in the middle of its height, so that its first line may be that of one text alone.
    """
    for end in range(at + 1, min(at + _HEAD_LINES, len(lines)) + 1):
        if _is_head(lines[at:end]):
            while end < len(lines) and _is_rest_of_head(lines[end - 1], lines[end]) and _is_head(lines[at : end + 1]):
                end += 1  # noqa: PLW2901 - the loop ends here
            return _with_body(lines, (at, end), _columns(segment for line in lines[at:end] for segment in line))
    return None


def _is_head(lines: Sequence[VisualLine]) -> bool:
    """Whether the texts that stand below one another in these lines name columns."""
    segments = [segment for line in lines for segment in line]
    columns = _columns(segments)
    if not _FEWEST <= len(columns) <= WIDEST or not _are_close(lines):
        return False
    lefts = [column.left for column in columns]
    names = [""] * len(columns)
    for segment in segments:
        names[bisect_right(lefts, segment.left) - 1] += segment.text.strip()
    return is_head(names) and not is_contents_head(names)


def _is_rest_of_head(before: VisualLine, after: VisualLine) -> bool:
    """Whether a line stands between lines of a head, or goes on with names of columns but the first."""
    gap = after[0].top - before[0].bottom
    is_short = all(len(segment.text) <= _SHORT for segment in after) and after[0].left > before[0].right
    return gap < 0 or (is_short and gap < after[0].size)


def _are_close(lines: Sequence[VisualLine]) -> bool:
    """Whether lines of few texts stand between those of others, or are the begin of a name just above them."""
    return all(
        len(before) >= _FEWEST
        or after[0].top < before[0].bottom
        or (len(before) == 1 and len(before[0].text) <= _SHORT and after[0].top - before[0].bottom < after[0].size)
        for before, after in pairwise(lines)
    )


def _carried(lines: Sequence[VisualLine], walls: Sequence[float]) -> _Aligned | None:
    """What goes on at the top of a page in the columns of the page before."""
    columns = [Column(left + _WALL, right - 1) for left, right in pairwise(walls)]
    aligned = _with_body(lines, (0, 0), columns)
    return aligned if aligned.lines and _fits(aligned, walls) else None


def _columns(segments: Iterable[Segment]) -> list[Column]:
    """The spans of segments that stand below one another."""
    found: list[Column] = []
    for segment in sorted(segments, key=lambda s: s.left):
        if found and segment.left - found[-1].right < _GUTTER * segment.size:
            found[-1] = Column(found[-1].left, max(found[-1].right, segment.right))
        else:
            found.append(Column(segment.left, segment.right))
    return found


def _is_over(segment: Segment, column: Column) -> bool:
    return segment.left < column.right and segment.right > column.left


def _with_body(lines: Sequence[VisualLine], head: tuple[int, int], columns: Sequence[Column]) -> _Aligned:
    """A head with the lines below it that leave the gaps between its columns free."""
    start, at = head
    sections: set[int] = set()
    bodies: dict[int, Column] = {}
    while at < len(lines):
        line = lines[at]
        if at > start and (_is_apart(lines[at - 1], line) or not _is_alike(lines[start], line)):
            break
        wider = _widened(columns, line)
        if wider and _is_set_as(line, wider, bodies):
            columns = wider
        elif len(line) == 1 and is_section_line(line[0].text):
            sections.add(at - start)
        else:
            break
        for segment in line:
            _put_body(bodies, _column_of(columns, segment), segment)
        at += 1
    figures = [segment for line in lines[head[1] : at] for segment in line]
    columns = [part for column in columns for part in _parts(column, figures)]
    return _Aligned(tuple(lines[start:at]), frozenset(sections), head[1] - start, tuple(columns), at == len(lines))


def _parts(column: Column, segments: Sequence[Segment]) -> Sequence[Column]:
    """The columns of figures that stand below one name, or the column itself."""
    inside = [segment for segment in segments if _is_over(segment, column)]
    figures = [segment for segment in inside if _FIGURE.fullmatch(segment.text.strip())]
    parts = _columns(inside)
    return parts if len(parts) > 1 and len(figures) >= _MOSTLY * len(inside) else [column]


def _column_of(columns: Sequence[Column], segment: Segment) -> int:
    return next((at for at, column in enumerate(columns) if _is_over(segment, column)), 0)


def _put_body(bodies: dict[int, Column], at: int, segment: Segment) -> None:
    """Takes a text into what stands in a column below its head."""
    before = bodies.get(at, Column(segment.left, segment.right))
    bodies[at] = Column(min(before.left, segment.left), max(before.right, segment.right))


def _is_apart(before: VisualLine, after: VisualLine) -> bool:
    return after[0].top - max(segment.bottom for segment in before) > _APART * after[0].size


def _is_alike(first: VisualLine, line: VisualLine) -> bool:
    sizes = first[0].size, line[0].size
    return max(sizes) <= _ALIKE * min(sizes)


def _is_set_as(line: VisualLine, columns: Sequence[Column], bodies: Mapping[int, Column]) -> bool:
    """Whether a text alone on its line begins where others of its column do, or is centred among them."""
    places = {_column_of(columns, segment) for segment in line}
    column = bodies.get(min(places))
    left, right, size = line[0].left, line[-1].right, line[0].size
    if len(places) > 1 or column is None or abs(left - column.left) < _SET * size:
        return True
    is_inside = column.left <= left and right <= column.right
    return is_inside and abs(left - column.left - column.right + right) < 2 * _SET * size


def _widened(columns: Sequence[Column], line: VisualLine) -> list[Column] | None:
    """The columns with the texts of a line, or none where these leave no gap between two."""
    found = list(columns)
    for segment in line:
        over = [at for at, column in enumerate(found) if _is_over(segment, column)]
        if len(over) > 1:
            return None
        at = over[0] if over else min(range(len(found)), key=lambda i: _distance(found[i], segment))
        found[at] = Column(min(found[at].left, segment.left), max(found[at].right, segment.right))
    return found if all(b.left - a.right >= _LEAST for a, b in pairwise(found)) else None


def _distance(column: Column, segment: Segment) -> float:
    return max(column.left - segment.right, segment.left - column.right)


def _walls(columns: Sequence[Column]) -> tuple[float, ...]:
    """Where columns begin, and where the last one ends."""
    gaps = [after.left - min(_WALL, (after.left - before.right) / 2) for before, after in pairwise(columns)]
    return (columns[0].left - _WALL, *gaps, columns[-1].right + _WALL)


def _fits(aligned: _Aligned, walls: Sequence[float]) -> bool:
    """Whether no text of a table crosses these walls; a mark may hang over one."""
    segments = [s for at, line in enumerate(aligned.lines) if at not in aligned.sections for s in line]
    return len(walls) == len(aligned.columns) + 1 and not any(
        segment.left + _HANGS * segment.size < wall < segment.right - _HANGS * segment.size
        for segment in segments
        for wall in walls
    )


def _table(aligned: _Aligned, walls: tuple[float, ...], levels: Sequence[Ruling]) -> RuledTable:
    """The table as if it were ruled."""
    tops = list(_row_starts(aligned, walls, levels))
    segments = [segment for line in aligned.lines for segment in line]
    ys = (*(lines[0] for lines in tops), max(s.bottom for s in segments) + 1)
    cells: list[RuledCell] = []
    owners: list[tuple[int, ...]] = []
    width = len(walls) - 1
    for row, (_, is_section) in enumerate(tops):
        across = width if is_section else 1
        owners.append(tuple(len(cells) + column // across for column in range(width)))
        cells += [RuledCell(row, column, 1, across) for column in range(0, width, across)]
    return RuledTable(walls, ys, tuple(cells), tuple(owners))


def _row_starts(aligned: _Aligned, walls: Sequence[float], levels: Sequence[Ruling]) -> Iterator[tuple[float, bool]]:
    """The height at which each row begins, and whether it is a section."""
    sections = [aligned.lines[at][0] for at in sorted(aligned.sections)]
    first = min(segment.top for segment in aligned.lines[0]) - 1
    body = aligned.lines[aligned.head : aligned.head + 1]
    begins = min((segment.top - 2 for line in body for segment in line), default=inf)
    parts = [y for y in _parting(aligned, walls, levels) if y > begins]
    starts = sorted({first, *parts, *(segment.top - 1 for segment in sections), *([begins] if body else [])})
    starts = [first, *(after for before, after in pairwise(starts) if after - before > _SAME)]
    for start, end in zip(starts, [*starts[1:], inf], strict=True):
        yield start, any(start <= segment.middle < end for segment in sections)


def _parting(aligned: _Aligned, walls: Sequence[float], levels: Sequence[Ruling]) -> list[float]:
    """The heights that part rows: of level lines, of wider gaps, or of the texts of the first column."""
    ruled, spaced, counts = _ruled(aligned, walls, levels), _spaced(aligned), _counts(aligned, walls[1])
    if len(ruled) > 1:
        return ruled
    return [*ruled, *(spaced if spaced and len(spaced) + 1 >= len(counts) else counts)]


def _ruled(aligned: _Aligned, walls: Sequence[float], levels: Sequence[Ruling]) -> list[float]:
    """The heights of level lines between the lines of a table."""
    top, bottom = aligned.lines[0][0].middle, max(segment.middle for segment in aligned.lines[-1])
    width = walls[-1] - walls[0]
    return [
        r.y0 for r in levels if top < r.y0 < bottom and min(r.x1, walls[-1]) - max(r.x0, walls[0]) >= _ACROSS * width
    ]


def _spaced(aligned: _Aligned) -> list[float]:
    """The middles of gaps over all columns that are wider than those between the lines of a cell."""
    columns: list[list[Segment]] = [[] for _ in aligned.columns]
    for segment in (segment for line in aligned.lines for segment in line):
        at = next((at for at, column in enumerate(aligned.columns) if _is_over(segment, column)), 0)
        columns[at].append(segment)
    inner = sorted(b.top - a.bottom for column in columns for a, b in pairwise(column) if b.top > a.middle)
    if not inner:
        return []
    least = inner[len(inner) // 10] + _WIDER * aligned.lines[0][0].size
    found: list[float] = []
    bottom = max(segment.bottom for segment in aligned.lines[0])
    for line in aligned.lines[1:]:
        top = min(segment.top for segment in line)
        if top - bottom > least:
            found.append((top + bottom) / 2)
        bottom = max(bottom, *(segment.bottom for segment in line))
    return found


def _counts(aligned: _Aligned, wall: float) -> list[float]:
    """The heights at which the texts of the first column begin: of those that are counts, where there are some."""
    first = [line[0] for line in aligned.lines if line[0].right <= wall + 1]
    counts = [segment for segment in first if _COUNT.fullmatch(segment.text.strip())]
    return [segment.top - 1 for segment in counts or first]
