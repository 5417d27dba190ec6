"""Tables whose cells are one space apart, as a page comes out that was flattened to text.

A head that begins with 序号 opens such a table; a row has a word for each column, and its number counts on. Of two
columns the second one may hold several words. The furniture of a page, and the head once more, may stand between two
rows.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.printed.cells import NO_CELL, LineSlice, cell_at
from corpus.printed.columns import begins_head, is_contents_head
from corpus.printed.rows import PAGE_LINES, PrintedRow, PrintedTable, Row

_WORD = re.compile(r"\S+")
_COLUMNS, _ROWS = 2, 3
#: Under the head of a table before, or of so many columns, one row is enough.
_FEWEST, _MANY = 2, 4
_WIDEST, _LONGEST_COUNT = 200, 6
#: The last column of many tables, which most rows leave empty.
_REMARKS = ("备注", "说明")


def word_tables(lines: Sequence[str]) -> Iterator[PrintedTable]:
    """The tables of a text whose cells are one space apart, in printed order."""
    after = 0
    known: dict[tuple[str, ...], int] = {}
    for number, raw in enumerate(lines, 1):
        if number <= after or not raw.lstrip().startswith(("序号", "编号")):
            continue
        head, wide = _words(raw), _is_wide(raw)
        if len(head) < _COLUMNS or not begins_head(head) or is_contents_head(head):
            continue
        last = known.get((*head,), 0)
        rows = [number, *_rows(lines, number, head, 1, wide=wide)]
        if last and len(rows) == 1:  # it goes on counting
            rows += _rows(lines, number, head, last + 1, wide=wide)
        if len(rows) >= (_FEWEST if last or len(head) >= _MANY else _ROWS):
            after = rows[-1]
            known[(*head,)] = _number(_words(lines[after - 1])) or last
            yield [_printed(lines[row - 1], row, head, wide=wide) for row in rows]


def _is_wide(raw: str) -> bool:
    """Whether only ideographic spaces part the names of a head."""
    return "\u3000" in raw and not re.search(r"[ \t]", raw.strip())


def _rows(lines: Sequence[str], first: int, head: Sequence[str], count: int, *, wide: bool) -> Iterator[int]:
    """The numbers of the lines that are rows under a head from row ``count`` on, or the head once more above a row."""
    others = again = 0
    for number in range(first + 1, len(lines) + 1):
        words = _cells(lines[number - 1], len(head), wide=wide)
        if words == head and (again or number == first + 1):
            break  # a head has a row before it comes again
        if words == head:
            again = number
        elif _fits(words, head) and _number(words) == count:
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


def _cells(raw: str, columns: int, *, wide: bool) -> list[str]:
    return [raw[start:end].strip() for start, end in _spans(raw, columns, wide=wide)] if len(raw) <= _WIDEST else []


def _spans(raw: str, columns: int, *, wide: bool) -> list[tuple[int, int]]:
    """Where the cells of a line stand."""
    if not wide:
        return [match.span() for match in _WORD.finditer(raw)]
    filled = [match.span() for match in re.finditer(r"[^\u3000]+", raw)]
    gaps = [at for at, char in enumerate(raw) if char == "\u3000"]
    every = [*zip([0, *(gap + 1 for gap in gaps)], [*gaps, len(raw)], strict=True)]
    return every if len(filled) < columns == len(every) else filled


def _fits(words: Sequence[str], head: Sequence[str]) -> bool:
    """Whether words may be a row: one for each column; behind a number alone there may be several, as a remark none."""
    columns = len(head)
    if columns > _COLUMNS and len(words) == columns - 1 and head[-1] in _REMARKS:
        return True
    return len(words) == columns or (columns == _COLUMNS and len(words) > columns)


def _printed(raw: str, number: int, head: Sequence[str], *, wide: bool) -> PrintedRow:
    spans = _spans(raw, len(head), wide=wide)[: len(head)]
    if not wide:  # the last of two columns holds the rest of the line
        starts = [start for start, _ in spans]
        spans = [*zip(starts, [*starts[1:], len(raw)], strict=True)]
    cells = [cell_at([LineSlice(raw, number, start, end)]) for start, end in spans]
    cells += [NO_CELL] * (len(head) - len(cells))
    return PrintedRow(number, number, Row(tuple(cells), is_head=_cells(raw, len(head), wide=wide) == head))
