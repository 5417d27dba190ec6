"""Tables whose cells are one space apart, as a page comes out that was flattened to text.

A head that begins with 序号 opens such a table; a row has a word for each column, and its number counts on. Of two
columns the second one may hold several words. The furniture of a page, and the head once more, may stand between two
rows.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.printed.cells import LineSlice, cell_at
from corpus.printed.columns import begins_head, is_contents_head
from corpus.printed.rows import PAGE_LINES, PrintedRow, PrintedTable, Row

_WORD = re.compile(r"\S+")
_COLUMNS, _ROWS = 2, 3
#: Under the head of a table before, or of so many columns, one row is enough.
_FEWEST, _MANY = 2, 4
_WIDEST, _LONGEST_COUNT = 200, 6


def word_tables(lines: Sequence[str]) -> Iterator[PrintedTable]:
    """The tables of a text whose cells are one space apart, in printed order."""
    after = 0
    known: dict[tuple[str, ...], int] = {}
    for number, raw in enumerate(lines, 1):
        if number <= after or not raw.lstrip().startswith(("序号", "编号")):
            continue
        head = _words(raw)
        if len(head) < _COLUMNS or not begins_head(head) or is_contents_head(head):
            continue
        last = known.get((*head,), 0)
        rows = [number, *_rows(lines, number, head, 1)]
        if last and len(rows) == 1:  # it goes on counting
            rows += _rows(lines, number, head, last + 1)
        if len(rows) >= (_FEWEST if last or len(head) >= _MANY else _ROWS):
            after = rows[-1]
            known[(*head,)] = _number(_words(lines[after - 1])) or last
            yield [_printed(lines[row - 1], row, len(head), is_head=_words(lines[row - 1]) == head) for row in rows]


def _rows(lines: Sequence[str], first: int, head: Sequence[str], count: int) -> Iterator[int]:
    """The numbers of the lines that are rows under a head from row ``count`` on, or the head once more above a row."""
    others = again = 0
    for number in range(first + 1, len(lines) + 1):
        words = _words(lines[number - 1])
        if words == head and (again or number == first + 1):
            break  # a head has a row before it comes again
        if words == head:
            again = number
        elif _fits(words, len(head)) and _number(words) == count:
            yield from (again, number) if again else (number,)
            count, others, again = count + 1, 0, 0
        elif words:
            others += 1
            if others > PAGE_LINES:
                break


def _number(words: Sequence[str]) -> int | None:
    return int(words[0]) if words and words[0].isdecimal() and len(words[0]) < _LONGEST_COUNT else None


def _words(raw: str) -> list[str]:
    return raw.split() if len(raw) <= _WIDEST else []


def _fits(words: Sequence[str], columns: int) -> bool:
    """Whether words may be a row: one for each column; behind a number alone there may be several."""
    return len(words) == columns or (columns == _COLUMNS and len(words) > columns)


def _printed(raw: str, number: int, columns: int, *, is_head: bool) -> PrintedRow:
    starts = [match.start() for match in _WORD.finditer(raw)][:columns]
    ends = [*starts[1:], len(raw)]
    cells = [cell_at([LineSlice(raw, number, start, end)]) for start, end in zip(starts, ends, strict=True)]
    return PrintedRow(number, number, Row(tuple(cells), is_head=is_head))
