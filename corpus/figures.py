"""Tables of figures: what a row says by the names of its columns, which may stand on two lines of a head."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.cells import CellText
from corpus.findings import WarningCode
from corpus.model import Cell
from corpus.text import Traced, ends_sentence, join

_DISTRICT = re.compile(r"[区县市计]$|^全市")
_FIGURE = re.compile(r"[\d.,()（）%—\-]*\d[\d.,()（）%—\-]*")


@dataclass(frozen=True, slots=True)
class Figures:
    """One row: what it is about, its text, its named cells, and what is wrong with it."""

    label: str | None
    reading: Traced
    cells: tuple[Cell, ...]
    warnings: tuple[WarningCode, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The head of a table: ``names`` as they fit the rows, none where they do not; ``printed`` as they stand there."""

    names: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()

    def over(self, cells: Sequence[CellText]) -> "Columns":
        """The head with the row under it as its second line."""
        return Columns(_two_levels(self.names, [cell.text.replace("\n", "") for cell in cells]), self.printed)

    def read(self, cells: Sequence[CellText]) -> Figures:
        """A row under this head. Where the head does not fit, the text ends in the head as printed."""
        first = cells[0].text.replace("\n", "")
        named, warnings = _named(self.names[1:], [cell.text.replace("\n", " ") for cell in cells[1:]])
        if not (self.printed and first):
            return Figures(first or None, _plain(cells), (Cell("第1列", first), *named), ())
        reading = _reading(cells, named)
        if warnings and any(self.printed):
            reading = join([reading, Traced(f"(表头:{'；'.join(n for n in self.printed if n)})", ())])
        return Figures(first, reading, (Cell(self.names[0] if self.names else "区", first), *named), warnings)


NO_HEAD = Columns()


def goes_on_head(cells: Sequence[CellText]) -> bool:
    """Whether the row right under a head is its second line: it is of no district, without figures and sentences."""
    first = cells[0].text.replace("\n", "")
    if _DISTRICT.search(first) or _FIGURE.fullmatch(first) or any("。" in cell.text for cell in cells):
        return False
    return not first or not any(_FIGURE.fullmatch(cell.text) for cell in cells[1:])


def is_stray(cells: Sequence[CellText]) -> bool:
    """Whether a row is no row at all: nothing, or a single figure of no district."""
    filled = [cell for cell in cells if cell]
    return not filled or (len(filled) == 1 and not cells[0] and bool(_FIGURE.fullmatch(filled[0].text)))


def _two_levels(names: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    """The names of columns from a head of two lines; none where the second line does not fit under the first."""
    if second[0] or len(second) != len(names):
        return ()
    above = ""
    joined: list[str] = []
    for name, below in zip(names, second, strict=True):
        above = name or (above if below else "")
        joined.append(above + below)
    return tuple(joined)


def _named(names: Sequence[str], values: Sequence[str]) -> tuple[tuple[Cell, ...], tuple[WarningCode, ...]]:
    """The values under the names of their columns; where the head does not fit, under the numbers of their columns."""
    while names and len(names) > len(values) and not names[-1]:
        names = names[:-1]
    if len(names) == len(values):
        return tuple(Cell(n or f"第{i}列", v) for i, (n, v) in enumerate(zip(names, values, strict=True), 2)), ()
    return tuple(Cell(f"第{i}列", v) for i, v in enumerate(values, 2)), (WarningCode.HEAD_DOES_NOT_FIT,)


def _reading(cells: Sequence[CellText], named: Sequence[Cell]) -> Traced:
    """The row as text, such as 东城区:名称 值；名称 值。."""
    pieces: list[Traced] = [join(cells[0].pieces), Traced(":", ())]
    for at, (cell, value) in enumerate(zip(cells[1:], named, strict=True)):
        pieces += [Traced(("；" if at else "") + value.header + " ", ()), join(cell.pieces) or Traced("—", ())]
    return join([*pieces, Traced("。", ())])


def _plain(cells: Sequence[CellText]) -> Traced:
    """A row of a table without a head, or of nothing that has a name: what its cells say, one after the other."""
    reading = join([join(cell.pieces) for cell in cells if cell], "；")
    return reading if ends_sentence(reading.text) else join([reading, Traced("。", ())])
