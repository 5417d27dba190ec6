"""Tables of figures whose cells are one space apart, as a page comes out that was flattened to text.

A line of names opens such a table where the two lines under it have equally many words, all figures behind the first.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.printed.cells import LineSlice, cell_at
from corpus.printed.columns import is_contents_head
from corpus.printed.rows import PAGE_LINES, PrintedRow, PrintedTable, Row

_WORD = re.compile(r"\S+")
_FIGURE = re.compile(r"[±+-]?\d[\d.,]*[%％‰]?|[—–－-]+")
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
        rows = _rows(words, figures, at)
        if len(rows) >= _ROWS:
            after = rows[-1] + 1
            yield [_printed(lines[row], row + 1, is_head=row == at) for row in (at, *rows)]


def _may_head(words: Sequence[str]) -> bool:
    return len(words) >= _COLUMNS and not any(_FIGURE.fullmatch(word) or word[-1] in "。；，：" for word in words)


def _are_figures(words: Sequence[str]) -> bool:
    """Whether all words behind the first are figures, of which one is no dash."""
    rest = words[1:]
    named = len(rest) > 1 and not _FIGURE.fullmatch(words[0])
    return named and all(map(_FIGURE.fullmatch, rest)) and any(char.isdigit() for char in rest[0] + rest[-1])


def _rows(words: Sequence[Sequence[str]], figures: Sequence[bool], head: int) -> list[int]:
    """The indices of the rows under a head; the first two right under it."""
    found: list[int] = []
    others = 0
    for at in range(head + 1, len(words)):
        if figures[at] and len(words[at]) == len(words[head]):
            found.append(at)
            others = 0
        elif words[at]:
            others += 1
            if others > PAGE_LINES or len(found) < _ROWS:
                break
    return found


def _printed(raw: str, number: int, *, is_head: bool) -> PrintedRow:
    cells = [cell_at([LineSlice(raw, number, *match.span())]) for match in _WORD.finditer(raw)]
    return PrintedRow(number, number, Row(tuple(cells), is_head=is_head))
