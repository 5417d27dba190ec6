"""Printed pages of tables: each begins with the head once more, so heads count pages."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.printed.lines import LOST_PAGE, Line


def head_count(lines: Sequence[Line]) -> int:
    """How many printed pages the tables of these lines fill: one a head, and one for each that was lost."""
    heads = [line for before, line in pairwise([None, *lines]) if line and _begins_page(before, line)]
    return len(heads) + sum(line.blanks >= LOST_PAGE for line in heads[1:])


def _begins_page(before: Line | None, line: Line) -> bool:
    """Whether a line is the first line of a head."""
    under = before is not None and before.row is not None and before.row.is_head and not line.blanks
    return line.row is not None and line.row.is_head and not under


def first_pages(printed: Sequence[int | None], counts: Sequence[int]) -> list[int | None]:
    """The first page of each annex: as printed, or counted on from the annex before where the count meets print again.

    >>> first_pages([14, None, None, 35], [11, 6, 4, 2])
    [14, 25, 31, 35]
    >>> first_pages([14, None, 33], [11, 6, 4])
    [14, None, 33]
    """
    pages = list(printed)
    anchors = [at for at, page in enumerate(printed) if page is not None]
    for start, end in pairwise(anchors):
        counted = [(printed[start] or 0) + sum(counts[start:at]) for at in range(start, end + 1)]
        if counted[-1] == printed[end]:
            pages[start : end + 1] = counted
    return pages


def text_blocks(lines: Sequence[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """Runs of consecutive lines that are rows, or are not."""
    group: list[Line] = []
    for line in lines:
        if group and line.is_row != group[0].is_row:
            yield group[0].is_row, group
            group = []
        group.append(line)
    if group:
        yield group[0].is_row, group
