"""Tables whose columns are separated by TABs.

A line with four TABs is a row. Fewer TABs stand in contents pages and signatures too, so that such lines are rows only
under a head that names their columns, or where several of them are alike.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from corpus.language.numbering import Level, marker
from corpus.printed.cells import NO_CELL, CellText, tab_cells
from corpus.printed.columns import are_entries, is_contents_head, is_head
from corpus.printed.departments import is_department_name
from corpus.printed.grids import WIDEST
from corpus.printed.rows import PAGE_LINES, PrintedRow, PrintedTable, Row, is_section_line, nearby, others_between

#: A line with so many TABs is a row of a table.
TABLE_TABS = 4
#: So many lines that are alike are a table without a head.
_ROWS = 3
#: The texts of a table without a head are not longer, and no sentences.
_SHORT = 30
#: Lines of so many columns are no names with a colon behind them; a table that compares articles has as many.
_COMPARED = 3
_SENTENCE = re.compile(r"[。；：:]")
#: With three columns or more a cell may list something behind a colon: 江东街道：朝阳社区、建设社区.
_STOP = re.compile(r"[。；]")
_COUNT = re.compile(r"\d{1,3}")
_MARK_UP = re.compile(r"[\s*#|]+|<[^<>]{0,80}>")


def tab_tables(lines: Sequence[str]) -> Iterator[PrintedTable]:
    """The tables of a text whose columns are separated by TABs, in printed order."""
    tabbed = {n: line for n, line in enumerate(lines, 1) if "\t" in line}
    if not tabbed:
        return
    rows = _wide(tabbed) | _narrow(tabbed, lines)
    rows |= _sections(rows, lines)
    for group in nearby(sorted(rows), lines):
        for numbers in _apart(group, lines):
            width = max(lines[n - 1].count("\t") for n in numbers) + 1
            yield [PrintedRow(n, n, Row(tuple(_cells(lines[n - 1], n, width)))) for n in numbers]


def _apart(group: Sequence[int], lines: Sequence[str]) -> Iterator[list[int]]:
    """The rows of a group by their tables: a head of another width begins another one, or few columns after others.

    Right under a first line that begins with an empty cell it goes on with that: a head of two lines.
    """
    rows = [group[0]]
    for number in group[1:]:
        count = lines[number - 1].count("\t")
        is_apart = number - 1 > rows[-1] and count < TABLE_TABS
        is_lower = rows == [number - 1] and not _texts(lines[rows[0] - 1])[0]
        if (
            not is_lower
            and count != lines[rows[0] - 1].count("\t")
            and (is_apart or is_head(_texts(lines[number - 1])))
        ):
            yield rows
            rows = []
        rows.append(number)
    yield rows


def _cells(raw: str, number: int, width: int) -> list[CellText]:
    """The cells of a row; a short one lost the TABs at its end."""
    cells = tab_cells(raw, number)
    return cells if len(cells) > TABLE_TABS else [*cells, *[NO_CELL] * (width - len(cells))]


def _wide(tabbed: Mapping[int, str]) -> set[int]:
    """The lines with many TABs, and those beside them that lost the TABs at their end."""
    wide = {n for n, line in tabbed.items() if TABLE_TABS <= line.count("\t") < WIDEST}
    return wide | {n for n in tabbed if n not in wide and (n - 1 in wide or n + 1 in wide) and _filled(tabbed[n]) > 1}


def _narrow(tabbed: Mapping[int, str], lines: Sequence[str]) -> set[int]:
    """The rows of tables of two to four columns: what stands under a head, and lines that are alike."""
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
    return found | _alike([n for n in narrow if n not in found], texts, lines)


def _alike(numbers: Sequence[int], texts: Mapping[int, list[str]], lines: Sequence[str]) -> set[int]:
    """Lines that follow one another, of one width, which count on or have nothing but short texts.

    The entries of a contents page, which end in page numbers, and names in columns are no rows.
    """
    found: set[int] = set()
    run: list[int] = []
    for number, after in pairwise([*numbers, 0]):
        run.append(number)
        if not after or others_between(lines, number, after) or not _goes_on(texts[number], texts[after]):
            rows = [texts[n] for n in run]
            if (
                len(run) >= _ROWS
                and not are_entries(rows)
                and not all(is_department_name(text) for row in rows for text in row)
            ):
                found |= {*run}
            run = []
    return found


def _goes_on(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether two lines may be rows of one table without a head."""
    if len(before) != len(after):
        return False
    if _COUNT.fullmatch(before[0]) and _COUNT.fullmatch(after[0]):
        return int(after[0]) == int(before[0]) + 1
    return _is_short(before) and _is_short(after)


def _is_short(texts: Sequence[str]) -> bool:
    found = marker(texts[0])
    is_heading = found is not None and not (found.level is Level.ARTICLE and len(texts) >= _COMPARED)
    ends = _STOP if len(texts) >= _COMPARED else _SENTENCE
    return all(len(text) <= _SHORT and not ends.search(text) for text in texts) and not is_heading


def _sections(rows: set[int], lines: Sequence[str]) -> set[int]:
    """The titles of sections right under a row and above another one, printed without the empty cells behind them."""
    gaps = ((before + 1, after) for before, after in pairwise(sorted(rows)) if after > before + 1)
    near = [under for under, after in gaps if others_between(lines, under, after) < PAGE_LINES]
    return {under for under in near if is_section_line(lines[under - 1])}


def _texts(line: str) -> list[str]:
    return [_MARK_UP.sub("", text) for text in line.split("\t")]


def _filled(line: str) -> int:
    return sum(bool(text.strip()) for text in line.split("\t"))
