"""Tables that print every cell on a line of its own, as a page comes out that was copied cell by cell.

A head that begins with 序号 opens such a table, and its rows count on from 1. Where a row has fewer lines than the head
has columns its last cells are empty, as remarks are.
"""

from collections.abc import Iterator, Sequence

from corpus.language.formal import annex_label
from corpus.printed.cells import NO_CELL, LineSlice, cell_at
from corpus.printed.columns import is_contents_head, is_head
from corpus.printed.rows import PrintedRow, PrintedTable, Row, is_section_line

#: A table has so many columns, and so many rows.
_FEWEST, _WIDEST = 3, 16
_ROWS = 2
#: A cell is not longer.
_LONGEST = 400


def line_tables(lines: Sequence[str]) -> Iterator[PrintedTable]:
    """The tables of a text that print a cell a line, in printed order."""
    after = 0
    for number, raw in enumerate(lines, 1):
        if number > after and raw.strip() == "序号" and (rows := _rows(lines, number)):
            after = rows[-1].last
            yield rows


def _rows(lines: Sequence[str], first: int) -> list[PrintedRow]:
    """The rows of the table whose head begins on a line, the head first; none where too few count on."""
    head = _until(lines, first, "1")
    width = len(head)
    names = [lines[n - 1].strip() for n in head]
    if width < _FEWEST or not is_head(names) or is_contents_head(names):
        return []
    found = [_printed(lines, head, width, is_head=True)]
    longest, count, at = 0, 1, _next(lines, head[-1])
    while at and lines[at - 1].strip() == str(count):
        row = _until(lines, at, str(count + 1))
        section = row.pop() if len(row) >= _FEWEST and is_section_line(lines[row[-1] - 1]) else None
        if not row:
            row = _last(lines, at, longest or width)
        if not 1 < len(row) <= width:
            break
        found.append(_printed(lines, row, width))
        found += [_printed(lines, [section], width)] if section else []
        longest, count, at = max(longest, len(row)), count + 1, _next(lines, section or row[-1])
    return found if count > _ROWS else []


def _until(lines: Sequence[str], first: int, word: str) -> list[int]:
    """The numbers of the lines with text from ``first`` to the one that reads ``word``; none where none is near."""
    found = _last(lines, first, _WIDEST)
    return next((found[:at] for at, n in enumerate(found) if at and lines[n - 1].strip() == word), [])


def _last(lines: Sequence[str], first: int, count: int) -> list[int]:
    """The numbers of ``count`` lines with text from ``first`` on, up to one that is too long for a cell."""
    found = [first]
    while len(found) < count and (after := _next(lines, found[-1])) and _may_be_cell(lines[after - 1]):
        found.append(after)
    return found


def _may_be_cell(raw: str) -> bool:
    """Whether a line may be a cell: not too long, and no label of an annex."""
    return len(raw) <= _LONGEST and annex_label(raw.strip()) is None


def _next(lines: Sequence[str], number: int) -> int:
    """The number of the next line with text, close behind this one; 0 for none."""
    stop = min(number + 3, len(lines))
    return next((n for n in range(number + 1, stop + 1) if lines[n - 1].strip()), 0)


def _printed(lines: Sequence[str], numbers: Sequence[int], width: int, *, is_head: bool = False) -> PrintedRow:
    cells = [cell_at([LineSlice(lines[n - 1], n, 0, len(lines[n - 1]))]) for n in numbers]
    cells += [NO_CELL] * (width - len(cells))
    return PrintedRow(numbers[0], numbers[-1], Row(tuple(cells), is_head=is_head))
