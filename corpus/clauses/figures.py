"""Records and figures: what a row says by the printed names of its columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.clauses.table_heads import FIGURE, TableHead
from corpus.findings import WarningCode
from corpus.language.text import Traced, ends_sentence, join
from corpus.model import Cell
from corpus.printed.cells import CellText

_NUMBER = re.compile(r"\d{1,4}")
_ENDS = ("。", "；", "！", "？")
#: How the text of a row ends whose cells do not fit the head above them.
_HEAD = "(表头:{})"
_AT_END = re.compile(r"\(表头:(?P<names>[^()]{0,400}(?:\([^()]{0,40}\)[^()]{0,400}){0,20})\)$")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row: what it is about or its number, its text, its named cells, and what is wrong with it."""

    label: str | None
    reading: Traced
    cells: tuple[Cell, ...]
    warnings: tuple[WarningCode, ...]


def figure_row(cells: Sequence[CellText], head: TableHead) -> FigureRow:
    """A row under a head. Where the head does not fit, the text ends in the head as printed."""
    first = cells[0].text.replace("\n", "")
    named, warnings = _named(head.names[1:], [cell.text.replace("\n", " ") for cell in cells[1:]])
    if not (head.printed and first):
        name = (head.names or head.printed or ("",))[0] or "第1列"
        return FigureRow(first or None, _plain(cells), (Cell(name, first), *named), warnings if head.printed else ())
    reading = _sentence(cells, named)
    if warnings and any(head.printed):
        reading = join([reading, Traced(_HEAD.format("；".join(name for name in head.printed if name)), ())])
    return FigureRow(first, reading, (Cell((head.names or head.printed)[0] or "第1列", first), *named), warnings)


def printed_head(text: str) -> tuple[str, ...]:
    """The printed names of columns that the text of a row ends in, because they do not fit its cells; else none."""
    found = _AT_END.search(text)
    return tuple(found["names"].split("；")) if found else ()


def filled_down(cells: Sequence[CellText], above: Sequence[CellText]) -> tuple[CellText, ...]:
    """The cells of a row; the empty ones before the first text go on with those of the row above.

    A row of figures alone lost the name of what they are about.
    """
    first = next((at for at, cell in enumerate(cells) if cell), 0)
    if len(above) != len(cells) or all(FIGURE.fullmatch(cell.text) for cell in cells if cell):
        return tuple(cells)
    inherited = (CellText((Traced(cell.text, ()),) if cell else (), cell.raw) for cell in above[:first])
    return (*inherited, *cells[first:])


def is_stray(cells: Sequence[CellText]) -> bool:
    """Whether a row is no row at all: nothing, or a single figure of no district."""
    filled = [cell for cell in cells if cell]
    return not filled or (len(filled) == 1 and not cells[0] and bool(FIGURE.fullmatch(filled[0].text)))


def _named(names: Sequence[str], values: Sequence[str]) -> tuple[tuple[Cell, ...], tuple[WarningCode, ...]]:
    """The values under the names of their columns; where the head does not fit, under the numbers of their columns."""
    while names and len(names) > len(values) and not names[-1]:
        names = names[:-1]
    if len(names) == len(values):
        return tuple(Cell(n or f"第{i}列", v) for i, (n, v) in enumerate(zip(names, values, strict=True), 2)), ()
    return tuple(Cell(f"第{i}列", v) for i, v in enumerate(values, 2)), (WarningCode.HEAD_DOES_NOT_FIT,)


def _sentence(cells: Sequence[CellText], named: Sequence[Cell]) -> Traced:
    """The row as text, such as 东城区:名称 值；名称 值。 A number is the label of the row and no part of its text."""
    first = cells[0]
    pieces = [] if _NUMBER.fullmatch(first.text) else [join(first.pieces), Traced(":", ())]
    for at, (cell, value) in enumerate(zip(cells[1:], named, strict=True)):
        separator = "；" if at and not pieces[-1].text.endswith(_ENDS) else ""
        pieces += [Traced(f"{separator}{value.header} ", ()), join(cell.pieces) or Traced("—", ())]
    return join(pieces if pieces and pieces[-1].text.endswith(_ENDS) else [*pieces, Traced("。", ())])


def _plain(cells: Sequence[CellText]) -> Traced:
    """A row of a table without a head, or of nothing that has a name: what its cells say, one after the other."""
    reading = join([join(cell.pieces) for cell in cells if cell], "；")
    return reading if ends_sentence(reading.text) else join([reading, Traced("。", ())])
