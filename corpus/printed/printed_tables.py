"""The tables of a text, in any writing: HTML, pipes, TABs, commas, spaces between columns, a cell a word or a line."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.printed.columns import begins_head, is_head, opens_table
from corpus.printed.comma_tables import comma_tables
from corpus.printed.figure_tables import figure_tables
from corpus.printed.html_tables import html_tables
from corpus.printed.line_tables import line_tables
from corpus.printed.pipe_tables import pipe_tables
from corpus.printed.rows import PrintedRow, PrintedTable
from corpus.printed.spaced_tables import spaced_tables
from corpus.printed.tab_tables import tab_tables
from corpus.printed.word_tables import word_tables

#: Each takes the lines that those before it left.
_WRITINGS = (
    html_tables, tab_tables, pipe_tables, comma_tables, spaced_tables, word_tables, figure_tables, line_tables,
)  # fmt: skip


def printed_rows(lines: Sequence[str]) -> Mapping[int, Sequence[PrintedRow]]:
    """The rows of all tables by their first printed line. A line that one writing explains is not read as another."""
    tables: list[PrintedTable] = []
    left = list(lines)
    for tables_of in _WRITINGS:
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
    texts = [[cell.text.replace("\n", "") for cell in printed.row.cells] for printed in table]
    first = next((row for row in texts if sum(map(bool, row)) > 1), [])
    for at, printed in enumerate(table):
        row = printed.row
        may_be = not row.is_head and not row.spans and (texts[at] == first or begins_head(texts[at]))
        names = may_be and (is_head(texts[at]) or (texts[at] is first and opens_table(first, texts[at + 1 : at + 4])))
        if names or not at:
            row = replace(row, is_head=row.is_head or names, opens=not at)
        yield printed if row is printed.row else replace(printed, row=row)
