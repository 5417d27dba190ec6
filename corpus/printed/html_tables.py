"""HTML tables inside a text, on one line or over many: their rows with the printed characters of every cell.

Closing tags may be missing: a cell ends where the next cell or row begins. A table without an end ends behind its last
row; a cell without an end ends at a blank line.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from corpus.printed.cells import NO_CELL, CellText, LineSlice, cell_at
from corpus.printed.grids import WIDEST, Spanning, grid, span
from corpus.printed.rows import PrintedRow, PrintedTable, Row

_TAG = re.compile(r"<(?P<end>/?)(?P<name>table|thead|tbody|tr|th|td|caption)\b(?P<more>[^<>]{0,2000})>", re.IGNORECASE)
_SPAN = re.compile(r"\b(row|col)span\s{0,3}=\s{0,3}[\"']?\s{0,3}(\d{1,6})", re.IGNORECASE)
_MARK_UP = re.compile(r"<[^<>]{0,300}>")
_BLANK_LINE = re.compile(r"\n[ \t\r\u3000]*\n")


@dataclass(slots=True)
class _Cell:
    start: int
    end: int
    down: int
    across: int
    is_head: bool


@dataclass(slots=True)
class _Row:
    start: int
    cells: list[_Cell] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    """A table under way, as offsets in the text. ``end`` is behind the last tag that belongs to it."""

    start: int
    end: int
    rows: list[_Row] = field(default_factory=list)
    cell: _Cell | None = None  # the open one
    inside: int = 0  # tables inside the open cell
    in_head: bool = False


def html_tables(lines: Sequence[str]) -> Iterator[PrintedTable]:
    """The HTML tables of a text in printed order. What has one column, or one row of two cells, is layout."""
    if not any("<" in line and _TAG.search(line) for line in lines):
        return
    text = _Text(lines)
    tables = [table for table in _tables(text.whole) if _is_data(table)]
    ends = [0, *(table.end for table in tables)]
    starts = [*(table.start for table in tables[1:]), len(text.whole)]
    for table, before, after in zip(tables, ends, starts, strict=False):
        yield _printed(text, table, before, after)


def _is_data(table: _Table) -> bool:
    widths = [len(row.cells) for row in table.rows if row.cells]
    return max(widths, default=0) > (1 if len(widths) > 1 else 2)


def _tables(text: str) -> Iterator[_Table]:
    """All tables of a text; a table inside a cell is part of that cell's text."""
    table: _Table | None = None
    for tag in _TAG.finditer(text):
        name, closes = tag["name"].lower(), bool(tag["end"])
        if name == "table" and not closes and table and not _opens_inside(text, table, tag.start()):
            yield _ended(text, table)
            table = None
        if table is None:
            table = None if closes else _Table(tag.start(), tag.end())
            if table is None or name == "table":
                continue
        if name == "table":
            table.inside += -1 if closes else 1
            if table.inside < 0:
                yield _closed(table, tag)
                table = None
        elif not table.inside:
            _read_tag(table, tag, name, closes=closes)
    if table:
        yield _ended(text, table)


def _opens_inside(text: str, table: _Table, at: int) -> bool:
    """Whether a table opens inside a cell; an open cell has no blank line, unless it was never closed."""
    return bool(table.inside) or (table.cell is not None and not _BLANK_LINE.search(text, table.cell.start, at))


def _read_tag(table: _Table, tag: re.Match[str], name: str, *, closes: bool) -> None:
    """Opens and closes rows and cells."""
    if name in ("thead", "tbody"):
        table.in_head = name == "thead" and not closes
    _closed(table, tag)
    if closes or name in ("thead", "tbody"):
        return
    if name in ("tr", "caption") or not table.rows:
        table.rows.append(_Row(tag.start()))
    if name != "tr":
        spans = {which.lower(): span(number) for which, number in _SPAN.findall(tag["more"])}
        across = WIDEST if name == "caption" else spans.get("col", 1)
        is_head = name == "th" or table.in_head
        table.cell = _Cell(tag.end(), tag.end(), spans.get("row", 1), across, is_head)
        table.rows[-1].cells.append(table.cell)


