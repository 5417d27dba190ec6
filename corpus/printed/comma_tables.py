"""Tables whose cells are separated by commas, as a spreadsheet writes them.

A line that names three columns or more opens such a table; the lines right under it have as many cells. A cell in
quotation marks may hold commas. Running text, which has commas too, has no such lines one under the other.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from corpus.language.characters import HAN
from corpus.language.text import ends_sentence
from corpus.printed.cells import LineSlice, cell_at
from corpus.printed.columns import is_contents_head, is_head
from corpus.printed.grids import WIDEST
from corpus.printed.rows import PrintedRow, PrintedTable, Row

#: A table has so many columns, and so many rows under its head; so many tell whether it is one.
_COLUMNS, _ROWS, _PROBED = 3, 2, 8
#: The name of a column is not longer, nor is a line of a table.
_LONGEST_NAME, _LONGEST_LINE = 20, 2_000
#: One cell; the module `csv` does not say where in the line it stands, by which every value is traced.
_CELL = re.compile(r'"(?P<quoted>[^"]*(?:""[^"]*)*)"(?=,|$)|(?P<plain>[^",]*)(?=,|$)')
_NAME = re.compile(rf"(?=.*[{HAN}])\S+")
#: What a list holds and running text has not between two commas: a figure, a code, a day, nothing.
_VALUE = re.compile(r"(?=.*\d)[\dA-Za-z./:%+\-]+|")


def comma_tables(lines: Sequence[str]) -> Iterator[PrintedTable]:
    """The tables of a text whose cells are separated by commas, in printed order."""
    after = 0
    for number, raw in enumerate(lines, 1):
        if number > after and "," in raw and _names_columns(head := _cells(raw, number)):
            first = [*islice(_rows(lines, number, len(head)), _PROBED)]
            if len(first) >= _ROWS and _is_list(head, first):
                rows = [*_rows(lines, number, len(head))]
                after = number + len(rows)
                yield [_printed(head, is_head=True), *map(_printed, rows)]


def _rows(lines: Sequence[str], head: int, width: int) -> Iterator[list[LineSlice]]:
    """The cells of the lines right under a head that have as many of them."""
    below = (_cells(lines[n], n + 1) for n in range(head, len(lines)))
    yield from takewhile(lambda cells: len(cells) == width, below)


def _cells(raw: str, number: int) -> list[LineSlice]:
    """The cells of a line; none where it ends a sentence, or its quotation marks do not fit."""
    text = raw.rstrip()
    if len(text) > _LONGEST_LINE or not _COLUMNS - 1 <= text.count(",") < WIDEST or ends_sentence(text):
        return []
    cells: list[LineSlice] = []
    at = 0
    while match := _CELL.match(text, at):
        start, end = match.span("plain" if match["quoted"] is None else "quoted")
        cells.append(LineSlice(raw, number, start, end))
        at = match.end() + 1
        if match.end() == len(text):
            return cells
    return []


def _names_columns(cells: Sequence[LineSlice]) -> bool:
    """Whether cells may name columns: all of them are short words, each different."""
    names = [cell.text.strip() for cell in cells]
    are_names = all(_NAME.fullmatch(name) and len(name) <= _LONGEST_NAME for name in names)
    return len(names) >= _COLUMNS and are_names and len({*names}) == len(names) and not is_contents_head(names)


def _is_list(head: Sequence[LineSlice], rows: Sequence[Sequence[LineSlice]]) -> bool:
    """Whether lines of as many cells are a table: the first names columns, or each other one holds a value."""
    named = is_head([cell.text.strip() for cell in head])
    return named or all(any(_VALUE.fullmatch(cell.text.strip()) for cell in row) for row in rows)


def _printed(cells: Sequence[LineSlice], *, is_head: bool = False) -> PrintedRow:
    number = cells[0].line
    return PrintedRow(number, number, Row(tuple(cell_at([cell]) for cell in cells), is_head=is_head))
