"""Tables of figures whose cells are one space apart, as a page comes out that was flattened to text.

A line of names opens such a table where the two lines under it have equally many words, all figures behind the first.
Two lines of names do where the lower one repeats itself under each name of the upper one: 县区 收入 投资 over
计划 增长 计划 增长.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from corpus.printed.cells import NO_CELL, CellText, LineSlice, cell_at
from corpus.printed.columns import is_contents_head
from corpus.printed.rows import PAGE_LINES, PrintedRow, PrintedTable, Row

_WORD = re.compile(r"\S+")
_FIGURE = re.compile(r"[±+-]?\d[\d.,]*[%％‰]?|[—–－-]+")
#: The unit of the figures behind it: 亿元, 万人次, 个.
_UNIT = re.compile(r"[^\d。；，：]{1,6}")
_COLUMNS, _ROWS = 3, 2
_WIDEST = 200


def figure_tables(lines: Sequence[str]) -> Iterator[PrintedTable]:
    """The tables of figures of a text whose cells are one space apart, in printed order."""
    words = [raw.split() if len(raw) <= _WIDEST else [] for raw in lines]
    figures = [_are_figures(each) for each in words]
    after = 0
    for at, head in enumerate(words):
        if at < after or not _may_head(head) or figures[at] or is_contents_head(head):
            continue
        period = _period(words, at)
        rows = _rows(words, figures, at + bool(period), len(words[at + 1]) + 1 if period else len(head))
        if len(rows) >= _ROWS:
            after = rows[-1] + 1
            heads = _heads(lines, at, period)
            yield [
                *(
                    PrintedRow(number, number, Row(tuple(cells), is_head=True))
                    for number, cells in enumerate(heads, at + 1)
                ),
                *(PrintedRow(row + 1, row + 1, Row(tuple(_cells(lines[row], row + 1)))) for row in rows),
            ]


def _may_head(words: Sequence[str]) -> bool:
    return len(words) >= _COLUMNS and not any(_FIGURE.fullmatch(word) or word[-1] in "。；，：" for word in words)


def _are_figures(words: Sequence[str]) -> bool:
    """Whether all words behind the first, or behind it and its unit, are figures, of which one is no dash."""
    has_unit = len(words) > _COLUMNS and _UNIT.fullmatch(words[1]) and not _FIGURE.fullmatch(words[1])
    rest = words[2:] if has_unit else words[1:]
    named = len(rest) > 1 and not _FIGURE.fullmatch(words[0])
    return named and all(map(_FIGURE.fullmatch, rest)) and any(char.isdigit() for char in rest[0] + rest[-1])


def _heads(lines: Sequence[str], at: int, period: int) -> list[list[CellText]]:
    """The cells of the head, or of both its lines: each upper name in the first of its columns."""
    upper = _cells(lines[at], at + 1)
    if not period:
        return [upper]
    spread = chain.from_iterable([cell, *[NO_CELL] * (period - 1)] for cell in upper[1:])
    return [[upper[0], *spread], [NO_CELL, *_cells(lines[at + 1], at + 2)]]


def _period(words: Sequence[Sequence[str]], head: int) -> int:
    """How many names of the line under a head stand under each of its names but the first; 0 where none repeat."""
    spans = len(words[head]) - 1
    under = words[head + 1] if head + 1 < len(words) else ()
    period, rest = divmod(len(under), spans)
    repeats = not rest and period > 1 and _may_head(under) and [*under] == [*under[:period]] * spans
    return period if repeats else 0


def _rows(words: Sequence[Sequence[str]], figures: Sequence[bool], head: int, columns: int) -> list[int]:
    """The indices of the rows under a head; the first two right under it."""
    found: list[int] = []
    others = 0
    for at in range(head + 1, len(words)):
        if figures[at] and len(words[at]) == columns:
            found.append(at)
            others = 0
        elif words[at]:
            others += 1
            if others > PAGE_LINES or len(found) < _ROWS:
                break
    return found


def _cells(raw: str, number: int) -> list[CellText]:
    return [cell_at([LineSlice(raw, number, *match.span())]) for match in _WORD.finditer(raw)]
