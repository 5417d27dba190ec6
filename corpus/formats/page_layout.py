"""The layout of one page: its tables, its columns, and their lines in the order of reading.

Columns are known by a gutter: an upright band that hardly any text crosses, with columns of one width at its sides, of
which one at least has full lines. What crosses it, a title or a table, divides the columns into those above and below.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from corpus.formats.page_content import Column, PageContent, Segment
from corpus.formats.ruled_tables import RuledTable, ruled_tables

#: Segments of one line differ in height by less than this share of their size.
_LEVEL = 0.5
#: A gutter is at least so wide, in sizes of the type.
_GUTTER = 1.0
#: Of the lines of the right column, so many begin at its edge or with an indent; those of one column fill it so far.
_ALIGNED_LINES, _FULL = 0.4, 0.55
#: Columns of one page are about equally wide: the narrower one is at least this share of the other.
_EQUAL = 0.7
#: A column has at least so many lines, of at least so many sizes of the type on average.
_FEWEST, _NARROWEST = 4, 6.0
#: At most this share of a page's segments crosses a gutter.
_CROSSING = 0.4
#: Lines that begin or end within this share of their size are aligned.
_ALIGNED = 0.6
_DEEPEST = 3
#: The text of a segment that stands for a table.
_TABLE = "\ufffc"


@dataclass(frozen=True, slots=True)
class PageLine:
    """The segments of one line of a column, from left to right."""

    segments: tuple[Segment, ...]
    column: Column

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(segment.right for segment in self.segments)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(segment.top for segment in self.segments)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(segment.bottom for segment in self.segments)

    @property
    def size(self) -> float:
        """The size of most of its type."""
        return max(self.segments, key=lambda segment: len(segment.text)).size

    @property
    def text(self) -> str:
        """Its text, a space for each gap."""
        return " ".join(segment.text.strip() for segment in self.segments)


@dataclass(frozen=True, slots=True)
class PageTable:
    """A ruled table with the segments in each of its cells."""

    table: RuledTable
    texts: tuple[tuple[Segment, ...], ...]


Block = PageLine | PageTable


def visual_lines(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments by the lines they stand on, from top to bottom, each from left to right, in any columns."""
    lines: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (s.middle, s.left)):
        last = lines[-1] if lines and _TABLE not in (segment.text, lines[-1][0].text) else []
        if last and segment.middle - last[0].middle < _LEVEL * min(segment.size, last[0].size):
            last.append(segment)
        else:
            lines.append([segment])
    return [sorted(line, key=lambda s: s.left) for line in lines]


def page_tables(content: PageContent) -> tuple[list[PageTable], list[Segment]]:
    """The ruled tables of a page that hold text, and the segments outside them."""
    return filled_tables(ruled_tables(content.rulings), content.segments)


def filled_tables(tables: Iterable[RuledTable], segments: Sequence[Segment]) -> tuple[list[PageTable], list[Segment]]:
    """The tables that hold text, and the segments outside them."""
    outside = list(segments)
    found: list[PageTable] = []
    for table in tables:
        inside = [segment for segment in outside if table.holds(segment)]
        outside = [segment for segment in outside if not table.holds(segment)]
        texts: list[list[Segment]] = [[] for _ in table.cells]
        for segment in inside:
            for cell, part in _by_cell(table, segment):
                texts[cell].append(part)
        if inside:
            found.append(PageTable(table, tuple(map(tuple, texts))))
    return found, outside


def _by_cell(table: RuledTable, segment: Segment) -> Iterator[tuple[int, Segment]]:
    """The parts of a segment by the cells that they stand in."""
    owners = [table.cell_of((one + other) / 2, segment.middle) for one, other in pairwise(segment.edges)]
    start = 0
    for at in range(1, len(owners) + 1):
        if at == len(owners) or owners[at] != owners[start]:
            if segment.text[start:at].strip():
                yield owners[start], segment.part(start, at)
            start = at


def blocks(tables: Sequence[PageTable], segments: Sequence[Segment]) -> list[Block]:
    """The lines and tables of a page in the order of reading; a row of a table takes part in it as a thin segment."""
    size = float(np.median([s.size for s in segments])) if segments else 1.0
    rows = {row: table for table in tables for row in _rows(table.table, size)}
    found: dict[int, Block] = {}
    for line in _columns([*segments, *rows]):
        block = rows.get(line.segments[0], line)
        found.setdefault(id(block), block)  # beside another table its rows do not follow one another
    return list(found.values())


