"""The tables of a text, in whatever writing: HTML, pipes, TABs, or columns held apart by spaces."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.columns import begins_head, is_head
from corpus.html_tables import html_tables
from corpus.pipe_tables import pipe_tables
from corpus.rows import PrintedRow, PrintedTable
from corpus.spaced_tables import spaced_tables
from corpus.tab_tables import tab_tables


def table_rows(lines: Sequence[str]) -> Mapping[int, Sequence[PrintedRow]]:
    """The rows of all tables by their first printed line. A line that one writing explains is not read as another."""
    tables: list[PrintedTable] = []
    left = list(lines)
    for tables_of in (html_tables, tab_tables, pipe_tables, spaced_tables):
        found = [*tables_of(left)]
        tables.extend(found)
        for number in [n for table in found for row in table for n in range(row.first, row.last + 1)]:
            left[number - 1] = ""
    rows: defaultdict[int, list[PrintedRow]] = defaultdict(list)
    for table in tables:
        for printed in _with_heads(table):
            rows[printed.first].append(printed)
    return rows


def _with_heads(table: PrintedTable) -> Iterator[PrintedRow]:
    """The rows with their heads: the first row where it names columns, and what looks like a head on a later page."""
    first: list[str] = []
    for printed in table:
        row = printed.row
        texts = [cell.text.replace("\n", "") for cell in row.cells]
        may_be = not row.is_head and not row.spans and (not first or texts == first or begins_head(texts))
        yield replace(printed, row=replace(row, is_head=True)) if may_be and is_head(texts) else printed
        first = first or texts