def _closed(table: _Table, tag: re.Match[str]) -> _Table:
    """The table with its open cell closed before a tag of its own."""
    if table.cell:
        table.cell.end, table.cell = tag.start(), None
    table.end = tag.end()
    return table


def _ended(text: str, table: _Table) -> _Table:
    """A table that was never closed: behind its last tag, or at a blank line where a cell is open."""
    if table.cell:
        blank = _BLANK_LINE.search(text, table.cell.start)
        table.end = table.cell.end = blank.start() if blank else len(text)
    return table


class _Text:
    """A text with the printed line of every offset."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.whole = "\n".join(lines)
        self.starts = [0, *accumulate(len(line) + 1 for line in lines)]

    def line(self, offset: int) -> int:
        """The 1-based number of the line that holds ``offset``."""
        return min(bisect_right(self.starts, offset), len(self.lines))

    def cell(self, start: int, end: int, only: int | None = None) -> CellText:
        """The cell that is printed from ``start`` to ``end``, or what of it is on one line."""
        numbers = [only] if only else range(self.line(start), self.line(max(start, end - 1)) + 1)
        return cell_at([self._slice(number, start, end) for number in numbers])

    def _slice(self, number: int, start: int, end: int) -> LineSlice:
        """The part of a line between two offsets of the text."""
        raw, begin = self.lines[number - 1], self.starts[number - 1]
        return LineSlice(raw, number, max(start - begin, 0), max(0, min(end - begin, len(raw))))


def _printed(text: _Text, table: _Table, before: int, after: int) -> list[PrintedRow]:
    """The rows of a table between the tables before and after it, and rules for the lines that hold only tags.

    A line without tags between two rows, such as the number of a page, is no row.
    """
    start = max(before, text.starts[text.line(table.start) - 1])
    end = min(after, text.starts[text.line(max(table.start, table.end - 1))] - 1)
    cells = [cell for row in table.rows for cell in row.cells]
    bounds = [start, *(bound for cell in cells for bound in (cell.start, cell.end)), end]
    placed = [*_rows(text, table), *_loose(text, bounds)]
    rows = [row for _, row in sorted(placed, key=lambda each: each[0])]
    covered = {number for row in rows for number in range(row.first, row.last + 1)}
    numbers = range(text.line(start), text.line(max(start, end - 1)) + 1)
    rules = [PrintedRow(n, n, Row(())) for n in numbers if n not in covered and _is_rule(text.lines[n - 1])]
    return sorted([*rows, *rules], key=lambda row: row.first)


def _is_rule(line: str) -> bool:
    return bool(line.strip()) and not _MARK_UP.sub("", line).strip()


def _rows(text: _Text, table: _Table) -> Iterator[tuple[int, PrintedRow]]:
    """The rows of cells, each with the offset where it begins."""
    read = [[Spanning(text.cell(c.start, c.end), c.down, c.across) for c in row.cells] for row in table.rows]
    for row, placed in zip(table.rows, grid(read, NO_CELL), strict=True):
        if row.cells:
            last = text.line(max(row.start, row.cells[-1].end - 1))
            is_head = all(cell.is_head for cell in row.cells) and not placed.whole
            cells = Row(placed.cells, is_head=is_head, spans=placed.whole)
            yield row.start, PrintedRow(text.line(row.start), last, cells)


def _loose(text: _Text, bounds: Sequence[int]) -> Iterator[tuple[int, PrintedRow]]:
    """The text beside the cells on a line with tags, such as a caption before the first one: a row of one cell."""
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        if not _MARK_UP.sub("", text.whole[start:end]).strip():
            continue
        for number in range(text.line(start), text.line(max(start, end - 1)) + 1):
            if _TAG.search(text.lines[number - 1]) and (cell := text.cell(start, end, number)):
                yield start, PrintedRow(number, number, Row((cell,), spans=True))