def _rows(table: RuledTable, size: float) -> list[Segment]:
    return [Segment(_TABLE, (table.xs[0], table.xs[-1]), y, y + size / 4, size) for y in table.ys[:-1]]


def _columns(segments: Sequence[Segment], depth: int = 0) -> list[PageLine]:
    """The lines of segments, column by column where there are columns."""
    gutter = _gutter(segments) if depth < _DEEPEST else None
    if gutter is None:
        return _lines(segments)
    found: list[PageLine] = []
    for band in _bands(segments, gutter):
        left = [s for s in band if s.right <= gutter + 1]
        right = [s for s in band if s.left >= gutter - 1]
        if len(left) + len(right) < len(band) or not left or not right:
            found += _lines(band)
        else:
            found += _columns(left, depth + 1) + _columns(right, depth + 1)
    return found


def _bands(segments: Sequence[Segment], gutter: float) -> Iterator[list[Segment]]:
    """Segments from top to bottom, those that cross the gutter apart from those that do not."""
    band: list[Segment] = []
    crosses = False
    for line in visual_lines(segments):
        crossing = any(s.left < gutter - 1 and s.right > gutter + 1 for s in line)
        if band and crossing != crosses:
            yield band
            band = []
        band.extend(line)
        crosses = crossing
    if band:
        yield band


def _gutter(segments: Sequence[Segment]) -> float | None:
    """The middle of the gutter between two columns, if there are two."""
    if len(segments) < 2 * _FEWEST:
        return None
    size = float(np.median([s.size for s in segments]))
    lefts, rights = np.array([s.left for s in segments]), np.array([s.right for s in segments])
    start, end = lefts.min(), rights.max()
    places = np.arange(start + 0.15 * (end - start), end - 0.15 * (end - start), 2.0)
    if not len(places):
        return None
    crossing = np.searchsorted(np.sort(lefts), places, "right") - np.searchsorted(np.sort(rights), places, "left")
    for low in sorted(set(crossing[crossing <= _CROSSING * len(segments)].tolist()))[:3]:
        for first, last in _runs(crossing <= low):
            if places[last] - places[first] >= _GUTTER * size - 2:
                middle = float(places[first] + places[last]) / 2
                if _parts_columns(segments, middle, size):
                    return middle
    return None


def _runs(marks: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> list[tuple[int, int]]:
    """The first and last index of each run of true, the longest run first."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marks.astype(np.int8), [0]))))
    runs = [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return sorted(runs, key=lambda run: run[0] - run[1])


def _parts_columns(segments: Sequence[Segment], gutter: float, size: float) -> bool:
    """Whether what stands at both sides of a gutter are columns of text, and no cells of a table without lines."""
    left = _lines([s for s in segments if s.right <= gutter])
    right = _lines([s for s in segments if s.left >= gutter])
    if min(len(left), len(right)) < _FEWEST:
        return False
    means = [sum(line.right - line.left for line in lines) / len(lines) for lines in (left, right)]
    extents = [max(line.right for line in lines) - min(line.left for line in lines) for lines in (left, right)]
    if min(means) < _NARROWEST * size or min(extents) < _EQUAL * max(extents):
        return False
    begin = min(line.left for line in right)
    aligned = sum(line.left - begin <= 2.5 * size for line in right)
    fill = max(mean / extent for mean, extent in zip(means, extents, strict=True))
    return aligned >= _ALIGNED_LINES * len(right) and fill >= _FULL


def _lines(segments: Sequence[Segment]) -> list[PageLine]:
    """The lines of one column from top to bottom."""
    lines = visual_lines(segments)
    texts = [line for line in lines if line[0].text != _TABLE] or lines
    if not lines:
        return []
    column = Column(
        _edge([line[0].left for line in texts], texts, first=True),
        _edge([max(s.right for s in line) for line in texts], texts, first=False),
    )
    return [PageLine(tuple(line), column) for line in lines]


def _edge(values: Sequence[float], lines: Sequence[Sequence[Segment]], *, first: bool) -> float:
    """The outermost edge that two lines share, or the outermost of all."""
    size = max(line[0].size for line in lines)
    ordered = sorted(values, reverse=not first)
    shared = (one for one, other in pairwise(ordered) if abs(one - other) <= _ALIGNED * size)
    return next(shared, ordered[0])
