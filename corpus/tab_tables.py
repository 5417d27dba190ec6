"""Tables whose columns are held apart by TABs.

A line with four TABs is a row. Fewer TABs stand in contents pages and signatures too, so that such lines are rows only
under a head that names their columns, or where several of them number their first cells on.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.cells import NO_CELL, CellText, tab_cells
from corpus.columns import is_contents_head, is_head
from corpus.grids import WIDEST
from corpus.rows import PrintedRow, PrintedTable, Row, is_section_line, nearby

#: A line with so many TABs is a row of a table.
TABLE_TABS = 4
#: So many lines that are numbered on are a table without a head.
_NUMBERED = 3
_COUNT = re.compile(r"\d{1,3}")
_MARK_UP = re.compile(r"[\s*#|]+|<[^<>]{0,80}>")
#: How the entry of a contents page ends.
_PAGE = re.compile(r"[（(/·.…]*\d{1,3}[)）]?")


def tab_tables(lines: Sequence[str]) -> Iterator[PrintedTable]:
    """The tables of a text whose columns are held apart by TABs, in printed order."""
    tabbed = {n: line for n, line in enumerate(lines, 1) if "\t" in line}
    if not tabbed:
        return
    rows = _wide(tabbed) | _narrow(tabbed, lines)
    rows |= _sections(rows, lines)
    for numbers in nearby(sorted(rows), lines):
        width = max(lines[n - 1].count("\t") for n in numbers) + 1
        yield [PrintedRow(n, n, Row(tuple(_cells(lines[n - 1], n, width)))) for n in numbers]


def _cells(raw: str, number: int, width: int) -> list[CellText]:
    """The cells of a row; a short one lost the TABs at its end."""
    cells = tab_cells(raw, number)
    return cells if len(cells) > TABLE_TABS else [*cells, *[NO_CELL] * (width - len(cells))]


def _wide(tabbed: dict[int, str]) -> set[int]:
    """The lines with many TABs, and those beside them that lost the TABs at their end."""
    wide = {n for n, line in tabbed.items() if TABLE_TABS <= line.count("\t") < WIDEST}
    return wide | {n for n in tabbed if n not in wide and (n - 1 in wide or n + 1 in wide) and _filled(tabbed[n]) > 1}


def _narrow(tabbed: dict[int, str], lines: Sequence[str]) -> set[int]:
    """The rows of tables of two to four columns: what stands under a head, and what is numbered on."""
    narrow = [n for n, line in tabbed.items() if line.count("\t") < TABLE_TABS and _filled(line) > 1]
    texts = {n: _texts(tabbed[n]) for n in narrow}
    found: set[int] = set()
    for group in nearby(narrow, lines):
        width = 0
        for number, after in pairwise([*group, 0]):
            count = len(texts[number])
            if is_head(texts[number]):
                width = count if after and not is_contents_head(texts[number]) else 0
            elif count > width or (count < width and number - 1 not in found):
                width = 0
            found |= {number} if width else set()
        found |= _numbered([n for n in group if n not in found], texts)
    return found


def _numbered(group: Sequence[int], texts: dict[int, list[str]]) -> set[int]:
    """Lines of one width whose first cells count on, other than the entries of a contents page."""
    found: set[int] = set()
    run: list[int] = []
    for number in group:
        cells = texts[number]
        counts_on = run and len(texts[run[-1]]) == len(cells) and cells[0] == str(int(texts[run[-1]][0]) + 1)
        run = [*run, number] if counts_on else [number] if _COUNT.fullmatch(cells[0]) else []
        if len(run) >= _NUMBERED and not all(_PAGE.fullmatch(texts[n][-1]) for n in run[-_NUMBERED:]):
            found |= {*run[-_NUMBERED:]}
    return found


def _sections(rows: set[int], lines: Sequence[str]) -> set[int]:
    """The titles of sections right between two rows, printed without the empty cells behind them."""
    between = {n + 1 for n in rows if n + 2 in rows and n + 1 not in rows}
    return {n for n in between if is_section_line(lines[n - 1])}


def _texts(line: str) -> list[str]:
    return [_MARK_UP.sub("", text) for text in line.split("\t")]


def _filled(line: str) -> int:
    return sum(bool(text.strip()) for text in line.split("\t"))
