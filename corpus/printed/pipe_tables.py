"""Tables whose columns stand between pipes or drawn lines, with or without outer ones and a rule under the head."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile

from corpus.printed.cells import CellText, LineSlice, cell_at
from corpus.printed.columns import is_contents_head, is_head
from corpus.printed.grids import WIDEST
from corpus.printed.rows import PrintedRow, PrintedTable, Row, nearby

_PIPE = re.compile(r"(?<!\\)\|")
_CROSSING = re.compile(r"[|+]")
#: Without outer pipes and a rule, a head names so many columns.
_COLUMNS = 3
#: Rules part the rows of a table with a head where there are so many groups of lines between rules.
_RULED_ROWS = 3
#: Lines that are drawn with characters of their own, as pipes, dashes and crossings.
_DRAWN = str.maketrans("│┃║｜─━═┄┈┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝┠┨┯┷┿╂", "||||-----" + "+" * 33)
_MAY_BE = re.compile(r"[|+│┃║｜┌├└┏┣┗╔╠╚┠]")
_RULE = frozenset("|-: \t\u3000+=")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with pipes. ``count`` of its columns; ``is_closed``: it stands between outer pipes."""

    number: int
    bounds: tuple[int, ...]
    is_rule: bool
    is_closed: bool

    @property
    def count(self) -> int:
        return len(self.bounds) - 1


def pipe_tables(lines: Sequence[str]) -> Iterator[PrintedTable]:
    """The pipe tables of a text in printed order."""
    found = [x for n, line in enumerate(lines, 1) if _MAY_BE.search(line) and (x := _line(line.translate(_DRAWN), n))]
    heads: set[int] = set()
    kept: dict[int, _Line] = {}
    before: _Line | None = None
    for block in _blocks(found):
        start = _start(block, lines)
        goes_on = before is not None and all(x.is_closed and x.count == before.count for x in block)
        if start is not None and _is_contents(lines, block[start]):
            before = None
        elif start is not None or goes_on:
            before, *_ = table = _of_one_kind(block[start or 0 :])
            kept |= {piped.number: piped for piped in table}
            heads |= {before.number} if len(table) > 1 and table[1].is_rule else set()
    for numbers in nearby(kept, lines):
        rows = _rows([kept[n] for n in numbers], lines)
        yield [
            PrintedRow(r[0].number, r[-1].number, _row(r, lines, is_head=any(x.number in heads for x in r)))
            for r in rows
        ]


def _line(raw: str, number: int) -> _Line | None:
    """A line with pipes; none where it has too many, or a single cell such as the number of a page (| 56 |)."""
    if raw.count("|") > WIDEST or raw.count("+") > WIDEST:
        return None
    is_rule = ("-" in raw or "=" in raw) and _RULE.issuperset(raw)
    pipes = [match.start() for match in (_CROSSING if is_rule else _PIPE).finditer(raw)]
    if not pipes:
        return None
    is_closed = len(pipes) > 1 and not raw[: pipes[0]].strip() and not raw[pipes[-1] + 1 :].strip()
    bounds = pipes if is_closed else [-1, *pipes, len(raw)]
    if len(bounds) < 3 and not (is_rule and is_closed):  # noqa: PLR2004 - two cells
        return None
    return _Line(number, tuple(bounds), is_rule, is_closed)


def _blocks(found: Sequence[_Line]) -> Iterator[list[_Line]]:
    """The lines that follow one another without any other line between them."""
    group: list[_Line] = []
    for piped in found:
        if group and piped.number != group[-1].number + 1:
            yield group
            group = []
        group.append(piped)
    if group:
        yield group


def _start(block: Sequence[_Line], lines: Sequence[str]) -> int | None:
    """Where a table begins in the block: at the line above its rule, at two closed lines of one width, or at a head."""
    for at, piped in enumerate(block[1:]):
        head = block[at]
        if piped.is_rule and not head.is_rule and piped.count == head.count:
            return at
        if piped.is_closed and head.is_closed and piped.count == head.count:
            return at
        if piped.count == head.count >= _COLUMNS and is_head([x.text for x in _cells(lines[head.number - 1], head)]):
            return at
    return None


def _of_one_kind(block: Sequence[_Line]) -> list[_Line]:
    """The lines up to the first that has no outer pipes where the others have."""
    return list(takewhile(lambda piped: piped.is_closed or not block[0].is_closed, block))


def _is_contents(lines: Sequence[str], piped: _Line) -> bool:
    return is_contents_head([cell.text for cell in _cells(lines[piped.number - 1], piped)])


def _rows(table: Sequence[_Line], lines: Sequence[str]) -> list[list[_Line]]:
    """The lines of each row: one, or all between two rules where rules part the rows and cells go on below."""
    between = [[*group] for _, group in groupby(table, key=lambda piped: piped.is_rule)]
    texts = [group for group in between if not group[0].is_rule]
    if len(texts) < _RULED_ROWS or not all(_is_one_row(group, lines) for group in texts[1:]):
        return [[piped] for piped in table]
    return [row for group in between for row in ([[piped] for piped in group] if group[0].is_rule else [group])]


def _is_one_row(group: Sequence[_Line], lines: Sequence[str]) -> bool:
    """Whether lines between two rules may be one row: at most one has a first cell, and all are of one width."""
    firsts = [next(_cells(lines[piped.number - 1], piped)) for piped in group]
    return sum(map(bool, firsts)) <= 1 and len({piped.count for piped in group}) == 1


def _row(printed: Sequence[_Line], lines: Sequence[str], *, is_head: bool) -> Row:
    """The row that is printed on one line or several."""
    if printed[0].is_rule:
        return Row((), is_head=is_head)
    slices = [_slices(lines[piped.number - 1], piped) for piped in printed]
    return Row(tuple(cell_at(cell) for cell in zip(*slices, strict=False)), is_head=is_head)


def _cells(raw: str, piped: _Line) -> Iterator[CellText]:
    yield from (cell_at([part]) for part in _slices(raw, piped))


def _slices(raw: str, piped: _Line) -> list[LineSlice]:
    return [LineSlice(raw, piped.number, before + 1, after) for before, after in pairwise(piped.bounds)]
